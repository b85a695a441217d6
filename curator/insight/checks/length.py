"""The length of a story, compared with what people finish reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curator.i18n import grouped, tr
from curator.insight.checks.sections import Section, sections
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Passage,
    PullQuote,
    Quote,
    Testimonial,
    as_read,
    trimmed,
)
from curator.quoting import joined

FEW = 5
"""Quotes of a section that people still read to the end."""

MANY = 60
"""Quotes of a story after which few read on."""

WORDS = 2_000
"""The target length of a recap in words."""

PACE = 230
"""Words read in a minute."""


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a story, or of a part of one."""

    quotes: int = 0
    words: int = 0
    voices: int = 0
    """People who are quoted."""

    @property
    def minutes(self) -> int:
        """Return the reading time, rounded up."""
        return -(-self.words // PACE)


def length(blocks: Iterable[Block]) -> Length:
    """Return the length of blocks."""
    quotes, words, voices = 0, 0, set[tuple[str, str]]()
    for block in as_read(blocks):
        words += len(_text(block).split())
        if isinstance(block, Quote | PullQuote):
            quotes += 1
            voices.add((block.post.platform, block.post.author.handle.casefold()))
    return Length(quotes, words, len(voices))


def aim(blocks: Iterable[Block]) -> int:
    """Return the target number of quotes: five for each question, or for each section."""
    parts = [section for section in sections(list(blocks)) if section.heading]
    return FEW * (sum(bool(part.question) for part in parts) or len(parts) or 1)


def quotes_in(section: Section) -> int:
    """Return how many quotes a section has."""
    return _quotes(section.blocks)


def warnings(blocks: Iterable[Block]) -> list[str]:
    """Return a sentence for each part that is too long."""
    blocks = list(blocks)
    total = _quotes(blocks)
    said = [_too_many(part, quotes_in(part)) for part in sections(blocks) if quotes_in(part) > FEW]
    if total > MANY:
        said.append(
            tr("The story has {total} quotes. Few people read past sixty.", total=grouped(total))
        )
    return said


def _quotes(blocks: Iterable[Block]) -> int:
    return sum(isinstance(block, Quote | PullQuote) for block in as_read(blocks))


def _too_many(section: Section, count: int) -> str:
    if section.heading is None:
        return tr("The opening has {count} quotes. Five is the size people finish.", count=count)
    if section.question:
        return tr(
            "Question {number} has {count} quotes. Five is the size people finish.",
            number=section.question,
            count=count,
        )
    return tr(
        "Section {number} has {count} quotes. Five is the size people finish.",
        number=section.number,
        count=count,
    )


def _text(block: Block) -> str:
    match block:
        case Heading(text) | Passage(text) | PullQuote(text) | Testimonial(text):
            return text
        case Quote():
            return joined((trimmed(block.post, block.trims), *block.rest)).shown
        case Group() | Image() | Divider():
            return _caption(block)
        case _:
            return _counted_text(block)


def _caption(block: Group | Image | Divider) -> str:
    match block:
        case Group(_, quotes):
            return " ".join(each.post.author.name for each in quotes)
        case Image():
            return block.caption
        case Divider():
            return ""


def _counted_text(block: Counted) -> str:
    match block:
        case Facts(figures):
            return " ".join(f"{figure.value} {figure.label}" for figure in figures)
        case Cast(sentence):
            return sentence
        case Chart() | Links():
            return ""
