"""IRC: the logs of weechat, irssi and ZNC, and others of the same look.

    2024-05-14 20:01:07 (tab) ann (tab) Q1 What do you lend?      (weechat)
    20:01 <@ann> Q1 What do you lend?                             (irssi)
    [20:01:07] <ann> Q1 What do you lend?                         (ZNC, a file for each day)

Where lines tell only the clock, the day is in a line of the log or in the name of its file. What
the program says of joins and modes is left out. Times are read in the zone the user names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import named_day, no_day
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates, zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import first_lines, lines_of, place_of

TITLE = "IRC log (weechat, irssi, ZNC)"
PLATFORM = "irc"

_LINE = re.compile(
    r"\[?(?:(?P<day>(?:19|20)\d\d-\d\d-\d\d)[T ])?(?P<clock>\d\d:\d\d(?::\d\d)?)\]?"
    r"(?:\s{1,4}(?P<rest>.*))?$",
    re.ASCII,
)
_ANGLED = re.compile(r"<[~&@%+ ]?(?P<nick>[^\s<>]{1,64})>(?: (?P<words>.*))?$", re.ASCII)
_TABBED = re.compile(r"[~&@%+ ]?(?P<nick>[^\s<>=*-][^\s<>]{0,63})\t(?P<words>.*)$", re.ASCII)
_CHANGED = re.compile(
    r"--- (?:Log opened|Day changed) \w{3} (?P<month>\w{3}) (?P<date>\d{1,2})"
    r"(?: \d\d:\d\d:\d\d)? (?P<year>(?:19|20)\d\d)$",
    re.ASCII,
)
_ENOUGH = 3


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_log(source, name) for name in source.names)


def read(source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:
    """Yield everything said in the archive, in the archive's order."""
    names = [name for name in source.names if _is_log(source, name)]
    source.expect(names)
    zone: tzinfo = zone_named(wishes.zone) if wishes.zone else UTC
    keys = Keys()
    for name in names:
        if not wishes.zone:
            source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
        yield from _posts(source, name, zone, keys)


def _is_log(source: Source, name: str) -> bool:
    """Tell whether almost every line of a file's beginning is one of a log."""
    if is_media(name):
        return False
    lines = first_lines(source, name)
    stamped = [found for line in lines if (found := _LINE.match(line))]
    said = sum(_said(found) is not None for found in stamped)
    known = len(stamped) + sum(_CHANGED.match(line) is not None for line in lines)
    return (
        said > 0
        and known + 1 >= len(lines) - len(lines) // _ENOUGH
        and bool(_LINE.match(lines[0]) or _CHANGED.match(lines[0]))
    )


def _said(line: re.Match[str]) -> re.Match[str] | None:
    """Return who said what in a line; None if the program said it."""
    rest = line["rest"] or ""
    return _ANGLED.match(rest) or (_TABBED.match(rest) if line["day"] else None)


def _posts(source: Source, name: str, zone: tzinfo, keys: Keys) -> Iterator[Post | Skipped]:
    """Yield what was said in one log."""
    named = named_day(source, name)
    day = named.replace(tzinfo=None) if named else None
    for number, line in lines_of(source, name):
        if changed := _CHANGED.match(line):
            day = _day(f"{changed['date']} {changed['month']} {changed['year']}") or day
            continue
        found = _LINE.match(line)
        said = _said(found) if found else None
        if not found or not said or not (said["words"] or "").strip():
            continue
        own = _day(found["day"]) if found["day"] else day
        place = place_of(source, name, number)
        if own is None and not found["day"]:
            why = no_day(source.name if len(source.names) == 1 else name)
            if len(source.names) == 1:
                raise ArchiveError(why)
            yield Skipped(place, why)
            return
        clock = _clock(found["clock"])
        if own is None or clock is None:
            why = tr("The time cannot be read: “{time}”.", time=line[:25])
            yield Skipped(place, why, line[:80])
        else:
            at = (own + clock).replace(tzinfo=zone).astimezone(UTC)
            yield _post(
                said, at, "second" if found["clock"].count(":") > 1 else "minute", keys, place
            )


def _post(said: re.Match[str], at: datetime, precision: Precision, keys: Keys, place: str) -> Post:
    """Return a line as a post."""
    nick, text = said["nick"], said["words"].strip()
    return Post(
        PLATFORM,
        keys.made(nick, at, text),
        Author(nick, nick),
        at,
        text,
        precision,
        spans=find_spans(text),
        place=place,
    )


def _day(text: str) -> datetime | None:
    """Return the midnight with which a day begins."""
    found = Dates().local(text)
    return found.at.replace(tzinfo=None) if found and found.precision == "day" else None


def _clock(text: str) -> timedelta | None:
    """Return how much of its day a clock says is over."""
    hours, minutes, seconds = (*map(int, text.split(":")), 0)[:3]
    is_sound = hours < 24 and minutes < 60 and seconds <= 60  # noqa: PLR2004  a clock
    return timedelta(hours=hours, minutes=minutes, seconds=seconds) if is_sound else None
