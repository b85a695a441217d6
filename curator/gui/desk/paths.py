"""Default places of library files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from curator.i18n import tr
from curator.library import Library

SUFFIX = ".curator"


def library_beside(archive: Path) -> Path:
    """Return a free file name for the library of a first import.

    It is next to the archive, or in Documents if that folder cannot be written.
    """
    folder = archive.parent
    if not os.access(folder, os.W_OK):
        folder = documents()
    stem = archive.name if archive.is_dir() else archive.stem
    return free(folder, stem)


def sample_library() -> Path:
    """Return the path of the sample library."""
    return documents() / f"{tr('Tomorrow’s Library')}{SUFFIX}"


def documents() -> Path:
    """Return the user's folder for documents; on a fresh machine it is made."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    with suppress(OSError):  # whoever writes there reports why it cannot be done
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def free(folder: Path, stem: str) -> Path:
    """Return a path for a library that does not exist yet in a folder."""
    path, number = folder / f"{stem}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem} {number}{SUFFIX}", number + 1
    return path


def drop_if_empty(path: Path) -> None:
    """Delete a library that was made for an import that brought nothing."""
    if not path.exists():
        return
    with Library(path) as library:
        empty = not library.archives.all() and not library.stories.all()
    if empty:
        path.unlink()
