"""Files that another program is still writing: they are read to the end of their last line."""

from __future__ import annotations

import io
import os
from typing import IO

from typing_extensions import Buffer, override

_CHUNK = 1 << 20
_PACKED = (b"PK", b"\x1f\x8b", b"\xd0\xcf")
"""The first bytes of files that have no lines."""


class WholeLines(io.RawIOBase):
    """A file without its incomplete last line; a file without lines is complete."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._left = _end_of_complete_lines(raw)

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        found = self._raw.read(min(len(view), self._left))
        self._left -= len(found)
        view[: len(found)] = found
        return len(found)

    @override
    def close(self) -> None:
        self._raw.close()
        super().close()


def _end_of_complete_lines(raw: IO[bytes]) -> int:
    """Return where the last complete line ends, and seek to the start."""
    is_packed = raw.read(2) in _PACKED
    size = end = raw.seek(0, os.SEEK_END)
    while end and not is_packed:
        begin = max(0, end - _CHUNK)
        raw.seek(begin)
        newline = raw.read(end - begin).rfind(b"\n")
        if newline >= 0:
            size = begin + newline + 1
            break
        end = begin
    raw.seek(0)
    return size
