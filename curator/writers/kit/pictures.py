"""Pictures redrawn from their pixels, so that no hidden data of the archive is published.

One that was redrawn here before is left as it is: a publication that is opened again and written
once more stays the same, byte by byte.
"""

from __future__ import annotations

from base64 import b64encode
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from threading import Lock
from typing import NamedTuple
from weakref import finalize

from curator.i18n import tr
from curator.model import Group, Image, Media, Quote, Story, as_read
from curator.picture_decoder import DECODER
from curator.writers.kit.safe_words import one_line

LONGEST = 1600
PORTRAIT = 96
SHARP = 560
"""Pixels of a picture's longer side that a phone shows sharply."""

_QUALITY, _LOW_QUALITY = 85, 60
_REMEMBERED = 96_000_000
"""Most bytes of pictures that are kept for the next preview."""

_LIGHTEST = 0.4
"""What a picture of low quality has at least of its bytes in full quality; of noise it is 0.46."""

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
    """The pictures of one story, each redrawn once.

    They are drawn in the background from when it is known that they will be asked for, so that
    words are set meanwhile; who asks for one waits for that one.
    """

    def __init__(self, story: Story) -> None:
        self._captured = story.pictures
        self._workers = ThreadPoolExecutor(_AT_ONCE)
        # what was not drawn yet is not drawn for nobody, as when a preview is given up
        finalize(self, self._workers.shutdown, wait=False, cancel_futures=True)
        self._made: dict[tuple[str, Size], Future[Picture | None]] = {}

    def of(self, media: Media, size: Size = FULL) -> Picture | None:
        """Return the picture, or None if there is none that can be opened."""
        if not self.is_captured(media):
            return None
        return self._begun(media.hash, size).result()

    def is_captured(self, media: Media) -> bool:
        """Tell whether the library has the picture."""
        return bool(media.hash) and media.hash in self._captured

    def published(self, media: Media, size: Size = FULL) -> str:
        """Return the SHA-256 of a picture as it was asked for; '' if it was not."""
        begun = self._made.get((media.hash, size))
        made = begun.result() if begun else None
        return made.digest if made else ""

    def draw(self, shown: Iterable[Media], size: Size = FULL) -> None:
        """Begin to draw pictures that will be asked for, several at once."""
        for name in self._sources(shown):
            self._begun(name, size)

    def fitted(self, shown: Iterable[Media], most: int) -> Future[Size]:
        """Begin to draw pictures in the size that `fitting` will return."""
        worker = ThreadPoolExecutor(1)
        found = worker.submit(self.fitting, tuple(shown), most)
        worker.shutdown(wait=False)
        return found

    def fitting(self, shown: Iterable[Media], most: int) -> Size:
        """Return the largest size in which these pictures have no more bytes than that.

        If there is none, it is the smallest. What was made so before fits at once, so that the
        size does not change when a publication is written again.
        """
        sources = self._sources(shown)
        if sum(map(len, sources.values())) <= most:
            for name in sources:
                self._begun(name, FULL)
            return FULL
        for size in self._likely_sizes(sources, most):
            if self._draw(sources, size) <= most:
                return size
        return _SMALLER[-1]

    def _likely_sizes(self, sources: Mapping[str, bytes], most: int) -> Iterator[Size]:
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
        for size in _SMALLER if weight * _LIGHTEST <= most else _SMALLER[1:]:
            if self._draw(few, size) <= most:
                yield size
        yield _SMALLER[-1]

    def _sources(self, shown: Iterable[Media]) -> dict[str, bytes]:
        return {each.hash: self._captured[each.hash] for each in shown if self.is_captured(each)}

    def _draw(self, sources: Mapping[str, bytes], size: Size) -> int:
        """Draw pictures in a size; return the number of their bytes."""
        begun = [self._begun(name, size) for name in sources]
        made = (each.result() for each in begun)
        return sum(len(picture.content) for picture in made if picture)

    def _begun(self, name: str, size: Size) -> Future[Picture | None]:
        """Return a picture that is drawn, or that will be."""
        key = name, size
        if key not in self._made:
            self._made[key] = self._workers.submit(remembered, self._captured[name], size)
        return self._made[key]


_remembered: OrderedDict[tuple[bytes, Size], Picture | None] = OrderedDict()
_lock = Lock()


def remembered(captured: bytes, size: Size) -> Picture | None:
    """Return a picture as `redraw` does; those last asked for are kept, for the next preview."""
    key = sha256(captured).digest(), size
    with _lock:
        if key in _remembered:
            _remembered.move_to_end(key)
            return _remembered[key]
    made = redraw(captured, size)
    with _lock:
        _remembered[key] = made
        kept = sum(len(each.content) for each in _remembered.values() if each)
        while kept > _REMEMBERED and len(_remembered) > 1:
            _, dropped = _remembered.popitem(last=False)
            kept -= len(dropped.content) if dropped else 0
    return made


def redraw(captured: bytes, size: Size = FULL) -> Picture | None:
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
            case Quote(compact=False):  # tidying leaves out words, no pictures
                for post in (block.post, *block.rest):
                    yield from post.media
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


def missing_picture_words(media: Media, *, held: bool) -> str:
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
