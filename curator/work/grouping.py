"""Which posts repeat which, worked out for a whole library."""

from __future__ import annotations

from collections.abc import Iterator

from curator.library import Library
from curator.work.task import Progress


def group_echoes(library: Library) -> Iterator[Progress]:
    """Group the posts that repeat one another, and keep the groups."""
    for written in library.groups.keep({}):
        yield Progress(written)
