"""Tweets of Twitter's first interface as posts: what twarc 1, searches and archives hold.

A retweet carries the words of its original, whole, behind 'RT @name: '. The originals and the
quoted posts inside others come out as posts of their own, once each, marked as context.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from curator.i18n import tr
from curator.model import Author, Post, Skipped, Span
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import json_fields as fields
from curator.readers.kit.ids.json_fields import Tweet, UnreadableError
from curator.readers.kit.text.clients import is_automatic
from curator.readers.kit.text.entities import OWN_ADDRESS, read_spans, shifted, unescaped
from curator.readers.kit.tweets.media import pictures, portrait

PLATFORM = "twitter"
SHOWN = 80
"""How much of a skipped record is shown."""

_NOTICES = frozenset(
    ("delete", "limit", "scrub_geo", "status_withheld", "user_withheld", "disconnect", "warning")
)
_AUTHOR_FIELDS = (
    "screen_name",
    "name",
    "id_str",
    "id",
    "description",
    "followers_count",
    "protected",
    "profile_image_url_https",
    "profile_image_url",
)
HELD = frozenset(("retweeted_status", "quoted_status", "answered_status"))
"""Where a tweet holds another; the last is our name for what only the second interface gives."""

_TEXTS = frozenset(("full_text", "text", "extended_tweet"))
_REMEMBERED = 4096
_PLACE = 100
_FURTHEST = 15 * 3600
"""Seconds from UTC that no zone exceeds."""

"""Originals whose words are kept at hand for the next retweet of them."""


class Words(NamedTuple):
    """What a tweet says."""

    text: str
    spans: tuple[Span, ...] = ()
    cut: bool = False


def is_tweet(value: object) -> bool:
    """Tell whether a JSON value is a tweet together with who wrote it."""
    return (
        isinstance(value, dict)
        and ("text" in value or "full_text" in value)
        and ("id_str" in value or "id" in value)
        and isinstance(value.get("user"), dict)
        and "screen_name" in value["user"]
    )


def is_notice(value: object) -> bool:
    """Tell whether a JSON value is what a stream says between tweets."""
    return isinstance(value, dict) and len(value) <= 2 and not _NOTICES.isdisjoint(value)  # noqa: PLR2004  the notice and its time


def beginning(value: object) -> str:
    """Return how a record begins, for a person to find it by."""
    if isinstance(value, dict) and isinstance(text := value.get("full_text"), str):
        return text[:SHOWN]
    try:
        return json.dumps(value, ensure_ascii=False, default=str)[:SHOWN]
    except RecursionError:
        return ""


class Tweets:
    """Turns the tweets of one archive into posts, and remembers whom and what it has met."""

    def __init__(self, source: Source, owner: Author | None = None) -> None:
        self._source = source
        self._owner = owner
        """Who wrote every tweet of an own archive, which does not say so with each."""

        self.trusts_numbers = True
        """Ids that are numbers only are sound; False where the archive's are all rounded."""

        self._authors: dict[str, tuple[tuple[object, ...], Author]] = {}
        self._repeats: dict[str, tuple[tuple[object, ...], Words]] = {}
        self._met: set[int] = set()
        self._located: set[str] = set()
        self._offset_known: set[str] = set()

    def posts(self, tweet: object, place: str) -> Sequence[Post | Skipped]:
        """Return a tweet, and before it the posts it holds that were not yet met."""
        try:
            if not isinstance(tweet, dict) or tweet.keys().isdisjoint(_TEXTS):
                raise UnreadableError(tr("It is not a post."))  # noqa: TRY301  one way out
            row = self._post(tweet, place)
        except UnreadableError as error:
            return (Skipped(place, str(error), beginning(tweet)),)
        if row.key.isdecimal():
            self._met.add(int(row.key))
        self._note_offset(tweet.get("user"), row)
        if not tweet.keys().isdisjoint(HELD):
            return (*self._context(tweet, place), row)
        return (row,)

    def author(self, user: object) -> Author:
        """Return who a tweet says wrote it; the same object while nothing changed."""
        if not isinstance(user, dict):
            if self._owner is not None:
                return self._owner
            raise UnreadableError(tr("It does not say who wrote it."))
        found = tuple(map(user.get, _AUTHOR_FIELDS))
        handle = found[0]
        known = self._authors.get(handle) if isinstance(handle, str) else None
        if known is None or known[0] != found:
            if not isinstance(handle, str) or not handle.strip(" @"):
                raise UnreadableError(tr("It does not say who wrote it."))
            known = found, self._new_author(user, " ".join(handle.split()).lstrip("@"))
            self._authors[handle] = known
        return known[1]

    def words(self, tweet: Tweet, quoted: str = "") -> Words:
        """Return the fullest words there are of a tweet, and what stands in them."""
        whole = tweet.get("extended_tweet")
        body = whole if isinstance(whole, dict) and "full_text" in whole else tweet
        raw = body.get("full_text")
        is_full = isinstance(raw, str)
        raw = raw if is_full else tweet.get("text")
        if not isinstance(raw, str):
            raise UnreadableError(tr("It has no words."))
        text, spans = read_spans(raw, body.get("entities"), quoted)
        if is_full and "…" not in text:
            return Words(text, spans)
        cut = not is_full and tweet.get("truncated") is True
        if not cut and body is tweet:
            cut = any(kind == "media" and OWN_ADDRESS in value for kind, _, _, value, _ in spans)
        return Words(text, spans, cut)

    def _post(self, tweet: Tweet, place: str, *, context: bool = False) -> Post:
        """Return a tweet as a post."""
        original = tweet.get("retweeted_status")
        if isinstance(original, dict) and fields.handle_of(original):
            return self._repost(tweet, original, place, context=context)
        get = tweet.get
        author = self.author(get("user"))
        key, raw_id = self._key(tweet)
        at, precision = fields.time_of(tweet, key)
        quoted = fields.quoted_key(tweet)
        words = self.words(tweet, quoted if "quoted_status" in tweet else "")
        key = key or ids.made_key(author.handle, at, words.text)
        return Post(
            PLATFORM,
            key,
            author,
            at,
            words.text,
            precision,
            url=ids.permalink(author.handle, key),
            lang=fields.language(get("lang")),
            reply_to=ids.of(tweet, "in_reply_to_status_id"),
            reply_handle=fields.text_of(get("in_reply_to_screen_name")),
            quote_of=quoted,
            conversation=ids.of(tweet, "conversation_id"),
            spans=words.spans,
            media=pictures(self._source, tweet, key, is_own=self._owner is not None),
            likes=fields.count_of(get("favorite_count")),
            reposts=fields.count_of(get("retweet_count")),
            replies=fields.count_of(get("reply_count")),
            raw_id=raw_id,
            context=context,
            cut=words.cut,
            place=place,
            automated=is_automatic(fields.text_of(get("source"))),
            sensitive=get("possibly_sensitive") is True,
        )

    def _repost(self, tweet: Tweet, original: Tweet, place: str, *, context: bool) -> Post:
        """Return a retweet: its own counts are nobody's, its words are the original's."""
        author = self.author(tweet.get("user"))
        key, raw_id = self._key(tweet)
        at, precision = fields.time_of(tweet, key)
        original_key = self._key(original)[0]
        words = self._repeated(original, original_key)
        key = key or ids.made_key(author.handle, at, words.text)
        return Post(
            PLATFORM,
            key,
            author,
            at,
            words.text,
            precision,
            url=ids.permalink(author.handle, key),
            lang=fields.language(tweet.get("lang")),
            repost_of=original_key,
            spans=words.spans,
            media=pictures(self._source, original, key, is_own=self._owner is not None),
            raw_id=raw_id,
            context=context,
            cut=words.cut,
            place=place,
        )

    def _repeated(self, original: Tweet, key: str) -> Words:
        """Return the words of a retweet; of one repeated often they are the same object."""
        handle = fields.handle_of(original)
        said = (original.get("full_text"), original.get("text"), handle)
        known = self._repeats.get(key)
        if known and known[0] == said and "extended_tweet" not in original:
            return known[1]
        words = self.words(original)
        prefix = f"RT @{handle}: "
        whom = Span("mention", len("RT "), len(prefix) - len(": "), handle)
        spans = (whom, *shifted(words.spans, len(prefix)))
        repeated = Words(prefix + words.text, spans, words.cut)
        if len(self._repeats) > _REMEMBERED:
            self._repeats.clear()
        self._repeats[key] = said, repeated
        return repeated

    def _context(self, tweet: Tweet, place: str) -> Iterator[Post]:
        """Yield the posts inside a tweet that were not yet met."""
        original = tweet.get("retweeted_status")
        inner = original.get("quoted_status") if isinstance(original, dict) else None
        others = (tweet.get("quoted_status"), tweet.get("answered_status"))
        for held in (inner, original, *others):
            if not isinstance(held, dict) or not isinstance(held.get("user"), dict):
                continue
            key = self._key(held)[0]
            if key and int(key) not in self._met:
                self._met.add(int(key))
                try:
                    yield self._post(held, place, context=True)
                except UnreadableError:
                    continue

    def _key(self, tweet: Tweet) -> tuple[str, str]:
        """Return a tweet's id and, where that is damaged, what was found in its place."""
        raw = tweet.get("id_str")
        if key := ids.clean(raw):
            return key, ""
        raw = raw or tweet.get("id")
        if key := ids.clean(tweet.get("id")):
            return (key, "") if self.trusts_numbers else ("", key)
        return "", str(raw)[:40] if isinstance(raw, str | float) else ""

    def _note_offset(self, user: object, post: Post) -> None:
        """Note how far from UTC an account was that names no zone, once."""
        if not isinstance(user, dict) or user.get("time_zone"):
            return
        seconds, handle = user.get("utc_offset"), post.author.handle
        if type(seconds) is int and abs(seconds) <= _FURTHEST and handle not in self._offset_known:
            self._offset_known.add(handle)
            self._source.offsets[post.at, timedelta(seconds=seconds)] += 1

    def _new_author(self, user: Mapping[str, Any], handle: str) -> Author:
        """Return an account as it was when the tweet was captured."""
        if zone := fields.text_of(user.get("time_zone")):
            self._source.zones[zone] += 1
        place = fields.text_of(user.get("location")).strip()[:_PLACE]
        if place and handle not in self._located:
            self._located.add(handle)
            self._source.places[place] += 1
        return Author(
            handle,
            name=unescaped(fields.text_of(user.get("name"))),
            key=ids.of(user, "id"),
            bio=unescaped(fields.text_of(user.get("description"))),
            followers=fields.count_of(user.get("followers_count")),
            protected=user.get("protected") is True,
            avatar=portrait(self._source, user.get("profile_image_url_https"))
            or portrait(self._source, user.get("profile_image_url")),
        )
