"""Markdown: one CommonMark file that reads well unrendered, with its pictures beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.manuscript import manuscript
from curator.writers.kit.markdown_body import Flavour, accompanying_files, markdown_body

TITLE = "Markdown"
HINT = "For sites and notes"
GROUP: Final = "blog"
SUFFIX = ".md"


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as one Markdown file, then the pictures it shows."""
    found, folder = manuscript(story), f"{name}_media"
    yield PurePosixPath(name + SUFFIX), markdown_body(found, Flavour(folder)).encode()
    yield from accompanying_files(found, folder)
