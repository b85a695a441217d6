"""A story as plain lines, one for each block, and two of them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple, TypeAlias

from curator.i18n import tr
from curator.model import (
    Block,
    Divider,
    Group,
    Heading,
    Image,
    Passage,
    PullQuote,
    Quote,
    Testimonial,
    as_read,
    trimmed,
)
from curator.quoting import joined, passage_markdown

Change: TypeAlias = Literal["same", "changed", "gone", "new"]


class Pair(NamedTuple):
    """A line of one story beside the line of another; empty where there is none."""

    before: str
    after: str
    change: Change


def lines(title: str, blocks: Iterable[Block]) -> list[str]:
    """Return a story as lines: its title, then each block; a note below its quote."""
    return [" ".join(title.split()), *(_noted(block) for block in blocks)]


def side_by_side(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """Yield two stories line by line, what belongs together on one level."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, first, last in matcher.get_opcodes():
        pairs = zip_longest(before[low:high], after[first:last], fillvalue="")
        for one, other in pairs:
            if kind == "equal":
                yield Pair(one, other, "same")
            else:
                yield Pair(one, other, "changed" if one and other else "gone" if one else "new")


def _noted(block: Block) -> str:
    """Return a block as a line, with its notes for print."""
    read = (each for each in as_read([block]) if isinstance(each, Passage) and each.is_note)
    return "\n".join((_line(block), *map(passage_markdown, read)))


def _line(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {text}"
        case Passage(text):
            return text
        case Quote(post):
            words = joined((trimmed(post, block.trims), *block.rest)).shown
            return f"{_by(block)}: {words}"
        case PullQuote(text):
            return f"“{text}” {_by(block)}"
        case Divider():
            return "—"
        case _:
            return _other(block)


def _by(block: Quote | PullQuote) -> str:
    """Return the author's handle; of one whose handle is hidden, the credit."""
    handle = block.post.author.handle
    return f"@{handle}" if handle or not block.credit else block.credit


def _other(block: Block) -> str:
    match block:
        case Group(_, quotes):
            return "\n".join(map(_line, quotes))
        case Image(media, caption):
            return tr("Picture: {alt}", alt=caption or media.alt)
        case Testimonial(text, name):
            return f"“{text}” {name}".rstrip()
        case _:
            return tr("Counted: {kind}", kind=type(block).__name__.casefold())
