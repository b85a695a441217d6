"""Times in tables: many forms, often local, and one form for the whole file.

Whether 5/10/12 is in May or in October is decided once for a file: by a part that is more than
12, by the clock in the posts' ids, by the order in which the rows run on, or else as most who
write dates so do: with dots between, the day comes first in every language of Unicode's CLDR; with
anything else the month, as in the United States, where most such exports were made. So is the
zone of times that name none decided once.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Precision
from curator.readers.kit.ids import timestamps as clock

_CLOCK = (
    r"(?:(?:,?[ T]|, | at )\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?)?\s?(?P<zone>UTC|GMT|Z|[+-]\d\d:?\d\d)?$"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<sign>[-/.])(?P<other>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)" + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_NAMES)})[a-z]{{0,6}}\.?"
_NAMED = tuple(
    re.compile(r"(?:[a-z]{3,9},? )?" + form + _CLOCK, re.ASCII | re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})[ -]{_MONTH}[ -](?P<year>\d{{4}}|\d\d)",
        rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})",
    )
)
_EPOCH = re.compile(r"(\d{10})(?:\.\d{1,6})?|(\d{10})(?:\d{3}|\d{6})(?:\.0)?", re.ASCII)
"""Seconds, or thousandths or millionths of them, since 1970, of this century."""

_LONGEST = 40
_CENTURY = 100
_CENTURIES = 2000
_NOON = 12
_QUARTER = timedelta(minutes=15)
_SLACK = timedelta(minutes=2)
_LARGEST_OFFSET = timedelta(hours=14)
_ENOUGH = 5000
_MOST = 0.95
_ZONES = (  # where most archives come from; the first that fits is taken
    "UTC", "America/New_York", "America/Los_Angeles", "America/Chicago", "America/Denver",
    "Europe/London", "Europe/Paris", "Australia/Sydney", "Europe/Helsinki", "Pacific/Auckland",
    "Asia/Kolkata", "Asia/Tokyo", "America/Sao_Paulo", "America/Halifax", "Asia/Singapore",
    "Australia/Brisbane", "Australia/Adelaide", "America/Phoenix", "Africa/Lagos",
    "Africa/Johannesburg", "Europe/Istanbul", "America/Bogota", "America/Mexico_City",
)  # fmt: skip


_MINUTE = timedelta(minutes=1)


class Moment(NamedTuple):
    """A time in a table."""

    at: datetime
    """Without a zone where the table names none."""

    precision: Precision


class Dates:
    """The interpretation of times in one file; learn all of them before reading any."""

    def __init__(
        self,
        zone: str = "",
        day_first: bool | None = None,  # noqa: FBT001  as found
        *,
        is_day_likely: bool = False,
    ) -> None:
        """Zone, day_first: as the user says, where times do not; is_day_likely: as programs do."""
        self._given = zone_named(zone) if zone else None
        self._first = Counter[str]()
        self._signs = Counter[str]()
        self._votes = Counter[bool]()
        self._steps: dict[bool, Counter[bool]] = {False: Counter(), True: Counter()}
        self._last: dict[bool, datetime] = {}
        self.is_local = False
        """Whether any time that was read has no zone."""

        self._offsets: dict[bool, list[tuple[datetime, timedelta]]] = {False: [], True: []}
        self._day_first = day_first
        self._is_day_likely = is_day_likely
        self._is_given = day_first is not None
        self._found: tzinfo | None = None

    def learn(self, text: str, proof: datetime | None) -> None:
        """Learn from a time, and from the true time if the post's id has it."""
        text = text.strip()
        if found := _NUMERIC.match(text):
            self._learn_order(found, proof)
        elif proof and not self._is_full():
            moment = _fixed(text)
            if moment and not moment.at.tzinfo:
                self._learn_offset(moment, proof, order=False)

    @property
    def day_first(self) -> bool:
        """Whether 5/10/12 is in October."""
        if self._day_first is None:
            self._day_first = self._decide()
        return self._day_first

    @property
    def is_settled(self) -> bool:
        """Return whether the order of day and month is proved, or irrelevant."""
        return not self._last or any(self._first.values())

    @property
    def is_guessed(self) -> bool:
        """Return whether the order of day and month matters but is unknown."""
        if self._is_given:
            return False
        return bool(self._last) and not any(self._first.values()) and not self._evidence()

    @property
    def zone(self) -> tzinfo:
        """The zone of times that name none: as given, as the ids prove, or UTC."""
        if self._found is None:
            pairs = self._offsets[self._last != {} and self.day_first]
            self._found = self._given or zone_of(pairs) or UTC
        return self._found

    @property
    def proven_zone(self) -> str:
        """The name of the zone that the ids prove for times that name none; or ''."""
        if self._given or not any(self._offsets.values()):
            return ""
        return str(self.zone)

    def read(self, text: str) -> Moment | None:
        """Return a time in UTC, or None if it cannot be read."""
        moment = self.local(text)
        return self.placed(moment) if moment else None

    def placed(self, moment: Moment) -> Moment | None:
        """Return a local time in UTC, by the zone of the file; None beyond the calendar."""
        if moment.at.tzinfo:
            return moment
        self.is_local = True
        try:
            return Moment(moment.at.replace(tzinfo=self.zone).astimezone(UTC), moment.precision)
        except OverflowError:
            return None

    def is_near(self, moment: Moment, clock: datetime, far: timedelta) -> bool:
        """Tell whether a time in a row can be the one that the id of its post tells."""
        return abs(self._until(moment, clock)) < far

    def is_same_time(self, moment: Moment, clock: datetime) -> bool:
        """Tell whether a row's time, as far as it is told, is the id's within a minute."""
        told = {"day": timedelta(days=1), "minute": _MINUTE}.get(moment.precision, timedelta())
        return -_MINUTE <= self._until(moment, clock) <= told + _MINUTE

    def _until(self, moment: Moment, clock: datetime) -> timedelta:
        """Return how much later a clock is than the time in a row begins."""
        return clock - (moment.at if moment.at.tzinfo else moment.at.replace(tzinfo=self.zone))

    def local(self, text: str) -> Moment | None:
        """Return a time as written; in UTC only if it has a zone."""
        if len(text) > _LONGEST:
            return None
        text = text.strip()
        if found := _NUMERIC.match(text):
            return _ordered(found, day_first=self.day_first)
        return _fixed(text)

    def _learn_order(self, found: re.Match[str], proof: datetime | None) -> None:
        first, other = int(found["first"]), int(found["other"])
        self._signs[found["sign"]] += 1
        if (first > _NOON) != (other > _NOON):
            self._first["day" if first > _NOON else "month"] += 1
        moments = {order: _ordered(found, day_first=order) for order in (False, True)}
        for order, moment in moments.items():
            if moment is None:
                continue
            at = moment.at.replace(tzinfo=None)
            last = self._last.get(order)
            if last and at != last:
                self._steps[order][at > last] += 1
            self._last[order] = at
            if proof and not moment.at.tzinfo and not self._is_full():
                self._learn_offset(moment, proof, order=order)
            if proof and abs(at - proof.replace(tzinfo=None)) <= _LARGEST_OFFSET * 2:
                self._votes[order] += 1

    def _learn_offset(self, moment: Moment, proof: datetime, *, order: bool) -> None:
        if moment.precision == "day":
            return
        off = moment.at - proof.replace(tzinfo=None)
        nearest = round(off / _QUARTER) * _QUARTER
        if abs(off - nearest) <= _SLACK and abs(nearest) <= _LARGEST_OFFSET:
            self._offsets[order].append((proof, nearest))

    def _is_full(self) -> bool:
        return max(map(len, self._offsets.values())) >= _ENOUGH

    def _decide(self) -> bool:
        if self._first["day"] != self._first["month"]:
            return self._first["day"] > self._first["month"]
        evidence = self._evidence()
        if not evidence:
            return self._is_day_likely or self._signs["."] * 2 > self._signs.total()
        return evidence > 0

    def _evidence(self) -> int:
        """Return the evidence for the day first; negative: for the month first."""
        if votes := self._votes[True] - self._votes[False]:
            return votes
        against = {order: min(steps[True], steps[False]) for order, steps in self._steps.items()}
        return against[False] - against[True]


