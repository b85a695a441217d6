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
from io import BytesIO
from typing import IO, NamedTuple

from PIL import Image, ImageOps

REQUEST = struct.Struct("<BIQ")
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
_HEAVY = 600_000
"""A PNG of more bytes becomes a JPEG, unless it has transparency or was exact before."""


class Drawn(NamedTuple):
    """A picture drawn anew."""

    kind: int
    width: int
    height: int
    content: bytes


_NOTHING = Drawn(0, 0, 0, b"")


def main(memory: int) -> None:
    """Answer requests until there are no more; memory: the most bytes this may take."""
    _limit(memory)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(REQUEST.size):
        kind, longest, length = REQUEST.unpack(head)
        answer(asked.read(length), _WAYS[kind], longest, answers)


def answer(
    content: bytes, draw: Callable[[bytes, int], Drawn], longest: int, to: IO[bytes]
) -> None:
    """Draw one picture and answer with it, or with nothing if it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            drawn = draw(content, longest)
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

    Image.init()  # loads the decoders while files may still be opened
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


def _shown(content: bytes, longest: int) -> Drawn:
    """Draw a picture for the window; the width and height are those of the whole."""
    with _opened(content) as image:
        width, height = image.size
        if image.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
            width, height = height, width
        sheet = _dots(image, longest, Image.Resampling.BICUBIC)
        out = BytesIO()
        sheet.save(out, "PNG", compress_level=6 if longest <= _SMALL else 1)
        return Drawn(PNG, width, height, out.getvalue())


def _published(content: bytes, longest: int) -> Drawn:
    """Draw a picture for a recap; of a moving picture it is the first frame."""
    with _opened(content) as image:
        exactly = image.format in {"PNG", "GIF"}
        sheet = _dots(image, longest, Image.Resampling.LANCZOS)
    if exactly or sheet.mode == "RGBA":
        written = _bytes(sheet, "PNG")
        if sheet.mode == "RGBA" or len(written) <= _HEAVY:
            return Drawn(PNG, *sheet.size, written)
    return Drawn(JPEG, *sheet.size, _bytes(sheet, "JPEG"))


def _dots(image: Image.Image, longest: int, how: Image.Resampling) -> Image.Image:
    """Return only the pixels, upright, in a new image."""
    image.draft("RGB", (longest, longest))
    upright = ImageOps.exif_transpose(image)
    upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    upright.thumbnail((longest, longest), how)
    sheet = Image.new(upright.mode, upright.size)
    sheet.paste(upright)
    return sheet


def _bytes(image: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    image.save(file, kind, quality=85, optimize=True)
    return file.getvalue()


_WAYS = {SHOWN: _shown, PUBLISHED: _published}

if __name__ == "__main__":
    main(int(sys.argv[1]))
