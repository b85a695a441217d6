"""The live chat of a video on YouTube, saved by chat-downloader or by yt-dlp.

    [{"message_id": "Ci…", "message": "Hi", "timestamp": 1715709607000000, "author": {…}}, …]
    {"replayChatItemAction": {"actions": [{"addChatItemAction": {…}}], "videoOffsetTimeMsec": …}}

What somebody wrote is read, paid for or not; what the program says, and what was taken back
later, is left out. chat-downloader saves chats of Twitch in the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.day_from_name import Start, elapsed, start_of
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.handles import People
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    count_of,
    dict_in,
    list_in,
    text_in,
)
from curator.readers.kit.json.message_records import Found, bare, posts_of
from curator.readers.kit.json.records import first_values, records, start
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.tweets.media import portrait

TITLE = "YouTube live chat (chat-downloader, yt-dlp)"
PLATFORM = "youtube"
TWITCH = "twitch"

_SAID = frozenset(("text_message", "paid_message", "membership_item"))
_WRITTEN = tuple(
    f"liveChat{kind}Renderer" for kind in ("TextMessage", "PaidMessage", "MembershipItem")
)
_TAKEN_BACK = ("markChatItemAsDeletedAction", "removeChatItemAction")
_SILENCED = ("markChatItemsByAuthorAsDeletedAction", "removeChatItemByAuthorAction")
_VIDEO = re.compile(r"\[([\w-]{11})\]\.live_chat\.json", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECONDS = re.compile(r"\d{13,16}", re.ASCII)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        yield from posts_of(
            source, name, _unwrap(bare(source, name)), _Chat(source, name, options).post
        )


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file begins with messages or with what happens in a chat."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    return text[:1] in {"{", "["} and any(map(_is_known, first_values(text)))


def _is_known(value: object) -> bool:
    """Tell whether a JSON value is a message as one of the programs saves it."""
    if not isinstance(value, dict):
        return False
    if "message_type" in value and "message" in value and dict_in(value, "author"):
        return True
    return "replayChatItemAction" in value or "item" in dict_in(value, "addChatItemAction")


def _unwrap(found: Iterator[Found]) -> Iterator[Found]:
    """Yield the messages, and what else happens, out of the wrapping of a replay."""
    for place, value, _ in found:
        replay = dict_in(value, "replayChatItemAction")
        if replay:
            for action in list_in(replay, "actions"):
                yield place, action, replay
        else:
            yield place, value, {}


class _Chat:
    """Makes posts of the messages of one chat."""

    def __init__(self, source: Source, name: str, options: ReadOptions) -> None:
        self._source = source
        self._name = name
        self._options = options
        self._start: Start | None = None
        self._people = People()
        found = _VIDEO.search(name)
        self._video = found[1] if found else ""
        self._gone: set[str] = set()
        """The messages and people whose words were taken back."""

        done = source.done
        for _, value, _ in _unwrap((("", value, {}) for _, value in records(source, name))):
            for kind in (*_TAKEN_BACK, *_SILENCED):
                action = dict_in(value, kind)
                self._gone.add(
                    text_in(action, "targetItemId") or text_in(action, "externalChannelId")
                )
        source.done = done
        self._gone.discard("")

    def post(self, value: Any, replay: dict[str, Any], place: str) -> Post | None:
        """Return a message as a post; None if nobody wrote it, or it was taken back."""
        if not isinstance(value, dict):
            raise UnreadableError(tr("It is not a post."))
        if "message_type" in value:
            return self._downloaded(value, place)
        item = dict_in(dict_in(value, "addChatItemAction"), "item")
        message = next((item[kind] for kind in _WRITTEN if dict_in(item, kind)), None)
        return self._written(message, replay, place) if message else None

    def _written(
        self, message: Mapping[str, Any], replay: Mapping[str, Any], place: str
    ) -> Post | None:
        """Return a message as YouTube itself describes it."""
        key, channel = text_in(message, "id"), text_in(message, "authorExternalChannelId")
        text = "".join(map(_words, list_in(dict_in(message, "message"), "runs"))).strip()
        if not text or key in self._gone or channel in self._gone:
            return None
        name = text_in(dict_in(message, "authorName"), "simpleText")
        offset = count_of(replay.get("videoOffsetTimeMsec"))
        at, precision = self._time(
            message.get("timestampUsec"), None if offset is None else offset / 1000
        )
        faces = list_in(dict_in(message, "authorPhoto"), "thumbnails")
        return Post(
            PLATFORM,
            _sound(key),
            self._author(name, channel, text_in(faces[-1], "url") if faces else ""),
            at,
            text,
            precision,
            url=f"https://youtu.be/{self._video}?t={offset // 1000}"
            if self._video and offset is not None
            else "",
            spans=find_spans(text),
            place=place,
        )

    def _downloaded(self, message: Mapping[str, Any], place: str) -> Post | None:
        """Return a message as chat-downloader describes it."""
        text = text_in(message, "message").strip()
        if message["message_type"] not in _SAID or not text:
            return None
        at, precision = self._time(message.get("timestamp"), message.get("time_in_seconds"))
        author = dict_in(message, "author")
        is_twitch = "display_name" in author
        faces = list_in(author, "images")
        name = text_in(author, "name")
        who = self._author(name, text_in(author, "id"), text_in(faces[-1], "url") if faces else "")
        if is_twitch:
            who = Author(name, text_in(author, "display_name"), who.key, avatar=who.avatar)
        return Post(
            TWITCH if is_twitch else PLATFORM,
            _sound(text_in(message, "message_id")),
            who,
            at,
            text,
            precision,
            spans=find_spans(text),
            place=place,
        )

    def _time(self, microseconds: object, passed: object) -> tuple[datetime, Precision]:
        """Return when something was said: by its own time, or by how much had passed."""
        if microseconds is not None or not isinstance(passed, int | float):
            return _time(microseconds), "second"
        if self._start is None:
            self._start = start_of(self._source, self._name, self._options)
        return elapsed(self._start.at, passed), self._start.precision

    def _author(self, name: str, key: str, face: str) -> Author:
        name = name.strip().lstrip("@")
        if not name:
            raise UnreadableError(tr("It does not say who wrote it."))
        return Author(
            self._people.handle(name, key), name, key, avatar=portrait(self._source, face)
        )


def _words(run: object) -> str:
    """Return a run of words, or an emoji: itself, or the short name of one of the channel's."""
    emoji = dict_in(run, "emoji")
    if not emoji:
        return text_in(run, "text")
    names = list_in(emoji, "shortcuts")
    if emoji.get("isCustomEmoji") is True:
        return names[0] if names and isinstance(names[0], str) else ""
    return text_in(emoji, "emojiId")


def _sound(key: str) -> str:
    if not key:
        raise UnreadableError(tr("It has no id."))
    return key


def _time(microseconds: object) -> datetime:
    """Return a time told in millionths of a second."""
    digits = str(microseconds)
    if not _MICROSECONDS.fullmatch(digits):
        raise UnreadableError(tr("It has no time."))
    return _EPOCH + timedelta(microseconds=int(digits))
