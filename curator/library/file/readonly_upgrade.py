"""Read-only access to libraries of older versions: temporary tables supply what is missing."""

from __future__ import annotations

import sqlite3

from curator.library.file.shape import columns_of, whole_tables


def stand_in(connection: sqlite3.Connection) -> None:
    """Let an older library look as a new one would, though it cannot be brought up to date.

    A table that is not there is empty; one that lacks columns is copied with what they are
    where nothing was said.
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
