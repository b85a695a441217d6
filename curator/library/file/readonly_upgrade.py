"""Older libraries that can only be read: what they lack is stood in for, beside the file."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from curator.library.file.migrations import migrations
from curator.library.file.schema import VERSION


def stand_in(connection: sqlite3.Connection) -> None:
    """Let an older library look as a new one would, though it cannot be brought up to date.

    A table that is not there is empty; one that lacks columns is copied with what they are
    where nothing was said.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= VERSION:
        return
    with sqlite3.connect(":memory:") as whole:
        migrations.apply(Database(whole, execute_plugins=False))
        tables = [
            name
            for (name,) in whole.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("words", "sqlite_", "_"))
        ]
        wanted = {table: _columns(whole, table) for table in tables}
    whole.close()
    for table, columns in wanted.items():
        here = _columns(connection, table)
        if columns.keys() - here.keys():
            told = ", ".join(
                name if name in here else f"{default} AS {name}"
                for name, default in columns.items()
            )
            source = f"FROM main.{table}" if here else "WHERE 0"
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {told} {source}")


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Return the columns of a table, each with what it is where nothing is said."""
    rows = connection.execute(f"PRAGMA main.table_info({table})")
    return {row[1]: row[4] or "NULL" for row in rows}
