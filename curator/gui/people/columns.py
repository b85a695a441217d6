"""The columns of the table of people: what stands in each, in which order, what can be set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from typing import Any

from curator.gui.look.safe_text import clean
from curator.i18n import tr
from curator.library import Person, folded
from curator.model import CONSENTS

_LONGEST = 200

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """One column."""

    name: str
    """As Standing or Person calls it."""

    title: str
    width: int
    value: Callable[[Person], Value]
    """What it is ordered by."""

    choices: tuple[tuple[str | bool, str], ...] = ()
    """What can be chosen, with its words; none where words are typed."""

    can_set: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a count or a time, which begin with the most."""
        return not self.can_set and self.name not in {"name", "handle", "platform"}

    def words(self, person: Person, zone: tzinfo) -> str:
        """Return what is shown of a person, safe to paint."""
        value = self.value(person)
        if value is None:
            return "–" if self.name == "followers" else ""
        if isinstance(value, datetime):
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        if isinstance(value, int):
            return f"{value:,}"
        return f"@{clean(value[:_LONGEST])}" if self.name == "handle" else clean(value[:_LONGEST])

    def order(self, person: Person) -> tuple[Any, ...]:
        """Return what a person is ordered by."""
        value = self.value(person)
        if isinstance(value, datetime):
            return (value.timestamp(),)
        return (folded(value[:_LONGEST]),) if isinstance(value, str) else (value,)

    def is_empty(self, person: Person) -> bool:
        """Tell whether a person has nothing here; they stand last, whichever the order."""
        return self.value(person) in {None, ""}


def consent_words() -> tuple[tuple[str | bool, str], ...]:
    """Return how much may be shown of a person, in words."""
    words = (tr("Shown in full"), tr("Handle only"), tr("Role only"), tr("Withheld"))
    return tuple(zip(CONSENTS, words, strict=True))


def seat_words() -> tuple[tuple[str | bool, str], ...]:
    """Return what people are to the chat, in words."""
    return (("", tr("Took part")), ("host", tr("Host")), ("guest", tr("Guest")))


def newcomer_words() -> tuple[tuple[str | bool, str], ...]:
    """Return whether people are new to it, in words."""
    return (("", tr("Not known")), ("new", tr("New")), ("returning", tr("Returning")))


def muted_words() -> tuple[tuple[str | bool, str], ...]:
    """Return whether posts are left out, in words."""
    return ((False, tr("Not muted")), (True, tr("Muted")))


@cache
def columns() -> tuple[PeopleColumn, ...]:
    """Return the columns, in order."""
    return (
        PeopleColumn("name", tr("Name"), 156, _name),
        PeopleColumn("handle", tr("Handle"), 124, lambda p: p.account.handle),
        _typed("role", tr("Role"), 112),
        _typed("organisation", tr("Organisation"), 112),
        _typed("sector", tr("Sector"), 92),
        PeopleColumn("posts", tr("Posts"), 66, lambda p: p.account.posts),
        PeopleColumn("starred", tr("Starred"), 78, lambda p: p.starred),
        PeopleColumn("quoted", tr("Quoted"), 78, lambda p: p.quoted),
        _chosen("consent", tr("Consent"), 118, consent_words()),
        _chosen("seat", tr("Seat"), 76, seat_words()),
        _chosen("newcomer", tr("Newcomer"), 94, newcomer_words()),
        _chosen("muted", tr("Muted"), 78, muted_words()),
        PeopleColumn("originals", tr("Originals"), 88, lambda p: p.originals),
        PeopleColumn("echoes", tr("Echoes"), 76, lambda p: p.account.echoes),
        PeopleColumn("followers", tr("Followers"), 92, lambda p: p.account.followers),
        PeopleColumn("first", tr("First post"), 128, lambda p: p.first),
        PeopleColumn("last", tr("Last post"), 128, lambda p: p.last),
        PeopleColumn("platform", tr("Platform"), 90, lambda p: p.account.platform),
    )


def _name(person: Person) -> str:
    return person.account.name.strip() or person.account.handle


def _typed(name: str, title: str, width: int) -> PeopleColumn:
    return PeopleColumn(
        name, title, width, lambda p: str(getattr(p.standing, name)), (), can_set=True
    )


def _chosen(
    name: str, title: str, width: int, choices: tuple[tuple[str | bool, str], ...]
) -> PeopleColumn:
    """Return a column whose values are few; the first of them goes without saying."""
    said = dict(choices[1:])
    return PeopleColumn(
        name, title, width, lambda p: said.get(getattr(p.standing, name), ""), choices,
        can_set=True,
    )  # fmt: skip
