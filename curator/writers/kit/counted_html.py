"""Blocks of figures prepared for the page's template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from curator.counted import Figure, Participant
from curator.i18n import tr
from curator.model import Cast, Chart, Counted, Facts, Links, Story, has_handles
from curator.writers.kit.charts import bar_svg, columns_svg
from curator.writers.kit.counted_text import (
    Shared,
    cast_note,
    columns,
    is_sentence,
    person_words,
    shared,
    slots,
    standing_words,
)
from curator.writers.kit.names import colour_of, initials
from curator.writers.kit.safe_words import name_of, one_line

_WIDE = 9
"""Characters of a value that fill one column of the page."""

_SEATED = 6
"""Most hosts and guests shown under the opening."""

_NO_DRAWING = Markup()


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure above its label."""

    value: str
    label: str

    @property
    def wide(self) -> bool:
        """Return whether it needs two columns."""
        return len(self.value) > _WIDE


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a chart's table."""

    label: str
    value: str
    drawing: Markup = _NO_DRAWING


@dataclass(frozen=True, slots=True)
class Face:
    """A participant."""

    name: str
    handle: str
    about: str
    letters: str
    colour: int


@dataclass(frozen=True, slots=True)
class Counting:
    """A block of figures for the template."""

    said: tuple[str, ...] = ()
    tiles: tuple[Tile, ...] = ()
    title: str = ""
    alt: str = ""
    drawing: Markup = _NO_DRAWING
    ends: tuple[str, ...] = ()
    over: tuple[str, str] = ("", "")
    rows: tuple[Row, ...] = ()
    people: tuple[Face, ...] = ()
    links: tuple[Shared, ...] = ()
    scope: str = ""
    table_words: str = ""


def counting(block: Counted) -> Counting:
    """Return a block for the template."""
    match block:
        case Facts():
            return _facts(block)
        case Chart():
            return _chart(block)
        case Cast(sentence, people):
            said = (one_line(sentence),) if sentence else ()
            return Counting(said, people=tuple(map(_face, people)), scope=cast_note(block))
        case Links(resources, table=table):
            over = (tr("What it is"), tr("Shared by")) if table else ("", "")
            return Counting(links=tuple(map(shared, resources)), over=over)


def hosts_and_guests(story: Story) -> tuple[Face, ...]:
    """Return the hosts and guests in the story's cast."""
    people = dict.fromkeys(
        person
        for block in story.blocks
        if isinstance(block, Cast)
        for person in block.people
        if person.seat
    )
    found = sorted(people, key=lambda person: person.seat != "host")
    return tuple(map(_face, found[:_SEATED]))


def _facts(block: Facts) -> Counting:
    said = [one_line(figure.value) for figure in block.figures if is_sentence(figure)]
    tiles = [_tile(figure) for figure in block.figures if not is_sentence(figure)]
    return Counting(tuple(said), tuple(tiles), scope=one_line(block.scope.words))


def _tile(figure: Figure) -> Tile:
    return Tile(one_line(figure.value), one_line(figure.label))


def _chart(block: Chart) -> Counting:
    found = slots(block.bars)
    upright = block.kind == "activity"
    drawing = Markup(columns_svg(found)) if upright else _NO_DRAWING  # noqa: S704  numbers of ours
    ends = {0: None, len(found) // 2: None, len(found) - 1: None} if upright and found else {}
    return Counting(
        title=one_line(block.title),
        alt=one_line(block.alt),
        drawing=drawing,
        ends=tuple(found[n].label for n in ends),
        over=columns(block),
        rows=tuple(
            Row(
                slot.words,
                slot.value,
                _NO_DRAWING if upright else Markup(bar_svg(slot)),  # noqa: S704  numbers of ours
            )
            for slot in found
        ),
        scope=one_line(block.scope.words),
        table_words=tr("The same as a table"),
    )


def _face(person: Participant) -> Face:
    name, handle = name_of(person.name), name_of(person.handle)
    sign = f"@{handle}" if handle and has_handles(person.platform) else ""
    return Face(
        name or sign or person_words(person),
        sign if name else "",
        standing_words(person),
        initials(name or handle) if name or handle else "",
        colour_of(person.handle),
    )
