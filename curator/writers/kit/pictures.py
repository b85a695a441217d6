"""Pictures redrawn from their pixels, so that no hidden data of the archive is published."""

from __future__ import annotations

from base64 import b64encode
from typing import NamedTuple

from curator.i18n import tr
from curator.model import Media, Story
from curator.picture_decoder import DECODER
from curator.writers.kit.safe_words import one_line

LONGEST = 1600
PORTRAIT = 96


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


class Pictures:
    """The pictures of one story, each redrawn once."""

    def __init__(self, story: Story) -> None:
        self._captured = story.pictures
        self._made: dict[tuple[str, int], Picture | None] = {}

    def of(self, media: Media, longest: int = LONGEST) -> Picture | None:
        """Return the picture, or None if there is none that can be opened."""
        key = media.hash, longest
        if key not in self._made:
            captured = self._captured.get(media.hash) if media.hash else None
            self._made[key] = remade(captured, longest) if captured else None
        return self._made[key]

    def held(self, media: Media) -> bool:
        """Tell whether the library has the picture."""
        return bool(media.hash) and media.hash in self._captured


def remade(captured: bytes, longest: int = LONGEST) -> Picture | None:
    """Return a picture drawn anew, upright and no larger than asked; None if it is broken.

    Of a moving picture it is the first frame. Names, places, comments and colour profiles
    that the file carried are left behind.
    """
    drawn = DECODER.draw(captured, longest, "recap")
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
