"""Files that report reading progress, and raise errors as whole sentences."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from typing_extensions import Buffer, override

from curator.errors import ArchiveError
from curator.i18n import tr

DAMAGE = (
    OSError,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)
"""What the standard library raises over damaged zips and tars, and disks that fail."""


class Counted(io.RawIOBase):
    """A file that reports reading progress, and raises errors as whole sentences."""

    def __init__(self, raw: IO[bytes], count: Callable[[int], None], called: str) -> None:
        self._raw = raw
        self._tell = count
        self._called = called

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        try:
            found = self._raw.read(len(view))
        except DAMAGE as error:
            raise ArchiveError(sentence(self._called, error)) from error
        view[: len(found)] = found
        self._tell(len(found))
        return len(found)

    @override
    def seekable(self) -> bool:
        return self._raw.seekable()

    @override
    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._raw.seek(offset, whence)

    @override
    def tell(self) -> int:
        return self._raw.tell()

    @override
    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


def sentence(called: str, error: Exception) -> str:
    """Return what went wrong, and what the user can do about it."""
    if isinstance(error, NotImplementedError):
        return tr(
            "{name} is packed in a way that Curator cannot unpack. "
            "Unpack it first, then drop the folder.",
            name=called,
        )
    if isinstance(error, PermissionError):
        return tr(
            "{name} may not be read by you. Change its permissions, or copy it first.", name=called
        )
    if isinstance(error, OSError) and error.strerror:
        return tr("{name} cannot be read: {why}.", name=called, why=error.strerror)
    return tr(
        "{name} is damaged or cut short and cannot be unpacked. "
        "Download or copy it again; if that does not help, unpack it and drop the folder.",
        name=called,
    )
