"""Transcripts: who says what, a line or more for each, as people type or paste them.

    20:01 Ann: Q1 What grows on your roof? #roofchat
    Ben (20:03): Leeks.
    And chives: the tall ones.
    **Cyd:** How tall?

A time may stand before the name, behind it or nowhere; bold, lists and “@” around the name are
taken off. Where most lines have a time, a line without one goes on with what stands above it. The
day is in the name of the file, such as “2024-05-14 chat.txt”, unless it stands before the time.
Where no time stands, posts have only their day and their order. Times may count from the start of
a recording instead (0:05, 1:02:33), as chat-downloader and others print them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from curator.errors import StartError
from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import Start, named_day, no_day, start_of
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates, zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import Message, bare, first_lines, messages_of, place_of

TITLE = "Transcript (name: words)"
PLATFORM = "transcript"

_SUFFIXES = (".txt", ".md", ".markdown", ".text", ".log")
_CLOCK = r"-?\d{1,3}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?"
_DAY = r"\d{4}-\d\d-\d\d[ T]"
_NAME = r"(?P<name>[^\W\d_][^:\n\[\]()<>{}=\"“”/\\|*]{0,39}?)"
_LINE = re.compile(
    rf"(?:[-*•] )?(?:[\[(]?(?P<when>{_DAY}{_CLOCK}|{_CLOCK})[\])]?\s?[-–—|]?\s{{0,4}}"
    r"(?:\([^()\n]{1,40}\) )?)?"
    rf"(?P<bold>\*\*|__)?@?{_NAME}(?:\s?[\[(](?P<behind>{_CLOCK})[\])])?"
    r"(?::(?P=bold)|(?P=bold):|:)(?:\s+(?P<words>\S.*)|\s*)$",
    re.IGNORECASE,
)
_PARTICLES = frozenset(("von", "van", "der", "den", "de", "di", "da", "la", "le", "al", "y", "&"))
_NO_NAMES = frozenset(
    (
        "http",
        "https",
        "note",
        "ps",
        "nb",
        "re",
        "fwd",
        "from",
        "to",
        "cc",
        "type",
        "sent",
        "received",
    )
)
_BRACKETED = re.compile(r"\[-?\d{1,3}:\d\d", re.ASCII)
_DAY_HOURS = 24
_LONG_NIGHT = 6
"""Hours that a chat is not believed to last, if it begins at midnight and tells no seconds."""

_TWO, _THREE = 2, 3
_ENOUGH = 3
_MOST_WORDS = 4
_HALF = 0.5
_LATEST_YEAR = 9999
_HALF_A_DAY = timedelta(hours=12)
_Split = Callable[[str], "tuple[_Stamp, str] | None"]


class _Stamp(NamedTuple):
    """Who speaks, and when, as a line says."""

    name: str
    when: str


def recognise(source: Source) -> bool:
    """Tell whether a lone file is one in which names stand before what people say."""
    names = source.names
    return len(names) == 1 and names[0].lower().endswith(_SUFFIXES) and _is_talk(source, names[0])


def read(source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:
    """Yield everything that is said, in order."""
    for name in source.names:
        stamps = [s[0] for line in first_lines(source, name) if (s := _stamped(line))]
        split = _timed if _is_timed(stamps) else _stamped
        clock: _Clock | _Counter = (
            _Counter(start_of(source, name, wishes))
            if _is_counted([stamp.when for stamp in stamps if stamp.when])
            else _Clock(source, name, stamps, wishes)
        )
        keys = Keys()
        for message in messages_of(source, name, split):
            yield _post(message, clock, keys, place_of(source, name, message.number))
        if not wishes.zone and clock.was_asked:
            source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))


def _is_talk(source: Source, name: str) -> bool:
    """Tell whether many lines begin with a name, and the same few names come again."""
    lines = first_lines(source, name)
    start = lines[0].lstrip() if lines else ""
    if not start or (start[0] in "{<[" and not _BRACKETED.match(start)):
        return False
    found = Counter(stamp[0].name.lower() for line in lines if (stamp := _stamped(line)))
    total = found.total()
    return (
        total >= max(_ENOUGH, len(lines) * _HALF)
        and 1 < len(found) <= max(2, total * _HALF + 1)
        and max(found.values()) > 1
    )


def _is_timed(stamps: list[_Stamp]) -> bool:
    """Tell whether most of what is said has a time."""
    return sum(bool(stamp.when) for stamp in stamps) > len(stamps) * _HALF


def _is_counted(times: list[str]) -> bool:
    """Tell whether times count from the start of a recording, and are not a clock's.

    Such are negative, or of sixty minutes and more without hours, begin with a bare nought, grow
    an hour when they reach one, or would last all night.
    """
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


def _numbers(time: str) -> list[int]:
    """Return the numbers of a time that may count from a start; none where it is a clock's."""
    words = time.lstrip("-").split(":")
    return [int(word) for word in words] if all(word.isdecimal() for word in words) else []


