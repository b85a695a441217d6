"""Posts of Bluesky with who wrote them, as its interface shows them, and what is around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from curator.i18n import tr
from curator.model import Author, Media, Post, Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.bluesky.facets import read_facets
from curator.readers.kit.fediverse.boosts import boosted
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.ids.json_fields import (
    UnreadableError,
    address_of,
    count_of,
    dict_in,
    instant_of,
    language,
    list_in,
    size_in,
    text_in,
)
from curator.readers.kit.tweets.media import portrait
from curator.readers.kit.tweets.tweets import beginning

PLATFORM = "bluesky"

_URI = re.compile(r"at://([\w:.%-]{1,300})/app\.bsky\.feed\.post/([\w.~:-]{1,300})", re.ASCII)
_HANDLE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}", re.ASCII)
_NOBODY = "handle.invalid"
_FILMS_OF = "https://media.tenor.com/"


def is_view(value: object) -> bool:
    """Tell whether a JSON value is a post together with who wrote it."""
    if not isinstance(value, dict) or not _URI.fullmatch(text_in(value, "uri")):
        return False
    return "did" in dict_in(value, "author") and isinstance(value.get("record"), dict)


_SENSITIVE = frozenset(
    ("porn", "sexual", "sexual-figurative", "nudity", "graphic-media", "gore", "nsfl")
)
"""Labels of moderation and of authors that warn of a post's pictures."""


