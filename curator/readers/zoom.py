"""Zoom: the chat of a meeting, as the program or the cloud saved it.

    20:01:07 From Ann Lee to Everyone:               (program; the words on the next line)
    20:01:07 From  Ann Lee : Q1 What do you lend?    (program, before 2021)
    00:01:07 (tab) Ann Lee: (tab) Q1 What do …       (cloud, counted from the beginning)

A chat tells the clock but not the day. That is in the name of the file, or of the folder that
Zoom made for it; where it is in neither, the user is asked to put it there. What was said to
single people is left out; reactions become likes, and answers find what they answer.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import named_day, names_around, no_day
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import Message, bare, first_lines, messages_of, place_of

TITLE = "Zoom meeting chat"
PLATFORM = "zoom"

_PROGRAM = re.compile(
    r"(?P<clock>\d\d:\d\d:\d\d)\s{1,4}From\s{1,4}(?P<name>[^\s:][^:]{0,200}):(?P<words>\s.*|)$",
    re.ASCII,
)
_CLOUD = re.compile(
    r"(?P<clock>\d\d:\d\d:\d\d)\t(?P<name>[^\t]{1,120}?):?\t(?P<words>.*)$", re.ASCII
)
_TO = re.compile(r"(.*\S)\s{1,4}to\s{1,4}(\S.*)$")
_ALL = re.compile(
    r"(?:everyone|all panelists|hosts and panelists|meeting group chat)\b(?!.*\()", re.IGNORECASE
)
_REACTED = re.compile(
    r"(?:(?P<more>Reacted to)|Removed an? \S{1,20} reaction from) [\"“](?P<words>.*?)[\"”]"
    r"(?: with \S{1,20})?$"
)
_ANSWERING = re.compile(r"Replying to [\"“](.*?)[\"”]\s*:?\s*$")
_START = re.compile(r"GMT(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)", re.ASCII)
_HALF_A_DAY = 12 * 3600
_ENOUGH = 200
_REMEMBERED = 1000
"""Messages among which the one is sought that a reaction or an answer means."""


class _Stamp(NamedTuple):
    """The clock, who speaks, and to whom."""

    seconds: int
    name: str
    to: str


class _Meaning(NamedTuple):
    """What the messages of a chat say of each other, by the lines on which they begin."""

    likes: Counter[int]
    answers: dict[int, int]
    unsaid: set[int]
    """Those that are only a reaction."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:
    """Yield every message to all, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        start = _start(source, name)
        if start is None:
            why = no_day(source.name if len(names) == 1 else name)
            if len(names) == 1:
                raise ArchiveError(why)
            yield Skipped(name, why)
        else:
            yield from _messages(source, name, start, wishes)


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file begins as a chat does."""
    lines = [] if is_media(name) else first_lines(source, name, 1)
    return any(_stamped(line) for line in lines)


def _stamped(line: str) -> tuple[_Stamp, str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _CLOUD.match(plain) or _PROGRAM.match(plain)
    if not found:
        return None
    hours, minutes, seconds = map(int, found["clock"].split(":"))
    name, to = found["name"].strip(), ""
    if found.re is _PROGRAM and (parts := _TO.match(name)):
        name, to = parts[1], parts[2]
    return _Stamp(hours * 3600 + minutes * 60 + seconds, name, to), found["words"].strip()


def _start(source: Source, name: str) -> tuple[datetime, bool] | None:
    """Return when the meeting began, as names tell; and whether that is to the second."""
    for called in names_around(source, name):
        if found := _START.search(called):
            try:
                digits = "".join(found.groups())
                return datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC), True
            except ValueError:
                continue
    day = named_day(source, name)
    return (day, False) if day else None


