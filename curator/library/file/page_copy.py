"""Copying a database page by page, without waiting for ever; and folders that refuse locks."""

from __future__ import annotations

import errno
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryFile
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


def refuses_locks(folder: Path) -> bool:
    """Tell whether a folder allows no locks; SQLite says of both that somebody else has one."""
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415  Windows has none

    try:
        with TemporaryFile(dir=folder) as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in {errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS}
    return False
