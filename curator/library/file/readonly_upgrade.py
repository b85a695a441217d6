"""Read-only access to libraries of older versions: temporary tables supply what is missing."""

from __future__ import annotations

import sqlite3

from curator.library.file.shape import columns_of, whole_tables


def imitate_upgrade(connection: sqlite3.Connection) -> None:
    """Make an older library look like a present one although it cannot be upgraded.

    A missing table becomes an empty temporary one; a table that lacks columns is copied, with
    their defaults.
    """
    for table, columns in whole_tables().items():
        here = {column.name for column in columns_of(connection, table)}
        lacking = [column for column in columns if column.name not in here]
        if lacking:
            told = ", ".join(
                each.name if each.name in here else f"{each.default} AS {each.name}"
                for each in columns
            )
            source = f"FROM main.{table}" if here else "WHERE 0"
            connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {told} {source}")
