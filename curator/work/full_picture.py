"""Loading one picture of the library at screen size, in the background."""

from __future__ import annotations

from pathlib import Path

from curator.library import Library
from curator.work.task import Progress, Work


def enlarge(library: Path, picture: str) -> Work[bytes]:
    """Return a picture by its hash as PNG, up to the size of a screen; b'' if it is none."""
    yield Progress(0)
    with Library(library) as opened:
        return opened.pictures.enlarged(picture)
