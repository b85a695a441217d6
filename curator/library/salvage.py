"""Recovery of what can be read of a damaged library, into a new one.

Rows are read table by table through SQLite; where it gives up, page by page. Each value is
checked against its column, and losses are counted. The old file is only read, and nothing in a
manipulated library is executed: only its plain tables and columns are used.
"""

from __future__ import annotations

import atexit
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.file.damage import JSON, MOMENTS, TIMES, describe_error, reading_only
from curator.library.file.foreign_keys import references
from curator.library.file.header import restore_header
from curator.library.file.raw_pages import Raw, RawPages
from curator.library.file.schema import ARCHIVE_TABLES, DESK_TABLES
from curator.library.file.shape import Column, unnumbered, whole_tables
from curator.library.file.tables import drop_indexes, fill, make_indexes
from curator.library.imports.insert_posts import Intake
from curator.library.values.checksum import CHECKED, checksum
from curator.library.values.normalise import indexed
from curator.library.values.rows import ArchiveId

_Row: TypeAlias = list[Any]

_ALSO = ("pictures", "memory", "snapshots")
_FIRST = ("archives", "people", "posts", "media", "terms", "pictures", "tags", "stories")
_STRETCH = 2_000
_MOMENT_RANGE = (-62_135_596_800_000, 253_402_300_799_999)


@dataclass
class Salvaged:
    """The result of a salvage."""

    kept: Counter[str] = field(default_factory=Counter)
    """Rows that could be read, by table."""

    lost: Counter[str] = field(default_factory=Counter)
    """Rows that are known to be lost, by table."""

    harmed: set[str] = field(default_factory=set)
    """Tables for which it is unknown whether all rows were recovered."""

    mended: int = 0
    """Values that were cleared because they could not be read."""

    altered: list[str] = field(default_factory=list)
    """The keys of posts that can be read but are not as they were imported."""

    homeless: int = 0
    """Posts whose archive is unknown."""


