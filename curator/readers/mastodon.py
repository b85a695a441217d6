"""Mastodon: the export of one's own account, and posts as its servers answer with them.

The export is a zip, a tar.gz or a folder with outbox.json, of which many kept that file alone.
What was saved from a hashtag or an account is a list of statuses, or one on each line:

    {"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object": {…}}, …]}
    [{"id": "1", "uri": "https://…", "account": {"acct": "ann"}, "content": "<p>…</p>"}, …]

Only what was said in public is read; posts to followers or to single people are left out. Of
what its owner boosted, an export holds the words only where it is a post of their own. Of others
it names the address: such a boost reads “RT @ines@attic.example: https://…”, and is joined to what
it repeats where that was imported, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from curator.i18n import tr, trn
from curator.model import Author, Media, Post, Skipped, Span
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.fediverse.boosts import boosted
from curator.readers.kit.fediverse.fediverse import (
    KINDS,
    handle_in,
    host_of,
    is_public,
    key_of,
    mentioned,
    remark_private,
    words_of,
)
from curator.readers.kit.fediverse.statuses import PLATFORM, Statuses, is_status
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    instant_of,
    language,
    list_in,
    size_in,
    text_in,
    text_of,
)
from curator.readers.kit.json.message_records import Made, listed, posts_of
from curator.readers.kit.json.records import first_values, items, start
from curator.readers.kit.text.html_post import read_markup

TITLE = "Mastodon (export of an account, statuses)"

_OUTBOX = re.compile(r'"type"\s*:\s*"OrderedCollection(?:Page)?"')
_ACTIVITY = re.compile(r'"type"\s*:\s*"(?:Create|Announce)"')
_ACTOR = re.compile(r'"preferredUsername"\s*:')


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_outbox(source, name) or _is_list(source, name) for name in source.names)


_QUOTES = ("quote", "quoteUrl", "quoteUri", "_misskey_quote")


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every public post in the archive, in the archive's order."""
    outboxes = [name for name in source.names if _is_outbox(source, name)]
    lists = [name for name in source.names if not outboxes and _is_list(source, name)]
    source.expect([*outboxes, *lists])
    for name in outboxes:
        yield from _Outbox(source, name, options.handle).posts()
    for name in lists:
        yield from Statuses(source, name).posts()


def _is_outbox(source: Source, name: str) -> bool:
    """Tell whether a file lists what an account did."""
    if is_media(name):
        return False
    text = start(source, name)
    return bool(
        text.lstrip().startswith("{")
        and '"orderedItems"' in text
        and _OUTBOX.search(text)
        and _ACTIVITY.search(text)
    )


