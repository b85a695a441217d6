"""Rows of a removed archive, kept so that it can be restored exactly.

During a removal, temporary triggers record every row of the archive's tables. The rows are
packed and stored with the step. Restoring them brings back the same ids, so that later steps
that refer to these posts can be redone too.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeAlias

import orjson

from curator.library.file.schema import ARCHIVE_TABLES
from curator.library.values.normalise import indexed

_Logged: TypeAlias = tuple[str, str, list[Any]]
"""A table, the kind of change, and the row before it."""

_AT_ONCE = 5_000
"""Most rows in a pack."""

_LOST_PICTURES = (
    "hash NOT IN (SELECT hash FROM media)"
    " AND hash NOT IN (SELECT ifnull(value ->> '$.media.hash', '') FROM blocks"
    " WHERE kind = 'image' AND json_valid(value))"
    " AND hash NOT IN (SELECT portrait FROM people)"
    " AND hash NOT IN (SELECT ifnull(json_extract(before, '$.portrait'), '')"
    " FROM archive_people)"
)


@contextmanager
def setting_aside(connection: sqlite3.Connection, step: int) -> Iterator[None]:
    """Store with a step every row that leaves the archive's tables; the caller commits."""
    run = connection.execute
    run("CREATE TEMP TABLE leaving (id INTEGER PRIMARY KEY, tbl TEXT, event TEXT, row TEXT)")
    for table in ARCHIVE_TABLES:
        for event, row in _rows_written(connection, table):
            run(
                f"CREATE TEMP TRIGGER leaving_{table}_{event} AFTER {event} ON main.{table}"
                " BEGIN INSERT INTO leaving (tbl, event, row)"
                f" VALUES ('{table}', '{event}', {row}); END"
            )
    try:
        yield
        _pack(connection, step)
        run(
            "INSERT OR IGNORE INTO set_aside_pictures (step, hash)"
            f" SELECT ?, hash FROM pictures WHERE {_LOST_PICTURES}",
            (step,),
        )
    finally:
        for table in ARCHIVE_TABLES:
            for event in ("INSERT", "UPDATE", "DELETE"):
                run(f"DROP TRIGGER IF EXISTS temp.leaving_{table}_{event}")
        run("DROP TABLE IF EXISTS temp.leaving")


def put_back(connection: sqlite3.Connection, step: int) -> Generator[int, None, None]:
    """Restore the rows stored with a step, yielding how many are done.

    The caller holds the transaction.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    done = 0
    packs = [
        id_
        for (id_,) in connection.execute(
            "SELECT id FROM set_aside WHERE step = ? ORDER BY id DESC", (step,)
        )
    ]
    for pack in packs:
        (packed,) = connection.execute(
            "SELECT packed FROM set_aside WHERE id = ?", (pack,)
        ).fetchone()
        columns, rows = orjson.loads(zlib.decompress(packed))
        for (table, event), alike in groupby(reversed(rows), key=lambda row: (row[0], row[1])):
            values = [row for _, _, row in alike]
            _reverse(connection, table, event, columns[table], values)
            done += len(values)
        yield done
    connection.execute("DELETE FROM set_aside WHERE step = ?", (step,))
    connection.execute("DELETE FROM set_aside_pictures WHERE step = ?", (step,))


def drop_lost_pictures(connection: sqlite3.Connection) -> None:
    """Delete the pictures that neither the archives nor stored rows need."""
    connection.execute(
        f"DELETE FROM pictures WHERE {_LOST_PICTURES}"
        " AND hash NOT IN (SELECT hash FROM set_aside_pictures)"
    )


def _rows_written(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Yield each kind of change with an SQL expression for what reverses it."""
    columns, keys = _columns(connection, table)
    old = ", ".join(f"old.{name}" for name in columns)
    key = ", ".join(f"new.{name}" for name in keys)
    yield "INSERT", f"json_array({key})"
    yield "UPDATE", f"json_array({old}, {key})"
    yield "DELETE", f"json_array({old})"


def _columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """Return the columns of a table, and its primary key."""
    found = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    return [row[1] for row in found], [row[1] for row in found if row[5]]


def _pack(connection: sqlite3.Connection, step: int) -> None:
    columns = {table: _columns(connection, table) for table in ARCHIVE_TABLES}
    rows = connection.execute("SELECT tbl, event, row FROM temp.leaving ORDER BY id")
    while batch := rows.fetchmany(_AT_ONCE):
        logged: list[_Logged] = [(table, event, orjson.loads(row)) for table, event, row in batch]
        packed = zlib.compress(orjson.dumps([columns, logged]), 1)
        connection.execute("INSERT INTO set_aside (step, packed) VALUES (?, ?)", (step, packed))


def _reverse(
    connection: sqlite3.Connection,
    table: str,
    event: str,
    columns: tuple[Sequence[str], Sequence[str]],
    rows: list[list[Any]],
) -> None:
    names, keys = columns
    where = " AND ".join(f"{name} = ?" for name in keys)
    many = connection.executemany
    if event == "INSERT":
        many(f"DELETE FROM {table} WHERE {where}", rows)
    elif event == "UPDATE":
        assign = ", ".join(f"{name} = ?" for name in names)
        with _filed_anew(connection, table, [row[len(names)] for row in rows]):
            many(f"UPDATE {table} SET {assign} WHERE {where}", rows)
    else:
        places = ", ".join("?" * len(names))
        many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)
        if table == "posts":
            at = names.index("id"), names.index("text"), names.index("spans")
            file_words(connection, [(row[at[0]], row[at[1]], row[at[2]]) for row in rows])


@contextmanager
def _filed_anew(connection: sqlite3.Connection, table: str, ids: list[int]) -> Iterator[None]:
    """Update the full-text index for posts that change; other tables are not indexed."""
    if table != "posts":
        yield
        return
    posts = list(dict.fromkeys(ids))
    connection.executemany(
        "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
        [(id_, indexed(text, spans)) for id_, text, spans in _worded(connection, posts)],
    )
    yield
    file_words(connection, _worded(connection, posts))


def _worded(connection: sqlite3.Connection, ids: list[int]) -> list[tuple[int, str, str]]:
    select = "SELECT id, text, spans FROM posts WHERE id = ?"
    return [connection.execute(select, (id_,)).fetchone() for id_ in ids]


def file_words(connection: sqlite3.Connection, posts: list[tuple[int, str, str]]) -> None:
    """Add posts to the full-text index: id, text and spans of each."""
    connection.executemany(
        "INSERT INTO words (rowid, text) VALUES (?, ?)",
        [(id_, indexed(text, spans)) for id_, text, spans in posts],
    )
