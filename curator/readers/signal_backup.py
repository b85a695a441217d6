"""Signal: the plain-text export of the program itself, a record on each line (main.jsonl).

    {"recipient": {"id": "2", "contact": {"profileGivenName": "Ann", …}}}
    {"chat": {"id": "3", "recipientId": "5"}}
    {"chatItem": {"chatId": "3", "authorId": "2", "dateSent": "1715716860000",
                  "standardMessage": {"text": {"body": "Q1 What grows?"}, "reactions": […]}}}

Only groups are read: what was said to single people is left out. Numbers of telephones are never
shown. A message that was edited is read as it was last written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.handles import People
from curator.readers.kit.ids.json_fields import UnreadableError, dict_in, list_in, text_in
from curator.readers.kit.json.message_records import Made, bare, posts_of, remark_direct
from curator.readers.kit.json.records import first_values, records, start
from curator.readers.kit.text.forwards import poll_words
from curator.readers.kit.text.plain_text_entities import find_spans

TITLE = "Signal, its own export (main.jsonl)"
PLATFORM = "signal"

_KINDS: Mapping[str, MediaKind] = {"image": "image", "video": "video", "audio": "audio"}
_FRAMES = frozenset(("recipient", "chat", "chatItem", "account", "stickerPack", "adHocCall"))
_LATEST = 10**13


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_export(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message of the groups, in the archive's order."""
    names = [name for name in source.names if _is_export(source, name)]
    source.expect(names)
    for name in names:
        maker = _Maker(source, name, options.handle.strip().lstrip("@"))
        yield from posts_of(source, name, bare(source, name), maker.post)
        remark_direct(source, name, maker.private)


def _is_export(source: Source, name: str) -> bool:
    """Tell whether a file begins with the records of an export."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    if not text.startswith("{"):
        return False
    found = [value for value in first_values(text) if isinstance(value, dict)]
    frames = [value for value in found if len(value) == 1 and not _FRAMES.isdisjoint(value)]
    return any("recipient" in value or "chatItem" in value for value in frames) and (
        len(frames) * 2 > len(found)
    )


class _Maker:
    """Makes posts of messages, by the people and groups that other records tell of."""

    def __init__(self, source: Source, name: str, owner: str) -> None:
        self._source = source
        self._people: dict[str, Author] = {}
        self._groups: set[str] = set()
        self._chats: dict[str, str] = {}
        self.private = 0
        """Messages to single people."""

        names, done = People(), source.done
        for _, value in records(source, name):
            self._learn(value, names, owner)
        source.done = done

    def _learn(self, value: object, names: People, owner: str) -> None:
        """Take note of a person, a group or a chat."""
        recipient, chat = dict_in(value, "recipient"), dict_in(value, "chat")
        key = _id(recipient, "id")
        if "group" in recipient:
            self._groups.add(key)
        elif key and "self" in recipient:
            self._people[key] = Author(owner or "You", owner or "You", key)
        elif key and (name := _name_of(dict_in(recipient, "contact"))):
            self._people[key] = Author(names.handle(name, key), name, key)
        if chat:
            self._chats[_id(chat, "id")] = _id(chat, "recipientId")

    def post(self, value: Any, _owner: dict[str, Any], place: str) -> Made:
        """Return a message as a post; none if it is none, or private."""
        item = dict_in(value, "chatItem")
        if not item:
            return ()
        group = self._chats.get(_id(item, "chatId"), "")
        if group not in self._groups:
            self.private += 1
            return ()
        revisions = list_in(item, "revisions")
        author = self._people.get(_id(item, "authorId"))
        message = dict_in(item, "standardMessage")
        poll = dict_in(item, "poll")
        if not message and not poll:
            return None
        if author is None:
            raise UnreadableError(tr("It does not say who wrote it."))
        first = _id(revisions[0], "dateSent") if revisions else ""
        sent = first or _id(item, "dateSent")
        post = self._post_of(message, poll, author, sent, place)
        quote = _id(dict_in(message, "quote"), "targetSentTimestamp")
        to = self._people.get(_id(dict_in(message, "quote"), "authorId"))
        answered = f"{group}:{_id(dict_in(message, 'quote'), 'authorId')}:{quote}" if quote else ""
        key = f"{group}:{author.key}:{sent}"
        return replace(post, key=key, reply_to=answered, reply_handle=to.handle if to else "")

    def _post_of(
        self,
        message: Mapping[str, Any],
        poll: Mapping[str, Any],
        author: Author,
        sent: str,
        place: str,
    ) -> Post:
        text = text_in(dict_in(message, "text"), "body").strip()
        if poll:
            poll_options = (text_in(each, "option") for each in list_in(poll, "options"))
            text = poll_words(text_in(poll, "question"), poll_options)
        media = tuple(map(self._attached, list_in(message, "attachments")))
        if not text and not media:
            raise UnreadableError(tr("It has no words."))
        if not sent.isdecimal() or not 0 < int(sent) < _LATEST:
            raise UnreadableError(tr("It has no time."))
        reactions = list_in(message, "reactions")
        return Post(
            PLATFORM,
            sent,
            author,
            datetime.fromtimestamp(int(sent) / 1000, UTC),
            text,
            spans=find_spans(text),
            media=media,
            likes=len(reactions) or None,
            place=place,
        )

    def _attached(self, attachment: Any) -> Media:
        """Return a picture, film or sound that came with a message."""
        pointer = dict_in(attachment, "pointer")
        kind = _KINDS.get(text_in(pointer, "contentType").partition("/")[0], "image")
        name = text_in(pointer, "fileName")
        alt = text_in(pointer, "caption")
        return Media(kind, alt=alt, file=self._source.find_media(name) if name else "")


def _id(record: object, field: str) -> str:
    """Return a number, which the format writes as text."""
    found = record.get(field) if isinstance(record, dict) else None
    return str(found) if isinstance(found, int | str) and not isinstance(found, bool) else ""


def _name_of(contact: Mapping[str, Any]) -> str:
    """Return how somebody is called: by those who know them, or by themselves; never a number."""
    nickname = dict_in(contact, "nickname")
    for given, family in (
        (text_in(nickname, "given"), text_in(nickname, "family")),
        (text_in(contact, "systemGivenName"), text_in(contact, "systemFamilyName")),
        (text_in(contact, "profileGivenName"), text_in(contact, "profileFamilyName")),
    ):
        if name := f"{given} {family}".strip():
            return name
    return text_in(contact, "username").strip()
