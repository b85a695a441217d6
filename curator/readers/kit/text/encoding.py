"""Bytes into text, in the encoding that the bytes themselves prove.

A byte order mark decides; else text that is UTF-8 throughout is UTF-8; else a few bad bytes
in UTF-8 are read as Windows would; else it is Windows or old Macintosh text, whichever has
the likelier letters. Nothing is ever refused for a bad byte.

A file too long to be read twice is decoded piece by piece, by its first bytes alone: then
bytes that are no UTF-8 are taken for Windows text one by one.
"""

from __future__ import annotations

import codecs
import io
import re
from functools import lru_cache
from typing import IO, NamedTuple

from typing_extensions import Buffer, override

CHUNK = 1 << 20
_PIECE = 128 * 1024
_MOSTLY = 4
_MARKS = (  # the longer first: the mark of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MACINTOSH = bytes.fromhex("87 88 89 8a 8e 8f 90 97 99 9a 9f a5 c9 ca d0 d1 d2 d3 d4 d5 db e5")
"""Bytes that are an accented letter, a quotation mark or a dash on a Macintosh, and not
often anything in Windows."""

_WINDOWS = bytes.fromhex("80 82 84 85 91 92 93 94 95 96 a0 a3 ab b0 b4 b7 bb bf") + bytes(
    b for b in range(0xDF, 0xFD) if b not in (0xE5, 0xF0, 0xF7)
)
_SPOILT = b"\x89\xdb"
"""How a Macintosh stores “â€”, the beginning of a curly quotation mark misread by Windows."""


class Encoding(NamedTuple):
    """The encoding of a file."""

    codec: str
    errors: str = "replace"
    spoilt: bool = False
    """The text was UTF-8, misread as Windows text and saved so on a Macintosh."""

    @property
    def title(self) -> str:
        """Its name, as people call it."""
        names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-8-sig": "UTF-8"}
        return names.get(self.codec, self.codec.upper())

    @property
    def is_doubtful(self) -> bool:
        """Return whether it had to be guessed for some of the bytes."""
        return self.errors != "replace" or self.codec == "mac_roman"

    def open(self, file: IO[bytes]) -> io.TextIOWrapper:
        """Return the file as text, its line ends as they are."""
        return io.TextIOWrapper(file, self.codec, self.errors, newline="")

    def repair(self, text: str) -> str:
        """Return text with the effects of two wrong decodings reversed."""
        if not self.spoilt or text.isascii():
            return text
        return _FOREIGN.sub(_unspoil, text)


UTF8 = Encoding("utf-8")


def find_encoding(file: IO[bytes]) -> Encoding:
    """Tell the encoding of a file by reading all of it once, a piece at a time."""
    head = file.read(CHUNK)
    found = _by_first_bytes(head)
    return found if found != UTF8 else _narrow(head, file)


def decoded(whole: bytes) -> tuple[str, bool]:
    """Return bytes as text, and whether some of them were no UTF-8 and had to be guessed."""
    found = find_encoding(io.BytesIO(whole))
    text = found.repair(whole.decode(found.codec, found.errors))
    return text.removeprefix("\ufeff"), found.is_doubtful


class Decoder:
    """Decodes a file piece by piece, by what its first bytes say."""

    def __init__(self, start: bytes) -> None:
        found = _by_first_bytes(start)
        self.is_doubtful = False
        """Whether some bytes were not UTF-8 and were read as Windows text."""
        self._codec = found.codec
        self._decoder = codecs.getincrementaldecoder(found.codec)(
            "strict" if found.codec.startswith("utf-8") else "replace"
        )

    def decode(self, piece: bytes, *, is_last: bool = False) -> str:
        """Return the next piece as text."""
        state = self._decoder.getstate()
        try:
            return self._decoder.decode(piece, is_last)
        except UnicodeDecodeError:
            self.is_doubtful = True
            self._decoder = codecs.getincrementaldecoder(self._codec)(_as_windows.__name__)
            self._decoder.setstate(state)
            return self._decoder.decode(piece, is_last)


def as_utf8(file: IO[bytes], start: bytes) -> IO[bytes]:
    """Return a file of any encoding as UTF-8; one that is UTF-8 as it stands."""
    if _by_first_bytes(start) == UTF8:
        return file
    return io.BufferedReader(_Recoded(file, start), _PIECE)


class _Recoded(io.RawIOBase):
    """A file as UTF-8 that was written in another encoding, or with a mark."""

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


def _by_first_bytes(head: bytes) -> Encoding:
    """Tell the encoding of text that begins with a mark, or is half zeros; else it is UTF-8."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec)
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return _wide(head)
    return UTF8


def _wide(head: bytes) -> Encoding:
    """Tell the encoding of text that is half zeros and has no mark."""
    sample = head[:400]
    zeros = [sample[start::4].count(0) for start in range(4)]
    if min(zeros[1:]) * 8 > len(sample):
        return Encoding("utf-32-le")
    if min(zeros[:3]) * 8 > len(sample):
        return Encoding("utf-32-be")
    if zeros[1] + zeros[3] > len(sample) // 4:
        return Encoding("utf-16-le")
    if zeros[0] + zeros[2] > len(sample) // 4:
        return Encoding("utf-16-be")
    return UTF8


def _narrow(head: bytes, file: IO[bytes]) -> Encoding:
    """Tell UTF-8 from the encodings that have one byte for each letter."""
    strict = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    try:
        while chunk:
            strict.decode(chunk)
            chunk = file.read(CHUNK)
    except UnicodeDecodeError:
        return _broken(head if head is chunk else head + chunk, file)
    return UTF8


def _broken(chunk: bytes, file: IO[bytes]) -> Encoding:
    """Tell UTF-8 with a few bad bytes from what is not UTF-8, by all that is left of a file."""
    lax = codecs.getincrementaldecoder("utf-8")("ignore")
    counts = [0] * 256
    good = bad = 0
    spoilt = False
    while chunk:
        if not chunk.isascii():
            text = lax.decode(chunk)
            good += len(text) - len(text.encode("ascii", "ignore"))
            bad += len(chunk) - len(text.encode())
            spoilt = spoilt or _SPOILT in chunk
            for byte in range(0x80, 0x100):
                counts[byte] += chunk.count(byte)
        chunk = file.read(CHUNK)
    if good > _MOSTLY * bad:
        return Encoding("utf-8", _as_windows.__name__)
    if sum(counts[b] for b in _MACINTOSH) > sum(counts[b] for b in _WINDOWS):
        return Encoding("mac_roman", spoilt=spoilt)
    return Encoding("cp1252", _as_latin.__name__)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read a byte that is not UTF-8 as Windows text, in text that otherwise is UTF-8."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.end == len(error.object) and error.reason == "unexpected end of data":
        return "\ufffd", error.end
    bad = error.object[error.start : error.start + 1]
    return bad.decode("cp1252", "replace"), error.start + 1


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    """Read the five bytes that mean nothing in Windows text as a lost letter."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\ufffd", error.end


codecs.register_error(_as_windows.__name__, _as_windows)
codecs.register_error(_as_latin.__name__, _as_latin)

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@lru_cache(maxsize=4096)
def _unspoilt(run: str) -> str:
    """Return a run of foreign letters as it was before Windows and a Macintosh misread it."""
    run = run.replace("â€ù", "\0")  # the closing quotation mark, whose last byte is not a letter
    pieces = re.split("(â€(?=Â|â|$|\0))", run)
    return "".join(map(_reread, pieces)).replace("\0", "”")


def _reread(piece: str) -> str:
    """Return a piece read again as UTF-8; what was lost of it as a lost letter."""
    try:
        return piece.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "\ufffd" if piece == "â€" else piece


def _unspoil(found: re.Match[str]) -> str:
    return _unspoilt(found[0])
