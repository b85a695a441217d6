"""Slack: the export of a workspace, a zip or folder with one file for each channel and day.

    channels.json  users.json  general/2024-05-14.json  general/2024-05-15.json

    [{"type": "message", "user": "U01", "text": "Hi <@U02> &amp; all", "ts": "1715711000.000100"}]

A message is known by its channel and its time. Direct messages are left out, and so is what the
program itself says of joins, topics and the like. Where a file's address names the workspace,
messages have permalinks; a guessed one would lead nowhere. What slackdump dumped of one channel is
read as well: {"channel_id": "C1", "messages": [{…, "slackdump_thread_replies": […]}]}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    count_of,
    dict_in,
    list_in,
    size_in,
    text_in,
)
from curator.readers.kit.json.message_records import Found, Made, bare, listed, posts_of
from curator.readers.kit.json.records import first_values, items, start
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.text.entities import unescaped
from curator.readers.kit.text.forwards import forwarded, forwarded_by_nobody
from curator.readers.kit.text.slack_blocks import mrkdwn_of
from curator.readers.kit.text.slack_markup import read_mrkdwn
from curator.readers.kit.tweets.media import portrait

TITLE = "Slack export"
PLATFORM = "slack"

_DAY = re.compile(r"(?:(?:^|.*/)([^/]+)/)?\d{4}-\d\d-\d\d\.json", re.ASCII)
_USERS = re.compile(r"(?:^|.*/)(?:org_)?users\.json")
_CHANNELS = re.compile(r"(?:^|.*/)(?:channels|groups)\.json")
_DIRECT = re.compile(r"(?:^|.*/)(?:dms|mpims)\.json")
_SAID = frozenset(
    ("", "bot_message", "me_message", "thread_broadcast", "file_share", "file_comment")
)
"""Kinds of message that somebody wrote; of all others the program is the author."""

_SLACK = "USLACKBOT"
"""Slack itself, whom the list of users calls no bot."""

_TS = re.compile(r"(\d{9,11})\.(\d{6})", re.ASCII)
_ADDED = re.compile(r"<https?://[^<>|\s]{1,300}\|([^<>|]{1,80})>")
"""The link to a program, behind “added an integration to this channel”."""

_WORKSPACE = re.compile(rb"https:\\?/\\?/([a-z0-9-]{1,60})\.slack\.com\\?/files\\?/")
_DUMP = re.compile(r'\s*\{\s*"(?:channel_id|name|thread_ts)"\s*:')
_KINDS: Mapping[str, MediaKind] = {"image": "image", "video": "video", "audio": "audio"}


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_dump(source, name) for name in source.names) or any(
        any(map(_is_message, first_values(start(source, name).lstrip())))
        for name in _day_files(source)
    )


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every message of the channels, in the archive's order."""
    export = _Export(source)
    dumps = [name for name in source.names if _is_dump(source, name)]
    days = [name for name in _day_files(source) if not export.is_direct(name)]
    names = [name for name in days if name not in dumps]
    source.expect([*dumps, *names])
    for name in dumps:
        yield from posts_of(source, name, _dumped(source, name), export.post_of_dump)
    for name in names:
        yield from posts_of(source, name, bare(source, name), partial(export.post, name))


def _is_dump(source: Source, name: str) -> bool:
    """Tell whether a file is a channel that slackdump dumped: answers lie in what they answer."""
    if is_media(name) or not name.lower().endswith(".json"):
        return False
    text = start(source, name)
    return bool(_DUMP.match(text) and '"messages"' in text and '"ts"' in text)


def _dumped(source: Source, name: str) -> Iterator[Found]:
    """Yield the messages of a dumped channel, each before its answers."""
    for place, message, owner in listed(source, name, "messages"):
        yield place, message, owner
        for number, answer in enumerate(list_in(message, "slackdump_thread_replies"), 1):
            yield f"{place}, {tr('answer')} {number}", answer, owner


