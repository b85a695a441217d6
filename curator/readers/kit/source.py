"""One view of an archive, whether it is a file, a folder or a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import IO

HEAD = 64 * 1024


class Source:
    """An archive on disk. Readers look at it only through this."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files in the archive, in order; a single file is named by itself."""
        if self.path.is_dir():
            files = (p for p in self.path.rglob("*") if p.is_file())
            return tuple(sorted(p.relative_to(self.path).as_posix() for p in files))
        if zipfile.is_zipfile(self.path):
            with zipfile.ZipFile(self.path) as archive:
                return tuple(n for n in archive.namelist() if not n.endswith("/"))
        return (self.path.name,)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open one file of the archive for reading."""
        if self.path.is_file() and zipfile.is_zipfile(self.path):
            with zipfile.ZipFile(self.path) as archive, archive.open(name) as file:
                yield file
        else:
            path = self.path / name if self.path.is_dir() else self.path
            with path.open("rb") as file:
                yield file

    def head(self, name: str) -> bytes:
        """Return the start of one file, enough to tell its format."""
        with self.open(name) as file:
            return file.read(HEAD)
