"""The sections of a story: what moves with a heading, and where a moved block goes.

A section is a heading with the blocks under it, up to the next heading. The blocks before the
first heading are section 0, the opening. A place in a story is the id of the block after which
something goes; 0 is the top.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from curator.i18n import tr
from curator.model import Block, Heading, PullQuote, Quote, as_read

TOP = 0
"""The place before the first block."""

_SHORT = 14
"""Letters of a heading that name its section in a row."""

_NUMBERED = re.compile(r"\s*(?:Q(?:uestion)?\s*(\d{1,3})\b|(\d{1,3})[.:)])", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it."""

    number: int
    """0 is what stands before the first heading."""

    heading: Heading | None
    blocks: tuple[Block, ...]
    """Without the heading."""

    @cached_property
    def quotes(self) -> int:
        """How many quotes it has, those of exchanges one by one."""
        return sum(isinstance(block, Quote | PullQuote) for block in as_read(self.blocks))

    @property
    def ids(self) -> list[int]:
        """The ids of all its blocks, the heading first."""
        own = [self.heading.id] if self.heading else []
        return own + [block.id for block in self.blocks]

    @property
    def question(self) -> int:
        """The number of the question it answers; 0 when its heading is no question."""
        if self.heading is None:
            return 0
        if found := _NUMBERED.match(self.heading.text):
            return int(found[1] or found[2])
        return self.number if self.heading.text.rstrip().endswith(("?", "？", "؟")) else 0


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections in order; the opening is there even when it is empty."""
    found: list[tuple[Heading | None, list[Block]]] = [(None, [])]
    for block in blocks:
        if isinstance(block, Heading):
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return [Section(at, heading, tuple(under)) for at, (heading, under) in enumerate(found)]


def short_name(heading: str) -> str:
    """Return a heading in a word or two: 'Q2', or how it begins."""
    if found := _NUMBERED.match(heading):
        return tr("Q{number}", number=found[1] or found[2])
    words = heading.split()
    name = words.pop(0) if words else ""
    while words and len(name) + 1 + len(words[0]) <= _SHORT:
        name += f" {words.pop(0)}"
    return f"{name[:_SHORT]}…" if words or len(name) > _SHORT else name


def section_of(blocks: Sequence[Block], block: int) -> Section | None:
    """Return the section that contains a block."""
    return next((each for each in sections(blocks) if block in each.ids), None)


def end_of_question(blocks: Sequence[Block], question: int) -> int | None:
    """Return the last block of the only section that answers a question; None if there is none."""
    found = [each.ids[-1] for each in sections(blocks) if question and each.question == question]
    return found[0] if len(found) == 1 else None


def shown(blocks: Sequence[Block], folded: Collection[int]) -> list[Block]:
    """Return the blocks that are not hidden under a folded heading."""
    if not folded:
        return list(blocks)
    return [
        block
        for section in sections(blocks)
        for block in ([section.heading] if section.heading else [])
        + ([] if section.heading and section.heading.id in folded else list(section.blocks))
    ]


def changed(before: Sequence[Block], after: Sequence[Block]) -> int | None:
    """Return the first block that is new, changed or moved.

    If blocks were only removed, it is the block now in their place; None: nothing changed.
    """
    was = {block.id: block for block in before}
    for block in after:
        old = was.get(block.id)
        if old is not block and old != block:
            return block.id
    ids, standing = [block.id for block in after], {block.id for block in after}
    at = next((at for at, block in enumerate(before) if block.id not in standing), None)
    if at is not None:
        return ids[min(at, len(ids) - 1)] if ids else None
    return _moved([block.id for block in before], ids)


def _moved(before: Sequence[int], after: Sequence[int]) -> int | None:
    """Return the block that was moved among others: the one that moved the furthest."""
    places = {id_: at for at, id_ in enumerate(before)}
    leaps = [(abs(places[id_] - at), id_) for at, id_ in enumerate(after)]
    far, block = max(leaps, default=(0, None), key=lambda leap: leap[0])
    return block if far else None


def carried(blocks: Sequence[Block], block: int, folded: Collection[int]) -> list[int]:
    """Return a block with what moves along: a folded heading carries its section."""
    if block not in folded:
        return [block]
    section = section_of(blocks, block)
    is_heading = section and section.heading and section.heading.id == block
    return section.ids if section and is_heading else [block]


def place_above(blocks: Sequence[Block], block: int, folded: Collection[int]) -> int | None:
    """Return the place one block higher, or None at the top.

    A folded section moves past a whole section, or it would absorb the blocks it lands on.
    """
    if block in folded:
        past = place_past_section(blocks, block, up=True)
        return past and past[1]
    order = [each.id for each in shown(blocks, folded)]
    at = order.index(block)
    if at == 0:
        return None
    return TOP if at == 1 else carried(blocks, order[at - 2], folded)[-1]


def place_below(blocks: Sequence[Block], block: int, folded: Collection[int]) -> int | None:
    """Return the place one block lower, or None at the end.

    A folded section moves past a whole section, or it would absorb the blocks it lands on.
    """
    if block in folded:
        past = place_past_section(blocks, block, up=False)
        return past and past[1]
    order = [each.id for each in shown(blocks, folded)]
    at = order.index(block)
    return None if at + 1 == len(order) else carried(blocks, order[at + 1], folded)[-1]


def place_past_section(
    blocks: Sequence[Block], block: int, *, up: bool
) -> tuple[list[int], int] | None:
    """Return the blocks that move past a section's edge, and the place; None at the ends.

    A heading takes its whole section past the neighbouring one. Any other block goes to the end
    of the section above, or to the start of the one below.
    """
    parts = sections(blocks)
    at = next((each.number for each in parts if block in each.ids), 0)
    here = parts[at]
    if here.heading and here.heading.id == block:
        return _section_past(parts, at, up=up)
    if up:
        return ([block], (parts[at - 1].ids or [TOP])[-1]) if at else None
    below = parts[at + 1].heading if at + 1 < len(parts) else None
    return ([block], below.id) if below else None


def where(blocks: Sequence[Block], block: int) -> str:
    """Return the position of a block, as a sentence to show after a move."""
    section = section_of(blocks, block)
    if section is None:
        return ""
    if section.heading and section.heading.id == block:
        count = len(sections(blocks)) - 1
        return tr("Section moved to {at} of {count}.", at=section.number, count=count)
    at = [each.id for each in section.blocks].index(block) + 1
    count = len(section.blocks)
    if section.number == 0:
        return tr("Moved to {at} of {count} in the opening.", at=at, count=count)
    return tr(
        "Moved to {at} of {count} in section {section}.",
        at=at,
        count=count,
        section=section.number,
    )


def _section_past(parts: Sequence[Section], at: int, *, up: bool) -> tuple[list[int], int] | None:
    if up:
        return (parts[at].ids, (parts[at - 2].ids or [TOP])[-1]) if at > 1 else None
    return (parts[at].ids, parts[at + 1].ids[-1]) if at + 1 < len(parts) else None
