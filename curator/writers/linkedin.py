"""A post for LinkedIn: at most 3,000 characters, of which the first 140 show before “more”.

It begins with the sentence that tells most, has a quote of each part as long as they fit, and
ends in the chat's hashtags. LinkedIn knows no markup and no links in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from curator.i18n import tr
from curator.model import CUT, Story
from curator.writers.kit.excerpts import words_alone
from curator.writers.kit.manuscript import (
    Head,
    Listing,
    Manuscript,
    Piece,
    Prose,
    Quoted,
    manuscript,
)
from curator.writers.kit.plain_text import Undrawn, in_quotation_marks, plain_prose
from curator.writers.kit.safe_words import Run

TITLE = "LinkedIn"
HINT = "A post, 3,000 characters"
GROUP: Final = "mail"
SUFFIX = ".txt"
WHOLE = False

LONGEST = 3_000
"""Most characters of a post, counted as LinkedIn does: UTF-16."""

HOOK = 140
"""Characters shown before “more”."""

_FIGURES = 3
"""Most figures in its line of them."""

_SENTENCE = re.compile(r"(?<=[.!?…。])\s+")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\W*$")
"""The end of an address of which only the beginning is shown."""

_CUT_ADDRESS = re.compile(r"https?://\S*(?:…|\.\.\.)(?!\w)", re.IGNORECASE)


class _Part(NamedTuple):
    """A paragraph of the post, or some that stand or fall together."""

    text: str
    places: tuple[int, ...] = ()
    """The pieces of the manuscript that it is made of."""


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the post as one text file."""
    text = "\n\n".join(part.text for part in _post(_read(story)))
    yield PurePosixPath(name + SUFFIX), f"{text}\n".encode()


def excerpt(story: Story) -> Story:
    """Return what the post shows of a story: a few quotes, without pictures and permalinks."""
    found = _read(story)
    places = sorted({place for part in _post(found) for place in part.places})
    return replace(story, blocks=tuple(words_alone(found.blocks[place]) for place in places))


def _read(story: Story) -> Manuscript:
    return manuscript(story, Undrawn(story))


def _post(found: Manuscript) -> list[_Part]:
    opening, *more = _opening(found)
    tags = _Part(" ".join(f"#{topic}" for topic in found.topics))
    end = [part for part in (_counted(found), tags) if part.text]
    parts = [opening]
    for part in (*more, *_parts(found)):
        if part.text and _length([*parts, part, *end]) <= LONGEST:
            parts.append(part)
    return [*parts, *end]


def _opening(found: Manuscript) -> list[_Part]:
    """Return the hook, which is a whole sentence, and its continuation."""
    before = list[_Part]()
    for place, piece in enumerate(found.pieces):
        if isinstance(piece, Head | Quoted):
            break
        if isinstance(piece, Prose):
            before.append(_Part(plain_prose(piece.text), (place,)))
    sentences = _SENTENCE.split(" ".join(part.text for part in before)) if before else []
    hook = found.title
    if not sentences:
        return [_Part(hook)]
    if len(f"{hook}\n\n{sentences[0]}") > HOOK:
        return [_Part(hook), *before]
    places = tuple(place for part in before for place in part.places)
    begun = _Part(f"{hook}\n\n{sentences[0]}", places[:1])
    return [begun, _Part(" ".join(sentences[1:]), places)]


def _parts(found: Manuscript) -> Iterator[_Part]:
    """Yield each heading with the first quote under it, then the other quotes."""
    heading = _Part("")
    later: list[_Part] = []
    for place, (piece, behind) in enumerate(pairwise((*found.pieces, None))):
        match piece:
            case Head(text, 2):
                heading = _Part(text, (place,))
            case Quoted() if heading.text:
                text = f"{heading.text}\n\n{_quote(piece, behind)}"
                yield _Part(text, (*heading.places, place))
                heading = _Part("")
            case Quoted():
                later.append(_Part(_quote(piece, behind), (place,)))
            case _:
                pass
    if not any(isinstance(piece, Head) for piece in found.pieces):
        yield from later


def _quote(quote: Quoted, behind: Piece | None) -> str:
    """Return a quote, with the note that stands behind it."""
    whole = [[list(map(_with_whole_address, line)) for line in each] for each in quote.paragraphs]
    said = f"{in_quotation_marks(replace(quote, paragraphs=whole))}\n— {quote.credit}"
    if isinstance(behind, Prose) and behind.kind == "note":
        return f"{said}\n{plain_prose(behind.text)}"
    return said


def _with_whole_address(run: Run) -> Run:
    """Return words with the address of which they show the beginning; a gap if it is not known.

    Elsewhere it is a link, and leads there. In words alone nothing does.
    """
    if run.kind != "link":
        return run._replace(text=_CUT_ADDRESS.sub(CUT, run.text))
    if not _CUT_OFF.search(run.text):
        return run
    known = run.address and not _CUT_OFF.search(run.address)
    return run._replace(text=run.address if known else CUT)


def _counted(found: Manuscript) -> _Part:
    """Return the figures, and the numbers of quotes and posts, in one line."""
    facts = [
        _Part(f"{item.strong} {item.words}", (place,))
        for place, piece in enumerate(found.pieces)
        if isinstance(piece, Listing) and piece.kind == "facts"
        for item in piece.items
    ][:_FIGURES]
    if facts:
        places = tuple(place for fact in facts for place in fact.places)
        return _Part(" · ".join(fact.text for fact in facts), places)
    return _Part(found.small_print[0] if found.small_print else tr("Nothing is quoted here yet."))


def _length(parts: list[_Part]) -> int:
    return len("\n\n".join(part.text for part in parts).encode("utf-16-le")) // 2
