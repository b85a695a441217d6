"""Pictures redrawn from their pixels, so that no hidden data of the archive is published.

One that was redrawn here before is left as it is: a publication that is opened again and written
once more stays the same, byte by byte.
"""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from io import BytesIO
from math import sqrt
from typing import NamedTuple

from PIL import Image, ImageOps

from curator.i18n import tr
from curator.model import Media, Story
from curator.writers.kit.safe_words import one_line

LONGEST = 1600
PORTRAIT = 96
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_MOST_DOTS = 50_000_000
_LONGEST_EVER = 20_000
_HEAVY = 600_000
"""A PNG of more bytes becomes a JPEG, unless it has transparency."""

_SHORTEST = 560
"""Fewest pixels of a picture's side: as many as a phone shows."""

_QUALITY, _LOW_QUALITY = 85, 60
_REMEMBERED = 200
_AT_ONCE = 2
_NO_THUMBNAIL = b"JFIF\0"
_PLAIN_PARTS = frozenset({0xC0, 0xC4, 0xDB, 0xE0})
"""Parts of a JPEG that Pillow writes: size, two kinds of tables, and which version it is."""

_BROKEN = (
    ArithmeticError, AttributeError, EOFError, Image.DecompressionBombError, LookupError,
    MemoryError, NotImplementedError, OSError, RuntimeError, struct.error, SyntaxError,
    TypeError, ValueError, Warning,
)  # fmt: skip
"""The exceptions that Pillow raises for damaged and hostile pictures."""


class Picture(NamedTuple):
    """A picture for publication."""

    content: bytes
    suffix: str
    """'.jpg' or '.png'."""

    width: int
    height: int

    @property
    def address(self) -> str:
        """Return the picture as a data address, so that the page requests nothing."""
        kind = "jpeg" if self.suffix == ".jpg" else "png"
        return f"data:image/{kind};base64,{b64encode(self.content).decode()}"

    @property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes."""
        return sha256(self.content).hexdigest()


class Size(NamedTuple):
    """How large pictures may be."""

    longest: int = LONGEST
    """Most pixels of a side."""

    quality: int = _QUALITY


FULL, PORTRAIT_SIZE = Size(), Size(PORTRAIT)


class Pictures:
    """The pictures of one story, each redrawn once."""

    def __init__(self, story: Story) -> None:
        self._captured = story.pictures
        self._made: dict[tuple[str, Size], Picture | None] = {}

    def of(self, media: Media, size: Size = FULL) -> Picture | None:
        """Return the picture, or None if there is none that can be opened."""
        key = media.hash, size
        if key not in self._made:
            captured = self._captured.get(media.hash) if media.hash else None
            self._made[key] = remembered(captured, size) if captured else None
        return self._made[key]

    def held(self, media: Media) -> bool:
        """Tell whether the library has the picture."""
        return bool(media.hash) and media.hash in self._captured

    def published(self, media: Media, size: Size = FULL) -> str:
        """Return the SHA-256 of a picture as it was asked for; '' if it was not."""
        made = self._made.get((media.hash, size))
        return made.digest if made else ""

    def fitting(self, shown: Iterable[Media], most: int) -> Size:
        """Return the largest size in which these pictures have no more bytes than that.

        They are never smaller than a phone shows them. What was made so before fits at once, so
        that the size does not change when a publication is written again.
        """
        media = tuple({each.hash: each for each in shown if self.held(each)}.values())
        weight = sum(len(self._captured[each.hash]) for each in media)
        size = _shrunk(FULL, most / weight) if weight > most else FULL
        while True:
            with ThreadPoolExecutor(_AT_ONCE) as workers:
                made = list(workers.map(lambda each: self.of(each, size), media))  # noqa: B023
            weight = sum(len(each.content) for each in made if each)
            if weight <= most or size.quality == _LOW_QUALITY:
                return size
            if size.longest == _SHORTEST:
                size = Size(_SHORTEST, _LOW_QUALITY)
            else:
                size = _shrunk(size, 0.9 * most / weight)


def _shrunk(size: Size, share: float) -> Size:
    """Return a size in which pictures have about this share of their bytes."""
    return size._replace(longest=max(_SHORTEST, int(size.longest * sqrt(share))))


_remembered: dict[tuple[bytes, Size], Picture | None] = {}


def remembered(captured: bytes, size: Size) -> Picture | None:
    """Return a picture as `remade` does; those last made are kept, for the next preview."""
    key = sha256(captured).digest(), size
    if key not in _remembered:
        if len(_remembered) >= _REMEMBERED:
            _remembered.clear()
        _remembered[key] = made = remade(captured, size)
        return made
    return _remembered.get(key) or remade(captured, size)


def remade(captured: bytes, size: Size = FULL) -> Picture | None:
    """Return a picture drawn anew, upright and no larger than asked; None if it is broken.

    Of a moving picture it is the first frame. Names, places, comments and colour profiles
    that the file carried are left behind.
    """
    try:
        with Image.open(BytesIO(captured), formats=_FORMATS) as found:
            if found.width * found.height > _MOST_DOTS or max(found.size) > _LONGEST_EVER:
                return None
            if max(found.size) <= size.longest and _is_own(found, captured):
                found.load()
                return Picture(captured, ".jpg", *found.size)
            kept_exactly = found.format in {"PNG", "GIF"}
            found.draft("RGB", (size.longest, size.longest))
            upright = ImageOps.exif_transpose(found)
            dots = _dots(upright, size.longest)
            return _saved(dots, size.quality, exactly=kept_exactly)
    except _BROKEN:
        return None


def _is_own(found: Image.Image, content: bytes) -> bool:
    """Tell whether a JPEG was written here: its tables are, and it holds nothing else."""
    tables = getattr(found, "quantization", None)
    return (
        found.format == "JPEG"
        and found.mode == "RGB"
        and tables in (_tables(_QUALITY), _tables(_LOW_QUALITY))
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


def alt_of(media: Media) -> str:
    """Return a picture's description; if its author gave none, say so."""
    return one_line(media.alt) or tr("Picture without description")


