"""Pasted HTML turned into Markdown: its structure is kept, its styling is dropped."""

from __future__ import annotations

import re

from curator.model import Heading, Passage
from curator.readers.kit.text.html import blocks, parsed

_LARGEST = 2_000_000
_STRUCTURE = re.compile(r"<(?:h[1-6]|ul|ol|li|blockquote|a\s+[^>]*href)\b", re.IGNORECASE)
_BREAK = re.compile(r"  \n")


def markdown_of(html: str) -> str:
    """Return HTML as Markdown; '' where it has no structure worth keeping."""
    if len(html) > _LARGEST or not _STRUCTURE.search(html):
        return ""
    parts: list[str] = []
    for block in blocks(parsed(html, whole=True)):
        match block:
            case Heading(text, level):
                parts.append(f"{'#' * (level + 1)} {text}")
            case Passage(text):
                parts.append(_BREAK.sub("\n", text))
            case _:
                parts.append("---")
    return "\n\n".join(parts)
