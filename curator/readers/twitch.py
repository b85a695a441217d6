"""Twitch: the chat of a broadcast, as TwitchDownloader saves it in JSON.

    {"streamer": {"name": "ann"}, "video": {…}, "comments": [{"_id": "a-1", "commenter": {…}, …}]}

A message is known by its id, and has no address of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from curator.i18n import tr
from curator.model import Author, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.ids.json_fields import UnreadableError, dict_in, instant_of, text_in
from curator.readers.kit.json.message_records import listed, posts_of
from curator.readers.kit.json.records import start
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.tweets.media import portrait

TITLE = "Twitch chat (TwitchDownloader)"
PLATFORM = "twitch"

_OPENING = re.compile(r'\s*\{\s*"(?:FileInfo|streamer|video)"\s*:')
_COMMENT = re.compile(r'"(?:commenter|content_offset_seconds)"\s*:|"comments"\s*:\s*\[')


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_chat(source, name) for name in source.names)


def read(source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_chat(source, name)]
    source.expect(names)
    for name in names:
        maker = _Maker(source)
        yield from posts_of(source, name, listed(source, name, "comments"), maker.post)


def _is_chat(source: Source, name: str) -> bool:
    """Tell whether a file holds the chat of a broadcast."""
    if is_media(name):
        return False
    text = start(source, name)
    return bool(_OPENING.match(text) and '"streamer"' in text and _COMMENT.search(text))


class _Maker:
    """Makes posts of messages."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._keys = Keys()

    def post(self, comment: Any, _owner: dict[str, Any], place: str) -> Post:
        """Return a message as a post."""
        who = dict_in(comment, "commenter")
        name = text_in(who, "display_name").strip()
        handle = text_in(who, "name").strip() or name
        if not isinstance(comment, dict) or not handle:
            raise UnreadableError(tr("It does not say who wrote it."))
        text = text_in(dict_in(comment, "message"), "body").strip()
        if not text:
            raise UnreadableError(tr("It has no words."))
        at = instant_of(comment.get("created_at"))
        key = text_in(comment, "_id") or self._keys.made(handle, at, text)
        face = portrait(self._source, who.get("logo"))
        author = Author(handle, name, text_in(who, "_id"), text_in(who, "bio"), avatar=face)
        return Post(PLATFORM, key, author, at, text, spans=find_spans(text), place=place)
