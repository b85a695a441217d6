"""Messenger and Instagram: the conversations in a download of one's own data.

    {"participants": [{"name": "Ann"}], "messages": [{"sender_name": "Ann", "timestamp_ms": …}]}
    {"participants": ["Ann"], "messages": [{"senderName": "Ann", "timestamp": …, "text": …}]}

The second is what chats with end-to-end encryption are downloaded as. Meta writes letters as the
bytes they are made of; that is undone. What the program says and what
was unsent is left out. Of a download with several conversations only those of more than two
people are read. There are no ids and no addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    dict_in,
    list_in,
    milliseconds_of,
    text_in,
)
from curator.readers.kit.ids.meta_mojibake import repair_mojibake
from curator.readers.kit.json.message_records import Made, listed, posts_of, remark_direct
from curator.readers.kit.json.records import start
from curator.readers.kit.text.plain_text_entities import find_spans

TITLE = "Messenger or Instagram conversation"
PLATFORM = "messenger"

_OPENING = re.compile(r'\s*\{\s*"participants"\s*:\s*\[')
_MESSAGE = re.compile(r'"messages"\s*:\s*\[')
_SENDER = re.compile(r'"sender(?:_n|N)ame"\s*:')
_SAID = frozenset(("", "Generic", "Share", "text", "link", "media"))
_MEDIA: Mapping[str, MediaKind] = {
    "photos": "image",
    "videos": "video",
    "gifs": "gif",
    "audio_files": "audio",
}
_ENDS: Mapping[str, MediaKind] = {"mp4": "video", "mov": "video", "aac": "audio", "m4a": "audio"}
_PAIR = 2


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_conversation(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every message in the archive, in the archive's order."""
    names = [name for name in source.names if _is_conversation(source, name)]
    source.expect(names)
    folders = {name.rpartition("/")[0] for name in names}
    maker = _Maker(source, is_download=len(folders) > 1)
    for name in names:
        maker.platform = "instagram" if "instagram" in name.lower() else PLATFORM
        yield from posts_of(source, name, listed(source, name, "messages"), maker.post)
    remark_direct(source, source.name, maker.private)


def _is_conversation(source: Source, name: str) -> bool:
    """Tell whether a file holds a conversation."""
    if is_media(name):
        return False
    text = start(source, name)
    return bool(_OPENING.match(text) and _MESSAGE.search(text) and _SENDER.search(text))


class _Maker:
    """Makes posts of messages."""

    def __init__(self, source: Source, *, is_download: bool) -> None:
        self.platform = PLATFORM
        self.private = 0
        """Messages to single people."""

        self._source = source
        self._is_download = is_download
        self._keys = Keys()

    def post(self, message: Any, conversation: dict[str, Any], place: str) -> Made:
        """Return a message as a post; None if nobody wrote it, or it was taken back."""
        if self._is_download and len(list_in(conversation, "participants")) <= _PAIR:
            self.private += 1
            return ()
        name = repair_mojibake(
            text_in(message, "sender_name") or text_in(message, "senderName")
        ).strip()
        if not isinstance(message, dict) or not name:
            raise UnreadableError(tr("It does not say who wrote it."))
        is_unsent = True in (message.get("is_unsent"), message.get("isUnsent"))
        if text_in(message, "type") not in _SAID or is_unsent:
            return None
        stamp = message.get("timestamp_ms", message.get("timestamp"))
        at = milliseconds_of(stamp)
        media = tuple(self._media(message))
        text = _words(message)
        if not text and not media:
            raise UnreadableError(tr("It has no words."))
        said = (str(stamp), *(each.file for each in media), text)
        reactions = list_in(message, "reactions")
        return Post(
            self.platform,
            self._keys.made(name, at, "\n".join(said)),
            Author(name, name),
            at,
            text,
            spans=find_spans(text),
            media=media,
            likes=len(reactions) or None,
            place=place,
        )

    def _media(self, message: Mapping[str, Any]) -> Iterator[Media]:
        """Yield the pictures, films and sounds of a message."""
        for field, kind in _MEDIA.items():
            for each in list_in(message, field):
                yield Media(kind, file=self._file(each))
        for each in list_in(message, "media"):
            yield Media(_kind(text_in(each, "uri")), file=self._file(each))
        if sticker := dict_in(message, "sticker"):
            yield Media("image", file=self._file(sticker))

    def _file(self, record: object) -> str:
        address = text_in(record, "uri")
        return self._source.find_media(address) if address else ""


def _kind(address: str) -> MediaKind:
    """Return what a file is by the end of its name."""
    return _ENDS.get(address.rpartition(".")[2].lower(), "image")


def _words(message: Mapping[str, Any]) -> str:
    """Return what a message says, with the link it shares; or the names of its files."""
    text = repair_mojibake(text_in(message, "content") or text_in(message, "text")).strip()
    link = text_in(dict_in(message, "share"), "link")
    if link and link not in text:
        text = f"{text}\n{link}".strip()
    files = (text_in(each, "uri").rpartition("/")[2] for each in list_in(message, "files"))
    return text or ", ".join(filter(None, files))
