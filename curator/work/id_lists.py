"""Lists of ids: no posts, but enough to find the posts that are here already."""

from __future__ import annotations

from pathlib import Path

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.readers import ids_in
from curator.work.unpacking import Found, as_found

MOST = 1_000_000
"""Ids of one list that are looked at."""


def read_ids(archive: Path | Found) -> tuple[str, ...]:
    """Return the ids in a list of ids; () if it is none."""
    ids: dict[str, None] = {}
    with as_found(archive).opened() as source:
        for id_ in ids_in(source):
            ids[id_] = None
            if len(ids) >= MOST:
                break
    return tuple(ids)


def ids_of(path: Path) -> tuple[str, ...]:
    """Return the ids in a file that is said to list them, or say that it does not."""
    ids = read_ids(path)
    if not ids:
        raise ArchiveError(tr("{name} is no list of the ids of posts.", name=path.name))
    return ids
