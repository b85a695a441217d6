"""Tables, views and indexes of this version: brought into a file, or copied into an empty one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache

from curator.library.file.migrations import migrations
from curator.library.file.page_copy import copy_pages
from curator.library.file.schema import APPLICATION, INDEXES, VERSION
from curator.library.file.views import are_current, drop_views, make_views


def update(connection: sqlite3.Connection, version: int) -> None:
    """Make what a library of this version lacks of today’s tables, views and indexes."""
    if version == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    if migrations.pending(connection):
        drop_views(connection)
        migrations.apply(connection)
    if not are_current(connection) and version <= VERSION:
        make_views(connection)
    make_indexes(connection)
    if version < VERSION:
        connection.execute(f"PRAGMA user_version = {VERSION}")


def fill(connection: sqlite3.Connection) -> None:
    """Copy an empty library, page by page, into a file that holds nothing yet.

    Nothing waits for the disk: the change to WAL, which comes next, writes all of it.
    """
    connection.execute("PRAGMA synchronous = OFF")
    with closing(sqlite3.connect(":memory:")) as empty:
        empty.deserialize(_empty())
        copy_pages(empty, connection)
    connection.execute("PRAGMA synchronous = FULL")


@cache
def _empty() -> bytes:
    """Return an empty library; to go through all migrations takes a tenth of a second."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        update(connection, 0)
        return connection.serialize()


def make_indexes(connection: sqlite3.Connection) -> None:
    """Create the missing indexes."""
    for name, on in INDEXES.items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} {on}")


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Remove indexes while a library is filled: they are quicker made when all is in."""
    for name in INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")
