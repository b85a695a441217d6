"""Zoom: the chat of a meeting, as the program or the cloud saved it.

    20:01:07 From Ann Lee to Everyone:               (program; the words on the next line)
    20:01:07 From  Ann Lee : Q1 What do you lend?    (program, before 2021)
    20:01:07 Von Ann Lee An Alle:                    (program, in any of Zoom's languages)
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
from functools import cache
from typing import NamedTuple

from curator.errors import StartError
from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import (
    Start,
    missing_day_message,
    named_day,
    start_of,
)
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.json.message_records import remark_direct
from curator.readers.kit.tables.dates import zone_named
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import Message, bare, first_lines, messages_of, place_of
from curator.resources import resource

TITLE = "Zoom meeting chat"
PLATFORM = "zoom"

_PROGRAM = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)\s)?(?P<clock>\d\d:\d\d:\d\d)\s{1,4}"
    r"(?P<from>[^\W\d_]{1,14}:?)\s{1,4}"
    r"(?P<name>[^\s:][^:：]{0,200})[:：](?P<words>\s.*|)$"
)
_COLONS = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)\s)?(?P<clock>\d\d:\d\d:\d\d)\s{1,4}(?P<from>[^\W\d_]{1,14}:)\s{1,4}"
    r"(?P<name>[^\s:][^:]{0,150}:\s{1,4}[^\s:][^:]{0,100}):(?P<words>\s.*|)$"
)
_CLOUD = re.compile(
    r"(?P<clock>\d\d:\d\d:\d\d)\t(?P<name>[^\t]{1,120}?):?\t(?P<words>.*)$", re.ASCII
)
_TWO_BLANKS = re.compile(r"(.*\S)\s{2,4}(\S{1,14})\s{1,4}(\S.*)$")
_REACTED = re.compile(
    r"(?:(?P<more>Reacted to)|Removed an? \S{1,20} reaction from) [\"“](?P<words>.*?)[\"”]"
    r"(?: with \S{1,20})?$"
)
_REACTED_SOMEHOW = re.compile(
    r"(?P<before>[^\"“”«»„「]{0,60})[\"“«„「](?P<words>.*)[\"”“»」](?P<after>[^\"“”«»„」]{0,60})$"
)
"""What may be a reaction in another language: it quotes somebody, and shows an emoji."""

_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff]")
_ANSWERING = re.compile(
    r"(?:(?P<known>Replying to)|[^\"“”«»„「]{2,60}?)\s?[\"“«„「](?P<words>.*)[\"”“»」][^\"\w]{0,3}"
    r"(?:への返信|에 (?:대한 )?(?:답장|회신)(?: 중)?|yanıtlanıyor)?\s*[:：]?\s*$"
)
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


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message to all, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        start = _start(source, name, options)
        if start is None:
            why = missing_day_message(source.name if len(names) == 1 else name)
            if len(names) == 1:
                raise StartError(why)
            yield Skipped(name, why)
        else:
            yield from _messages(source, name, start, options)


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file begins as a chat does."""
    lines = [] if is_media(name) else first_lines(source, name, 1)
    return any(_stamped(line) for line in lines)