def _day_files(source: Source) -> list[str]:
    """Return the files that hold messages, or a lone one that may."""
    if len(source.names) == 1 and not is_media(source.names[0]):
        return [*source.names]
    return [name for name in source.names if _DAY.fullmatch(name)]


def _is_message(value: object) -> bool:
    """Tell whether a JSON value is a message, or what Slack says between them."""
    is_named = text_in(value, "type") == "message"
    return is_named and _TS.fullmatch(text_in(value, "ts")) is not None


def _channel(name: str) -> str:
    """Return the channel whose messages a file holds."""
    found = _DAY.fullmatch(name)
    return (found[1] or "") if found else ""


class _Export:
    """Who and what an export speaks of, and its messages as posts."""

    def __init__(self, source: Source) -> None:
        self._source = source
        users = [user for user in self._records_in(_USERS) if text_in(user, "id")]
        self._people = {user["id"]: self._author(user) for user in users}
        self._people.setdefault(_SLACK, Author("slackbot", "Slackbot", _SLACK))
        self._automatic = {_SLACK, *(user["id"] for user in users if user.get("is_bot") is True)}
        self._bots: dict[str, Author] = {}
        """Programs by the number of their bot, with the names they go by somewhere."""

        self._is_looked_through = False
        for user in users:
            if bot := text_in(dict_in(user, "profile"), "bot_id"):
                self._bots[bot] = self._author(user)
        self._names = {key: author.name or author.handle for key, author in self._people.items()}
        self._channels = {
            text_in(channel, "name"): text_in(channel, "id")
            for channel in self._records_in(_CHANNELS)
        }
        self._direct = {
            text_in(each, field) for each in self._records_in(_DIRECT) for field in ("id", "name")
        } - {""}
        self._workspace = self._find_workspace()
        if any(map(self.is_direct, source.names)):
            source.remark(source.name, tr("Direct messages are left out."))

    def is_direct(self, name: str) -> bool:
        """Tell whether a file holds what was said to single people."""
        return _channel(name) in self._direct

    def post_of_dump(self, message: Any, channel: dict[str, Any], place: str) -> Made:
        """Return a message of a channel that slackdump dumped."""
        key = text_in(channel, "channel_id") or text_in(channel, "name")
        if key.startswith("D"):
            return ()
        return self.post(f"{key}/2000-01-01.json", message, channel, place)

    def post(self, name: str, message: Any, _owner: dict[str, Any], place: str) -> Made:
        """Return a message as a post, behind what it shares; None if nobody wrote it."""
        if not isinstance(message, dict) or message.get("type") != "message":
            raise UnreadableError(tr("It is not a post."))
        if text_in(message, "subtype") not in _SAID:
            return None
        post = self._post(name, message, place)
        shared = _shared(message)
        if shared is None:
            return post
        whose, key, at = self._author_of(shared), _shared_key(shared), _shared_time(shared)
        if not _own_words(message):
            return forwarded(post, whose, key=key, at=at)
        words = text_in(shared, "text") or mrkdwn_of(list_in(shared, "message_blocks"))
        text, spans = read_mrkdwn(words, self._people, self._names)
        if not text:
            return post
        original = replace(post, text=text, spans=spans, media=())
        context, _ = forwarded(original, whose, key=key, at=at)
        return context, replace(post, quote_of=context.key)

    def _author_of(self, shared: Mapping[str, Any]) -> Author:
        """Return who wrote a message that somebody shares."""
        key = text_in(shared, "author_id")
        name = text_in(shared, "author_name") or text_in(shared, "author_subname")
        if known := self._people.get(key):
            return known
        if not name.strip():
            raise forwarded_by_nobody()
        return Author(name.strip(), name.strip(), key)

    def _post(self, name: str, message: Mapping[str, Any], place: str) -> Post:
        """Return a message as if all its words were its author's."""
        ts = text_in(message, "ts")
        at = _time(ts)
        media, others = self._files(message)
        text, spans = read_mrkdwn(_words(message), self._people, self._names)
        text = text or others
        if not text and not media:
            raise UnreadableError(tr("It has no words."))
        channel = _channel(name)
        channel = self._channels.get(channel) or channel
        thread = text_in(message, "thread_ts")
        thread = thread if _TS.fullmatch(thread) else ""
        answered = self._people.get(text_in(message, "parent_user_id"))
        is_answer = thread not in ("", ts)
        return Post(
            PLATFORM,
            _key(channel, ts),
            self._writer(message),
            at,
            text,
            url=self._permalink(name, ts),
            reply_to=_key(channel, thread) if is_answer else "",
            reply_handle=answered.handle if answered and is_answer else "",
            conversation=_key(channel, thread) if thread else "",
            spans=spans,
            media=media,
            likes=_likes(message),
            replies=count_of(message.get("reply_count")),
            place=place,
            automated=self._is_automated(message),
        )

    def _is_automated(self, message: Mapping[str, Any]) -> bool:
        """Tell whether an app, a workflow or Slack itself wrote a message."""
        sent = text_in(message, "subtype") == "bot_message" or bool(text_in(message, "bot_id"))
        return sent or text_in(message, "user") in self._automatic

    def _records_in(self, pattern: re.Pattern[str]) -> Iterator[dict[str, Any]]:
        """Yield the records of the files that are called so."""
        done = self._source.done
        for name in self._source.names:
            if pattern.fullmatch(name):
                for _, value in items(self._source, name):
                    if isinstance(value, dict):
                        yield value
        self._source.done = done

    def _writer(self, message: Mapping[str, Any]) -> Author:
        """Return who wrote a message, by the list of users or by the message itself."""
        key = text_in(message, "user") or text_in(dict_in(message, "comment"), "user")
        if known := self._people.get(key):
            return known
        if known := self._bot(message):
            return known
        profile = dict_in(message, "user_profile")
        bot = _name_of_bot(message)
        name = text_in(profile, "display_name") or text_in(profile, "real_name") or bot
        handle = text_in(profile, "name") or bot or key or text_in(message, "bot_id")
        if not handle.strip():
            raise UnreadableError(tr("It does not say who wrote it."))
        face = portrait(self._source, profile.get("image_72"))
        author = Author(handle.strip(), unescaped(name), key, avatar=face)
        if key:
            self._people[key] = author
        return author

    def _bot(self, message: Mapping[str, Any]) -> Author | None:
        """Return the program that wrote a message which does not name it itself."""
        key = text_in(message, "bot_id")
        if not key or _name_of_bot(message) or dict_in(message, "user_profile"):
            return None
        if key not in self._bots and not self._is_looked_through:
            self._is_looked_through = True
            self._find_bot_names()
        return self._bots.get(key)

    def _find_bot_names(self) -> None:
        """Look through all messages for the names of programs: seldom, as it takes a while."""
        done = self._source.done
        for name in _day_files(self._source):
            for _, message, _ in bare(self._source, name):
                key = text_in(message, "bot_id")
                if key and (called := _name_of_bot(message) or _name_when_added(message)):
                    self._bots.setdefault(key, Author(called, called))
        self._source.done = done

    def _author(self, user: Mapping[str, Any]) -> Author:
        """Return a member of the workspace."""
        profile = dict_in(user, "profile")
        name = text_in(profile, "display_name") or text_in(profile, "real_name")
        return Author(
            text_in(user, "name").strip() or name.strip() or text_in(user, "id"),
            name=unescaped(name or text_in(user, "real_name")),
            key=text_in(user, "id"),
            avatar=portrait(self._source, profile.get("image_192") or profile.get("image_72")),
        )

    def _files(self, message: Mapping[str, Any]) -> tuple[tuple[Media, ...], str]:
        """Return the pictures and films of a message, and the titles of its other files."""
        files = list_in(message, "files") or [dict_in(message, "file")]
        media: list[Media] = []
        titles: list[str] = []
        for file in files:
            kind = _KINDS.get(text_in(file, "mimetype").partition("/")[0])
            if kind:
                media.append(self._media(kind, file))
            elif title := text_in(file, "title") or text_in(file, "name"):
                titles.append(title)
        return tuple(media), ", ".join(titles)

    def _media(self, kind: MediaKind, file: Mapping[str, Any]) -> Media:
        """Return a picture without the key to the workspace that its address may hold."""
        key, name = text_in(file, "id"), text_in(file, "name")
        saved = self._source.find_media(f"{key}-{name}") or self._source.find_media(
            f"{key}/{name}"
        )
        return Media(
            kind,
            url=address_of(file.get("url_private")).partition("?")[0],
            alt=text_in(file, "alt_txt"),
            file=saved if key and key in saved else "",
            width=size_in(file, "original_w"),
            height=size_in(file, "original_h"),
        )

    def _permalink(self, name: str, ts: str) -> str:
        channel = self._channels.get(_channel(name), "")
        if not self._workspace or not re.fullmatch(r"[A-Z0-9]{1,20}", channel):
            return ""
        return f"https://{self._workspace}.slack.com/archives/{channel}/p{ts.replace('.', '')}"

    def _find_workspace(self) -> str:
        """Return the workspace that the addresses of files name, if they all name the same."""
        found: set[bytes] = set()
        for name in _day_files(self._source):
            found.update(_WORKSPACE.findall(self._source.head(name)))
        found.discard(b"files")
        return decoded(found.pop())[0] if len(found) == 1 else ""


