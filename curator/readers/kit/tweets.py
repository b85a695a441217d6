"""Tweets of Twitter's first interface as posts: what twarc 1, searches and archives hold.

A retweet carries the words of its original, whole, behind 'RT @name: '. The originals and the
quoted posts inside others come out as posts of their own, once each, marked as context.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped, Span
from curator.readers.kit import clock, ids
from curator.readers.kit.attached import pictures, portrait
from curator.readers.kit.source import Source
from curator.readers.kit.spans import OWN_ADDRESS, read_spans, shifted, unescaped

Tweet: TypeAlias = Mapping[str, Any]

PLATFORM = "twitter"
SHOWN = 80
"""How much of a skipped record is shown."""

_NOTICES = frozenset(
    ("delete", "limit", "scrub_geo", "status_withheld", "user_withheld", "disconnect", "warning")
)
_NO_LANGUAGE = frozenset(("und", "zxx", "qme", "qam", "qct", "qht", "qst"))
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
_TEXTS = frozenset(("full_text", "text", "extended_tweet"))
_QUOTING = frozenset(("quoted_status_id_str", "quoted_status_id", "quoted_status"))
_MOST = 2**53


class Words(NamedTuple):
    """What a tweet says."""

    text: str
    spans: tuple[Span, ...] = ()
    cut: bool = False


class UnreadableError(Exception):
    """A record is no tweet; the message is the sentence that says why."""


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
        self._met: set[int] = set()

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
        if "retweeted_status" in tweet or "quoted_status" in tweet:
            return (*self._context(tweet, place), row)
        return (row,)

    def author(self, user: object) -> Author:
        """Return who a tweet says wrote it; the same object while nothing changed."""
        if not isinstance(user, dict):
            if self._owner is not None:
                return self._owner
            raise UnreadableError(tr("It does not say who wrote it."))
        fields = tuple(map(user.get, _AUTHOR_FIELDS))
        handle = fields[0]
        known = self._authors.get(handle) if isinstance(handle, str) else None
        if known is None or known[0] != fields:
            if not isinstance(handle, str) or not handle.strip(" @"):
                raise UnreadableError(tr("It does not say who wrote it."))
            known = fields, self._new_author(user, " ".join(handle.split()).lstrip("@"))
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
        if isinstance(original, dict) and _handle_of(original):
            return self._repost(tweet, original, place, context=context)
        get = tweet.get
        author = self.author(get("user"))
        key, raw_id = self._key(tweet)
        at, precision = _time(tweet, key)
        quoted = _quoted(tweet)
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
            lang=_language(get("lang")),
            reply_to=ids.of(tweet, "in_reply_to_status_id"),
            reply_handle=_text(get("in_reply_to_screen_name")),
            quote_of=quoted,
            conversation=ids.of(tweet, "conversation_id"),
            spans=words.spans,
            media=pictures(self._source, tweet, key),
            likes=_count(get("favorite_count")),
            reposts=_count(get("retweet_count")),
            replies=_count(get("reply_count")),
            raw_id=raw_id,
            context=context,
            cut=words.cut,
            place=place,
        )

    def _repost(self, tweet: Tweet, original: Tweet, place: str, *, context: bool) -> Post:
        """Return a retweet: its own counts are nobody's, its words are the original's."""
        author = self.author(tweet.get("user"))
        key, raw_id = self._key(tweet)
        at, precision = _time(tweet, key)
        words, handle = self.words(original), _handle_of(original)
        prefix = f"RT @{handle}: "
        text = prefix + words.text
        key = key or ids.made_key(author.handle, at, text)
        whom = Span("mention", len("RT "), len(prefix) - len(": "), handle)
        return Post(
            PLATFORM,
            key,
            author,
            at,
            text,
            precision,
            url=ids.permalink(author.handle, key),
            lang=_language(tweet.get("lang")),
            repost_of=self._key(original)[0],
            spans=(whom, *shifted(words.spans, len(prefix))),
            media=pictures(self._source, original, key),
            raw_id=raw_id,
            context=context,
            cut=words.cut,
            place=place,
        )

    def _context(self, tweet: Tweet, place: str) -> Iterator[Post]:
        """Yield the posts inside a tweet that were not yet met."""
        original = tweet.get("retweeted_status")
        inner = original.get("quoted_status") if isinstance(original, dict) else None
        for held in (inner, original, tweet.get("quoted_status")):
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

    def _new_author(self, user: Mapping[str, Any], handle: str) -> Author:
        """Return an account as it was when the tweet was captured."""
        return Author(
            handle,
            name=unescaped(_text(user.get("name"))),
            key=ids.of(user, "id"),
            bio=unescaped(_text(user.get("description"))),
            followers=_count(user.get("followers_count")),
            protected=user.get("protected") is True,
            avatar=portrait(self._source, user.get("profile_image_url_https"))
            or portrait(self._source, user.get("profile_image_url")),
        )


def _time(tweet: Tweet, key: str) -> tuple[datetime, Precision]:
    """Return when a tweet was sent, by what it says or by the clock in its id."""
    said = tweet.get("created_at")
    if isinstance(said, str) and (at := clock.api_time(said)):
        return at, "second"
    if found := clock.instant(said):
        return found
    if at := ids.time_of(key):
        return at, "second"
    raise UnreadableError(tr("It has no time."))


def _handle_of(tweet: Tweet) -> str:
    """Return who wrote the tweet inside another, empty if it does not say."""
    user = tweet.get("user")
    handle = user.get("screen_name") if isinstance(user, dict) else None
    if not isinstance(handle, str) or not isinstance(
        tweet.get("full_text", tweet.get("text")), str
    ):
        return ""
    return " ".join(handle.split()).lstrip("@")


def _quoted(tweet: Tweet) -> str:
    """Return the id of the post that a tweet quotes."""
    if tweet.keys().isdisjoint(_QUOTING):
        return ""
    key = ids.of(tweet, "quoted_status_id")
    if not key and isinstance(held := tweet.get("quoted_status"), dict):
        key = ids.of(held, "id")
    return key


def _language(value: object) -> str:
    return value if isinstance(value, str) and value not in _NO_LANGUAGE else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    """Return a count, which own archives write as text; None if it was not recorded."""
    if isinstance(value, str) and value.isdecimal() and len(value) < len(str(_MOST)):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST:
        return value
    return None
