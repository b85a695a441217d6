"""Matrix: a room as Element’s “Export chat” saves it in JSON.

    {"room_name": "Roof", "messages": [{"type": "m.room.message", "sender": "@ann:roof.example",
     "event_id": "$1", "origin_server_ts": 1715709607120, "content": {"body": "…"}}, …]}

What the server says is left out, and so is what was taken back. A post has the words that its
writer gave it last; what clients repeat of the post it answers is not among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curator.i18n import tr, trn
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    dict_in,
    list_in,
    milliseconds_of,
    size_in,
    text_in,
)
from curator.readers.kit.json.message_records import Made, listed, posts_of
from curator.readers.kit.json.records import inner, start
from curator.readers.kit.text.forwards import poll_words
from curator.readers.kit.text.plain_text_entities import find_spans

TITLE = "Matrix room (Element’s JSON export)"
PLATFORM = "matrix"

_OPENING = re.compile(r'\s*\{\s*"room_name"\s*:')
_LIST = re.compile(r'"messages"\s*:\s*\[')
_SENDER = re.compile(r"@([^\s:]{1,250}:[^\s]{1,250})")
_FALLBACK = re.compile(r"(?:> [^\n]*\n)+\n")
_MEDIA: Mapping[str, MediaKind] = {"m.image": "image", "m.video": "video", "m.audio": "audio"}

_SAID = frozenset(("m.room.message", "m.sticker", "m.poll.start", "org.matrix.msc3381.poll.start"))
_POLL = ("m.poll", "m.poll.start", "org.matrix.msc3381.poll.start")
_TEXT = ("m.text", "org.matrix.msc1767.text", "body")
_UNDECRYPTED = "** Unable to decrypt"


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_room(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_room(source, name)]
    source.expect(names)
    for name in names:
        room = _Room(source, name)
        yield from posts_of(source, name, listed(source, name, "messages"), room.post)
        if room.undecrypted:
            source.remark(name, _undecrypted(room.undecrypted))


def _is_room(source: Source, name: str) -> bool:
    """Tell whether a file holds a room."""
    if is_media(name):
        return False
    text = start(source, name)
    return bool(_OPENING.match(text) and _LIST.search(text))


def _undecrypted(count: int) -> str:
    """Say how many messages nobody could read when the room was exported."""
    return trn(
        "{count} message could not be decrypted when it was exported.",
        "{count} messages could not be decrypted when they were exported.",
        count,
    )


class _Room:
    """Makes posts of the events of one room, by what later events say of them."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._edits: dict[str, dict[str, Any]] = {}
        self._likes: Counter[str] = Counter()
        self.undecrypted = 0
        """Messages of which whoever exported the room had no key."""

        done = source.done
        for _, _, event in inner(source, name, "messages"):
            content = dict_in(event, "content")
            relation = dict_in(content, "m.relates_to")
            kind, to = text_in(relation, "rel_type"), text_in(relation, "event_id")
            if kind == "m.annotation" and to:
                self._likes[to] += 1
            elif kind == "m.replace" and (new := dict_in(content, "m.new_content")):
                self._edits[f"{to} {text_in(event, 'sender')}"] = new
        source.done = done

    def post(self, event: Any, _owner: dict[str, Any], place: str) -> Made:
        """Return an event as a post; none if it is none, or was taken back."""
        if not isinstance(event, dict) or "type" not in event:
            raise UnreadableError(tr("It is not a post."))
        content = dict_in(event, "content")
        relation = dict_in(content, "m.relates_to")
        kind = text_in(relation, "rel_type")
        if _is_undecrypted(event["type"], content):
            self.undecrypted += 1
            return ()
        if event["type"] not in _SAID or not content or kind == "m.replace":
            return None
        key = text_in(event, "event_id")
        sender = _SENDER.fullmatch(text_in(event, "sender"))
        if not key or not sender:
            raise UnreadableError(tr("It does not say who wrote it."))
        post = self._post_of({**event, "content": content}, key, sender[1], place)
        answered = text_in(dict_in(relation, "m.in_reply_to"), "event_id")
        thread = text_in(relation, "event_id") if kind == "m.thread" else ""
        return replace(post, reply_to=answered or thread, conversation=thread)

    def _post_of(self, event: Mapping[str, Any], key: str, sender: str, place: str) -> Post:
        """Return what somebody said, as they last said it."""
        content = self._edits.get(f"{key} @{sender}") or event["content"]
        body = text_in(content, "body")
        media = tuple(self._media(content, event["type"]))
        quoted = _FALLBACK.match(body)
        text = body[quoted.end() if quoted else 0 :].strip()
        if media:  # the words of a picture are its caption, or else only the name of its file
            text = text if text_in(content, "filename") not in ("", body) else ""
        text = text or _poll(content)
        if not text and not media:
            raise UnreadableError(tr("It has no words."))
        return Post(
            PLATFORM,
            key,
            Author(sender, sender.partition(":")[0], f"@{sender}"),
            milliseconds_of(event.get("origin_server_ts")),
            text,
            spans=find_spans(text),
            media=media,
            likes=self._likes[key] if self._likes else None,
            place=place,
            automated=text_in(content, "msgtype") == "m.notice",
        )

    def _media(self, content: Mapping[str, Any], kind: str) -> Iterator[Media]:
        """Yield the picture, film or sound of an event; its words are only a file's name."""
        what = (
            None
            if _poll(content)
            else _MEDIA.get(text_in(content, "msgtype"), "image" if kind == "m.sticker" else None)
        )
        if what:
            name, info = (
                text_in(content, "filename") or text_in(content, "body"),
                dict_in(content, "info"),
            )
            file = self._source.find_media(name) if name else ""
            yield Media(what, file=file, width=size_in(info, "w"), height=size_in(info, "h"))


def _is_undecrypted(kind: str, content: Mapping[str, Any]) -> bool:
    """Tell whether an event is a message that stayed locked."""
    return (
        kind == "m.room.encrypted"
        or text_in(content, "msgtype") == "m.bad.encrypted"
        or text_in(content, "body").startswith(_UNDECRYPTED)
    )


def _poll(content: Mapping[str, Any]) -> str:
    """Return what a poll asks, and the answers one can give; '' if it is none."""
    poll = next((found for name in _POLL if (found := dict_in(content, name))), {})
    question = _poll_words(poll.get("question"))
    return poll_words(question, map(_poll_words, list_in(poll, "answers"))) if question else ""


def _poll_words(value: object) -> str:
    """Return the words of a question or an answer, which have had several names."""
    for name in _TEXT:
        found = value.get(name) if isinstance(value, dict) else None
        if isinstance(found, list) and found:
            found = text_in(found[0], "body")
        if isinstance(found, str) and found:
            return found
    return ""
