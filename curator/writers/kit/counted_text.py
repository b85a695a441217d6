"""Figures, charts, casts and links in the words of all formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from curator.counted import Bar, Figure, Participant, Resource
from curator.i18n import grouped, tr, trn
from curator.model import Cast, Chart, has_handles
from curator.writers.kit.safe_words import name_of, one_line, web_address

_SIGNS = {"mention": "@", "hashtag": "#", "link": ""}
_LONGEST = 90
"""Most characters of an address shown in place of a title."""


class Shared(NamedTuple):
    """A shared link, account or hashtag in words."""

    shown: str
    address: str
    """Its address; empty if the archive does not have it."""

    note: str
    """Its site, how many people shared it, and who was first."""


class Slot(NamedTuple):
    """A bar, its parts as shares of the longest bar."""

    label: str
    value: str
    length: float
    echoes: float
    known: bool = True
    asked: str = ""
    """The questions that were asked in this time."""

    @property
    def words(self) -> str:
        """Return the label, with the questions of its time: '19:05 · Q1'."""
        return f"{self.label} · {self.asked}" if self.asked else self.label


def person_words(person: Participant | None) -> str:
    """Return a person as far as they are shown: 'Ann Lee (@ann)'."""
    if person is None:
        return ""
    name, handle = name_of(person.name), name_of(person.handle)
    if not has_handles(person.platform):
        return name or handle or one_line(person.role) or tr("A participant")
    if name and handle:
        return f"{name} (@{handle})"
    return name or (f"@{handle}" if handle else one_line(person.role) or tr("A participant"))


def cast_note(cast: Cast) -> str:
    """Return which of those who took part are listed, and what “new” means; '' if nothing."""
    return " ".join(filter(None, (listed_words(cast), _new_words(cast))))


def _new_words(cast: Cast) -> str:
    """Return of how many earlier chats it is counted who is new; '' if nobody is said to be."""
    if not cast.earlier or all(each.newcomer != "new" for each in cast.people):
        return ""
    return tr(
        "New here is who wrote in none of the {count} earlier chats that we have.",
        count=grouped(cast.earlier),
    )


def listed_words(cast: Cast) -> str:
    """Return how many of those who took part are listed, and which; '' if all are."""
    if len(cast.people) >= cast.took_part:
        return ""
    return tr(
        "Listed are {listed} of the {all} people who took part: those who wrote posts of their"
        " own and may be named.",
        listed=grouped(len(cast.people)),
        all=grouped(cast.took_part),
    )


def standing_words(person: Participant) -> str:
    """Return a person's role: 'Host · Librarian, Northgate · Public libraries'."""
    seat = {"host": tr("Host"), "guest": tr("Guest")}.get(person.seat, "")
    role = one_line(person.role) if person.handle or person.name else ""
    role = "" if role.casefold() == seat.casefold() else role
    work = ", ".join(filter(None, (role, one_line(person.organisation))))
    new = tr("New here") if person.newcomer == "new" else ""
    return " · ".join(filter(None, (seat, work, one_line(person.sector), new)))


def shared(resource: Resource) -> Shared:
    """Return a shared link, account or hashtag in words."""
    value = name_of(resource.value)
    if resource.kind != "link":
        shown, address = f"{_SIGNS[resource.kind]}{value}", ""
        notes = [one_line(resource.title)]
    else:
        address = web_address(resource.value)
        bare = _bare(value)
        site = bare.partition("/")[0].partition("?")[0]
        shown = one_line(resource.title) or _cut(bare)
        notes = [site if resource.title and site != shown else ""]
    return Shared(shown, address, ", ".join(filter(None, [*notes, _sharing(resource)])))


def _sharing(resource: Resource) -> str:
    """Return who shared or named something, as a note; of one person only the name."""
    who = person_words(resource.by)
    if resource.people == 1:
        if not who:
            return ""
        named = tr("named by {who}", who=who)
        return tr("shared by {who}", who=who) if resource.kind == "link" else named
    by = trn("shared by {count} person", "shared by {count} people", resource.people)
    if resource.kind != "link":
        by = trn("named by {count} person", "named by {count} people", resource.people)
    return tr("{shared}, first by {who}", shared=by, who=who) if who else by


def slots(bars: Iterable[Bar]) -> list[Slot]:
    """Return the bars of a chart as shares of the longest."""
    bars = list(bars)
    most = max((bar.value for bar in bars), default=0) or 1
    return [
        Slot(
            person_words(bar.person) if bar.person else name_of(bar.label),
            grouped(bar.value),
            bar.value / most,
            bar.echoes / most,
            bar.known,
            one_line(bar.asked),
        )
        for bar in bars
    ]


def columns(chart: Chart) -> tuple[str, str]:
    """Return the column headings of a chart's table."""
    named = {
        "activity": tr("Time"),
        "people": tr("Person"),
        "voices": tr("Person"),
        "hashtags": tr("Hashtag"),
        "sectors": tr("Sector"),
    }
    counted = {"voices": tr("Quotes"), "sectors": tr("People")}
    return named[chart.kind], counted.get(chart.kind, tr("Posts"))


def is_sentence(figure: Figure) -> bool:
    """Tell whether a figure is a sentence rather than a number with a label."""
    return figure.shape == "line"


def _bare(address: str) -> str:
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
