"""The length of a story, compared with what people finish reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.i18n import grouped, tr
from curator.insight.checks.sections import Section
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


class WordCounts:
    """The words of blocks; those of a block that stood in the last story are not counted again.

    Blocks are frozen values, and one that has not changed is the same object as before.
    """

    def __init__(self) -> None:
        self._held: tuple[Block, ...] = ()
        self._last: dict[int, tuple[Block, int]] = {}
        self._now: dict[int, tuple[Block, int]] = {}
        self._whole: tuple[frozenset[int], Length] = (frozenset(), Length())

    def kept(self, blocks: Sequence[Block]) -> Length | None:
        """Return what was counted last if the blocks are the same, in whatever order."""
        same = self._whole[0] == frozenset(map(id, blocks)) and len(self._whole[0]) == len(blocks)
        return self._whole[1] if same and blocks else None

    def keep(self, blocks: Sequence[Block], found: Length) -> Length:
        """Keep what was counted of these blocks; they are held on to, so that no id is reused."""
        self._held, self._whole = tuple(blocks), (frozenset(map(id, blocks)), found)
        return found

    def begin(self) -> None:
        """Forget what is not in the next story."""
        self._last, self._now = self._now, {}

    def of(self, block: Block) -> int:
        """Return the number of words of a block."""
        known = self._last.get(id(block)) or (block, len(_text(block).split()))
        self._now[id(block)] = known
        return known[1]


def length(blocks: Iterable[Block], counts: WordCounts | None = None) -> Length:
    """Return the length of blocks; counts: what was counted of them the last time."""
    counts, blocks = counts or WordCounts(), tuple(blocks)
    if known := counts.kept(blocks):
        return known
    counts.begin()
    quotes, words, voices = 0, 0, set[tuple[str, str]]()
    for block in as_read(blocks):
        words += counts.of(block)
        if isinstance(block, Quote | PullQuote):
            quotes += 1
            voices.add((block.post.platform, block.post.author.handle.casefold()))
    return counts.keep(blocks, Length(quotes, words, len(voices)))


def aim(parts: Iterable[Section]) -> int:
    """Return the target number of quotes: five for each section that is made of quotes.

    Those are the questions, what is quotes for the most part (a question whose heading was
    reworded), and what is still empty; not links, who took part and the thanks at the end.
    """
    parts = [section for section in parts if section.heading]
    quoting = (part.question or 2 * part.quotes >= len(part.blocks) for part in parts)
    return FEW * max(1, sum(map(bool, quoting)))


def warnings(parts: Iterable[Section]) -> list[str]:
    """Return a sentence for each part that is too long."""
    parts = list(parts)
    total = sum(part.quotes for part in parts)
    said = [_too_many(part, part.quotes) for part in parts if part.quotes > FEW]
    if total > MANY:
        said.append(
            tr("The story has {total} quotes. Few people read past sixty.", total=grouped(total))
        )
    return said


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