def _stamped(line: str) -> tuple[_Stamp, str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _CLOUD.match(plain) or _with_colons(plain) or _PROGRAM.match(plain)
    if not found:
        return None
    hours, minutes, seconds = map(int, found["clock"].split(":"))
    name, to = found["name"].strip(), ""
    if found.re is not _CLOUD:
        parts = _parties(found["from"].casefold().rstrip(":"), name)
        if parts is None:
            return None
        name, to = parts
    return _Stamp(hours * 3600 + minutes * 60 + seconds, name, to), found["words"].strip()


def _with_colons(line: str) -> re.Match[str] | None:
    """Split a line of a language in which a colon stands behind “from” and behind “to”."""
    found = _COLONS.match(line)
    between = found and _between().get(found["from"].casefold().rstrip(":"))
    return found if found and between and between.match(found["name"]) else None


def _parties(start: str, names: str) -> tuple[str, str] | None:
    """Part who speaks from whom they speak to, '' if that is not told; None: it is no stamp.

    Where somebody uses a language that is not known, two blanks stand between.
    """
    between = _between().get(start)
    if between and (found := between.match(names)):
        return found[1], found[2].strip()
    if found := _TWO_BLANKS.match(names):
        return found[1].strip(), found[3].strip()
    if between and (found := _to_all().match(names)):
        return found[1], found[2]
    return (names, "") if between else None


@cache
def _words() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    """Return what stands between the names in each language, and what everybody is called."""
    text = resource("words/zoom.txt").read_text("utf-8")
    between, everybody = text.split("[everybody]")
    lines = (line.partition(": ") for line in between.split("[between]")[1].splitlines() if line)
    names = "|".join(
        re.escape(each.strip()) for each in re.split(r"[|\n]", everybody) if each.strip()
    )
    return {start: _named_between(words) for start, _, words in lines}, re.compile(
        rf"(?:{names})(?![^\W\d_]{{3,}})(?!.*\()", re.IGNORECASE
    )


def _named_between(words: str) -> re.Pattern[str]:
    either = "|".join(re.escape(each.strip()) for each in words.split("|"))
    return re.compile(rf"(.*\S)\s{{1,4}}(?:{either}):?\s{{1,4}}(\S.*)$", re.IGNORECASE)


@cache
def _to_all() -> re.Pattern[str]:
    """Return what finds a word not known between who speaks and everybody."""
    everybody = _words()[1].pattern
    return re.compile(rf"(.*\S)\s{{1,4}}\S{{1,14}}:?\s{{1,4}}({everybody})$", re.IGNORECASE)


def _between() -> dict[str, re.Pattern[str]]:
    return _words()[0]


def _is_all(to: str) -> bool:
    """Tell whether everybody is spoken to."""
    return _words()[1].match(to) is not None


def _start(source: Source, name: str, options: ReadOptions) -> Start | None:
    """Return when the meeting began; None if not even its day is known."""
    if _is_cloud(source, name):
        return start_of(source, name, options)
    first = _PROGRAM.match(bare(first_lines(source, name, 1)[0]))
    try:
        day = datetime.strptime(first["day"], "%Y-%m-%d").replace(tzinfo=UTC) if first else None
    except (TypeError, ValueError):  # none stands there
        day = None
    day = day or named_day(source, name, options)
    return Start(day, is_exact=False) if day else None


def _is_cloud(source: Source, name: str) -> bool:
    """Tell whether times count from the beginning."""
    return _CLOUD.match(bare(first_lines(source, name, 1)[0])) is not None


def _messages(
    source: Source, name: str, start: Start, options: ReadOptions
) -> Iterator[Post | Skipped]:
    """Yield the messages of one chat, with the likes and answers they got later."""
    recipients, meaning = _survey(source, name)
    is_cloud = _is_cloud(source, name)
    clock = _Clock(*start, is_cloud=is_cloud, zone=options.zone)
    keys, known = Keys(), dict[int, tuple[str, str]]()
    answered = set(meaning.answers.values())
    direct = 0
    for message in messages_of(source, name, _stamped):
        at = clock.at(message.stamp.seconds)
        if _is_direct(message, recipients):
            direct += 1
        elif message.number not in meaning.unsaid:
            text = _without_answered(message, meaning)
            post = _post(message, text, at, keys, place_of(source, name, message.number))
            if isinstance(post, Post):
                to = known.get(meaning.answers.get(message.number, 0), ("", ""))
                likes = meaning.likes[message.number] if meaning.unsaid else None
                post = replace(post, precision=clock.precision, likes=likes)
                yield replace(post, reply_to=to[0], reply_handle=to[1])
                if message.number in answered:
                    known[message.number] = post.key, post.author.handle
            else:
                yield post
    remark_direct(source, name, direct)
    if not is_cloud and not options.zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))


