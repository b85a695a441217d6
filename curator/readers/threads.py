"""Threads and Instagram: the posts in a download of one's own data.

    {"text_post_app_text_posts": [{"media": [{"uri": "", "creation_timestamp": 1715709667,
     "title": "Q1 What grows on your roof?", "text_app_post": {"is_reply": false}}]}]}
    [{"media": [{"uri": "media/posts/202405/1.jpg", …}], "title": "Leeks", …}]

The first is in threads/threads_and_replies.json, the second in posts_1.json. Own posts only, with
neither ids nor addresses nor whom an answer answers; the name of the folder that Meta packs,
instagram-ann-2024-05-14-AbCdEf, tells whose they are. Letters are mended as in Messenger's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from curator.errors import OwnerError
from curator.i18n import tr
from curator.model import Author, Media, Post, Skipped
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
from curator.readers.kit.json.message_records import bare, listed, posts_of
from curator.readers.kit.json.records import start
from curator.readers.kit.text.plain_text_entities import find_spans

TITLE = "Threads or Instagram posts of one’s own"

_THREADS = "text_post_app_text_posts"
_POSTS = re.compile(r'\s*\[\s*\{\s*"(?:media|title|creation_timestamp)"\s*:')
_FOLDER = re.compile(r"(?:instagram|threads)-([\w.]{1,40})-\d{4}-\d\d-\d\d", re.ASCII)
_FILM = re.compile(r"\.(?:mp4|mov)$", re.IGNORECASE)


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_platform(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every own post, in the archive's order."""
    files = {name: kind for name in source.names if (kind := _platform(source, name))}
    source.expect(files)
    handle = options.handle.strip().lstrip("@") or _owner(source)
    if not handle:
        raise OwnerError(
            tr(
                "{name} does not say whose posts these are. "
                "Name the handle, on the command line with --as HANDLE.",
                name=source.name,
            )
        )
    for name, platform in files.items():
        found = listed(source, name, _THREADS) if platform == "threads" else bare(source, name)
        yield from posts_of(source, name, found, _Maker(source, platform, Author(handle)).post)


def _platform(source: Source, name: str) -> str:
    """Return where the posts in a file were written, '' if it holds none."""
    if is_media(name):
        return ""
    text = start(source, name)
    if f'"{_THREADS}"' in text and text.lstrip().startswith("{"):
        return "threads"
    is_list = _POSTS.match(text) and '"creation_timestamp"' in text and '"uri"' in text
    return "instagram" if is_list else ""


def _owner(source: Source) -> str:
    """Return the handle that the name of the download gives away, empty if it does not."""
    for called in (source.path.name, source.path.absolute().parent.name, *source.names[:1]):
        if found := _FOLDER.search(called):
            return found[1]
    return ""


class _Maker:
    """Makes posts of the records of one file."""

    def __init__(self, source: Source, platform: str, author: Author) -> None:
        self._source = source
        self._platform = platform
        self._author = author
        self._keys = Keys()

    def post(self, record: Any, _owner: dict[str, Any], place: str) -> Post:
        """Return a record as a post."""
        media = [each for each in list_in(record, "media") if isinstance(each, dict)]
        if not media and not text_in(record, "title"):
            raise UnreadableError(tr("It has no words."))
        first = media[0] if media else {}
        text = repair_mojibake(text_in(record, "title") or text_in(first, "title")).strip()
        pictures = tuple(filter(None, map(self._picture, media)))
        if not text and not pictures:
            raise UnreadableError(tr("It has no words."))
        at = _time(record, first)
        said = "\n".join((text, *(each.file or each.alt for each in pictures)))
        return Post(
            self._platform,
            self._keys.made(self._author.handle, at, said),
            self._author,
            at,
            text,
            spans=find_spans(text),
            media=pictures,
            place=place,
        )

    def _picture(self, media: dict[str, Any]) -> Media | None:
        address = text_in(media, "uri")
        if not address:
            return None
        alt = repair_mojibake(text_in(dict_in(media, "media_metadata"), "alt_text"))
        kind = "video" if _FILM.search(address) else "image"
        return Media("video" if kind == "video" else "image", "", alt, self._file(address))

    def _file(self, address: str) -> str:
        return self._source.find_media(address)


def _time(record: Any, first: dict[str, Any]) -> datetime:
    """Return when a post was sent; Meta counts seconds here."""
    for each in (record, first):
        seconds = each.get("creation_timestamp") if isinstance(each, dict) else None
        if isinstance(seconds, int) and not isinstance(seconds, bool) and seconds:
            return milliseconds_of(seconds * 1000)
    raise UnreadableError(tr("It has no time."))
