"""Twitch: the chat of a broadcast, as TwitchDownloader saves it.

    {"streamer": {"name": "ann"}, "video": {…}, "comments": [{"_id": "a-1", "commenter": {…}, …}]}

    [0:20:07] ann: Q1 What do you lend?               (as text, counted from the start)
    [2024-05-14 20:20:07 UTC] ann: Q1 What do …       (as text, with the time)

A message is known by its id, and has no address of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import Start, elapsed, start_of
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.ids.json_fields import UnreadableError, dict_in, instant_of, text_in
from curator.readers.kit.json.message_records import listed, posts_of
from curator.readers.kit.json.records import start
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import first_lines, lines_of, place_of
from curator.readers.kit.tweets.media import portrait

TITLE = "Twitch chat (TwitchDownloader)"
PLATFORM = "twitch"

_OPENING = re.compile(r'\s*\{\s*"(?:FileInfo|streamer|video)"\s*:')
_COMMENT = re.compile(r'"(?:commenter|content_offset_seconds)"\s*:|"comments"\s*:\s*\[')


_LINE = re.compile(
    r"\[(?:(?P<passed>\d{1,2}:\d\d:\d\d)|(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC)\] "
    r"(?P<name>[^\s:]{1,80}): (?P<words>.*)$",
    re.ASCII,
)
_COUNTED = re.compile(r"\[(?:\d:|\d{4}-)", re.ASCII)
_MOST = 0.8


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        if _is_text(source, name):
            yield from _lines(source, name, options)
            continue
        maker = _Maker(source, name, options)
        yield from posts_of(source, name, listed(source, name, "comments"), maker.post)


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file holds the chat of a broadcast."""
    if is_media(name):
        return False
    if _is_text(source, name):
        return True
    text = start(source, name)
    return bool(_OPENING.match(text) and '"streamer"' in text and _COMMENT.search(text))


def _is_text(source: Source, name: str) -> bool:
    """Tell whether a file holds a chat as text: almost all lines begin with a time and a name."""
    lines = first_lines(source, name) if name.lower().endswith(".txt") else []
    found = sum(_LINE.match(line) is not None for line in lines)
    return found > 0 and found >= len(lines) * _MOST and bool(_COUNTED.match(lines[0]))


def _lines(source: Source, name: str, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield the messages of a chat as text."""
    began: Start | None = None
    keys = Keys()
    for number, line in lines_of(source, name):
        place = place_of(source, name, number)
        found = _LINE.match(line)
        if not found or not found["words"].strip():
            if line.strip():
                yield Skipped(place, tr("It has no words."), line[:80])
            continue
        if found["at"]:
            at = instant_of(f"{found['at']}Z")
        else:
            began = began or start_of(source, name, options)
            hours, minutes, seconds = map(int, found["passed"].split(":"))
            at = began.at + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        who, text = found["name"], found["words"].strip()
        precision: Precision = began.precision if began else "second"
        yield Post(
            PLATFORM,
            keys.made(who, at, text),
            Author(who, who),
            at,
            text,
            precision,
            spans=find_spans(text),
            place=place,
        )


class _Maker:
    """Makes posts of messages."""

    def __init__(self, source: Source, name: str, options: ReadOptions) -> None:
        self._source = source
        self._name = name
        self._options = options
        self._start: Start | None = None
        self._keys = Keys()

    def post(self, comment: Any, owner: dict[str, Any], place: str) -> Post:
        """Return a message as a post."""
        who = dict_in(comment, "commenter")
        name = text_in(who, "display_name").strip()
        handle = text_in(who, "name").strip() or name
        if not isinstance(comment, dict) or not handle:
            raise UnreadableError(tr("It does not say who wrote it."))
        text = text_in(dict_in(comment, "message"), "body").strip()
        if not text:
            raise UnreadableError(tr("It has no words."))
        at, precision = self._time(comment, owner)
        key = text_in(comment, "_id") or self._keys.made(handle, at, text)
        face = portrait(self._source, who.get("logo"))
        author = Author(handle, name, text_in(who, "_id"), text_in(who, "bio"), avatar=face)
        return Post(
            PLATFORM, key, author, at, text, precision, spans=find_spans(text), place=place
        )

    def _time(
        self, comment: Mapping[str, Any], owner: dict[str, Any]
    ) -> tuple[datetime, Precision]:
        """Return when a message was sent: by its own time, or by how much had passed."""
        passed = comment.get("content_offset_seconds")
        if comment.get("created_at") or not isinstance(passed, int | float):
            return instant_of(comment.get("created_at")), "second"
        if self._start is None:
            began = dict_in(owner, "video").get("created_at")
            self._start = (
                Start(instant_of(began))
                if began
                else start_of(self._source, self._name, self._options)
            )
        return elapsed(self._start.at, passed), self._start.precision