def _messages(
    source: Source, name: str, start: tuple[datetime, bool], wishes: Wishes
) -> Iterator[Post | Skipped]:
    """Yield the messages of one chat, with the likes and answers they got later."""
    done = source.done
    meaning = _meaning(messages_of(source, name, _stamped))
    source.done = done
    is_cloud = _CLOUD.match(bare(first_lines(source, name, 1)[0])) is not None
    clock = _Clock(*start, is_cloud=is_cloud, zone=wishes.zone)
    keys, known = Keys(), dict[int, tuple[str, str]]()
    answered = set(meaning.answers.values())
    was_direct = False
    for message in messages_of(source, name, _stamped):
        at = clock.at(message.stamp.seconds)
        if _is_direct(message):
            was_direct = True
        elif message.number not in meaning.unsaid:
            post = _post(message, at, keys, place_of(source, name, message.number))
            if isinstance(post, Post):
                to = known.get(meaning.answers.get(message.number, 0), ("", ""))
                likes = meaning.likes[message.number] if meaning.unsaid else None
                post = replace(post, precision=clock.precision, likes=likes)
                yield replace(post, reply_to=to[0], reply_handle=to[1])
                if message.number in answered:
                    known[message.number] = post.key, post.author.handle
            else:
                yield post
    if was_direct:
        source.remark(name, tr("What was said to single people is left out."))
    if not is_cloud and not wishes.zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))


def _is_direct(message: Message[_Stamp]) -> bool:
    """Tell whether a message was for single people."""
    return bool(message.stamp.to) and not _ALL.match(message.stamp.to)


def _meaning(messages: Iterator[Message[_Stamp]]) -> _Meaning:
    """Find out which messages react to others or answer them: they give their first words."""
    meaning = _Meaning(Counter(), {}, set())
    recent: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)
    for message in messages:
        if _is_direct(message):
            continue
        first, words = _parted(message)
        if found := _REACTED.match(first):
            meaning.unsaid.add(message.number)
            if to := _sought(found["words"], recent):
                change = 1 if found["more"] else -1
                meaning.likes[to] = max(0, meaning.likes[to] + change)
            continue
        if (found := _ANSWERING.match(first)) and (to := _sought(found[1], recent)):
            meaning.answers[message.number] = to
        recent.append((message.number, _plain(words)))
    return meaning


def _parted(message: Message[_Stamp]) -> tuple[str, str]:
    """Return the first line of a message, and its words without what it answers."""
    lines = [line.strip() for line in message.text.split("\n")]
    is_answer = _ANSWERING.match(lines[0])
    return lines[0], "\n".join(lines[1:] if is_answer else lines).strip()


def _sought(words: str, recent: deque[tuple[int, str]]) -> int:
    """Return the last message that begins with some words, 0 if there is none."""
    start = _plain(words.removesuffix("...").removesuffix("…"))
    found = (number for number, said in reversed(recent) if start and said.startswith(start))
    return next(found, 0)


def _plain(words: str) -> str:
    """Return the first words of a message, on one line."""
    return " ".join(words[:_ENOUGH].split())


def _post(message: Message[_Stamp], at: datetime, keys: Keys, place: str) -> Post | Skipped:
    """Return a message as a post."""
    _, text = _parted(message)
    name = message.stamp.name
    if not text:
        return Skipped(place, tr("It has no words."), message.text[:80])
    return Post(
        PLATFORM,
        keys.made(name, at, text),
        Author(name, name),
        at,
        text,
        spans=find_spans(text),
        cut=message.cut,
        place=place,
    )


class _Clock:
    """Puts the clock of a chat on its day."""

    def __init__(self, start: datetime, is_exact: bool, *, is_cloud: bool, zone: str) -> None:  # noqa: FBT001  it comes with the start
        self.precision: Precision = "second" if is_exact or not is_cloud else "day"
        self._is_cloud = is_cloud
        self._start = start
        self._zone: tzinfo = zone_named(zone) if zone else UTC
        self._last = 0
        self._days = 0

    def at(self, seconds: int) -> datetime:
        """Return when something was said; a clock that falls far back has passed midnight."""
        if self._is_cloud:
            return self._start + timedelta(seconds=seconds)
        if self._last - seconds > _HALF_A_DAY:
            self._days += 1
        self._last = seconds
        midnight = self._start.replace(hour=0, minute=0, second=0, tzinfo=None)
        local = midnight + timedelta(days=self._days, seconds=seconds)
        return local.replace(tzinfo=self._zone).astimezone(UTC)
