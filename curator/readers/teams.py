"""Microsoft Teams and Skype: conversations in three shapes, all JSON.

    {"userId": "8:ann", "conversations": [{"id": "19:…", "MessageList": [{…}]}]}
    [{"id": "1715…", "messageType": "message", "createdDateTime": "…", "body": {…}, "from": {…}}]
    {"messages": [{"imdisplayname": "Ann", "originalarrivaltime": "…", "content": "<p>…</p>"}]}

The first is the download of one's own data (messages.json), of which conversations of two people
are not read; the second what Microsoft's Graph answers, so what programs that use it save; the
third what the program itself gets. What the program says, and what was taken back, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, Post, Skipped, Span, spans_in_order
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    dict_in,
    instant_of,
    list_in,
    text_in,
)
from curator.readers.kit.json.message_records import (
    Found,
    Made,
    bare,
    listed,
    posts_of,
    remark_direct,
)
from curator.readers.kit.json.records import start
from curator.readers.kit.text.html_post import read_markup
from curator.readers.kit.text.plain_text_entities import find_spans

TITLE = "Microsoft Teams or Skype conversation"
PLATFORM = "teams"

_SIGNS = {
    "conversations": re.compile(r'"MessageList"\s*:\s*\['),
    "value": re.compile(r'"createdDateTime"\s*:.*"body"\s*:\s*\{', re.DOTALL),
    "messages": re.compile(r'"originalarrivaltime"\s*:'),
}
_FIRST = {
    "conversations": re.compile(r'\s*\{\s*"(?:userId|exportDate|conversations)"\s*:'),
    "value": re.compile(r'\s*(?:\{\s*"(?:@odata|value)|\[\s*\{|\{\s*"id"\s*:)'),
    "messages": re.compile(r'\s*\{\s*"(?:messages|_metadata|tenantId)"\s*:'),
}
_MARKED = re.compile(r"<[A-Za-z/]|&(?:\w{2,8}|#\d{1,6});", re.ASCII)
_KIND = re.compile(r"\d{1,2}:(?:live:)?(?=\S)", re.ASCII)
"""What Skype writes before the name of an account."""

_QUOTE = re.compile(r"<(/?)(?:blockquote|quote)\b(?:\s{0,9}>)?", re.IGNORECASE)
_PICTURE = re.compile(r"<img\b[^<>]{0,2000}>", re.ASCII)
_SAID = re.compile(r"(?:message|text|richtext(?:/html)?|)", re.IGNORECASE)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_shape(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every message in the archive, in the archive's order."""
    shapes = {name: shape for name in source.names if (shape := _shape(source, name))}
    source.expect(shapes)
    maker = _Maker()
    for name, shape in shapes.items():
        yield from posts_of(source, name, _found(source, name, shape), maker.post)
    remark_direct(source, source.name, maker.private)


def _shape(source: Source, name: str) -> str:
    """Tell in which of the three ways a file holds messages, '' if in none."""
    if is_media(name):
        return ""
    text = start(source, name)
    return next((s for s in _SIGNS if _FIRST[s].match(text) and _SIGNS[s].search(text)), "")


def _found(source: Source, name: str, shape: str) -> Iterator[Found]:
    """Yield the messages in a file, each with what stands before its list."""
    if shape == "conversations":
        return listed(source, name, "MessageList")
    if shape == "messages":
        return listed(source, name, "messages")
    text = start(source, name).lstrip()
    is_answer = text.startswith("{") and '"value"' in text[:400]
    return listed(source, name, "value") if is_answer else bare(source, name)


class _Maker:
    """Makes posts of messages."""

    def __init__(self) -> None:
        self.private = 0
        """Messages to single people."""

        self._keys = Keys()

    def post(self, message: Any, owner: dict[str, Any], place: str) -> Made:
        """Return a message as a post; None if nobody wrote it, or it was taken back."""
        if not isinstance(message, dict):
            raise UnreadableError(tr("It is not a post."))
        if "createdDateTime" not in message and _is_private(text_in(owner, "id")):
            self.private += 1
            return ()
        if _is_unsaid(message):
            return None
        key, name = _author(message)
        if not key and not name:
            raise UnreadableError(tr("It does not say who wrote it."))
        at = instant_of(
            message.get("createdDateTime")
            or message.get("originalarrivaltime")
            or message.get("composetime")
        )
        text, spans, media = _words(message)
        if not text and not media:
            if _QUOTE.search(
                text_in(dict_in(message, "body"), "content") or text_in(message, "content")
            ):
                raise UnreadableError(tr("It only repeats or forwards what somebody else said."))
            raise UnreadableError(tr("It has no words."))
        handle = name or _KIND.sub("", key)
        id_ = text_in(message, "id")
        reply = text_in(message, "replyToId")
        reactions = len(list_in(message, "reactions"))
        return Post(
            PLATFORM,
            id_ or self._keys.made(handle, at, text),
            Author(handle, handle, key),
            at,
            text,
            url=address_of(message.get("webUrl")),
            reply_to=reply,
            conversation=reply,
            spans=spans,
            media=media,
            likes=reactions or None,
            place=place,
        )


def _is_private(conversation: str) -> bool:
    """Tell whether a conversation is one of two people, or of one with the program."""
    return bool(conversation) and (
        not conversation.startswith("19:") or conversation.endswith("@unq.gbl.spaces")
    )


def _is_unsaid(message: Mapping[str, Any]) -> bool:
    """Tell whether a message was taken back, or the program wrote it."""
    kind = text_in(message, "messageType") or text_in(message, "messagetype")
    properties = dict_in(message, "properties")
    is_gone = message.get("deletedDateTime") or properties.get("deletetime")
    return bool(is_gone) or not _SAID.fullmatch(kind)


def _author(message: Mapping[str, Any]) -> tuple[str, str]:
    """Return the number and the name of who wrote a message."""
    sender = dict_in(message, "from")
    person = dict_in(sender, "user") or dict_in(sender, "application")
    if person:
        return text_in(person, "id"), text_in(person, "displayName").strip()
    name = text_in(message, "imdisplayname") or text_in(message, "displayName")
    return text_in(message, "from").rpartition("/")[2], name.strip()


def _words(message: Mapping[str, Any]) -> tuple[str, tuple[Span, ...], tuple[Media, ...]]:
    """Return what a message says, without what it quotes, and its pictures."""
    body = dict_in(message, "body")
    content = text_in(body, "content") or text_in(message, "content")
    pictures = tuple(Media("image") for _ in _PICTURE.findall(content))
    people = {f"@{n}": n for each in list_in(message, "mentions") if (n := _mention_name(each))}
    if text_in(body, "contentType") != "text" and _MARKED.search(content):
        text, spans = read_markup(_unquoted(_PICTURE.sub("", content)), people, ())
        return text, spans_in_order([*spans, *find_spans(text)], len(text)), pictures
    text = content.strip()
    return text, find_spans(text), pictures


def _unquoted(content: str) -> str:
    """Return markup without the quotations in it, which are other people's words."""
    kept: list[str] = []
    at = depth = 0
    for tag in _QUOTE.finditer(content):
        if not tag[1]:
            kept.append("" if depth else content[at : tag.start()])
            depth += 1
        elif depth:
            depth -= 1
            at = tag.end()
    return content if depth else "".join(kept) + content[at:]


def _mention_name(mention: object) -> str:
    return text_in(mention, "mentionText")