def _name_of_bot(message: Any) -> str:
    """Return what a program that wrote a message is called in it, or ''."""
    name = text_in(message, "username") or text_in(dict_in(message, "bot_profile"), "name")
    return name.strip()


def _name_when_added(message: Any) -> str:
    """Return what a program is called where Slack says that somebody added it, or ''."""
    is_added = text_in(message, "subtype") == "bot_add"
    found = _ADDED.search(text_in(message, "text")) if is_added else None
    return unescaped(found[1]).strip() if found else ""


def _key(channel: str, ts: str) -> str:
    return f"{channel}:{ts}" if channel else ts


def _time(ts: str) -> datetime:
    """Return when a message was sent, which is also what it is known by."""
    found = _TS.fullmatch(ts)
    if not found:
        raise UnreadableError(tr("It has no time."))
    return datetime.fromtimestamp(int(found[1]), UTC).replace(microsecond=int(found[2]))


def _own_words(message: Mapping[str, Any]) -> str:
    """Return what the author of a message wrote."""
    return text_in(message, "text") or mrkdwn_of(list_in(message, "blocks"))


def _shared(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the message of somebody else that a message shares, None if it shares none."""
    for box in list_in(message, "attachments"):
        is_message = isinstance(box, dict) and (box.get("is_share") or box.get("is_msg_unfurl"))
        if is_message and (box.get("author_name") or box.get("author_id") or box.get("text")):
            found: Mapping[str, Any] = box
            return found
    return None


def _shared_key(shared: Mapping[str, Any]) -> str:
    """Return what a shared message is known by; '' if that is not told."""
    ts = text_in(shared, "ts")
    return _key(text_in(shared, "channel_id"), ts) if _TS.fullmatch(ts) else ""


def _shared_time(shared: Mapping[str, Any]) -> datetime | None:
    """Return when a shared message was sent."""
    ts = text_in(shared, "ts")
    return _time(ts) if _TS.fullmatch(ts) else None


def _words(message: Mapping[str, Any]) -> str:
    """Return what a message says; of a program's, what is in the boxes under it."""
    if text := _own_words(message):
        return text
    boxes = list_in(message, "attachments")
    parts = [text_in(box, field) for box in boxes for field in ("pretext", "title", "text")]
    return "\n".join(filter(None, parts)) or "\n".join(text_in(b, "fallback") for b in boxes)


def _likes(message: Mapping[str, Any]) -> int | None:
    """Return how many reactions a message got; None if it does not say."""
    reactions = list_in(message, "reactions")
    return sum(size_in(r, "count") for r in reactions) if reactions else None
