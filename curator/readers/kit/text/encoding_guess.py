"""Bytes into text, in the encoding that the bytes themselves prove.

A byte order mark decides; else text that is UTF-8 throughout is UTF-8; else a few bad bytes
in UTF-8 are read as Windows would; else it is Windows or old Macintosh text, whichever has
the likelier letters. Nothing is ever refused for a bad byte.
"""

from __future__ import annotations

import codecs
import io
import re
from functools import lru_cache
from typing import IO, NamedTuple

CHUNK = 1 << 20
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
    """How the bytes of a file are to be read."""

    codec: str
    errors: str = "replace"
    spoilt: bool = False
    """The text was UTF-8, misread as Windows text and saved so on a Macintosh."""

    @property
    def title(self) -> str:
        """Its name, as people call it."""
        names = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-8-sig": "UTF-8"}
        return names.get(self.codec, self.codec.upper())

    def open(self, file: IO[bytes]) -> io.TextIOWrapper:
        """Return the file as text, its line ends as they are."""
        return io.TextIOWrapper(file, self.codec, self.errors, newline="")

    def mend(self, text: str) -> str:
        """Return text with what two wrong readings did to it undone."""
        if not self.spoilt or text.isascii():
            return text
        return _FOREIGN.sub(_unspoil, text)


UTF8 = Encoding("utf-8")


def find_encoding(file: IO[bytes]) -> Encoding:
    """Tell the encoding of a file by reading all of it once, a piece at a time."""
    head = file.read(CHUNK)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec)
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return _wide(head)
    return _narrow(head, file)


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