def salvage(old: Path, new: Path) -> Generator[int, None, Salvaged]:
    """Copy what can be read of a library into a new one; yield the number of rows done."""
    if new.exists():
        raise LibraryError(tr("“{name}” is there already. Choose another name.", name=new.name))
    draft = new.with_name(f".{new.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with (
            TemporaryDirectory() as folder,
            closing(_copied(old, Path(folder))) as damaged,
            closing(_begun(draft)) as fresh,
        ):
            found = yield from _Salvage(damaged, fresh, old.name).run()
        draft.replace(new)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise LibraryError(
            tr(
                "Nothing can be read of “{name}”: {why}. Take it from a backup.",
                name=old.name,
                why=describe_error(error).rstrip("."),
            )
        ) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise LibraryError(
            tr("“{name}” could not be saved: {why}.", name=new.name, why=why)
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return found


def readable(path: Path) -> sqlite3.Connection:
    """Open a copy of what can be read of a damaged library, read-only.

    The copy is made once in a run of the program.
    """
    state = path.stat()
    known = _shown.get(path.resolve())
    if known is None or known[1:] != (state.st_size, state.st_mtime_ns):
        copy = Path(_folder()) / f"{next(_numbers)}.curator"
        for _ in salvage(path, copy):
            pass
        known = _shown[path.resolve()] = copy, state.st_size, state.st_mtime_ns
    return reading_only(known[0])


_shown: dict[Path, tuple[Path, int, int]] = {}
_numbers = count()


@cache
def _folder() -> str:
    """Return a folder that is deleted when the program ends."""
    folder = TemporaryDirectory(prefix="curator-")
    atexit.register(folder.cleanup)
    return folder.name


def _copied(old: Path, folder: Path) -> _Source:
    """Open a copy, with its journal, so that reading can never damage the file itself."""
    copy = folder / "damaged.curator"
    for suffix in ("", "-wal"):
        beside = old.with_name(old.name + suffix)
        if not suffix or beside.exists():
            shutil.copyfile(beside, copy.with_name(copy.name + suffix))
    if not _is_accepted(copy):
        restore_header(copy)
    return _Source(copy)


def _is_accepted(path: Path) -> bool:
    """Tell whether SQLite takes a file for a database and finds its tables."""
    try:
        with closing(reading_only(path)) as connection:
            connection.text_factory = bytes
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.Error:
        return False


def _begun(path: Path) -> sqlite3.Connection:
    """Make an empty library, still without its indexes."""
    connection = sqlite3.connect(path, isolation_level=None)
    fill(connection)
    connection.execute("PRAGMA synchronous = OFF")
    drop_indexes(connection)
    return connection


class _Salvage:
    """Copies rows from one file into the other."""

    def __init__(self, old: _Source, new: sqlite3.Connection, name: str) -> None:
        self._old = old
        self._new = new
        self._name = name
        self._found = Salvaged()
        self._done = 0

    def run(self) -> Generator[int, None, Salvaged]:
        """Copy every table, then restore the references between them."""
        self._new.execute("BEGIN")
        wanted = {*ARCHIVE_TABLES, *DESK_TABLES, *_ALSO}
        rest = sorted(wanted - {*_FIRST})
        for table in (*_FIRST, *rest):
            yield from self._carry(table)
        if not self._found.kept["posts"]:
            raise LibraryError(
                tr("Nothing can be read of “{name}”. Take it from a backup.", name=self._name)
            )
        self._count_missing()
        self._house_posts()
        self._clear_dangling_references()
        self._count_posts()
        yield self._done
        self._file_words()
        make_indexes(self._new)
        self._new.execute("COMMIT")
        return self._found

    def _carry(self, table: str) -> Generator[int, None, None]:
        columns = whole_tables()[table]
        rows, whole = self._old.rows(table)
        if not whole:
            self._found.harmed.add(table)
        places = ", ".join("?" * len(columns))
        called = [column.name for column in columns]
        names = ", ".join(called)
        for row in rows:
            values = [self._valid_value(table, *pair) for pair in zip(columns, row, strict=True)]
            if table == "posts":
                self._compare(dict(zip(called, values, strict=True)), values)
            try:
                cursor = self._new.execute(
                    f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", values
                )
                kept = cursor.rowcount > 0
            except (sqlite3.Error, OverflowError):  # a value that no such row may have
                kept = False
            self._found.kept[table] += kept
            self._found.lost[table] += whole and not kept
            self._done += 1
            if self._done % _STRETCH == 0:
                yield self._done

    def _valid_value(self, table: str, column: Column, value: Any) -> Any:
        """Return a value as its column requires; an invalid one becomes the default."""
        sound, ok = _fitting(table, column, value)
        self._found.mended += not ok
        return sound

    def _compare(self, post: dict[str, Any], values: _Row) -> None:
        """Note a post that is not as it was imported, and give it the checksum of what is left."""
        known, now = post["checksum"], checksum(*(post[name] for name in CHECKED))
        if known is not None and known != now:
            self._found.altered.append(str(post["key"]))
            values[[*post].index("checksum")] = now

    def _count_posts(self) -> None:
        """Count posts as everywhere: without those that are only there as context."""
        (self._found.kept["posts"],) = self._new.execute(
            "SELECT count(*) FROM posts WHERE context = 0"
        ).fetchone()

    def _count_missing(self) -> None:
        """Count the rows that others refer to and that are missing: each was lost."""
        for table in ("posts", "people", "media", "tags", "stories"):
            named = " UNION ".join(
                f"SELECT {each.column} AS id FROM {each.table}"
                for each in references(self._new, whole_tables())
                if each.to == table
            )
            (missing,) = self._new.execute(
                f"SELECT count(*) FROM ({named})"
                f" WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM {table})"
            ).fetchone()
            self._found.lost[table] += missing

    def _house_posts(self) -> None:
        """Assign posts without author or archive to placeholders."""
        run = self._new.execute
        run(
            "INSERT OR IGNORE INTO people (id, platform, handle)"
            " SELECT DISTINCT person, platform, 'unknown' || person FROM posts"
            " WHERE person NOT IN (SELECT id FROM people)"
        )
        homeless = "FROM posts WHERE id NOT IN (SELECT post FROM archive_posts)"
        (self._found.homeless,) = run(f"SELECT count(*) {homeless}").fetchone()
        if self._found.homeless:
            name = tr("Salvaged from {name}", name=self._name)
            id_ = run(
                "INSERT INTO archives (name, path, format, imported_at, finished)"
                " VALUES (?, ?, 'salvaged', ?, 1)",
                (name, name, datetime.now(UTC).isoformat(timespec="seconds")),
            ).lastrowid
            run(f"INSERT INTO archive_posts (archive, post) SELECT {id_}, id {homeless}")
        run(
            "UPDATE archives SET posts = (SELECT count(*) FROM archive_posts JOIN posts"
            " ON posts.id = post WHERE archive = archives.id AND context = 0)"
        )

    def _clear_dangling_references(self) -> None:
        """Delete rows that refer to lost rows, or clear the reference where it may be empty."""
        optional = {
            (table, column.name)
            for table, columns in whole_tables().items()
            for column in columns
            if column.optional
        }
        while loose := self._new.execute("PRAGMA foreign_key_check").fetchall():
            links: dict[tuple[str, int], str] = {}
            for table, rowid, _, link in loose:
                if (table, link) not in links:
                    rows = self._new.execute(f"PRAGMA foreign_key_list({table})")
                    links |= {(table, row[0]): row[3] for row in rows}
                self._let_go(table, rowid, links[table, link], optional)

    def _let_go(
        self, table: str, rowid: int | None, column: str, optional: set[tuple[str, str]]
    ) -> None:
        if rowid is None:  # a table whose rows have no number: all of its loose ends at once
            target = next(
                row[2]
                for row in self._new.execute(f"PRAGMA foreign_key_list({table})")
                if row[3] == column
            )
            gone = self._new.execute(
                f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {target})"
            ).rowcount
            self._count_lost(table, gone)
        elif (table, column) in optional:
            self._new.execute(f"UPDATE {table} SET {column} = NULL WHERE rowid = ?", (rowid,))
            self._found.mended += 1
        else:
            gone = self._new.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,)).rowcount
            self._count_lost(table, gone)

    def _count_lost(self, table: str, rows: int) -> None:
        self._found.lost[table] += rows
        self._found.kept[table] -= rows

    def _file_words(self) -> None:
        """Rebuild the full-text index, and those of hashtags, mentions and links."""
        self._new.execute("DELETE FROM memory WHERE name LIKE 'worked out:%'")
        intake = Intake(self._new, ArchiveId(0))
        for post, spans in self._new.execute(
            "SELECT id, spans FROM posts WHERE spans <> ''"
            " AND id NOT IN (SELECT post FROM post_terms)"
        ).fetchall():
            intake.file_terms(post, spans)
        rows = self._new.execute("SELECT id, text, spans FROM posts")
        self._new.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            ((id_, indexed(text, spans)) for id_, text, spans in rows),
        )


