"""Pictures redrawn from their pixels, so that no hidden data of the archive is published.

One that was redrawn here before is left as it is: a publication that is opened again and written
once more stays the same, byte by byte.
"""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import repeat
from threading import Lock
from typing import NamedTuple

from curator.i18n import tr
from curator.model import Group, Image, Media, Quote, Story, as_read
from curator.picture_decoder import DECODER
from curator.quoting import shown_post
from curator.writers.kit.safe_words import one_line

LONGEST = 1600
PORTRAIT = 96
SHARP = 560
"""Pixels of a picture's longer side that a phone shows sharply."""

_QUALITY, _LOW_QUALITY = 85, 60
_REMEMBERED = 96_000_000
"""Most bytes of pictures that are kept for the next preview."""

_AT_ONCE = 2
_TRIED = 8
"""Pictures by which a size is tried before all are drawn in it."""


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
_LARGER = tuple(map(Size, (FULL.longest, 1280, 1024, 820, 680)))
_SMALLER = tuple(Size(longest, _LOW_QUALITY) for longest in (SHARP, 420, 320, 240))
"""The sizes in which the pictures of one story are tried, above and below sharp ones."""


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

    def draw(self, shown: Iterable[Media], size: Size = FULL) -> None:
        """Draw pictures that will be asked for, several at once."""
        self._draw(self._sources(shown), size)

    def fitting(self, shown: Iterable[Media], most: int) -> Size:
        """Return the largest size in which these pictures have no more bytes than that.

        If there is none, it is the smallest. What was made so before fits at once, so that the
        size does not change when a publication is written again.
        """
        sources = self._sources(shown)
        if sum(map(len, sources.values())) <= most:
            self._draw(sources, FULL)
            return FULL
        for size in self._likely(sources, most):
            if self._draw(sources, size) <= most:
                return size
        return _SMALLER[-1]

    def _likely(self, sources: Mapping[str, bytes], most: int) -> Iterator[Size]:
        """Yield sizes that may have no more bytes than that, the largest first.

        A few pictures are drawn to find out; of larger ones, bytes are taken to grow as dots do.
        """
        names = list(sources)
        few = {name: sources[name] for name in names[:: -(-len(names) // _TRIED)]}
        most = most * len(few) // len(names)
        sharp = Size(SHARP)
        weight = self._draw(few, sharp)
        for size in _LARGER:
            if weight * (size.longest / SHARP) ** 2 <= most:
                yield size
        if weight <= most:
            yield sharp
        for size in _SMALLER:
            if self._draw(few, size) <= most:
                yield size
        yield _SMALLER[-1]

    def _sources(self, shown: Iterable[Media]) -> dict[str, bytes]:
        return {each.hash: self._captured[each.hash] for each in shown if self.held(each)}

    def _draw(self, sources: Mapping[str, bytes], size: Size) -> int:
        """Draw pictures in a size; return the number of their bytes."""
        missing = [name for name in sources if (name, size) not in self._made]
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            found = workers.map(remembered, map(sources.__getitem__, missing), repeat(size))
            self._made |= zip(((name, size) for name in missing), found, strict=True)
        made = (self._made[name, size] for name in sources)
        return sum(len(picture.content) for picture in made if picture)


_remembered: OrderedDict[tuple[bytes, Size], Picture | None] = OrderedDict()
_lock = Lock()


def remembered(captured: bytes, size: Size) -> Picture | None:
    """Return a picture as `remade` does; those last asked for are kept, for the next preview."""
    key = sha256(captured).digest(), size
    with _lock:
        if key in _remembered:
            _remembered.move_to_end(key)
            return _remembered[key]
    made = remade(captured, size)
    with _lock:
        _remembered[key] = made
        kept = sum(len(each.content) for each in _remembered.values() if each)
        while kept > _REMEMBERED and len(_remembered) > 1:
            _, dropped = _remembered.popitem(last=False)
            kept -= len(dropped.content) if dropped else 0
    return made


def remade(captured: bytes, size: Size = FULL) -> Picture | None:
    """Return a picture drawn anew, upright and no larger than asked; None if it is broken.

    Of a moving picture it is the first frame. Names, places, comments and colour profiles
    that the file carried are left behind.
    """
    drawn = DECODER.draw(captured, size.longest, "recap", size.quality)
    return drawn and Picture(drawn.content, drawn.suffix, drawn.width, drawn.height)


def shown_media(story: Story) -> Iterator[Media]:
    """Yield the pictures, films and sounds that a story shows."""
    for block in as_read(story.blocks):
        match block:
            case Quote(compact=False):
                yield from shown_post(block, story).media
            case Group("gallery", quotes):
                yield from (media for quote in quotes for media in quote.post.media)
            case Image(media):
                yield media
            case _:
                pass


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
