"""Figures in sentences, rounded so that they never exceed the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from curator.counted import Figures
from curator.dates import clock, day_words, place_words, short_day, zone_called
from curator.i18n import grouped, tr, trn

_EXACT = 1_000
"""Smaller numbers are given exactly."""

_LEAST = 20
"""Smaller numbers are never rounded."""

_WELL, _NEAR = 1.1, 0.95
_TEN = 10


@dataclass(frozen=True, slots=True)
class SentenceGap:
    """A gap in a sentence with several true wordings."""

    name: str
    """The name of the choice, for screen readers."""

    choices: tuple[str, ...]
    """True wordings; the first is the default."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with gaps."""

    parts: tuple[str | SentenceGap, ...]
    exact: str
    """The exact number, to be stored with it."""

    @property
    def holes(self) -> tuple[SentenceGap, ...]:
        """Return the gaps with a choice, in order."""
        return tuple(part for part in self.parts if isinstance(part, SentenceGap))

    def text(self, chosen: Mapping[str, int] | None = None) -> str:
        """Return the sentence with the gaps filled as chosen, by name."""
        chosen = chosen or {}
        words = (
            part.choices[min(chosen.get(part.name, 0), len(part.choices) - 1)]
            if isinstance(part, SentenceGap)
            else part
            for part in self.parts
        )
        return " ".join(word for word in words if word)


def amounts(number: int) -> tuple[str, ...]:
    """Return true wordings of a number, from the default to the exact one."""
    exact = grouped(number)
    if number < _LEAST:
        return (exact,)
    step = _TEN ** (len(str(number)) - 1)
    found: list[str] = []
    for size in (step, step // _TEN):
        found += _about(number, size) if size > 1 else []
    told = tuple(dict.fromkeys(found))
    return (exact, *told) if number < _EXACT else (*told, exact)


def _about(number: int, size: int) -> list[str]:
    """Return wordings of a number in tens, hundreds or thousands."""
    below = number // size * size
    above = below + size
    if number == below:
        return []
    found = [tr("more than {number}", number=grouped(below))]
    if number >= below * _WELL:
        found.insert(0, tr("well over {number}", number=grouped(below)))
    if number >= above * _NEAR:
        found.insert(0, tr("nearly {number}", number=grouped(above)))
    return found


def usage(figures: Figures, hashtag: str = "") -> Sentence:
    """Return the opening sentence of a recap: 'used well over 1,000 times on 24 June'."""
    what = [tr("used")]
    if hashtag:
        what.append(tr("#{hashtag} was used", hashtag=hashtag))
    people = trn("{count} person posted", "{count} people posted", figures.people)
    told = tuple(trn("{number} time", "{number} times", figures.posts, number=each)
                 for each in amounts(figures.posts))  # fmt: skip
    parts: list[str | SentenceGap] = [
        SentenceGap(tr("Beginning"), (*what, people)),
        SentenceGap(tr("How often"), told),
    ]
    if times := time_wordings(figures):
        parts.append(SentenceGap(tr("When"), (*times, "")))
    return Sentence(tuple(parts), trn("{count} post", "{count} posts", figures.posts))


def time_wordings(figures: Figures) -> tuple[str, ...]:
    """Return true wordings of the posts' time, the default first."""
    if figures.start is None or figures.end is None:
        return ()
    zone = zone_called(figures.zone)
    place = place_words(zone)
    start, end = figures.start.astimezone(zone), figures.end.astimezone(zone)
    if start.date() != end.date():
        return tuple(_over_days(start, end, place))
    day, full = short_day(start.date()), day_words(start.date())
    found = [
        tr("on {day} ({place})", day=day, place=place),
        tr("on {day} ({place})", day=full, place=place),
    ]
    if figures.timed == figures.posts and clock(start) != clock(end):
        between = tr(
            "between {start} and {end} on {day} ({place})",
            start=clock(start), end=clock(end), day=day, place=place,
        )  # fmt: skip
        found.insert(0 if figures.posts < _EXACT else 1, between)
    return tuple(found)


def _over_days(start: datetime, end: datetime, place: str) -> list[str]:
    first, last = start.date(), end.date()
    near = first.year == last.year
    return [
        tr(
            "between {first} and {last} ({place})",
            first=short_day(first) if near else day_words(first),
            last=short_day(last) if near else day_words(last),
            place=place,
        ),
        tr(
            "between {first} and {last} ({place})",
            first=day_words(first), last=day_words(last), place=place,
        ),
    ]  # fmt: skip
