"""References between tables, read from the schema so that none is forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of a row of another table."""

    table: str
    column: str
    to: str
    may_be_empty: bool


def references(connection: sqlite3.Connection, tables: Iterable[str]) -> list[Reference]:
    """Return every column of these tables that points into a table."""
    found: list[Reference] = []
    for table in tables:
        columns = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
        optional = {name: not (needed or key) for _, name, _, needed, _, key in columns}
        found += [
            Reference(table, column, to, optional[column])
            for _, _, to, column, *_ in connection.execute(
                f"PRAGMA main.foreign_key_list({table})"
            )
        ]
    return found
