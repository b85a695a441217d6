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
from typing import NamedTuple

from curator.errors import StartError
from curator.i18n import tr
from curator.model import Author, Post, Skipped
from curator.readers.kit.archive.clock_times import (
    HAS_DAY,
    ClockTimes,
    CountedTimes,
    Times,
    is_counted,
)
from curator.readers.kit.archive.day_from_name import missing_day_message, named_day, start_of
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates
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
_ANGLED = re.compile(
    rf"[\[(](?P<when>{_CLOCK})[\])] <(?P<name>[^\s<>]{{1,60}})>(?: (?P<words>\S.*)|\s*)$",
    re.IGNORECASE,
)
"""As programs for chats of Twitch print them; logs of IRC, whose hours have two digits, are read
by their own reader."""

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
_ENOUGH = 3
_MOST_WORDS = 4
_HALF = 0.5
_Split = Callable[[str], "tuple[_Stamp, str] | None"]


class _Stamp(NamedTuple):
    """Who speaks, and when, as a line says."""

    name: str
    when: str


def recognise(source: Source) -> bool:
    """Tell whether a lone file is one in which names stand before what people say."""
    names = source.names
    return len(names) == 1 and names[0].lower().endswith(_SUFFIXES) and _is_talk(source, names[0])


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield everything that is said, in order."""
    for name in source.names:
        stamps = [s[0] for line in first_lines(source, name) if (s := _stamped(line))]
        split = _timed if _is_timed(stamps) else _stamped
        clock: Times = (
            CountedTimes(start_of(source, name, options))
            if is_counted([stamp.when for stamp in stamps if stamp.when])
            else _clock(source, name, stamps, options)
        )
        keys = Keys()
        for message in messages_of(source, name, split):
            yield _post(message, clock, keys, place_of(source, name, message.number))
        if not options.zone and clock.was_asked:
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


def _timed(line: str) -> tuple[_Stamp, str] | None:
    """Split a line as below, if it has a time."""
    found = _stamped(line)
    return found if found and found[0].when else None


def _stamped(line: str) -> tuple[_Stamp, str] | None:
    """Split a line into who speaks and what; None if it goes on with the words above."""
    plain = bare(line)
    if angled := _ANGLED.match(plain):
        return _Stamp(angled["name"], angled["when"]), angled["words"] or ""
    found = _LINE.match(plain)
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


def _post(message: Message[_Stamp], clock: Times, keys: Keys, place: str) -> Post | Skipped:
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


def _clock(source: Source, name: str, stamps: list[_Stamp], options: ReadOptions) -> ClockTimes:
    """Return the clock of a file, from the day that stands there or in its name."""
    first = next((stamp.when for stamp in stamps if HAS_DAY.match(stamp.when)), "")
    known = Dates(options.zone).local(first)
    day = known.at if known else named_day(source, name, options)
    if day is None:
        raise StartError(missing_day_message(source.name))
    return ClockTimes(day, options.zone)
