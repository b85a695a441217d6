"""Pastes of tchat.io and of Twitter's own columns: name and handle, words, and a clock.

    Ann Lee @ann
    Q1 What grows on your roof? #roofchat
    8:01 PM
    Ben @ben · 8:02 PM
    A1 Leeks

The newest stands first there, so that the clock runs backwards. The day is in the name of the
file, such as “2024-05-14 tchat.txt”. What stands between is the words of whom is named above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from curator.errors import StartError
from curator.i18n import tr
from curator.model import Author, Post, Skipped
from curator.readers.kit.archive.day_from_name import missing_day_message, named_day
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates, zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import bare, first_lines, lines_of, place_of

TITLE = "Paste of tchat.io (name @handle, words, clock)"
PLATFORM = "twitter"

_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
_WHO = re.compile(
    rf"(?P<name>\S.{{0,79}}?)\s{{1,3}}@(?P<handle>\w{{1,15}})(?:\s*[·•|-]?\s*(?P<clock>{_CLOCK}))?$",
    re.ASCII | re.IGNORECASE,
)
_ALONE = re.compile(rf"(?:at\s)?({_CLOCK})$", re.ASCII | re.IGNORECASE)
_BUTTONS = re.compile(
    r"(?:reply|retweet|like|favou?rite|view on twitter|quote|delete|\d{1,5})$", re.IGNORECASE
)
_ENOUGH = 3
_NOON = timedelta(hours=12)


@dataclass
class _Paste:
    """One post as it was pasted."""

    number: int
    name: str
    handle: str
    clock: str = ""
    lines: list[str] = field(default_factory=list)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_paste(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every post in the archive, in the archive's order."""
    zone: tzinfo = zone_named(options.zone) if options.zone else UTC
    for name in source.names:
        if not _is_paste(source, name):
            continue
        day = named_day(source, name, options)
        if day is None:
            raise StartError(missing_day_message(source.name if len(source.names) == 1 else name))
        if not options.zone:
            source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
        yield from _posts(source, name, day.replace(tzinfo=zone))


def _is_paste(source: Source, name: str) -> bool:
    """Tell whether a text has names with handles on lines of their own, and clocks."""
    if is_media(name) or not name.lower().endswith((".txt", ".text", ".md")):
        return False
    lines = [bare(line).strip() for line in first_lines(source, name)]
    who = [found for line in lines if (found := _WHO.match(line))]
    clocks = sum(bool(found["clock"]) for found in who) + sum(bool(_ALONE.match(x)) for x in lines)
    return len(who) >= _ENOUGH and clocks >= len(who) - 1 and bool(_WHO.match(lines[0]))


def _posts(source: Source, name: str, day: datetime) -> Iterator[Post | Skipped]:
    """Yield the posts of one paste."""
    keys, last = Keys(), None
    for paste in _pastes(source, name):
        place = place_of(source, name, paste.number)
        text = "\n".join(paste.lines).strip()
        moment = Dates().local(f"{day:%Y-%m-%d} {paste.clock}") if paste.clock else None
        if not text or moment is None:
            why = tr("It has no time.") if text else tr("It has no words.")
            yield Skipped(place, why, text[:80] or f"@{paste.handle}")
            continue
        local = moment.at.replace(tzinfo=day.tzinfo)
        if last is not None and local - last > _NOON:  # it runs backwards, past midnight
            local -= timedelta(days=1)
        last = local
        at = local.astimezone(UTC)
        yield Post(
            PLATFORM,
            keys.made(paste.handle, at, text),
            Author(paste.handle, paste.name),
            at,
            text,
            moment.precision,
            spans=find_spans(text),
            place=place,
        )


def _pastes(source: Source, name: str) -> Iterator[_Paste]:
    """Yield the posts, each from the line that names somebody to the next."""
    paste: _Paste | None = None
    for number, line in lines_of(source, name):
        plain = bare(line).strip()
        if found := _WHO.match(plain):
            if paste:
                yield paste
            paste = _Paste(number, found["name"], found["handle"], found["clock"] or "")
        elif paste and (alone := _ALONE.match(plain)):
            paste.clock = paste.clock or alone[1]
        elif paste and not _BUTTONS.match(plain):
            paste.lines.append(plain)
    if paste:
        yield paste
