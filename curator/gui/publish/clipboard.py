"""Copying a story: rich text for editors, plain text for any field."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData

from curator import work
from curator.model import Story
from curator.work import Progress, Work
from curator.writers import Writer, target_name, wordpress
from curator.writers.clipboard import rich_text, to_upload
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """A story ready for the clipboard."""

    text: str
    html: str = ""
    pictures: int = 0
    """How many pictures must be uploaded by hand."""

    folder: Path = Path()
    """The folder of these pictures, numbered in the order in which they belong."""

    def mime(self) -> QMimeData:
        """Return it as clipboard data."""
        mime = QMimeData()
        mime.setText(self.text)
        if self.html:
            mime.setHtml(self.html)
        return mime


def clipping(story: Story, writer: Writer, content: bytes) -> Work[ClipboardContent]:
    """Return the clipboard content of a story, with its pictures inside.

    For a text target, such as Markdown, it is that text; WordPress recognises its own blocks
    wherever they are pasted. A field for HTML takes the text, which is the HTML itself.
    """
    yield Progress(0)
    if writer.SUFFIX in {".md", ".txt"}:
        return ClipboardContent(content.decode())
    if writer is wordpress:
        return ClipboardContent(content.decode(), content.decode())
    if target_name(writer) in {"fragment", "styled"}:
        return ClipboardContent(content.decode(), rich_text(story))
    return ClipboardContent(plain_text(manuscript(story)), rich_text(story))


def clipping_to_upload(story: Story, folder: Path) -> Work[ClipboardContent]:
    """Return rich text that marks the place of each picture, and save the pictures to a folder."""
    html, files = to_upload(story)
    for number, (name, content) in enumerate(files.items(), start=1):
        work.write_whole(folder / name, content)
        yield Progress(number)
    yield Progress(len(files))
    return ClipboardContent(plain_text(manuscript(story)), html, len(files), folder)
