"""One picture of the library, large, made ready beside the window."""

from __future__ import annotations

from pathlib import Path

from curator.library import Library
from curator.work.task import Progress, Work


def enlarge(library: Path, picture: str) -> Work[bytes]:
    """Return a picture by its hash, as large as a screen can show, as PNG; b'' if it is none."""
    yield Progress(0)
    with Library(library) as opened:
        return opened.pictures.enlarged(picture)
