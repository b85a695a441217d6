"""Dates of other calendars as ours: phones write the one that their owner has chosen.

Which calendar it is, the year tells: no chat is older than 2009, so 2567 is Buddhist, 1403
Persian and 1445 Islamic, by the tables of Umm al-Qura.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal, TypeAlias

Calendar: TypeAlias = Literal["", "buddhist", "persian", "islamic"]

_BUDDHIST = range(2552, 2650)
_PERSIAN = range(1387, 1421)
_ISLAMIC = range(1430, 1490)
_SHORT_BUDDHIST = range(52, 100)
"""Years of two digits: Buddhist ones, as long as none of ours can be meant."""

_BUDDHIST_OFF = 543
_CENTURIES = 2000
_MONTHS_OF_31 = 6
_ERAS = {
    "民國": 1911, "民国": 1911, "令和": 2018, "平成": 1988, "r": 2018, "h": 1988,
}  # fmt: skip
"""What is to be added to the years of a reign or a republic."""

_PERSIAN_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
_PERSIAN_START = date(622, 3, 21)
_ISLAMIC_START = date(2008, 12, 29)
_LONG_MONTHS = (
    "6556a9754b6a56caad555b29b92ba95d4ada55aaab595749764baa5b52b6"
    "a56d2ae9572a75535a95d49ba4dd26d535aaaad4b6a57527a95b4ab5536c"
    "9ae4b6a96b4ada55d25d92dc96d4ad6556d2b693749b64d72ab54b6a5752"
)
"""Of each Islamic year from 1430, as Umm al-Qura has it: twelve bits in three digits, set where a
month has 30 days."""


def calendar_of(year: int) -> Calendar:
    """Return the calendar that a year must be of, '' for ours."""
    if year in _BUDDHIST or year in _SHORT_BUDDHIST:
        return "buddhist"
    if year in _PERSIAN:
        return "persian"
    return "islamic" if year in _ISLAMIC else ""


def of_era(year: int, era: str) -> int:
    """Return a year that is counted from a reign or a republic as one of ours."""
    return year + _ERAS.get(era.casefold(), 0)


def ours(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """Return a date as one of our calendar, None if there is none such."""
    kind = calendar_of(year)
    if kind == "buddhist":
        full = year + (0 if year in _BUDDHIST else 2500)
        return full - _BUDDHIST_OFF, month, day
    if kind == "":
        return year, month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004  a calendar
        return None
    found = (
        _from_persian(year, month, day) if kind == "persian" else _from_islamic(year, month, day)
    )
    return found.year, found.month, found.day


def _from_persian(year: int, month: int, day: int) -> date:
    """Count the days since the first of the first Persian year; eight years in 33 are leap."""
    before = year - 1
    leaps = before // 33 * 8 + sum(each <= before % 33 for each in _PERSIAN_LEAPS)
    months = 31 * (month - 1) - max(0, month - 1 - _MONTHS_OF_31)
    return _PERSIAN_START + timedelta(days=365 * before + leaps + months + day - 1)


def _from_islamic(year: int, month: int, day: int) -> date:
    """Count the days of the months since the first of the year 1430."""
    lengths = [29 + (bits >> at & 1) for bits in _bits() for at in reversed(range(12))]
    months = 12 * (year - _ISLAMIC.start) + month - 1
    return _ISLAMIC_START + timedelta(days=sum(lengths[:months]) + day - 1)


@cache
def _bits() -> tuple[int, ...]:
    return tuple(int(_LONG_MONTHS[at : at + 3], 16) for at in range(0, len(_LONG_MONTHS), 3))
