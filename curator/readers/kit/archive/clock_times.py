"""Times without a day: what the clock shows (20:01), or what passed since a start (1:02:33)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from curator.model import Precision
from curator.readers.kit.archive.day_from_name import Start, elapsed
from curator.readers.kit.tables.dates import Dates, zone_named

HAS_DAY = re.compile(r"\d{4}-\d\d-\d\d[ T]")
_PASSED = re.compile(r"-?\d{1,3}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?", re.ASCII)
_SECONDS = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?", re.ASCII)

_DAY_HOURS = 24
_LONG_NIGHT = 6
"""Hours that a chat is not believed to last, if it begins at midnight and tells no seconds."""

_TWO, _THREE = 2, 3
_LATEST_YEAR = 9999
_HALF_A_DAY = timedelta(hours=12)


class Times(Protocol):
    """Tells when each thing was said, one after another."""

    was_asked: bool
    """Whether the zone mattered."""

    def at(self, when: str) -> tuple[datetime, Precision]:
        """Return the time of the next thing said, and how much of it is known."""


CLOCK = re.compile(
    r"-?\d{1,3}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII
)
"""A time without a day."""


def is_counted(times: Sequence[str]) -> bool:
    """Tell whether times count from the start of a recording, and are not a clock's.

    Such are negative, or of sixty minutes and more without hours, begin with a bare nought, grow
    an hour when they reach one, or would last all night. Numbers alone are seconds.
    """
    if times and all(map(_SECONDS.fullmatch, times)):
        return True
    parts = [_numbers(each) for each in times]
    if not times or not all(parts):
        return False
    if any(each.startswith("-") for each in times):
        return True
    firsts = [numbers[0] for numbers in parts if len(numbers) == _TWO]
    if any(first >= _DAY_HOURS for first in firsts) or times[0].startswith("0:"):
        return True
    seconds = [_seconds(numbers) for numbers in parts]
    if len(firsts) < len(parts):
        return parts[0][0] == 0 or (bool(firsts) and seconds == sorted(seconds))
    return parts[0][0] == 0 and max(firsts) >= _LONG_NIGHT


def _numbers(time: str) -> list[float]:
    """Return the numbers of a time that may count from a start; none where it is a clock's."""
    if not _PASSED.fullmatch(time):
        return []
    return [float(word.replace(",", ".")) for word in time.lstrip("-").split(":")]


def _seconds(numbers: Sequence[float]) -> float:
    """Return how many seconds have passed by a time of one, two or three numbers."""
    hours, minutes, seconds = (0, 0, *numbers)[-_THREE:]
    return hours * 3600 + minutes * 60 + seconds


class ClockTimes:
    """Times of a clock, from a day on; one that goes back by half a day is of the next."""

    def __init__(self, day: datetime, zone: str) -> None:
        """Day: its midnight. zone: where the clock is; '' is UTC."""
        self._zone: tzinfo = zone_named(zone) if zone else UTC
        self._dates = Dates(zone)
        self._last = day.replace(hour=0, minute=0, second=0, tzinfo=None)
        self.was_asked = False

    def at(self, when: str) -> tuple[datetime, Precision]:
        """Return the time of the next thing said, and how much of it is known."""
        has_day = HAS_DAY.match(when) is not None
        local = when if has_day else f"{self._last:%Y-%m-%d} {when}"
        moment = self._dates.local(local) if when else None
        if moment is None:
            self._last += timedelta(milliseconds=1)  # which keeps their order
            return self._last_in_utc(), "day"
        self.was_asked = True
        at = moment.at.replace(tzinfo=None)
        if not has_day and self._last - at > _HALF_A_DAY and at.year < _LATEST_YEAR:
            at += timedelta(days=1)
        self._last = at
        return self._last_in_utc(), moment.precision

    def _last_in_utc(self) -> datetime:
        try:
            return self._last.replace(tzinfo=self._zone).astimezone(UTC)
        except OverflowError:
            return self._last.replace(tzinfo=UTC)


class CountedTimes:
    """Times that tell how much of a recording had passed."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._last = start.at
        self.was_asked = False

    def at(self, when: str) -> tuple[datetime, Precision]:
        """Return the time of the next thing said, and how much of it is known."""
        is_number = _SECONDS.fullmatch(when) is not None
        numbers = [abs(float(when))] if is_number else _numbers(when)
        if not numbers:
            self._last += timedelta(milliseconds=1)  # which keeps their order
            return self._last, "day"
        passed = _seconds(numbers)
        self._last = elapsed(self._start.at, -passed if when.startswith("-") else passed)
        return self._last, self._start.precision
