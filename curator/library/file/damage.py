"""Detection of damage in a file: its pages, its tables, and their values.

SQLite notices a page that is harmed, but not a letter that is another. So the values are
looked at too: their types, their JSON, their times, their letters. Nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from curator.i18n import tr, trn
from curator.library.file.migrations import migrations
from curator.library.file.page_copy import copy_pages
from curator.library.file.schema import VERSION
from curator.library.file.shape import Column, columns_of, foreign_parts, whole_tables
from curator.library.file.views import drop_views
from curator.library.values.checksum import altered

LARGE = 8_000_000
"""Files of more bytes than this are not checked while the user waits for opening."""

_MOST_PROBLEMS = 10
_HEAD = "*** in database main ***\n"
"""What SQLite puts before what it finds in the pages of a file."""

_EARLIEST, _LATEST = -62_135_596_800_000, 253_402_300_799_999

JSON = frozenset(
    {
        ("posts", "spans"), ("archive_posts", "before"), ("archives", "report"),
        ("archive_people", "before"), ("archive_media", "before"), ("snapshots", "counts"),
        ("blocks", "value"),
    }
)  # fmt: skip
"""Columns that hold JSON, or nothing."""

TIMES = frozenset({("archives", "imported_at"), ("steps", "at"), ("snapshots", "at")})
"""Columns that hold a time as ISO 8601 writes it."""

MOMENTS = frozenset({("posts", "at")})
"""Columns that hold a time in milliseconds."""

_TYPES = {
    "INTEGER": "'integer'", "REAL": "'real', 'integer'", "TEXT": "'text'", "BLOB": "'blob'",
}  # fmt: skip


def describe_error(error: sqlite3.Error | UnicodeDecodeError) -> str:
    """Return what could not be read, in plain words where Python speaks of its codecs.

    Python meets damaged text in a value, or in SQLite's own message about a damaged name.
    """
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode"):
        return tr("It holds bytes that are no text.")
    return str(error)


def look_for_damage(path: Path) -> list[str]:
    """Return the damage to a library's file, as sentences; empty if it is sound."""
    try:
        with closing(reading_only(path)) as connection:
            return damage_in(connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return [describe_error(error)]


def reading_only(path: Path) -> sqlite3.Connection:
    """Open a file so that nothing is written, not even by SQLite itself."""
    journal = path.with_name(path.name + "-wal")
    mode = "mode=ro" if journal.exists() and journal.stat().st_size else "immutable=1"
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{mode}", isolation_level=None, uri=True
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    return connection


def damage_in(connection: sqlite3.Connection) -> list[str]:
    """Return the damage to an open file, as sentences.

    The indexes are compared with their tables: one that names rows that are not there ends a read
    long after the file was taken for sound.
    """
    told: list[str] = []
    try:
        told += [
            text for (text,) in connection.execute(f"PRAGMA integrity_check({_MOST_PROBLEMS})")
        ]
    except (sqlite3.Error, UnicodeDecodeError) as error:
        told.append(describe_error(error))
    told = [text.removeprefix(_HEAD) for text in told if text != "ok"]
    if told:
        return told
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < VERSION or _is_to_be_updated(connection):
        return _damage_once_updated(connection)
    return _wrong_tables(connection)


def _wrong_tables(connection: sqlite3.Connection) -> list[str]:
    tables = whole_tables().items()
    told = [told for table, columns in tables for told in _wrong_with(connection, table, columns)]
    return told or _altered(connection)


def _altered(connection: sqlite3.Connection) -> list[str]:
    """Return in a sentence how many posts are not what was imported, by their checksums."""
    count = altered(connection)
    if not count:
        return []
    return [
        trn(
            "{count} post is not as it was imported: its words, author, time or address changed"
            " in the file.",
            "{count} posts are not as they were imported: their words, authors, times or"
            " addresses changed in the file.",
            count,
        )
    ]


def _damage_once_updated(connection: sqlite3.Connection) -> list[str]:
    """Return the damage to a file of an earlier version, as its update will show it.

    A copy in memory is updated, so that a file that is damaged is left as it is.
    """
    (size,) = connection.execute(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    ).fetchone()
    if size > LARGE or foreign_parts(connection):  # the latter would be run; they are refused
        return []
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        copy_pages(connection, copy)
        copy.execute("PRAGMA trusted_schema = OFF")
        drop_views(copy)
        migrations.apply(copy)
        return _wrong_tables(copy)


def _is_to_be_updated(connection: sqlite3.Connection) -> bool:
    """Tell whether tables are yet to be created, so that none is missing."""
    try:
        return bool(migrations.pending(connection))
    except sqlite3.Error:
        return False


def _wrong_with(
    connection: sqlite3.Connection, table: str, columns: tuple[Column, ...]
) -> Iterator[str]:
    here = {column.name for column in columns_of(connection, table)}
    missing = [column.name for column in columns if column.name not in here]
    if not here:
        yield tr("The table {table} is missing.", table=table)
        return
    if missing:
        yield tr("{table} has no {columns}.", table=table, columns=", ".join(missing))
        return
    try:
        wrong = _wrong_rows(connection, table, columns)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield f"{table}: {describe_error(error)}"
        return
    if wrong:
        yield trn(
            "{count} row of {table} holds what cannot be read.",
            "{count} rows of {table} hold what cannot be read.",
            wrong,
            table=table,
        )


def _wrong_rows(connection: sqlite3.Connection, table: str, columns: tuple[Column, ...]) -> int:
    doubts = " OR ".join(doubt for column in columns for doubt in _doubts(table, column))
    (wrong,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {doubts}").fetchone()
    worded = [column.name for column in columns if column.kind == "TEXT"]
    return int(wrong) + (_unreadable(connection, table, worded) if worded else 0)


def _doubts(table: str, column: Column) -> Iterator[str]:
    """Yield SQL conditions under which a value is invalid in a column."""
    name, place = column.name, (table, column.name)
    types = _TYPES.get(column.kind, "'text'") + (", 'null'" if column.optional else "")
    yield f"typeof({name}) NOT IN ({types})"
    if place in JSON:
        yield f"({name} <> '' AND NOT json_valid({name}))"
    if place in TIMES:
        yield f"datetime({name}) IS NULL"
    if place in MOMENTS:
        yield f"{name} NOT BETWEEN {_EARLIEST} AND {_LATEST}"


def _unreadable(connection: sqlite3.Connection, table: str, worded: list[str]) -> int:
    """Return how many rows contain bytes that are not valid text."""
    wrong = 0
    every = f"SELECT {', '.join(worded)} FROM {table}"
    usual, connection.text_factory = connection.text_factory, str
    try:
        deque(connection.execute(every), maxlen=0)  # decoded by SQLite's module, which is quick
    except (sqlite3.OperationalError, UnicodeDecodeError):  # one is no text: count them
        connection.text_factory = bytes
        for row in connection.execute(every):
            try:
                b" ".join(value for value in row if isinstance(value, bytes)).decode()
            except UnicodeDecodeError:
                wrong += 1
    finally:
        connection.text_factory = usual
    return wrong
