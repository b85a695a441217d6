"""IRC: the logs of weechat, irssi, ZNC, mIRC and HexChat, and others of the same look.

    2024-05-14 20:01:07 (tab) ann (tab) Q1 What do you lend?      (weechat)
    20:01 <@ann> Q1 What do you lend?                             (irssi)
    [20:01:07] <ann> Q1 What do you lend?                         (ZNC, a file for each day)
    [20:01] <@ann> Q1 What do you lend?                           (mIRC, below “Session Start: …”)
    May 14 20:01:07 <ann> Q1 What do you lend?                    (HexChat, “BEGIN LOGGING …”)

Where lines tell only the clock, the day is in a line of the log or in the name of its file. What
the program says of joins and modes is counted and left out, as are colours. What somebody does
(“* ann waves”, from “/me waves”) is a message of theirs. Times are read in the zone that the user
names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo

from curator.errors import ArchiveError, StartError
from curator.i18n import tr, trn
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import missing_day_message, named_day
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.irc.actions import (
    action_in,
    is_marked,
    is_notice,
    is_own_notice,
    names_in,
)
from curator.readers.kit.tables.dates import Dates, parse_offset, zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import first_lines, lines_of, place_of

TITLE = "IRC log (weechat, irssi, ZNC, mIRC, HexChat)"
PLATFORM = "irc"

_LINE = re.compile(
    r"\[?(?:(?P<month>[^\W\d_]{2,5})\.? {1,2}(?P<date>[0-9]{1,2}) )?"
    r"(?:(?P<day>(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})[T ])?"
    r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]{1,6})?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?\]?"
    r"(?:(?P<gap>\s{1,4})(?P<rest>.*))?$",
)
"""Months are in the language of the program, which is any."""

_ANGLED = re.compile(r"<[~&@%+ ]?(?P<nick>[^\s<>]{1,64})>(?:[ \t](?P<words>.*))?$", re.ASCII)
_TABBED = re.compile(r"[~&@%+ ]?(?P<nick>[^\s<>=*-][^\s<>]{0,63})\t(?P<words>.*)$", re.ASCII)
_CHANGED = re.compile(
    r"(?:--- (?:Log opened|Day changed)|Session (?:Start|Time):|\*{4} [^\d*]{2,60}?)"
    r" [^\W\d_]{2,5}\.? {1,2}(?P<month>[^\W\d_]{2,5})\.? {1,2}(?P<date>[0-9]{1,2})"
    r"(?: [0-9]{2}:[0-9]{2}:[0-9]{2})? (?P<year>(?:19|20)[0-9]{2})$"
)
_AROUND = re.compile(
    r"Session (?:Ident|Close):|\*{4} [^\d*]{2,60} \D{2,20}[\d: ]{1,30}$|--- Log closed"
)
_COLOURS = re.compile(
    r"\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04[0-9A-Fa-f]{6}|[\x02\x0f\x11\x16\x1d-\x1f]"
)
"""What IRC writes before words to make them bold or coloured."""

_MONTHS = (
    "jan ene gen sty янв led oca", "feb fév fev lut фев úno şub", "mar mär mrt мар bře",
    "apr avr abr kwi апр dub nis", "may mai mei maj mag май мая kvě", "jun juin giu cze июн haz",
    "jul juil lug lip июл tem", "aug aoû ago sie авг srp ağu", "sep set wrz сен zář eyl",
    "oct okt ott out paź окт říj eki", "nov lis ноя kas", "dec dez déc dic gru дек pro ara",
)  # fmt: skip
"""How the names of months begin in the languages that programs for IRC have most users in."""

_ENOUGH = 3


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_log(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield everything said in the archive, in the archive's order."""
    names = [name for name in source.names if _is_log(source, name)]
    source.expect(names)
    zone: tzinfo = zone_named(options.zone) if options.zone else UTC
    keys = Keys()
    people = _people(source, names)
    for name in names:
        if not (options.zone or _has_zones(source, name)):
            source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
        yield from _posts(source, name, (zone, named_day(source, name, options)), keys, people)


def _is_log(source: Source, name: str) -> bool:
    """Tell whether almost every line of a file's beginning is one of a log."""
    if is_media(name):
        return False
    lines = [_plain(line) for line in first_lines(source, name)]
    stamped = [found for line in lines if (found := _LINE.match(line))]
    said = sum(_speech_in(found) is not None for found in stamped)
    known = len(stamped) + sum(bool(_CHANGED.match(x) or _AROUND.match(x)) for x in lines)
    return (
        said > 0
        and known + 1 >= len(lines) - len(lines) // _ENOUGH
        and bool(_LINE.match(lines[0]) or _CHANGED.match(lines[0]))
    )


