"""Counters of changes, by which windows on the same library notice each other's edits.

Each table has the number of its last change; the numbers count every committed change of any
connection. Checking for changes costs almost nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from curator.library.history.undo import NOTHING, Changes


class ChangeCounter:
    """Returns what other connections changed since the last look."""

    def __init__(self, connection: sqlite3.Connection, *, readonly: bool) -> None:
        self._run = connection.execute
        self._readonly = readonly
        self._version = 0
        self._seen = 0
        self.find_changes()

    def mark(self, tables: Iterable[str]) -> None:
        """Record a change to tables; the caller holds the transaction."""
        for table in tables:
            self._run(
                "INSERT INTO touched (tbl, turn)"
                " VALUES (?, 1 + (SELECT ifnull(max(turn), 0) FROM touched))"
                " ON CONFLICT DO UPDATE SET turn = excluded.turn",
                (table,),
            )

    def find_changes(self) -> Changes:
        """Return the tables that were changed since the last call."""
        if self._readonly:
            return NOTHING
        (version,) = self._run("PRAGMA data_version").fetchone()
        if version == self._version:
            return NOTHING
        self._version = version
        return self._take()

    def _take(self) -> Changes:
        rows = self._run("SELECT tbl, turn FROM touched WHERE turn > ?", (self._seen,)).fetchall()
        self._seen = max((turn for _, turn in rows), default=self._seen)
        return frozenset(table for table, _ in rows)