def _is_labelled(view: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Tell whether a moderator or the author warns of a post's pictures."""
    labels = [*list_in(view, "labels"), *list_in(dict_in(record, "labels"), "values")]
    return any(isinstance(each, dict) and each.get("val") in _SENSITIVE for each in labels)


class Views:
    """Turns the posts of one archive into ours, and remembers which it has met."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._met: set[str] = set()
        """Posts that came only as context, and need not come as that again."""

    def posts(self, value: Any, place: str) -> Iterator[Post | Skipped]:
        """Yield what a record says: a post, an entry of a feed or a whole thread."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            post = dict_in(each, "post")
            if not post:
                yield from self._sound(each, {}, place)
            elif dict_in(parent := dict_in(each, "parent"), "post"):
                waiting += [{**each, "parent": None}, parent]
            else:
                yield from self._sound(post, each, place)
                waiting += reversed([r for r in list_in(each, "replies") if dict_in(r, "post")])

    def _sound(self, view: Any, entry: Mapping[str, Any], place: str) -> Iterator[Post | Skipped]:
        """Yield a post with what is around it, or say what is wrong with it."""
        try:
            post = self._post(view, place)
            reason = dict_in(entry, "reason")
            repeats = text_in(reason, "$type").endswith("#reasonRepost")
            boost = self._boost(post, reason) if repeats else None
        except UnreadableError as error:
            yield Skipped(
                place, str(error), text_in(dict_in(view, "record"), "text")[:80] or beginning(view)
            )
            return
        reply = dict_in(entry, "reply")
        answered = dict_in(reply, "parent")
        if text_in(answered, "uri") == post.reply_to:
            post = replace(post, reply_handle=_handle(dict_in(answered, "author")))
        if boost is None:
            yield post
        elif self._is_new(post.key):
            yield replace(post, context=True)
        yield from self._context((dict_in(reply, "root"), answered, _quoted(view)), place)
        if boost:
            yield boost

    def _context(self, held: tuple[dict[str, Any], ...], place: str) -> Iterator[Post]:
        """Yield the posts around another that were not yet met."""
        for view in held:
            if is_view(view) and self._is_new(view["uri"]):
                try:
                    yield replace(self._post(view, place), context=True)
                except UnreadableError:
                    continue

    def _is_new(self, key: str) -> bool:
        """Tell whether a post comes for the first time as context."""
        is_new = key not in self._met
        self._met.add(key)
        return is_new

    def _boost(self, post: Post, reason: Mapping[str, Any]) -> Post:
        """Return the post by which somebody repeats another."""
        author = self._author(dict_in(reason, "by"))
        at = instant_of(reason.get("indexedAt"))
        repeated = boosted(post, author, "", at)
        key = text_in(reason, "uri") or ids.made_key(author.handle, at, repeated.text)
        return replace(repeated, key=key)

    def _post(self, view: Any, place: str) -> Post:
        """Return a post."""
        if not is_view(view):
            raise UnreadableError(tr("It is not a post."))
        record = view["record"]
        embed = dict_in(view, "embed") or dict_in(record, "embed")
        text, spans = read_facets(record, _card(embed))
        media = tuple(self._media(embed))
        if not text and not media and not _quoted_uri(record):
            raise UnreadableError(tr("It has no words."))
        author = self._author(view["author"])
        reply = dict_in(record, "reply")
        languages = list_in(record, "langs")
        return Post(
            PLATFORM,
            view["uri"],
            author,
            _time(view, record),
            text,
            url=_permalink(view["uri"], author.handle),
            lang=language(languages[0]) if languages else "",
            reply_to=text_in(dict_in(reply, "parent"), "uri"),
            quote_of=_quoted_uri(record),
            conversation=text_in(dict_in(reply, "root"), "uri"),
            spans=spans,
            media=media,
            likes=count_of(view.get("likeCount")),
            reposts=count_of(view.get("repostCount")),
            replies=count_of(view.get("replyCount")),
            place=place,
            sensitive=_is_labelled(view, record),
        )

    def _author(self, author: Mapping[str, Any]) -> Author:
        handle = _handle(author)
        if not handle:
            raise UnreadableError(tr("It does not say who wrote it."))
        return Author(
            handle,
            name=text_in(author, "displayName"),
            key=text_in(author, "did"),
            bio=text_in(author, "description"),
            followers=count_of(author.get("followersCount")),
            avatar=portrait(self._source, author.get("avatar")),
        )

    def _media(self, embed: Mapping[str, Any]) -> Iterator[Media]:
        """Yield the pictures and films of a post; a moving picture from a card too."""
        inside = dict_in(embed, "media") or embed
        for picture in list_in(inside, "images"):
            if url := address_of(text_in(picture, "fullsize") or text_in(picture, "thumb")):
                yield self._attached("image", url, picture)
        if url := address_of(text_in(inside, "playlist")):
            yield self._attached("video", url, inside)
        card = dict_in(inside, "external")
        if (url := text_in(card, "uri")).startswith(_FILMS_OF):
            alt = text_in(card, "description").removeprefix("Alt: ")
            yield Media("gif", url, alt, self._source.find_media(url))

    def _attached(self, kind: Any, url: str, media: Mapping[str, Any]) -> Media:
        ratio = dict_in(media, "aspectRatio")
        return Media(
            kind,
            url,
            alt=text_in(media, "alt"),
            file=self._source.find_media(url),
            width=size_in(ratio, "width"),
            height=size_in(ratio, "height"),
        )


def _time(view: Mapping[str, Any], record: Mapping[str, Any]) -> datetime:
    """Return when a post was sent: as its client said, unless the server knew it before."""
    known = (clock.instant(record.get("createdAt")), clock.instant(view.get("indexedAt")))
    times = [found[0] for found in known if found]
    if not times:
        raise UnreadableError(tr("It has no time."))
    return min(times)


def _handle(author: Mapping[str, Any]) -> str:
    """Return the handle of an account; of one that lost it, what the platform calls it."""
    handle = text_in(author, "handle").strip().lstrip("@")
    is_sound = handle != _NOBODY and _HANDLE.fullmatch(handle)
    return handle if is_sound else text_in(author, "did").strip()


def _permalink(uri: str, handle: str) -> str:
    found = _URI.fullmatch(uri)
    return f"https://bsky.app/profile/{handle}/post/{found[2]}" if found else ""


def _card(embed: Mapping[str, Any]) -> str:
    """Return where the card under a post leads, unless it is a moving picture."""
    address = text_in(dict_in(dict_in(embed, "media") or embed, "external"), "uri")
    return "" if address.startswith(_FILMS_OF) else address_of(address)


def _quoted_uri(record: Mapping[str, Any]) -> str:
    """Return the key of the post that a record quotes."""
    held = dict_in(dict_in(record, "embed"), "record")
    uri = text_in(held, "uri") or text_in(dict_in(held, "record"), "uri")
    return uri if _URI.fullmatch(uri) else ""


def _quoted(view: Any) -> dict[str, Any]:
    """Return the post quoted inside another, as a post of its own."""
    held = dict_in(dict_in(view, "embed"), "record")
    held = held if "value" in held else dict_in(held, "record")
    quoted = {**held, "record": held.get("value")}
    embeds = list_in(held, "embeds")
    if embeds and isinstance(embeds[0], dict):
        quoted["embed"] = embeds[0]
    return quoted