def _has_zones(source: Source, name: str) -> bool:
    """Tell whether the stamps of a log name their zone."""
    found = filter(None, (_LINE.match(_plain(line)) for line in first_lines(source, name)))
    return all(line["zone"] for line in found)


def _speech_in(line: re.Match[str]) -> re.Match[str] | None:
    """Return who said what in a line; None if the program said it."""
    rest = line["rest"] or ""
    return _ANGLED.match(rest) or (_TABBED.match(rest) if line["day"] else None)


def _people(source: Source, names: list[str]) -> dict[str, set[str] | None]:
    """Return who is there by what each log says; None for one whose notices cannot be mistaken."""
    everybody: set[str] = set()
    people: dict[str, set[str] | None] = {}
    done = source.done
    for name in names:
        people[name] = everybody
        with suppress(ArchiveError):  # which is told when it is read
            for _, line in lines_of(source, name):
                found = _LINE.match(_plain(line))
                rest = (found["rest"] or "") if found else ""
                if is_own_notice(rest):
                    people[name] = None
                said = _speech_in(found) if found else None
                everybody |= {said["nick"].casefold()} if said else names_in(rest)
    source.done = done
    return people


def _find_action(line: re.Match[str], people: set[str] | None) -> re.Match[str] | None:
    """Return who does what in a line; None if it is a notice of the program's."""
    rest = line["rest"] or ""
    found = action_in(rest)
    if found is None or people is None or is_marked(rest, line["gap"]):
        return found
    is_known = found["nick"].casefold() in people
    return found if is_known and not is_notice(found["words"]) else None


def _posts(
    source: Source,
    name: str,
    known: tuple[tzinfo, datetime | None],
    keys: Keys,
    people: dict[str, set[str] | None],
) -> Iterator[Post | Skipped]:
    """Yield what was said in one log, of which the zone and perhaps the day are known."""
    zone, named = known
    day = named.replace(tzinfo=None) if named else None
    unsaid = 0
    for number, raw in lines_of(source, name):
        line = _plain(raw)
        if changed := _CHANGED.match(line):
            day = _date(changed["year"], changed["month"], changed["date"]) or day
            continue
        found = _LINE.match(line)
        said = (_speech_in(found) or _find_action(found, people[name])) if found else None
        if not found or not said or not (said["words"] or "").strip():
            unsaid += bool(line.strip() and not _AROUND.match(line))
            continue
        own = _own_day(found, day)
        place = place_of(source, name, number)
        if own is None and not (found["day"] or found["month"]):
            why = missing_day_message(source.name if len(source.names) == 1 else name)
            if len(source.names) == 1:
                raise StartError(why)
            yield Skipped(place, why)
            return
        clock = _clock(found["clock"])
        if own is None or clock is None:
            why = tr("The time cannot be read: “{time}”.", time=line[:25])
            yield Skipped(place, why, line[:80])
        else:
            its_zone = parse_offset(found["zone"]) if found["zone"] else zone
            at = (own + clock).replace(tzinfo=its_zone).astimezone(UTC)
            yield _post(
                said, at, "second" if found["clock"].count(":") > 1 else "minute", keys, place
            )

    if unsaid:
        source.remark(
            name,
            trn(
                "{count} line is a notice (who came or went, a topic). It is left out.",
                "{count} lines are notices (who came or went, a topic). They are left out.",
                unsaid,
            ),
        )


def _plain(line: str) -> str:
    """Return a line without colours."""
    return _COLOURS.sub("", line)


def _own_day(found: re.Match[str], day: datetime | None) -> datetime | None:
    """Return the day of a line: its own, with the year of the log if it names none."""
    if found["day"]:
        return _day(found["day"])
    if found["month"] and day:
        return _date(str(day.year), found["month"], found["date"])
    return None if found["month"] else day


def _date(year: str, month: str, date: str) -> datetime | None:
    """Return the day that a month called in any of some languages has; None: it is not known."""
    called = unicodedata.normalize("NFC", month).casefold()
    for number, starts in enumerate(_MONTHS, 1):
        if called.startswith(tuple(starts.split())):
            return _day(f"{year}-{number:02}-{int(date):02}")
    return None


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
