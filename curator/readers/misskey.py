"""Misskey and its kin: notes as a server answers with them, or an account exports them.

    [{"id": "9t1", "createdAt": "2024-05-14T20:00:00.000Z", "user": {"username": "ann", …}, …}]

Only what was public is read, on the front page or off it: never a note for followers or for single
people. Who renotes without a word repeats a note; with words, quotes it. An own export does not
say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curator.errors import OwnerError
from curator.i18n import tr
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.fediverse.boosts import boosted
from curator.readers.kit.fediverse.fediverse import remark_private
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    count_of,
    dict_in,
    instant_of,
    list_in,
    size_in,
    text_in,
)
from curator.readers.kit.json.message_records import Made, bare, posts_of
from curator.readers.kit.json.records import first_values, start
from curator.readers.kit.text.forwards import poll_words
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.tweets.media import portrait

TITLE = "Misskey notes (server or own export)"
PLATFORM = "misskey"

_OPEN = frozenset(("public", "home"))
_SIGNS = frozenset(
    ("renoteId", "replyId", "renoteCount", "localOnly", "visibleUserIds", "fileIds")
)
_KINDS: Mapping[str, MediaKind] = {"video": "video", "audio": "audio"}


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_list(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every public note in the archive, in the archive's order."""
    names = [name for name in source.names if _is_list(source, name)]
    source.expect(names)
    for name in names:
        notes = _Notes(source, options.handle.strip().lstrip("@"))
        yield from posts_of(source, name, bare(source, name), notes.post)
        remark_private(source, name, notes.private)


def _is_list(source: Source, name: str) -> bool:
    """Tell whether a file begins with notes."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    return text[:1] in {"{", "["} and any(map(_is_note, first_values(text)))


def _is_note(value: object) -> bool:
    return (
        isinstance(value, dict)
        and {"id", "createdAt", "text", "visibility"} <= value.keys()
        and not _SIGNS.isdisjoint(value)
    )


class _Notes:
    """Makes posts of notes."""

    def __init__(self, source: Source, owner: str) -> None:
        self._source = source
        self._owner = owner
        self._met: set[str] = set()
        self.private = 0
        """Notes that not everybody could see."""

    def post(self, note: Any, _owner: dict[str, Any], place: str) -> Made:
        """Return a note as a post, behind what it repeats or quotes; none if it is private."""
        if not _is_note(note):
            raise UnreadableError(tr("It is not a post."))
        if not _is_public(note):
            self.private += 1
            return ()
        held = dict_in(note, "renote")
        around = self._context(held, place)
        if held and not _words(note) and not list_in(note, "files"):
            return self._boost(note, held, around, place)
        return (*around, self._post(note, place))

    def _boost(
        self,
        note: Mapping[str, Any],
        held: Mapping[str, Any],
        around: tuple[Post, ...],
        place: str,
    ) -> tuple[Post, ...]:
        """Return a renote without words of its own."""
        if not _is_public(held) or not _is_note(held):
            self.private += 1
            return ()
        original = self._post(held, place)
        author = self._author(note)
        again = boosted(original, author, _key(note), instant_of(note.get("createdAt")))
        return (*around, replace(again, place=place))

    def _context(self, held: Mapping[str, Any], place: str) -> tuple[Post, ...]:
        """Return a note that another holds, the first time it is met."""
        if not _is_note(held) or not _is_public(held) or _key(held) in self._met:
            return ()
        self._met.add(_key(held))
        try:
            return (replace(self._post(held, place), context=True),)
        except UnreadableError:
            return ()

    def _post(self, note: Mapping[str, Any], place: str) -> Post:
        text = _words(note)
        media = tuple(map(self._media, list_in(note, "files")))
        if not text and not media:
            raise UnreadableError(tr("It has no words."))
        reactions = dict_in(note, "reactions")
        renoted = text_in(dict_in(note, "renote"), "uri") or text_in(note, "renoteId")
        return Post(
            PLATFORM,
            _key(note),
            self._author(note),
            instant_of(note.get("createdAt")),
            text,
            url=address_of(note.get("url")) or address_of(note.get("uri")),
            reply_to=text_in(dict_in(note, "reply"), "uri") or text_in(note, "replyId"),
            quote_of=renoted,
            spans=find_spans(text),
            media=media,
            likes=sum(size_in(reactions, each) for each in reactions) if reactions else None,
            reposts=count_of(note.get("renoteCount")),
            replies=count_of(note.get("repliesCount")),
            place=place,
            automated=dict_in(note, "user").get("isBot") is True,
            sensitive=any(
                isinstance(file, dict) and file.get("isSensitive") is True
                for file in list_in(note, "files")
            ),
        )

    def _author(self, note: Mapping[str, Any]) -> Author:
        """Return who wrote a note; in an own export that is its owner."""
        user = dict_in(note, "user")
        name, host = text_in(user, "username").strip(), text_in(user, "host")
        handle = f"{name}@{host}" if name and host else name
        if not handle and not self._owner:
            raise OwnerError(
                tr(
                    "{name} does not say whose posts these are. "
                    "Name the handle, on the command line with --as HANDLE.",
                    name=self._source.name,
                )
            )
        return Author(
            handle or self._owner,
            text_in(user, "name"),
            text_in(note, "userId") or text_in(user, "id"),
            followers=count_of(user.get("followersCount")),
            avatar=portrait(self._source, user.get("avatarUrl")),
        )

    def _media(self, file: Any) -> Media:
        kind = text_in(file, "type").partition("/")[0]
        address = address_of(text_in(file, "url"))
        properties = dict_in(file, "properties")
        return Media(
            _KINDS.get(kind, "image"),
            url=address,
            alt=text_in(file, "comment"),
            file=self._source.find_media(address) if address else "",
            width=size_in(properties, "width"),
            height=size_in(properties, "height"),
        )


def _key(note: Mapping[str, Any]) -> str:
    return text_in(note, "uri") or text_in(note, "id")


def _is_public(note: Mapping[str, Any]) -> bool:
    """Tell whether anybody could see a note."""
    return note.get("visibility") in _OPEN and not list_in(note, "visibleUserIds")


def _words(note: Mapping[str, Any]) -> str:
    """Return the words of a note behind its warning, with the answers its poll offers."""
    poll_options = list_in(dict_in(note, "poll"), "choices")
    choices = [each if isinstance(each, str) else text_in(each, "text") for each in poll_options]
    text = text_in(note, "text").strip()
    text = poll_words(text, choices) if choices else text
    warning = text_in(note, "cw").strip()
    return f"{warning}\n\n{text}".strip() if warning else text