def _seconds(numbers: list[int]) -> int:
    """Return how many seconds have passed by a time of two or three numbers."""
    hours, minutes, seconds = (0, *numbers)[-_THREE:]
    return hours * 3600 + minutes * 60 + seconds


def _timed(line: str) -> tuple[_Stamp, str] | None:
    """Split a line as below, if it has a time."""
    found = _stamped(line)
    return found if found and found[0].when else None


def _stamped(line: str) -> tuple[_Stamp, str] | None:
    """Split a line into who speaks and what; None if it goes on with the words above."""
    found = _LINE.match(bare(line))
    if not found or not _is_name(found["name"].split()):
        return None
    name = " ".join(found["name"].split())
    return _Stamp(name, found["when"] or found["behind"] or ""), found["words"] or ""


def _is_name(words: list[str]) -> bool:
    """Tell whether words can be somebody's name: one word, or a few that begin large."""
    if len(words) == 1:
        return words[0].lower() not in _NO_NAMES
    return len(words) <= _MOST_WORDS and all(
        word in _PARTICLES or not word[0].islower() for word in words
    )


def _post(
    message: Message[_Stamp], clock: _Clock | _Counter, keys: Keys, place: str
) -> Post | Skipped:
    """Return what somebody said as a post."""
    name, when = message.stamp
    at, precision = clock.at(when)
    text = message.text
    if not text:
        return Skipped(place, tr("It has no words."), name)
    return Post(
        PLATFORM,
        keys.made(name, at, text),
        Author(name, name),
        at,
        text,
        precision,
        spans=find_spans(text),
        cut=message.cut,
        place=place,
    )


class _Clock:
    """Tells when each thing was said, by what stands there and by the name of the file."""

    def __init__(self, source: Source, name: str, stamps: list[_Stamp], wishes: Wishes) -> None:
        self._zone: tzinfo = zone_named(wishes.zone) if wishes.zone else UTC
        self._dates = Dates(wishes.zone)
        self.was_asked = False
        """Whether the zone mattered."""

        first = next((stamp.when for stamp in stamps if _has_day(stamp.when)), "")
        known = self._dates.local(first)
        day = known.at if known else named_day(source, name, wishes)
        if day is None:
            raise StartError(no_day(source.name))
        self._last = day.replace(hour=0, minute=0, second=0, tzinfo=None)

    def at(self, when: str) -> tuple[datetime, Precision]:
        """Return the time of the next thing said, and how much of it is known."""
        local = when if _has_day(when) else f"{self._last:%Y-%m-%d} {when}"
        moment = self._dates.local(local) if when else None
        if moment is None:
            self._last += timedelta(milliseconds=1)  # which keeps their order
            return self._placed(), "day"
        self.was_asked = True
        at = moment.at.replace(tzinfo=None)
        if not _has_day(when) and self._last - at > _HALF_A_DAY and at.year < _LATEST_YEAR:
            at += timedelta(days=1)
        self._last = at
        return self._placed(), moment.precision

    def _placed(self) -> datetime:
        try:
            return self._last.replace(tzinfo=self._zone).astimezone(UTC)
        except OverflowError:
            return self._last.replace(tzinfo=UTC)


class _Counter:
    """Tells when each thing was said, by how much of a recording had passed."""

    was_asked = False

    def __init__(self, start: Start) -> None:
        self._start = start
        self._last = start.at

    def at(self, when: str) -> tuple[datetime, Precision]:
        """Return the time of the next thing said, and how much of it is known."""
        numbers = _numbers(when) if when else []
        if not numbers:
            self._last += timedelta(milliseconds=1)  # which keeps their order
            return self._last, "day"
        passed = timedelta(seconds=_seconds(numbers))
        self._last = self._start.at + (-passed if when.startswith("-") else passed)
        return self._last, self._start.precision


def _has_day(when: str) -> bool:
    return re.match(_DAY, when) is not None