def _is_list(source: Source, name: str) -> bool:
    """Tell whether a file begins with statuses."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    return text[:1] in {"{", "["} and any(map(is_status, first_values(text)))


def _quoted(note: Mapping[str, Any]) -> str:
    """Return the name of the post that a note quotes."""
    return next((found for name in _QUOTES if (found := text_in(note, name))), "")


class _Outbox:
    """The posts of an export: one person's."""

    def __init__(self, source: Source, name: str, handle: str) -> None:
        self._source = source
        self._name = name
        self._handle = handle.strip().lstrip("@")
        self._authors: dict[str, Author] = {}
        self._owner = self._actor()
        self._private = 0
        self._met: set[str] = set()
        """The posts whose words are here."""

        self._named: list[str] = []
        """What was boosted and is named by its address alone."""

    def posts(self) -> Iterator[Post | Skipped]:
        """Yield what was said in public."""
        found = listed(self._source, self._name, "orderedItems")
        yield from posts_of(self._source, self._name, found, self._post)
        remark_private(self._source, self._name, self._private)
        if absent := sum(address not in self._met for address in self._named):
            self._source.remark(
                self._name,
                trn(
                    "{count} boost names only the address of what it repeats, not its words.",
                    "{count} boosts name only the addresses of what they repeat, not its words.",
                    absent,
                ),
            )

    def _post(self, activity: Any, _owner: dict[str, Any], place: str) -> Made:
        """Return what an activity says, None if it says nothing in public."""
        kind = activity.get("type") if isinstance(activity, dict) else None
        if kind not in ("Create", "Announce"):
            if kind in ("Delete", "Undo", "Update", "Follow", "Like"):
                return None
            raise UnreadableError(tr("It is not a post."))
        if not is_public(activity):
            self._private += 1
            return ()
        said = activity.get("object")
        if kind == "Announce":
            return self._boost(activity, said, place)
        if not isinstance(said, dict):
            raise UnreadableError(tr("It has no words."))
        return self._note(said, activity, place)

    def _boost(self, activity: Mapping[str, Any], said: object, place: str) -> Made:
        """Return a boost, behind what it repeats if the export holds it."""
        author, at = self._author(activity), instant_of(activity.get("published"))
        if isinstance(said, dict) and text_in(said, "content"):
            if not is_public(said):
                self._private += 1
                return ()
            is_new = key_of(said) not in self._met
            original = self._note(said, said, place)
            again = boosted(original, author, key_of(activity), at)
            return (replace(original, context=True), again) if is_new else again
        address = said if isinstance(said, str) else text_in(said, "id")
        if not address_of(address):
            raise UnreadableError(tr("It does not say what it repeats."))
        self._named.append(address)
        whom = handle_in(address)
        prefix = f"RT @{whom}: " if whom else "RT "
        named = Span("mention", len("RT "), len(prefix) - len(": "), whom)
        link = Span("link", len(prefix), len(prefix) + len(address), address)
        return Post(
            PLATFORM,
            key_of(activity),
            author,
            at,
            prefix + address,
            repost_of=address,
            spans=(named, link) if whom else (link,),
            place=place,
        )

    def _note(self, note: Mapping[str, Any], activity: Mapping[str, Any], place: str) -> Post:
        """Return a post."""
        tags = [tag for tag in list_in(note, "tag") if isinstance(tag, dict)]
        people = mentioned(tags)
        hashtags = {text_of(tag.get("name")).lstrip("#").lower() for tag in tags}
        poll_options = list_in(note, "oneOf") or list_in(note, "anyOf")
        poll = [text_in(each, "name") for each in poll_options]
        text, spans, cut = words_of(note, "summary", people, hashtags, poll)
        if not text and not list_in(note, "attachment"):
            raise UnreadableError(tr("It has no words."))
        self._met.add(key_of(note))
        answered = text_of(note.get("inReplyTo"))
        languages = note.get("contentMap")
        return Post(
            PLATFORM,
            key_of(note),
            self._author(activity if "actor" in activity else note),
            instant_of(note.get("published") or activity.get("published")),
            text,
            url=address_of(note.get("url")) or address_of(note.get("id")),
            lang=language(next(iter(languages), "")) if isinstance(languages, dict) else "",
            reply_to=answered,
            reply_handle=handle_in(answered),
            quote_of=_quoted(note),
            spans=spans,
            media=tuple(self._media(each) for each in list_in(note, "attachment")),
            cut=cut,
            place=place,
            sensitive=note.get("sensitive") is True,
        )

    def _media(self, attached: Any) -> Media:
        """Return one attachment, whose address is its place in the export."""
        kind, _, subtype = text_of(text_in(attached, "mediaType")).partition("/")
        address = text_in(attached, "url")
        return Media(
            "gif" if subtype == "gif" else KINDS.get(kind, "image"),
            url=address_of(address),
            alt=text_in(attached, "name"),
            file=self._source.find_media(address) if address else "",
            width=size_in(attached, "width"),
            height=size_in(attached, "height"),
        )

    def _author(self, record: Mapping[str, Any]) -> Author:
        """Return who did what an activity tells of."""
        address = text_of(record.get("actor")) or text_of(record.get("attributedTo"))
        if self._owner and address in ("", self._owner.key):
            return self._owner
        if address not in self._authors:
            handle = handle_in(address) or (self._owner.handle if self._owner else self._handle)
            if not handle:
                raise UnreadableError(tr("It does not say who wrote it."))
            self._authors[address] = Author(handle, key=address)
        return self._authors[address]

    def _actor(self) -> Author | None:
        """Return whose export it is, if the file that says so is there."""
        for name in self._source.names:
            if is_media(name) or not _ACTOR.search(start(self._source, name)):
                continue
            for _, actor in items(self._source, name):
                user = text_in(actor, "preferredUsername")
                host = host_of(text_in(actor, "id"))
                if user and isinstance(actor, dict):
                    return Author(
                        f"{user}@{host}" if host else user,
                        name=text_in(actor, "name"),
                        key=text_in(actor, "id"),
                        bio=read_markup(text_in(actor, "summary"), {}, ())[0],
                        avatar=self._portrait(text_in(actor.get("icon"), "url")),
                    )
        return None

    def _portrait(self, address: str) -> Media | None:
        file = self._source.find_media(address) if address else ""
        return (
            Media("image", address_of(address), file=file) if file or address_of(address) else None
        )
