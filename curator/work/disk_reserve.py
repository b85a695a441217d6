"""A disk reserve: space held back during an import, so that a failed one can be removed.

Removing rows from a library needs space too. On a disk filled by an import, nothing could be
written any more, and half of the import would stay.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from curator.errors import LibraryError
from curator.i18n import tr

_KEPT = 16 * 1024 * 1024
_AT_ONCE = 1024 * 1024


@contextmanager
def reserve_disk_space(library: Path) -> Iterator[Callable[[], None]]:
    """Hold back disk space beside a library; yield the function that releases it."""
    place = library.with_name(f".{library.name}.room")
    try:
        _fill(place)
    except OSError as error:
        place.unlink(missing_ok=True)
        free = shutil.disk_usage(library.parent).free // 1_000_000
        raise LibraryError(
            tr(
                "The disk is nearly full: {free} MB are free where “{name}” lies. Make room for"
                " {wanted} MB at least and try again.",
                free=free,
                name=library.name,
                wanted=2 * _KEPT // 1_000_000,
            )
        ) from error
    try:
        yield lambda: place.unlink(missing_ok=True)
    finally:
        place.unlink(missing_ok=True)


def _fill(place: Path) -> None:
    """Allocate the space of a file: a sparse file would reserve nothing."""
    with place.open("wb") as file:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, _KEPT)
            return
        for _ in range(_KEPT // _AT_ONCE):
            file.write(bytes(_AT_ONCE))