class _Source:
    """A copy of the damaged file, read by SQLite as far as possible, and page by page."""

    def __init__(self, copy: Path) -> None:
        self._copy = copy
        self._connection = reading_only(copy)
        self._connection.text_factory = bytes
        self._raw: dict[str, list[Raw]] | None = None

    def close(self) -> None:
        """Close and delete the copy."""
        self._connection.close()

    def rows(self, table: str) -> tuple[list[_Row], bool]:
        """Return the readable rows of a table, and whether these are known to be all."""
        columns = whole_tables()[table]
        try:
            listed = self._listed(table, columns)
            if not listed:
                return [], False
            found = self._connection.execute(f"SELECT {listed} FROM {table} NOT INDEXED")
            return [[*row] for row in found], True
        except (sqlite3.Error, UnicodeDecodeError):
            return self._from_pages(table, columns), False

    def _listed(self, table: str, columns: tuple[Column, ...]) -> str:
        """Return the columns to read; '' if it is no ordinary table."""
        row = self._connection.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        if row is None or row[0].upper().startswith(b"CREATE VIRTUAL"):
            return ""
        here = {
            name.decode()
            for name, hidden in self._connection.execute(
                "SELECT name, hidden FROM pragma_table_xinfo(?, 'main')", (table,)
            )
            if not hidden
        }
        return ", ".join(
            column.name if column.name in here else f"{column.default} AS {column.name}"
            for column in columns
        )

    def _from_pages(self, table: str, columns: tuple[Column, ...]) -> list[_Row]:
        if self._raw is None:
            numbered = {
                name: shape for name, shape in whole_tables().items() if name not in unnumbered()
            }
            self._raw = RawPages(self._copy.read_bytes()).tables(numbered)
        number = [at for at, each in enumerate(columns) if each.key and each.kind == "INTEGER"]
        rows: list[_Row] = []
        for rowid, values in self._raw.get(table, []):
            if len(values) > len(columns):
                continue
            row = [*values, *[None] * (len(columns) - len(values))]
            if number and row[number[0]] is None:
                row[number[0]] = rowid
            rows.append(row)
        return rows


def _fitting(table: str, column: Column, value: Any) -> tuple[Any, bool]:
    """Return a value as its column requires, and whether it was valid."""
    nothing = None if column.optional else _UNSAID.get(column.kind, "")
    place = (table, column.name)
    if value is None:
        return (None, True) if column.optional or column.key else (nothing, False)
    match column.kind, value:
        case "INTEGER", int():
            fits = place not in MOMENTS or _MOMENT_RANGE[0] <= value <= _MOMENT_RANGE[1]
            return (value, True) if fits else (nothing, False)
        case "REAL", (int() | float()):
            return value, True
        case "TEXT", bytes():
            return _fitting_text(place, value)
        case "BLOB", bytes():
            return value, True
    return nothing, False


def _fitting_text(place: tuple[str, str], value: bytes) -> tuple[str, bool]:
    try:
        text, whole = value.decode(), True
    except UnicodeDecodeError:
        text, whole = value.decode(errors="replace"), False
    try:
        if place in JSON and text:
            json.loads(text)
        if place in TIMES:
            datetime.fromisoformat(text)
    except ValueError:
        fallback = {"report": "{}", "imported_at": _LONG_AGO, "at": _LONG_AGO, "counts": "{}"}
        return fallback.get(place[1], ""), False
    return text, whole


_UNSAID = {"INTEGER": 0, "REAL": 0.0, "TEXT": "", "BLOB": b""}
_LONG_AGO = "1970-01-01T00:00:00+00:00"