def _ordered(found: re.Match[str], *, day_first: bool) -> Moment | None:
    first, other = int(found["first"]), int(found["other"])
    year = int(found["year"])
    day, month = (first, other) if day_first else (other, first)
    return _moment(found, (year + (_CENTURIES if year < _CENTURY else 0), month, day))


def _fixed(text: str) -> Moment | None:
    """Read a time whose day and month cannot be mistaken for each other."""
    if at := clock.api_time(text):
        return Moment(at, "second")
    if text.endswith(" +0000") and (known := clock.grailbird_time(text)):
        return Moment(*known)
    if found := _YEAR_FIRST.match(text):
        return _moment(found, (int(found["year"]), int(found["month"]), int(found["day"])))
    if found := _EPOCH.fullmatch(text):
        return Moment(datetime.fromtimestamp(int(found[1] or found[2]), UTC), "second")
    if at := clock.iso_time(text):
        return Moment(at, "second")
    return _named(text)


def _named(text: str) -> Moment | None:
    """Read a time that names its month: '3 Mar 2023', 'March 3, 2023 at 10:15AM'."""
    for form in _NAMED:
        if found := form.match(text):
            month = _NAMES.index(found["name"].lower()) + 1
            year = int(found["year"])
            year += _CENTURIES if year < _CENTURY else 0
            return _moment(found, (year, month, int(found["day"])))
    return None


def _moment(found: re.Match[str], date: tuple[int, int, int]) -> Moment | None:
    """Return the time of which the date has been read."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if half := found["half"]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half[0] in "pP" else 0)
    try:
        at = datetime(*date, hour, minute, second)  # noqa: DTZ001  the zone is found below
        if zone := found["zone"]:
            at = at.replace(tzinfo=parse_offset(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not found["hour"]:
        return Moment(at, "day")
    return Moment(at, "second" if found["second"] else "minute")


def parse_offset(text: str) -> timezone:
    """Return a zone that a time names: 'Z', 'UTC', '+0200'."""
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    off = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-off if text[0] == "-" else off)


def zone_named(name: str) -> ZoneInfo:
    """Return a zone by its name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        said = tr("“{name}” is not a time zone. Write one like “America/New_York”.", name=name)
        raise ArchiveError(said) from error


def zone_of(pairs: list[tuple[datetime, timedelta]]) -> tzinfo | None:
    """Return the zone in which local times lie as far from the true ones as they do."""
    if not pairs:
        return None
    for name in _ZONES:
        zone = ZoneInfo(name)
        if sum(at.astimezone(zone).utcoffset() == off for at, off in pairs) >= _MOST * len(pairs):
            return zone
    return timezone(Counter(off for _, off in pairs).most_common(1)[0][0])