def note_on(media: Media) -> str:
    """Return the remark on a still picture that stands for a film."""
    match media.kind:
        case "video":
            return tr("Video: one picture of it is shown here.")
        case "gif":
            return tr("Moving picture: its first frame is shown here.")
        case _:
            return ""


def instead_of(media: Media, *, held: bool) -> str:
    """Return the sentence in place of a missing picture."""
    match media.kind:
        case "video":
            said = tr("A video, not shown here.")
        case "audio":
            said = tr("A sound recording, not played here.")
        case _ if held:
            said = tr("A picture that cannot be opened: its file is damaged or not a picture.")
        case _:
            said = tr("A picture that is not in the archive.")
    alt = one_line(media.alt)
    return tr("{sentence} Its description: “{alt}”", sentence=said, alt=alt) if alt else said


def _dots(image: Image.Image, longest: int) -> Image.Image:
    """Return only the pixels, in a new image."""
    see_through = image.has_transparency_data
    image = image.convert("RGBA" if see_through else "RGB")
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    sheet = Image.new(image.mode, image.size)
    sheet.paste(image)
    return sheet


def _saved(image: Image.Image, quality: int, *, exactly: bool) -> Picture:
    if exactly or image.mode == "RGBA":
        content = _bytes(image, "PNG", quality)
        if image.mode == "RGBA" or len(content) <= _HEAVY:
            return Picture(content, ".png", *image.size)
    return Picture(_bytes(image, "JPEG", quality), ".jpg", *image.size)


def _bytes(image: Image.Image, kind: str, quality: int) -> bytes:
    file = BytesIO()
    image.save(file, kind, quality=quality, optimize=True)
    return file.getvalue()
