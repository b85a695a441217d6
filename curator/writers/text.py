"""Plain text: the whole story, quotes in quotation marks, who said them, addresses spelt out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.plain_text import plain_text

TITLE = "Plain text"
HINT = "For mail and notes"
GROUP: Final = "mail"
SUFFIX = ".txt"


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as one text file."""
    yield PurePosixPath(name + SUFFIX), plain_text(manuscript(story)).encode()
