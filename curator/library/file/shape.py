"""The expected tables and columns of a library file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache

from curator.library.file.migrations import migrations
from curator.library.file.views import VIEWS

_OUTSIDE = ("words", "sqlite_", "_sqlite_")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: str
    """'INTEGER', 'REAL', 'TEXT' or 'BLOB'."""

    optional: bool
    default: str
    """The default value, in SQL."""

    key: bool
    """Whether it is part of the primary key."""


@cache
def whole_tables() -> dict[str, tuple[Column, ...]]:
    """Return the tables of a library of this version, with their columns."""
    with closing(sqlite3.connect(":memory:")) as whole:
        migrations.make_tables(whole)
        return {name: columns_of(whole, name) for name in _names(whole)}


@cache
def unnumbered() -> frozenset[str]:
    """Return the names of the tables without a rowid."""
    with closing(sqlite3.connect(":memory:")) as whole:
        migrations.make_tables(whole)
        rows = whole.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
        return frozenset(name for (name,) in rows)


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """Return the plain columns of a table, without generated ones."""
    rows = connection.execute("SELECT * FROM pragma_table_xinfo(?, 'main')", (table,))
    return tuple(
        Column(name, kind.upper(), not (needed or key), default or "NULL", bool(key))
        for _, name, kind, needed, default, key, hidden in rows
        if not hidden
    )


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """Return triggers and the like that Curator never creates: code that reading would run."""
    rows = connection.execute(
        "SELECT type, name, ifnull(sql, '') FROM main.sqlite_master ORDER BY name"
    ).fetchall()
    virtual = [
        name
        for kind, name, sql in rows
        if kind == "table" and name != "words" and sql.upper().startswith("CREATE VIRTUAL")
    ]
    generated = [
        f"{name}.{column}"
        for kind, name, sql in rows
        if kind == "table" and not sql.upper().startswith("CREATE VIRTUAL")
        for (column,) in connection.execute(
            "SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden > 1", (name,)
        )
    ]
    code = [
        name
        for kind, name, _ in rows
        if kind == "trigger" or (kind == "view" and name not in VIEWS)
    ]
    return code + virtual + generated


def _names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows if not name.startswith(_OUTSIDE)]
