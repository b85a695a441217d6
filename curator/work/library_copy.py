"""A consistent copy of a library, even while it is in use."""

from __future__ import annotations

from pathlib import Path

from curator.library import Library
from curator.work.task import Progress, Work


def copy_library(library: Path, to: Path) -> Work[Path]:
    """Save a copy of a library; an existing copy is replaced only when the new one is complete."""
    with Library(library) as opened:
        yield Progress(0)
        opened.copy(to)
    return to
