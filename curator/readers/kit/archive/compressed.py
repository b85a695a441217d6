"""Compressed files: .gz, .bz2, .xz, .zst, recognised by their first bytes.

They can only be read from their beginning, so they are unpacked once, into a temporary file that
goes with the program, unless that would fill the disk.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from typing_extensions import Buffer, override

from curator.errors import ArchiveError
from curator.i18n import tr

SUFFIXES = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz")

_PIECE = 1024 * 1024
_SMALL = 64 * 1024
_LARGE = 10 * _PIECE
_MOST_RATIO = 200
_LONGEST_SIGN = 6


def _zstandard(path: Path) -> IO[bytes]:
    import zstandard  # noqa: PLC0415  it is wanted seldom

    try:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 31).stream_reader(
            path.open("rb"), read_across_frames=True, closefd=True
        )
        return io.BufferedReader(_Told(reader, zstandard.ZstdError), _PIECE)
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error


class _Told(io.RawIOBase):
    """A stream whose faults are those of files."""

    def __init__(self, inner: IO[bytes], fault: type[Exception]) -> None:
        self._inner = inner
        self._fault = fault

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        try:
            piece = self._inner.read(len(view))
        except self._fault as error:
            raise OSError(str(error)) from error
        view[: len(piece)] = piece
        return len(piece)

    @override
    def close(self) -> None:
        self._inner.close()
        super().close()


_OPENERS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ": lzma.open,
    b"\x28\xb5\x2f\xfd": _zstandard,
}
"""The first bytes of each format, and its decompressor."""


def is_compressed(start: bytes) -> bool:
    """Tell whether a file with this beginning is compressed."""
    return start.startswith(tuple(_OPENERS))


def opener(path: Path) -> Callable[[Path], Any] | None:
    """Return the decompressor for a file, None if it is not compressed."""
    with path.open("rb") as file:
        start = file.read(_LONGEST_SIGN)
    return next((opens for sign, opens in _OPENERS.items() if start.startswith(sign)), None)


def name_within(name: str) -> str:
    """Return the name of a file after decompression."""
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and f".{suffix.lower()}" in SUFFIXES else name


def unpack(path: Path, to: IO[bytes], called: str) -> bool:
    """Decompress a file unless that would fill the disk; tell whether it was complete."""
    opens = opener(path)
    is_whole = True
    if opens is not None:
        most = max(_LARGE, _MOST_RATIO * path.stat().st_size)
        with opens(path) as file:
            try:
                _copy(file, to, most, called)
            except (EOFError, OSError):
                if not to.tell():
                    raise
                is_whole = False
    to.flush()
    to.seek(0)
    return is_whole


def _copy(file: IO[bytes], to: IO[bytes], most: int, called: str) -> None:
    while piece := file.read(_SMALL):
        to.write(piece)
        if to.tell() > most:
            raise ArchiveError(
                tr(
                    "{name} unpacks to something suspiciously large. Curator leaves it alone.",
                    name=called,
                )
            )
