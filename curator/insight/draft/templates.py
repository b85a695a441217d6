"""Recap templates: what a recap is made of, as a text that a host can edit.

    name: Question by question
    title: {hashtag} recap, {date}
    contact: chat@library.example

    On {date}, {people} people met under {hashtag}.
    Hosted by {hosts}.

    [sections: 5]

    ## Links shared
    [links]

A name in braces is filled in; a line that has one which is not known, or would not be true of
this chat, is left out. A line
in square brackets stands for blocks that Curator makes; a heading with nothing under it
is left out. Every line of the head is a field, so what a series says each time is written
once. The rest is the editor's own Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from curator.i18n import tr
from curator.model import Block, Heading, Passage

SLOTS = (
    "facts", "activity", "sections", "themes", "best", "links", "cast", "voices", "thanks", "next",
    "method",
)  # fmt: skip
"""What square brackets may contain."""

FIELDS = (
    "headline", "opening", "hosted", "asked", "themed", "some", "shared", "topic", "chat",
    "hashtag", "date", "when", "people", "posts", "questions", "hosts", "guests", "voice",
    "zone", "follow",
)  # fmt: skip
"""The names that braces may contain, besides the fields at the top of the template."""

_HEAD = re.compile(r"([a-z]+):(?:\s+(.*))?$")
_FIELD = re.compile(r"\{([a-z]+)\}")
_SLOT = re.compile(rf"\[({'|'.join(SLOTS)})(?::\s*(\d{{1,3}}))?\]$")
_HEADING = re.compile(r"(#{2,4})\s+(.+)")
_SPECIAL = re.compile(r"[\\`*\[\]<>]|(?<!\w)_|_(?!\w)|~(?=~)")
_AT_START = re.compile(r"^(\d*)([#+.)-])")

Makes: TypeAlias = Callable[[int], Iterable[Block]]
"""Makes the blocks of a slot, of the size in the template; 0 for none."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot for blocks that Curator makes."""

    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a recap, in order."""

    name: str
    title: str
    parts: tuple[str | Heading | Slot, ...]
    """Paragraphs with fields still in them, headings, and slots."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """What its head says, which goes before what is worked out; '' is left open."""


def template(text: str) -> Template:
    """Parse a template; any text is valid."""
    head, _, body = text.strip().partition("\n\n")
    lines = [found for line in head.splitlines() if (found := _HEAD.match(line.strip()))]
    known = {found[1]: (found[2] or "").strip() for found in lines}
    if not known.keys() & {"name", "title"}:
        known, body = {}, text
    name, title = known.pop("name", ""), known.pop("title", "")
    return Template(name, title, tuple(_parts(body)), known)


def problems(text: str) -> list[str]:
    """Return, in sentences, what in a template will not work as intended."""
    made_of = template(text)
    known = {*FIELDS, *made_of.fields}
    written = [
        part.text if isinstance(part, Heading) else str(part)
        for part in (made_of.title, *made_of.parts)
    ]
    names = dict.fromkeys(name for each in written for name in _FIELD.findall(each))
    found = [
        tr(
            "{field} is not known, so it stays as it is typed. A line “{name}: …” at the top"
            " says what it stands for.",
            field=f"{{{name}}}",
            name=name,
        )
        for name in names
        if name not in known
    ]
    slots = (each for part in written for each in re.findall(r"(?m)^\[([a-z]+)[^\]]*\]$", part))
    found += [
        tr(
            "[{slot}] is nothing Curator makes. Known are {known}.",
            slot=slot,
            known=", ".join(f"[{each}]" for each in SLOTS),
        )
        for slot in dict.fromkeys(slots)
    ]
    return found


def renamed(text: str, name: str) -> str:
    """Return a template with another name."""
    if re.search(r"(?m)^name:", text.strip().partition("\n\n")[0]):
        return re.sub(r"(?m)^name:.*$", lambda _: f"name: {name}", text, count=1)
    head = "\n" if template(text).title else "\n\n"
    return f"name: {name}{head}{text.lstrip()}"


def _parts(body: str) -> Iterator[str | Heading | Slot]:
    paragraph: list[str] = []
    for line in [*body.splitlines(), ""]:
        plain = line.strip()
        slot, heading = _SLOT.match(plain), _HEADING.match(plain)
        if plain and not slot and not heading:
            paragraph.append(line.rstrip())
            continue
        if paragraph:
            yield "\n".join(paragraph)
            paragraph = []
        if slot:
            yield Slot(slot[1], int(slot[2] or 0))
        elif heading:
            yield Heading(heading[2], len(heading[1]))


def fill(made_of: Template, makes: Mapping[str, Makes]) -> dict[Slot, list[Block]]:
    """Return the blocks of each slot, made in the order of the template."""
    slots = dict.fromkeys(part for part in made_of.parts if isinstance(part, Slot))
    return {slot: list(makes[slot.name](slot.size)) for slot in slots if slot.name in makes}


def compose(
    made_of: Template, fields: Mapping[str, str], slots: Mapping[Slot, Sequence[Block]]
) -> list[Block]:
    """Return the blocks of a recap.

    fields: the values of its fields as plain text; '' is unknown, or not true of the recap.
    slots: what stands in each slot, see `fill`.
    """
    fields = {**fields, **made_of.fields}
    found: list[Block] = []
    for part in made_of.parts:
        match part:
            case Slot():
                found += slots.get(part, ())
            case Heading(text, level):
                if filled := _filled(text, fields):
                    found.append(Heading(filled, level))
            case text:
                if filled := _paragraph(text, fields):
                    found.append(Passage(filled))
    return [each for at, each in enumerate(found) if not _is_bare(found, at)]


def title(made_of: Template, fields: Mapping[str, str]) -> str:
    """Return the title of a recap; unknown fields leave no gap."""
    fields = {**fields, **made_of.fields}
    text = _FIELD.sub(lambda field: fields.get(field[1], ""), made_of.title)
    return " ".join(text.split()).strip(" ,:;–-")


def _is_bare(found: Sequence[Block], at: int) -> bool:
    """Tell whether a block is a heading with nothing under it."""
    block = found[at]
    if not isinstance(block, Heading):
        return False
    below = found[at + 1] if at + 1 < len(found) else None
    return below is None or (isinstance(below, Heading) and below.level <= block.level)


def _paragraph(text: str, fields: Mapping[str, str]) -> str:
    """Return a paragraph with its fields filled in and escaped."""
    plain = {name: escaped(value) for name, value in fields.items()}
    lines: list[str] = []
    for line in text.splitlines():
        filled = _filled(line, plain)
        if _FIELD.match(line):
            filled = _AT_START.sub(r"\1\\\2", filled, count=1)
        lines += [filled] if filled else []
    return "\n".join(lines)


def _filled(line: str, fields: Mapping[str, str]) -> str:
    """Return a line with its fields filled in; '' if one of them is unknown."""
    if any(fields.get(name) == "" for name in _FIELD.findall(line)):
        return ""
    return _FIELD.sub(lambda field: fields.get(field[1], field[0]), line)


def escaped(text: str) -> str:
    """Return Markdown that shows a plain text unchanged."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))
