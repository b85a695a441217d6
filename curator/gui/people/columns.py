"""The columns of the table of people: their values, order and possible settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cache
from typing import Any

from curator.gui.look.safe_text import clean
from curator.i18n import grouped, tr
from curator.library import Person, folded
from curator.model import CONSENTS

_LONGEST = 200

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class PeopleColumn:
    """One column."""

    name: str
    """The name of the field of Standing or Person."""

    title: str
    width: int
    value: Callable[[Person], Value]
    """Returns the value to sort by."""

    choices: tuple[tuple[str | bool, str], ...] = ()
    """The possible values with their labels; empty for free text."""

    can_set: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a count or a time, which sort with the largest first."""
        return not self.can_set and self.name not in {"name", "handle", "platform"}

    def words(self, person: Person, zone: tzinfo) -> str:
        """Return the displayed text for a person, safe to paint."""
        value = self.value(person)
        if value is None:
            return "–" if self.name == "followers" else ""
        if isinstance(value, datetime):
            return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
        if isinstance(value, int):
            return grouped(value)
        return f"@{clean(value[:_LONGEST])}" if self.name == "handle" else clean(value[:_LONGEST])

    def order(self, person: Person) -> tuple[Any, ...]:
        """Return the sort key for a person."""
        value = self.value(person)
        if isinstance(value, datetime):
            return (value.timestamp(),)
        return (folded(value[:_LONGEST]),) if isinstance(value, str) else (value,)

    def is_empty(self, person: Person) -> bool:
        """Tell whether the field is empty for a person; such people come last in either order."""
        return self.value(person) in {None, ""}


def consent_words() -> tuple[tuple[str | bool, str], ...]:
    """Return the levels of consent with their labels."""
    words = (tr("Shown in full"), tr("Handle only"), tr("Role only"), tr("Withheld"))
    return tuple(zip(CONSENTS, words, strict=True))


def chat_roles() -> tuple[tuple[str | bool, str], ...]:
    """Return the roles in a chat with their labels."""
    return (("", tr("Took part")), ("host", tr("Host")), ("guest", tr("Guest")))


def newcomer_words() -> tuple[tuple[str | bool, str], ...]:
    """Return the newcomer states with their labels."""
    return (("", tr("Not known")), ("new", tr("New")), ("returning", tr("Returning")))


def muted_words() -> tuple[tuple[str | bool, str], ...]:
    """Return the mute states with their labels."""
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
        PeopleColumn("seat", tr("Seat"), 76, _seat, chat_roles(), can_set=True),
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


def _seat(person: Person) -> str:
    """Return the role of a person as the list and the form show it: found, or set by hand."""
    words = {"host": tr("Host"), "guest": tr("Guest"), "automated": tr("Automated")}
    return words.get(person.seat, "")


def _typed(name: str, title: str, width: int) -> PeopleColumn:
    return PeopleColumn(
        name, title, width, lambda p: str(getattr(p.standing, name)), (), can_set=True
    )


def _chosen(
    name: str, title: str, width: int, choices: tuple[tuple[str | bool, str], ...]
) -> PeopleColumn:
    """Return a column with a few fixed values, of which the first is the default."""
    said = dict(choices[1:])
    return PeopleColumn(
        name, title, width, lambda p: said.get(getattr(p.standing, name), ""), choices,
        can_set=True,
    )  # fmt: skip
