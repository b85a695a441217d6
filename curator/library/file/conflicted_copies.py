"""Copies that a synchronised folder made of a library, because two computers changed it.

Services name such a copy after the file and put it beside it: “chat (Lea's conflicted copy
2026-12-01).curator” (Dropbox, Nextcloud), “chat.sync-conflict-20261201-101500-ABCDEFG.curator”
(Syncthing), “chat-LAPTOP.curator” (OneDrive), “chat 2.curator” (iCloud), “chat (1).curator”
(Google Drive). As people use such names too, only what shares the library's first steps is one.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from curator.library.file.damage import reading_only

_ENDING = re.compile(
    r"( \(.{1,120}\)|\.sync-conflict-[\w-]{1,60}|-[\w-]{1,40}| \d{1,3})\.curator", re.DOTALL
)
_STEPS = "SELECT id, label, at FROM steps WHERE undone = 0 ORDER BY id"


def conflicted_copies(library: Path) -> list[Path]:
    """Return the copies beside a library in which something was done that is not in it."""
    try:
        beside = sorted(library.parent.glob("*.curator"))
        named = [each for each in beside if _is_named_after(each, library)]
        own = _steps(library) if named else []
    except (OSError, sqlite3.Error):
        return []
    return [each for each in named if _has_more(each, own)]


def _is_named_after(path: Path, library: Path) -> bool:
    if path == library or not path.name.startswith(library.stem):
        return False
    return _ENDING.fullmatch(path.name.removeprefix(library.stem)) is not None


def _has_more(path: Path, own: list[tuple[object, ...]]) -> bool:
    """Tell whether a file is a copy of the same library, with a step that the library lacks."""
    try:
        others = _steps(path)
    except (OSError, sqlite3.Error):
        return False
    return bool(own) and others[:1] == own[:1] and not set(others) <= set(own)


def _steps(path: Path) -> list[tuple[object, ...]]:
    with closing(reading_only(path)) as connection:
        return connection.execute(_STEPS).fetchall()
