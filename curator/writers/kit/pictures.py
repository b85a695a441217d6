"""Pictures redrawn from their pixels, so that no hidden data of the archive is published.

One that was redrawn here before is left as it is: a publication that is opened again and written
once more stays the same, byte by byte.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import repeat
from math import sqrt
from typing import NamedTuple

from curator.i18n import tr
from curator.model import Media, Story
from curator.picture_decoder import DECODER
from curator.writers.kit.safe_words import one_line

LONGEST = 1600
PORTRAIT = 96
_SHORTEST = 560
"""Fewest pixels of a picture's side: as many as a phone shows."""

_QUALITY, _LOW_QUALITY = 85, 60
_REMEMBERED = 200
_AT_ONCE = 2


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
_SMALLEST = Size(420, _LOW_QUALITY)


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

        They are hardly smaller than a phone shows them. What was made so before fits at once, so
        that the size does not change when a publication is written again.
        """
        media = tuple({each.hash: each for each in shown if self.held(each)}.values())
        drawn = {each.hash: self._captured[each.hash] for each in media}
        weight = sum(map(len, drawn.values()))
        size = _shrunk(FULL, most / weight) if weight > most else FULL
        while True:
            with ThreadPoolExecutor(_AT_ONCE) as workers:
                found = workers.map(remembered, drawn.values(), repeat(size))
                made = dict(zip(drawn, found, strict=True))
            self._made |= {(name, size): picture for name, picture in made.items()}
            # what is smaller still is drawn from this, since photographs take long to open
            drawn |= {name: picture.content for name, picture in made.items() if picture}
            weight = sum(len(picture.content) for picture in made.values() if picture)
            if weight <= most or size == _SMALLEST:
                return size
            if size.longest == _SHORTEST:
                size = Size(_SHORTEST, _LOW_QUALITY) if size.quality == _QUALITY else _SMALLEST
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
    drawn = DECODER.draw(captured, size.longest, "recap", size.quality)
    return drawn and Picture(drawn.content, drawn.suffix, drawn.width, drawn.height)


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
