"""The list that every migration is put on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

_SET = "curator"


class Database(Protocol):
    """What a migration uses of a database: sqlite-utils’ one, or a plain connection."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> sqlite3.Cursor:
        """Run a statement."""

    def executescript(self, sql: str, /) -> sqlite3.Cursor:
        """Run several statements."""


Migration: TypeAlias = Callable[[Database], None]


class MigrationList:
    """The migrations in their order.

    sqlite-utils applies them to files. It is loaded for that alone, as it takes a tenth of the
    time in which the program starts.
    """

    def __init__(self) -> None:
        self._all: list[Migration] = []

    def __call__(self) -> Callable[[Migration], Migration]:
        """Put a function on the list."""

        def listed(migration: Migration) -> Migration:
            self._all.append(migration)
            return migration

        return listed

    def pending(self, connection: sqlite3.Connection) -> list[str]:
        """Return the names of those that were not applied to a file."""
        made = connection.execute(
            "SELECT 1 FROM main.sqlite_master WHERE name = '_sqlite_migrations'"
        ).fetchone()
        applied: set[str] = set()
        if made:
            applied = {
                name
                for (name,) in connection.execute(
                    "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (_SET,)
                )
            }
        return [each.__name__ for each in self._all if each.__name__ not in applied]

    def apply(self, connection: sqlite3.Connection, *, stop_before: str | None = None) -> None:
        """Apply those that are pending; one that fails leaves nothing behind."""
        from sqlite_utils import Database as Written  # noqa: PLC0415  see above
        from sqlite_utils import Migrations  # noqa: PLC0415

        known = Migrations(_SET)
        for each in self._all:
            known()(each)
        known.apply(Written(connection, execute_plugins=False), stop_before=stop_before)

    def make_tables(self, connection: sqlite3.Connection) -> None:
        """Make all tables in an empty database, which is not kept."""
        for each in self._all:
            each(connection)


migrations = MigrationList()