def _survey(source: Source, name: str) -> tuple[str, _Meaning]:
    """Return what a chat calls everybody, and what its messages say of each other."""
    done = source.done
    recipients = _recipients(messages_of(source, name, _stamped))
    meaning = _meaning(messages_of(source, name, _stamped), recipients)
    source.done = done
    return recipients, meaning


def _recipients(messages: Iterator[Message[_Stamp]]) -> str:
    """Return what a chat calls everybody in whatever language: whom most speak to."""
    to, speakers = Counter[str](), set[str]()
    for message in messages:
        to[message.stamp.to] += bool(message.stamp.to)
        speakers.add(message.stamp.name)
    most, _ = to.most_common(1)[0] if to else ("", 0)
    return "" if most in speakers or "(" in most else most


def _is_direct(message: Message[_Stamp], everybody: str) -> bool:
    """Tell whether a message was for single people."""
    to = message.stamp.to
    return bool(to) and to != everybody and not _is_all(to)


def _meaning(messages: Iterator[Message[_Stamp]], everybody: str) -> _Meaning:
    """Find out which messages react to others or answer them: they give their first words."""
    meaning = _Meaning(Counter(), {}, set())
    recent: deque[tuple[int, str]] = deque(maxlen=_REMEMBERED)
    for message in messages:
        if _is_direct(message, everybody):
            continue
        first = _first_line(message)
        if found := _REACTED.match(first):
            meaning.unsaid.add(message.number)
            if to := _find_quoted(found["words"], recent):
                change = 1 if found["more"] else -1
                meaning.likes[to] = max(0, meaning.likes[to] + change)
            continue
        reaction = _reaction(message.text)
        if reaction and (to := _find_quoted(reaction[1], recent)):
            meaning.unsaid.add(message.number)
            meaning.likes[to] = max(0, meaning.likes[to] + reaction[0])
            continue
        answering = _ANSWERING.match(first)
        if answering and (to := _find_quoted(answering["words"], recent)):
            meaning.answers[message.number] = to
        recent.append((message.number, _plain(_without_answered(message, meaning))))
    return meaning


def _reaction(text: str) -> tuple[int, str] | None:
    """Return what a reaction changes, and the words it means; it shows an emoji and quotes them.

    In all languages the emoji stands behind the quotation, unless a reaction is taken back.
    """
    found = _REACTED_SOMEHOW.fullmatch(text.strip())
    if not found or "\n" in text.strip():
        return None
    if _EMOJI.search(found["after"]):
        return 1, found["words"]
    return (-1, found["words"]) if _EMOJI.search(found["before"]) else None


def _first_line(message: Message[_Stamp]) -> str:
    """Return the first line of a message, which may say what it answers."""
    return message.text.split("\n", 1)[0].strip()


def _without_answered(message: Message[_Stamp], meaning: _Meaning) -> str:
    """Return the words of a message, without the line that repeats what it answers."""
    lines = [line.strip() for line in message.text.split("\n")]
    found = _ANSWERING.match(lines[0])
    is_answer = message.number in meaning.answers or bool(found and found["known"])
    return "\n".join(lines[1:] if is_answer else lines).strip()


def _find_quoted(words: str, recent: deque[tuple[int, str]]) -> int:
    """Return the last message that begins with some words, 0 if there is none."""
    start = _plain(words.removesuffix("...").removesuffix("…"))
    found = (number for number, said in reversed(recent) if start and said.startswith(start))
    return next(found, 0)


def _plain(words: str) -> str:
    """Return the first words of a message, on one line."""
    return " ".join(words[:_ENOUGH].split())


def _post(
    message: Message[_Stamp], text: str, at: datetime, keys: Keys, place: str
) -> Post | Skipped:
    """Return a message as a post."""
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
        self.precision: Precision = "second" if is_exact or not is_cloud else "elapsed"
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
