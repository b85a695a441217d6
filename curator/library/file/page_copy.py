"""Copying a database page by page, without waiting for ever."""

from __future__ import annotations

import sqlite3
from time import monotonic

WAIT = 10.0
"""Seconds to wait for a lock."""


def copy_pages(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database. Python's sqlite3 alone would wait without end for a lock.

    So it would where there are no locks at all, as on some network shares. Raises
    sqlite3.OperationalError.
    """
    end = monotonic() + WAIT

    def look(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and monotonic() > end:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode, error.sqlite_errorname = status, "SQLITE_BUSY"
            raise error

    source.backup(target, progress=look)
