"""Signal: a conversation as signal-export writes it, a line for each message.

    [2024-05-14, 20:01] Ann: Q1 What grows on your roof?       (first versions)
    [2024-05-14 20:01:07] Ben: Leeks, look. ![leeks](media/leeks.jpg)
    (- Ann: 👍, Cyd: ❤ -)

Later versions are known by the name of the file, chat.md: WhatsApp writes such stamps too. Lines
before the first words that begin with > repeat what a message answers; the last line shows
reactions, which become likes.
Times are local. There are no ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import (
    Message,
    bare,
    first_lines,
    is_signals,
    messages_of,
    place_of,
)

TITLE = "Signal conversation (signal-export)"
PLATFORM = "signal"

_LINE = re.compile(
    r"\[(?P<time>\d{4}-\d\d-\d\d,? \d\d:\d\d(?::\d\d)?)\] (?P<name>[^:]{1,120}):(?: |$)", re.ASCII
)
_REACTIONS = re.compile(r"\(- (.{1,2000}) -\)$")
_REACTION = re.compile(r": [^\s,]+(?=, |$)")
_ENOUGH = 60
_NOBODY = "No-Sender"
"""What signal-export calls the program, when it tells who joined or called."""

_ATTACHED = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\n]{1,500})\)")
_FILM = re.compile(r"\.(?:mp4|mov|webm)$", re.IGNORECASE)
_SOUND = re.compile(r"\.(?:mp3|m4a|aac|ogg|wav)$", re.IGNORECASE)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        chat = _Chat(source, Dates(options.zone))
        if not options.zone:
            source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))
        for message in messages_of(source, name, _stamped):
            yield chat.post(message, place_of(source, name, message.number))


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file begins as a conversation does."""
    if is_media(name):
        return False
    lines = first_lines(source, name, 1)
    return bool(lines) and is_signals(name, lines[0]) and _LINE.match(bare(lines[0])) is not None


def _stamped(line: str) -> tuple[re.Match[str], str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _LINE.match(plain)
    return (found, plain[found.end() :]) if found else None


class _Chat:
    """Makes posts of the messages of one conversation."""

    def __init__(self, source: Source, dates: Dates) -> None:
        self._source = source
        self._dates = dates
        self._keys = Keys()
        self._answered: dict[str, tuple[str, str]] = {}
        """The key and author of what was said last in some words."""

    def post(self, message: Message[re.Match[str]], place: str) -> Post | Skipped:
        """Return a message as a post."""
        if message.stamp["name"].strip() == _NOBODY:
            why = tr("Signal itself wrote it, and nobody said it.")
            return Skipped(place, why, message.text[:80])
        likes = None
        lines = message.text.split("\n")
        if found := _REACTIONS.match(lines[-1].strip()):
            likes = len(_REACTION.findall(found[1]))
            lines.pop()
        quoted, lines = _unquoted(lines)
        text, media = self._split_attachments("\n".join(lines).strip())
        moment = self._dates.read(message.stamp["time"].replace(",", ""))
        if moment is None:
            why = tr("The time cannot be read: “{time}”.", time=message.stamp["time"])
            return Skipped(place, why, message.text[:80])
        if not text and not media:
            return Skipped(place, tr("It has no words."), message.text[:80])
        name = message.stamp["name"].strip()
        said = "\n".join((text, *(each.file or each.alt for each in media)))
        key = self._keys.made(name, moment.at, said.strip())
        answered = self._answered.get(_plain(quoted), ("", "")) if quoted else ("", "")
        self._answered[_plain(text)] = key, name
        return Post(
            PLATFORM,
            key,
            Author(name, name),
            moment.at,
            text,
            moment.precision,
            reply_to=answered[0],
            reply_handle=answered[1],
            spans=find_spans(text),
            media=media,
            likes=likes,
            cut=message.cut,
            place=place,
        )

    def _split_attachments(self, text: str) -> tuple[str, tuple[Media, ...]]:
        """Return the words of a message, and the files named among them."""
        media: list[Media] = []
        names: list[str] = []
        for found in _ATTACHED.finditer(text):
            if is_media(found[2]):
                media.append(Media(_kind(found[2]), file=self._source.find_media(found[2])))
            else:
                names.append(found[1] or found[2])
        words = _ATTACHED.sub("", text) if media or names else text
        words = "\n".join(line.rstrip() for line in words.strip().split("\n"))
        return words or ", ".join(names), tuple(media)


def _unquoted(lines: list[str]) -> tuple[str, list[str]]:
    """Part what a message answers, which stands before its own words, from these."""
    start = 0
    while start < len(lines) and (not lines[start].strip() or lines[start].startswith(">")):
        start += 1
    quoted = (line.removeprefix(">").strip() for line in lines[:start])
    return "\n".join(filter(None, quoted)), lines[start:]


def _plain(words: str) -> str:
    """Return the first words of a message, on one line."""
    return " ".join(words.split())[:_ENOUGH]


def _kind(name: str) -> MediaKind:
    """Return what a file is by the end of its name."""
    return "video" if _FILM.search(name) else "audio" if _SOUND.search(name) else "image"
