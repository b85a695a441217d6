"""Bytes to text: a byte order mark decides, else UTF-8, else what Windows used to write.

No byte is worth losing an archive for: what no encoding explains becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import IO

from typing_extensions import Buffer, override

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NULS = (
    (re.compile(rb"[^\0]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[^\0]"), "utf-32-be"),
    (re.compile(rb"[^\0]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[^\0]\0[^\0]"), "utf-16-be"),
)
_PIECE = 128 * 1024


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are no UTF-8 as cp1252: an error handler of codecs."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("curator.windows", _as_windows)


def encoding(start: bytes) -> tuple[str, int]:
    """Tell the encoding of a text from its first bytes, and how many of them are its mark."""
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name, len(mark)
    for pattern, name in _NULS:
        if pattern.match(start):
            return name, 0
    return "utf-8", 0


def decoded(whole: bytes) -> tuple[str, bool]:
    """Return bytes as text, and whether some of them had to be taken for cp1252."""
    decoder = Decoder(whole)
    text = decoder.decode(whole, is_last=True)
    return text, decoder.is_doubtful


class Decoder:
    """Decodes a file piece by piece, by what its first bytes say."""

    def __init__(self, start: bytes) -> None:
        self.encoding, self._skip = encoding(start)
        self.is_doubtful = False
        """Some bytes were no UTF-8 and were taken for cp1252."""

        errors = "strict" if self.encoding == "utf-8" else "replace"
        self._decoder = codecs.getincrementaldecoder(self.encoding)(errors)

    def decode(self, piece: bytes, *, is_last: bool = False) -> str:
        """Return the next piece as text."""
        piece, self._skip = piece[self._skip :], max(self._skip - len(piece), 0)
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(piece, is_last)
        except UnicodeDecodeError:
            self.is_doubtful = True
            self._decoder = codecs.getincrementaldecoder(self.encoding)("curator.windows")
            self._decoder.setstate(state)
            return self._decoder.decode(piece, is_last)


def as_utf8(file: IO[bytes], start: bytes) -> IO[bytes]:
    """Return a file of any encoding as UTF-8; one that is UTF-8 as it stands."""
    name, skip = encoding(start)
    if name != "utf-8":
        return io.BufferedReader(_Recoded(file, start), _PIECE)
    file.read(skip)
    return file


class _Recoded(io.RawIOBase):
    """A file as UTF-8 that was written in another encoding."""

    def __init__(self, file: IO[bytes], start: bytes) -> None:
        self._file = file
        self._decoder = Decoder(start)
        self._waiting = b""

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        while not self._waiting:
            piece = self._file.read(_PIECE)
            self._waiting = self._decoder.decode(piece, is_last=not piece).encode()
            if not piece:
                break
        size = min(len(view), len(self._waiting))
        view[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size
