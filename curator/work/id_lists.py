"""Lists of ids: they contain no posts, but can point to posts in the library."""

from __future__ import annotations

from pathlib import Path

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.readers import ids_in
from curator.work.archive_files import Found, as_found

MOST = 1_000_000
"""Most ids that are read from one list."""


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
    """Return the ids in a file, or raise an error if it is no list of ids."""
    ids = read_ids(path)
    if not ids:
        raise ArchiveError(tr("{name} is no list of the ids of posts.", name=path.name))
    return ids
