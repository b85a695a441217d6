"""Obsidian: a note with properties, its pictures among the attachments.

In the words of posts no hashtag becomes a tag of the vault, and nothing a link to another
note, a highlight, a comment, a formula or a field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.markdown_body import (
    LIVE,
    Flavour,
    accompanying_files,
    front_matter_of,
    markdown_body,
)

TITLE = "Obsidian"
HINT = "A note of a vault"
GROUP: Final = "blog"
SUFFIX = ".md"

_FOLDER = "attachments"
_FLAVOUR = Flavour(_FOLDER, re.compile(rf"{LIVE}|#(?=\w)|\$"), titled=False)


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the note, then its pictures."""
    found = manuscript(story)
    text = front_matter_of(found) + markdown_body(found, _FLAVOUR)
    yield PurePosixPath(name + SUFFIX), text.encode()
    yield from accompanying_files(found, _FOLDER)
