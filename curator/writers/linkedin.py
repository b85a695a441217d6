"""A post for LinkedIn: at most 3,000 characters, of which the first 140 show before “more”.

It begins with the sentence that tells most, has a quote of each part as long as they fit, and
ends in the chat's hashtags. LinkedIn knows no markup and no links in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from curator.i18n import tr
from curator.model import Story
from curator.writers.kit.manuscript import (
    Head,
    Listing,
    Manuscript,
    Piece,
    Prose,
    Quoted,
    manuscript,
)
from curator.writers.kit.plain_text import in_quotation_marks, plain_prose

TITLE = "LinkedIn"
HINT = "A post, 3,000 characters"
GROUP: Final = "mail"
SUFFIX = ".txt"
WHOLE = False

LONGEST = 3_000
"""Most characters of a post, counted as LinkedIn does: UTF-16."""

HOOK = 140
"""Characters shown before “more”."""

_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the post as one text file."""
    yield PurePosixPath(name + SUFFIX), post_text(manuscript(story)).encode()


def post_text(found: Manuscript) -> str:
    """Return the text of the post."""
    opening, *more = _opening(found)
    tags = " ".join(f"#{topic}" for topic in found.topics)
    end = [part for part in (_counted(found), tags) if part]
    parts = [opening]
    for part in (*more, *_parts(found)):
        if _length([*parts, part, *end]) <= LONGEST:
            parts.append(part)
    return "\n\n".join((*parts, *end)) + "\n"


def _opening(found: Manuscript) -> list[str]:
    """Return the hook, which is a whole sentence, and its continuation."""
    before = list[str]()
    for piece in found.pieces:
        if isinstance(piece, Head | Quoted):
            break
        if isinstance(piece, Prose):
            before.append(plain_prose(piece.text))
    sentences = _SENTENCE.split(" ".join(before)) if before else []
    hook = found.title
    if sentences and len(f"{hook}\n\n{sentences[0]}") > HOOK:
        return [hook, *before]
    return ["\n\n".join((hook, *sentences[:1])), " ".join(sentences[1:])] if sentences else [hook]


def _parts(found: Manuscript) -> Iterator[str]:
    """Yield each heading with the first quote under it, then the other quotes."""
    heading = ""
    later: list[str] = []
    for piece, behind in pairwise((*found.pieces, None)):
        match piece:
            case Head(text, 2):
                heading = text
            case Quoted() if heading:
                yield f"{heading}\n\n{_quote(piece, behind)}"
                heading = ""
            case Quoted():
                later.append(_quote(piece, behind))
            case _:
                pass
    if not any(isinstance(piece, Head) for piece in found.pieces):
        yield from later


def _quote(quote: Quoted, behind: Piece | None) -> str:
    """Return a quote, with the note that stands behind it."""
    said = f"{in_quotation_marks(quote)}\n— {quote.credit}"
    if isinstance(behind, Prose) and behind.kind == "note":
        return f"{said}\n{plain_prose(behind.text)}"
    return said


def _counted(found: Manuscript) -> str:
    """Return the figures, and the numbers of quotes and posts, in one line."""
    facts = [
        f"{item.strong} {item.words}"
        for piece in found.pieces
        if isinstance(piece, Listing) and piece.kind == "facts"
        for item in piece.items
    ]
    if facts:
        return " · ".join(facts[:3])
    return found.small_print[0] if found.small_print else tr("Nothing is quoted here yet.")


def _length(parts: list[str]) -> int:
    return len("\n\n".join(parts).encode("utf-16-le")) // 2
