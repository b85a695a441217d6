"""Explanation of unexpected errors that a library's file may have caused."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from curator.errors import LibraryError
from curator.library.file.connection import damaged, explained
from curator.library.file.damage import look_for_damage


def cause_in(error: BaseException, libraries: list[Path]) -> LibraryError | None:
    """Return a message for an error caused by a library's file; None if none caused it.

    SQLite's errors are always about the file. Any other error is a bug of the program, unless a
    library contains invalid values: then that is the cause.
    """
    for path in libraries:
        if isinstance(error, sqlite3.Error):
            return explained(error, path)
        if path.exists() and look_for_damage(path):
            return damaged(path)
    return None
