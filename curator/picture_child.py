"""The program that decodes pictures: pixels alone come out of it, whatever goes in.

It runs as a process of its own with little memory and no right to write a file, so that a
picture made to break its decoder breaks this program and nothing else. It needs Pillow and
Python's own library. A request on standard input is a kind, the longest side wanted and the
bytes; the answer a kind (0: no picture), width, height and bytes.
"""

from __future__ import annotations

import struct
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from io import BytesIO
from typing import IO, NamedTuple

from PIL import Image, ImageOps, WebPImagePlugin  # noqa: F401  opens what is listed in _FORMATS

REQUEST = struct.Struct("<BIBQ")
ANSWER = struct.Struct("<BIIQ")
SHOWN, PUBLISHED = 1, 2
"""What a picture is for: the window, as PNG; or a recap, as PNG or JPEG."""

PNG, JPEG = 1, 2
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 20_000
_SMALL = 640
_ORIENTATION = 0x0112  # the EXIF tag
_SIDEWAYS = {5, 6, 7, 8}
_LIGHT, _HEAVY = 4_000, 600_000
"""Bytes up to which a PNG stays one, and over which it becomes a JPEG if it has no transparency.

Between them it does so with more than one byte for a pixel: it is a photograph.
"""


class Size(NamedTuple):
    """How large a picture may be."""

    longest: int
    quality: int
    """Of a JPEG; for the window nothing."""


class Drawn(NamedTuple):
    """A picture drawn anew."""

    kind: int
    width: int
    height: int
    content: bytes


_QUALITIES = (85, 60)
"""Those in which recaps are written."""

_NO_THUMBNAIL = b"JFIF\0"
_PLAIN_PARTS = frozenset({0xC0, 0xC4, 0xDB, 0xE0})
"""Parts of a JPEG that Pillow writes: size, two kinds of tables, and which version it is."""

_NOTHING = Drawn(0, 0, 0, b"")


def main(memory: int) -> None:
    """Answer requests until there are no more; memory: the most bytes this may take."""
    _limit(memory)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(REQUEST.size):
        kind, longest, quality, length = REQUEST.unpack(head)
        answer(asked.read(length), _WAYS[kind], Size(longest, quality), answers)


def answer(
    content: bytes, draw: Callable[[bytes, Size], Drawn], size: Size, to: IO[bytes]
) -> None:
    """Draw one picture and answer with it, or with nothing if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            drawn = draw(content, size)
    except Exception:  # noqa: BLE001  Pillow raises many kinds for a damaged file; all mean "no picture"
        drawn = _NOTHING
    to.write(ANSWER.pack(drawn.kind, drawn.width, drawn.height, len(drawn.content)))
    to.write(drawn.content)
    to.flush()


def _limit(memory: int) -> None:
    """Give up what decoding needs not; where a system knows no such limits, nothing."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  Windows has none

    Image.preinit()  # loads the decoders while files may still be opened
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _opened(content: bytes) -> Image.Image:
    """Open a picture, unless it claims more pixels than a photograph has."""
    image = Image.open(BytesIO(content), formats=_FORMATS)
    if image.width * image.height > _MOST_PIXELS or max(image.size) > _LONGEST_SIDE:
        raise ValueError(image.size)
    return image


def _shown(content: bytes, size: Size) -> Drawn:
    """Draw a picture for the window; the width and height are those of the whole."""
    with _opened(content) as image:
        width, height = image.size
        if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
            width, height = height, width
        sheet = _pixels(image, size.longest, Image.Resampling.BICUBIC)
        out = BytesIO()
        sheet.save(out, "PNG", compress_level=6 if size.longest <= _SMALL else 1)
        return Drawn(PNG, width, height, out.getvalue())


def _published(content: bytes, size: Size) -> Drawn:
    """Draw a picture for a recap; of a moving picture it is the first frame.

    One that was drawn here before is left as it is, byte by byte.
    """
    with _opened(content) as image:
        if max(image.size) <= size.longest and _is_own(image, content, size.quality):
            image.load()
            return Drawn(JPEG, *image.size, content)
        exactly = image.format in {"PNG", "GIF"}
        # a photograph loses nothing in half the time, letters on a screen would
        how = Image.Resampling.LANCZOS if exactly else Image.Resampling.HAMMING
        sheet = _pixels(image, size.longest, how)
    if exactly or sheet.mode == "RGBA":
        written = _bytes(sheet, "PNG", size.quality)
        most = min(max(_LIGHT, sheet.width * sheet.height), _HEAVY)
        if sheet.mode == "RGBA" or len(written) <= most:
            return Drawn(PNG, *sheet.size, written)
    return Drawn(JPEG, *sheet.size, _bytes(sheet, "JPEG", size.quality))


def _is_own(found: Image.Image, content: bytes, quality: int) -> bool:
    """Tell whether a JPEG was written here, no better than this, and holds nothing else."""
    tables = getattr(found, "quantization", None)
    return (
        found.format == "JPEG"
        and found.mode == "RGB"
        and tables in [_tables(each) for each in _QUALITIES if each <= quality]
        and _is_plain(content)
    )


def _is_plain(content: bytes) -> bool:
    """Tell whether a JPEG has no part that a program could have put words into."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1] != 0xDA:  # noqa: PLR2004  the picture
        kind, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if kind not in _PLAIN_PARTS:
            return False
        if kind == 0xE0 and (length != 16 or content[at + 4 : at + 9] != _NO_THUMBNAIL):  # noqa: PLR2004  JFIF
            return False
        at += 2 + length
    rest = content[at:]
    return rest[:2] == b"\xff\xda" and rest.find(b"\xff\xd9") == len(rest) - 2


@cache
def _tables(quality: int) -> object:
    """Return the tables by which a JPEG of this quality is known."""
    file = BytesIO(_bytes(Image.new("RGB", (8, 8)), "JPEG", quality))
    with Image.open(file, formats=("JPEG",)) as made:
        return getattr(made, "quantization", None)


def _pixels(image: Image.Image, longest: int, how: Image.Resampling) -> Image.Image:
    """Return only the pixels, upright."""
    share = longest / max(image.size)  # a draft is no smaller than asked, on either side
    image.draft("RGB", (int(image.width * share), int(image.height * share)))
    ImageOps.exif_transpose(image, in_place=True)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    upright = image if image.mode == mode else image.convert(mode)
    upright.thumbnail((longest, longest), how)
    upright.info.clear()  # what Pillow would write beside the pixels; a copy of them takes longer
    return upright


def _bytes(image: Image.Image, kind: str, quality: int) -> bytes:
    file = BytesIO()
    # of a large photograph it would save 4 % of the bytes and take half as long again
    is_tight = kind == "PNG" or max(image.size) <= _SMALL
    image.save(file, kind, quality=quality, optimize=is_tight)
    return file.getvalue()


_WAYS = {SHOWN: _shown, PUBLISHED: _published}

if __name__ == "__main__":
    main(int(sys.argv[1]))
