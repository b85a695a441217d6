"""What Copy puts on the clipboard: rich text for any editor, and the words for any field."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from curator.model import Story
from curator.work import Progress, Work
from curator.writers.clipboard import rich_text, to_upload
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class Clipping:
    """A story to be pasted elsewhere."""

    text: str
    html: str = ""
    pictures: tuple[tuple[str, bytes], ...] = ()
    """What is to be uploaded by hand, by file name, in the order in which it belongs."""

    def mime(self) -> QMimeData:
        """Return it as the clipboard takes it."""
        mime = QMimeData()
        mime.setText(self.text)
        if self.html:
            mime.setHtml(self.html)
        return mime


def clipping(story: Story, own: str = "", *, pictures: bool = True) -> Work[Clipping]:
    """Make a clipping of a story.

    own: the target's own text, where that is what one pastes, as of Markdown; such a clipping
    has no rich text. pictures: whether they are inside the rich text.
    """
    yield Progress(0)
    if own:
        return Clipping(own)
    text = plain_text(manuscript(story))
    if pictures:
        return Clipping(text, rich_text(story))
    html, files = to_upload(story)
    return Clipping(text, html, tuple(files.items()))
