"""Watched files and folders, and what was added to them and is complete.

A file that is written right now waits until it has the same size and time at two looks. Of one
that was written lately only whole lines are read, and a record that is cut off at its end is
no damage: the next look will find it whole.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from curator.library import Library

if TYPE_CHECKING:
    from curator.work.archive_files import Found

WATCHED = "watched"
"""The key under which a library stores what is watched."""

_LONG = 60.0
"""Seconds of rest after which a last line without a line break counts as complete."""

_MOST_FILES = 10_000
_LEFT_OUT = (
    ".tmp", ".part", ".partial", ".crdownload", ".download", "~",
    ".curator", ".curator-wal", ".curator-shm",
)  # fmt: skip
"""Suffixes of unfinished downloads, and of libraries."""


class Stamp(NamedTuple):
    """The state of a file when it was looked at."""

    size: int
    modified: int
    is_old: bool
    """Whether nothing was written for so long that the file is likely complete."""


class Watched:
    """The files and folders watched for a library, and when each was last read."""

    def __init__(self, paths: Sequence[Path], read: Mapping[str, Stamp] | None = None) -> None:
        self.paths = list(paths)
        self._read = dict(read or {})
        self._seen: dict[str, Stamp] = {}

    @classmethod
    def recalled(cls, library: Library) -> Watched:
        """Return what a library has stored as watched."""
        try:
            kept = json.loads(library.recall(WATCHED) or "{}")
            read = {str(name): Stamp(*stamp) for name, stamp in kept.get("read", {}).items()}
            return cls([Path(str(path)) for path in kept.get("paths", [])], read)
        except (ValueError, TypeError, AttributeError):  # another program may have changed it
            return cls([])

    def take_over(self, other: Watched) -> None:
        """Adopt the stamps of files that another object knows."""
        self._read = {**other._read, **self._read}

    def remember_read(self, library: Library) -> None:
        """Store when files were read, without changing what is watched."""
        before = Watched.recalled(library)
        both = Watched([*before.paths, *self.paths], {**before._read, **self._read})  # noqa: SLF001
        kept = {"paths": [str(path) for path in before.paths], "read": both.known}
        library.remember(WATCHED, json.dumps(kept, ensure_ascii=False))

    @property
    def known(self) -> dict[str, Stamp]:
        """Return the stamps of the watched files."""
        return {name: stamp for name, stamp in self._read.items() if self._is_watched(Path(name))}

    def remember(self, library: Library) -> None:
        """Store what is watched in a library."""
        kept = {"paths": [str(path) for path in self.paths], "read": self.known}
        library.remember(WATCHED, json.dumps(kept, ensure_ascii=False))

    def find_changed(self) -> list[tuple[Path, Found]]:
        """Return the files that were added or changed and are complete, each as a Found."""
        from curator.work.archive_files import Found  # noqa: PLC0415  mostly nothing is watched

        now = {str(file): stamp for file, stamp in self._files()}
        rested = [name for name, stamp in now.items() if self._seen.get(name) == stamp]
        self._seen = now
        return [
            (Path(name), Found(Path(name), growing=True, lines_only=not now[name].is_old))
            for name in rested
            if self._is_changed(name, now[name])
        ]

    def done(self, file: Path) -> None:
        """Record that a file was read, or cannot be."""
        if stamp := self._seen.get(str(file)):
            self._read[str(file)] = stamp

    def _is_changed(self, name: str, stamp: Stamp) -> bool:
        """Tell whether a file changed since it was read; age matters only for its last line."""
        read = self._read.get(name)
        if read is None or read[:2] != stamp[:2]:
            return stamp.size > 0
        return stamp.is_old and not read.is_old and not _ends_with_newline(Path(name))

    def _is_watched(self, file: Path) -> bool:
        return any(file == path or path in file.parents for path in self.paths)

    def _files(self) -> Iterator[tuple[Path, Stamp]]:
        count = 0
        for path in self.paths:
            for file in _inside(path):
                count += 1
                if count > _MOST_FILES:
                    return
                try:
                    found = file.stat()
                except OSError:
                    continue
                is_old = time.time() - found.st_mtime > _LONG
                yield file, Stamp(found.st_size, found.st_mtime_ns, is_old)


def _inside(path: Path) -> Iterator[Path]:
    """Yield a file, or the files in a folder that may be archives."""
    from curator.readers.kit.archive.listing import is_media  # noqa: PLC0415  as above

    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not (name.startswith(".") or name.lower().endswith(_LEFT_OUT) or is_media(name)):
                yield Path(folder) / name


def _ends_with_newline(file: Path) -> bool:
    """Tell whether a file ends with a line break."""
    try:
        with file.open("rb") as opened:
            opened.seek(-1, os.SEEK_END)
            return opened.read(1) == b"\n"
    except OSError:
        return True
