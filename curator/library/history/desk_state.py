"""The whole desk as one value: read from the tables, and restored to them.

All tables of the desk are found by the schema, so that a new one needs no code here. Posts,
people and media are identified by the archive's keys and not by id, because an archive may have
been removed and imported again since, with new ids.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import orjson

from curator.library.file.foreign_keys import Reference, references

_Row: TypeAlias = list[Any]
_Ids: TypeAlias = dict[str, dict[int, int | None]]

_NAMED = {
    "posts": "SELECT id, platform, key FROM posts",
    "people": "SELECT id, platform, handle FROM people",
    "media": "SELECT media.id, platform, key, media.url FROM media"
    " JOIN posts ON posts.id = media.post",
}
_FOUND = {
    "posts": "SELECT id FROM posts WHERE platform = ? AND key = ?",
    "people": "SELECT id FROM people WHERE platform = ? AND handle = ?",
    "media": "SELECT media.id FROM media JOIN posts ON posts.id = media.post"
    " WHERE platform = ? AND key = ? AND media.url = ? ORDER BY media.id = ? DESC, media.id",
}


@dataclass(frozen=True, slots=True)
class DeskValue:
    """All decisions of the editor at one moment."""

    packed: bytes
    counts: Mapping[str, int]
    """The number of rows of each table that is not empty."""


def take(connection: sqlite3.Connection, tables: Iterable[str]) -> DeskValue:
    """Return the present state of the desk."""
    tables = list(tables)
    kept = {
        table: (columns, _rows(connection, table, columns))
        for table in tables
        if (columns := _columns(connection, table))
    }
    outside = [each for each in references(connection, tables) if each.to not in kept]
    names: dict[str, list[_Row]] = {}
    for to in sorted({each.to for each in outside}):
        selects = " UNION ALL ".join(
            f"SELECT {each.column} FROM {each.table}" for each in outside if each.to == to
        )
        named = _NAMED.get(to, f"SELECT id FROM {to}")
        rows = connection.execute(f"{named} WHERE {to}.id IN ({selects}) ORDER BY {to}.id")
        names[to] = rows.fetchall()
    packed = orjson.dumps([names, kept], default=_bytes, option=orjson.OPT_SORT_KEYS)
    return DeskValue(packed, {table: len(rows) for table, (_, rows) in kept.items() if rows})


def packed(value: DeskValue) -> bytes:
    """Return a value in compressed form."""
    return zlib.compress(value.packed, 1)


def put_back(connection: sqlite3.Connection, tables: Sequence[str], small: bytes) -> Counter[str]:
    """Restore the desk; return the numbers of rows that cannot be, by table.

    Rows are lost if their posts are gone. Only rows that differ are changed. The caller holds the
    transaction.
    """
    names, kept = orjson.loads(zlib.decompress(small))
    ids = {to: _found(connection, to, rows) for to, rows in names.items()}
    links = references(connection, tables)
    wanted: dict[str, tuple[list[str], list[_Row]]] = {}
    lost: Counter[str] = Counter()
    for table in (each for each in tables if each in kept):
        columns, rows = kept[table]
        own = [each for each in links if each.table == table and each.column in columns]
        here = [row for row in rows if _renamed(row, columns, own, ids)]
        wanted[table] = (columns, here)
        lost[table] = len(rows) - len(here)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table, (columns, rows) in wanted.items():
        _remove_others(connection, table, columns, rows)
    for table, (columns, rows) in wanted.items():
        _add_missing(connection, table, columns, rows)
    return +lost


def shown_in(small: bytes) -> tuple[list[_Row], list[object]]:
    """Return the posts that stories show, by platform and key, and all that the desk holds."""
    names, kept = orjson.loads(zlib.decompress(small))
    columns, rows = kept.get("blocks", ([], []))
    shown = {row[columns.index("post")] for row in rows}
    keys = [name for id_, *name in names.get("posts", []) if id_ in shown]
    return keys, [value for _, each in kept.values() for row in each for value in row]


def _bytes(value: object) -> object:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    raise TypeError(type(value))


def _plain(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table, the primary key first."""
    found = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    if not found:  # an older library that is only looked at
        return []
    keys = [name for _, name, kind, _, _, key in found if key and kind == "INTEGER"]
    key = keys[0] if len(keys) == 1 else "rowid"
    return [key, *(name for _, name, *_ in found if name != key)]


def _rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> list[_Row]:
    listed = ", ".join(columns)
    rows = connection.execute(f"SELECT {listed} FROM {table} ORDER BY {columns[0]}")
    return rows.fetchall()


def _found(connection: sqlite3.Connection, to: str, rows: list[_Row]) -> dict[int, int | None]:
    """Return today's ids of archive rows, by their ids at that time."""
    select = _FOUND.get(to, f"SELECT id FROM {to} WHERE id = ?")
    own = to not in _FOUND or to == "media"
    found: dict[int, int | None] = {}
    for id_, *name in rows:
        row = connection.execute(select, [*name, id_] if own else name).fetchone()
        found[id_] = row[0] if row else None
    return found


def _renamed(row: _Row, columns: list[str], links: list[Reference], ids: _Ids) -> bool:
    """Give a row the ids of today; tell whether all that it is about is here.

    What is said beside, as of whom else it is the account, may be left out.
    """
    outside = [each for each in links if each.to in ids]
    for each in outside:
        at = columns.index(each.column)
        if row[at] is None:
            continue
        now = ids[each.to].get(row[at])
        if now is None and not (each.may_be_empty and len(outside) > 1):
            return False
        row[at] = now
    return True


def _remove_others(
    connection: sqlite3.Connection, table: str, columns: list[str], rows: list[_Row]
) -> None:
    wanted = {row[0]: row for row in rows}
    others = [
        (row[0],)
        for row in _rows(connection, table, columns)
        if wanted.get(row[0]) != [_unplain(value) for value in row]
    ]
    connection.executemany(f"DELETE FROM {table} WHERE {columns[0]} = ?", others)


def _unplain(value: Any) -> Any:
    return _bytes(value) if isinstance(value, bytes) else value


def _add_missing(
    connection: sqlite3.Connection, table: str, columns: list[str], rows: list[_Row]
) -> None:
    there = {id_ for (id_,) in connection.execute(f"SELECT {columns[0]} FROM {table}")}
    places = ", ".join("?" * len(columns))
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({places})",
        [[_plain(value) for value in row] for row in rows if row[0] not in there],
    )
