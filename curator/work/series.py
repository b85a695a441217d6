"""A series of chats: the next library starts with the knowledge of the last one.

Carried over are the details of people (role, organisation, sector, consent, muted), the codebook
and link titles, but no marks, notes or stories. Existing values in the new library stay. Authors
in an earlier chat are returning, others are new; only the given earlier libraries count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import grouped, tr, trn
from curator.insight.figures.codebook_tables import Code
from curator.library import Library, Person, PersonId
from curator.work.codebook import codes_of, take_in_codes
from curator.work.task import Progress, Work

_KEPT = ("role", "organisation", "sector")
"""Fields that are filled in where they are empty."""

_Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """The result of carrying over."""

    people: int = 0
    """The number of people with a filled-in field."""

    returning: int = 0
    new: int = 0
    tags: int = 0
    titles: int = 0


@dataclass(slots=True)
class _Known:
    """The knowledge of earlier libraries, the latest first."""

    people: dict[_Name, Person]
    spoke: set[_Name]
    codes: list[Code]
    titles: dict[str, str]


def carry_over(library: Path, earlier: Sequence[Path]) -> Work[Carried]:
    """Carry over the knowledge of earlier libraries of a series, as one undoable step.

    earlier: the latest first, whose values come before those of older ones. They are only read.
    """
    known = _Known({}, set(), [], {})
    for number, path in enumerate(earlier, 1):
        _learn(known, path)
        yield Progress(number, 0.8 * number / len(earlier))
    with Library(library) as opened:
        people = [account for person in opened.people.all() for account in _accounts(person)]
        label = trn(
            "Carry over from {count} library", "Carry over from {count} libraries", len(earlier)
        )
        with opened.edit(label):
            filled = _fill_in(opened, people, known)
            returning, new = _mark_newcomers(opened, people, known)
            tags = take_in_codes(opened, known.codes).new if known.codes else 0
            own = opened.shared.titles()
            fresh = {link: title for link, title in known.titles.items() if link not in own}
            for link, title in fresh.items():
                opened.shared.entitle(link, title)
    return Carried(filled, returning, new, tags, len(fresh))


def same_series(library: Path, others: Sequence[Path]) -> Work[list[Path]]:
    """Return the other libraries with chats of the same hashtag; all are only read."""
    with Library(library) as opened:
        hashtag = opened.facts.hashtag().casefold()
    found: list[Path] = []
    for number, path in enumerate(others, 1):
        if hashtag and path.exists() and _about(path)[0] == hashtag:
            found.append(path)
        yield Progress(number, number / len(others))
    return found


def carry_from(library: Path, earlier: Sequence[Path]) -> Work[Carried]:
    """Carry over from earlier libraries given in any order: the latest chat counts first."""
    ends: dict[Path, float] = {}
    for path in earlier:
        ends[path] = _about(path)[1]
        yield Progress(0)
    return (yield from carry_over(library, sorted(earlier, key=lambda p: -ends[p])))


def carried_words(came: Carried) -> str:
    """Describe what was carried over: '12 returning, 31 new; 8 people filled in'."""
    people = tr("{returning} returning, {new} new", returning=grouped(came.returning),
        new=grouped(came.new))  # fmt: skip
    parts = [
        trn("{count} person filled in", "{count} people filled in", came.people),
        trn("{count} tag added", "{count} tags added", came.tags),
    ]
    if came.titles:
        parts.append(trn("{count} link titled", "{count} links titled", came.titles))
    return tr("{people}; {parts}.", people=people, parts=", ".join(parts))


def _about(path: Path) -> tuple[str, float]:
    """Return the hashtag of a library's chat and when it ended; '' if it cannot be opened."""
    try:
        with Library(path) as opened:
            span = opened.posts.span()
            return opened.facts.hashtag().casefold(), span[1].timestamp() if span else 0.0
    except CuratorError:  # of which `carry_over` tells, if it is chosen
        return "", 0.0


def _learn(known: _Known, path: Path) -> None:
    with Library(path) as opened:
        for person in opened.people.all():
            for account in _accounts(person):
                known.people.setdefault(_name(account), person)
                if account.account.posts:
                    known.spoke.add(_name(account))
        told = {code.name.casefold() for code in known.codes}
        known.codes += [
            code
            for code in codes_of(opened.tags.all()).values()
            if code.name.casefold() not in told
        ]
        known.titles = opened.shared.titles() | known.titles


def _fill_in(library: Library, people: Iterable[Person], known: _Known) -> int:
    """Fill in people's empty fields; return the number of people."""
    filled = 0
    for here in people:
        there = known.people.get(_name(here))
        if there is None:
            continue
        values: dict[str, str | bool] = {
            name: said
            for name in _KEPT
            if (said := getattr(there.standing, name)) and not getattr(here.standing, name)
        }
        if here.standing.consent == "full" != there.standing.consent:
            values["consent"] = there.standing.consent
        if there.standing.muted and not here.standing.muted:
            values["muted"] = True
        if values:
            library.people.change([here.id], **values)
            filled += 1
    return filled


def _mark_newcomers(library: Library, people: Sequence[Person], known: _Known) -> tuple[int, int]:
    """Mark everybody not marked yet as returning or new."""
    unknown = [each for each in people if not each.standing.newcomer and each.account.posts]
    back: list[PersonId] = [each.id for each in unknown if _name(each) in known.spoke]
    new: list[PersonId] = [each.id for each in unknown if _name(each) not in known.spoke]
    library.people.change(back, newcomer="returning")
    library.people.change(new, newcomer="new")
    return len(back), len(new)


def _accounts(person: Person) -> tuple[Person, ...]:
    return person.accounts or (person,)


def _name(person: Person) -> _Name:
    return person.account.platform, person.account.handle.casefold()
