"""What twarc 2 and others caught from Twitter's second interface: tweets as JSON, joined or not.

Researchers have them since 2021, as JSON Lines. Unless twarc was told to flatten them, a line is
a whole answer, of up to 500 tweets, with what belongs to them beside:

    {"data": [{"id": "138…", "text": "…", "author_id": "26"}], "includes": {"users": [{…}]}}
    {"id": "138…", "text": "…", "author_id": "26", "author": {"username": "ann", …}}

Posts that are only answered, quoted or repeated come out as context. Counts, accounts, lists and
what was deleted later, which twarc saves in like files, are explained: they hold no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import HEAD, Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids.edits import without_old_versions
from curator.readers.kit.json.json_stream import DECODER
from curator.readers.kit.json.records import (
    first_values,
    place_words,
    records,
    without_damaged_start,
)
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.tweets.api_v2 import (
    Includes,
    as_first,
    is_second,
    objects,
    read_includes,
    reference,
)
from curator.readers.kit.tweets.tweets import Tweets, beginning

TITLE = "Twitter JSON of the second interface (twarc 2)"

_ANSWER = re.compile(r'\s*\[?\s*\{\s*"(?:data|includes|errors|meta|__twarc|matching_rules)"\s*:')
_FIRST = re.compile(r'"data"\s*:\s*\[?\s*(?=\{)')
_LONG_HEAD = 4 * 1024 * 1024
"""Enough of a line that begins with all the people in it to come to its first tweet."""

_TRIES = 20
_TWEETS = "tweets"
_USERS = frozenset({"public_metrics", "verified", "protected", "pinned_tweet_id"})
_WORDED = frozenset({"tweet", "text", "content", "message", "link"})
_ASKED = frozenset({"id", "ids"})


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    kinds = {_kind(source, name) for name in source.names}
    return _TWEETS in kinds or (len(source.names) == 1 and kinds != {""})


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in the archive's order."""
    kinds = {name: kind for name in source.names if (kind := _kind(source, name))}
    names = [name for name, kind in kinds.items() if kind == _TWEETS]
    others = {name: kind for name, kind in kinds.items() if kind != _TWEETS}
    if not names:
        raise ArchiveError(_explained(source.name, next(iter(others.values()), "")))
    for name, kind in others.items():
        source.remark(name, _explained(name, kind))
    source.expect(names)
    yield from without_old_versions(source, _rows(source, names))


def _rows(source: Source, names: list[str]) -> Iterator[tuple[Post | Skipped, str]]:
    """Yield each post, with the id of its last version."""
    tweets = Tweets(source)
    for name in names:
        where = place_words(source, name)
        for number, value in records(source, name):
            place = f"{where}{number}"
            if isinstance(value, Skipped):
                yield value._replace(where=place), ""
            elif isinstance(value, dict) and "text" not in value:
                yield from _answer(tweets, value, place)
            else:
                yield from _posts(tweets, value, Includes(), place)


def _answer(
    tweets: Tweets, answer: Mapping[str, Any], place: str
) -> Iterator[tuple[Post | Skipped, str]]:
    """Yield the posts of a whole answer, and tell of those that were asked for in vain."""
    known, item = read_includes(answer), tr("item")
    for number, tweet in enumerate(objects(answer.get("data")), 1):
        yield from _posts(tweets, tweet, known, f"{place}, {item} {number}")
    for error in objects(answer.get("errors")):
        if str(error.get("parameter")) in _ASKED and error.get("resource_type") == "tweet":
            why = tr("Twitter did not give this post: it was deleted, hidden or protected.")
            yield Skipped(place, why, str(error.get("value", ""))[:80]), ""


def _posts(
    tweets: Tweets, tweet: Any, known: Includes, place: str
) -> Iterable[tuple[Post | Skipped, str]]:
    """Yield a tweet, before it those it refers to, and with each the id of its last version."""
    if not is_second(tweet):
        return [(Skipped(place, tr("It is not a post."), beginning(tweet)), "")]
    found = tweets.posts(as_first(tweet, known), place)
    last = _last_version(tweet)
    return [
        (_repeating(post, tweet), last)
        if isinstance(post, Post) and not post.context
        else (post, "")
        for post in found
    ]


def _repeating(post: Post, tweet: Mapping[str, Any]) -> Post:
    """Return a repost of what is not there any more as one, with the words that are left."""
    key = reference(tweet, "retweeted")[0]
    if not key or post.repost_of:
        return post
    cut = post.cut or post.text.endswith("…")
    return replace(post, repost_of=key, cut=cut, likes=None, reposts=None, replies=None)


def _last_version(tweet: Mapping[str, Any]) -> str:
    """Return the id of the last version of an edited tweet, empty if it never was."""
    versions = tweet.get("edit_history_tweet_ids")
    return ids.clean(versions[-1]) if isinstance(versions, list) and versions[1:] else ""


def _kind(source: Source, name: str) -> str:
    """Return what a file of the second interface holds, '' if it is none."""
    if is_media(name):
        return ""
    for size in (HEAD, _LONG_HEAD):
        text = without_damaged_start(decoded(source.head(name, size))[0].lstrip("\ufeff"))
        if text.lstrip()[:1] not in {"{", "["}:
            return ""
        is_answer = _ANSWER.match(text) is not None
        values = _data(text) if is_answer else first_values(text.lstrip())
        if kind := next(filter(None, map(_kind_of, values)), ""):
            return kind
        if not is_answer or len(text) < HEAD // 4:
            return ""
    return ""


def _data(text: str) -> Iterator[Any]:
    """Yield the first of what an answer holds, and of those after it, as far as it is read."""
    for found in islice(_FIRST.finditer(text), _TRIES):
        try:
            yield DECODER.raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            continue


def _kind_of(value: object) -> str:
    """Return what kind of record a value is."""
    if is_second(value):
        return _TWEETS
    names = value.keys() if isinstance(value, dict) else set[str]()
    if {"tweet_count", "start", "end"} <= names:
        return "counts"
    if {"action", "redacted_at"} <= names:
        return "compliance"
    if {"username", "name", "id"} <= names and names & _USERS and not names & _WORDED:
        return "users"
    if {"name", "id"} <= names and names & {"member_count", "follower_count", "owner_id"}:
        return "lists"
    return ""


def _explained(name: str, kind: str) -> str:
    """Say what a file holds that is not posts."""
    what = {
        "counts": tr(
            "{name} counts how many posts there were, but does not hold them.", name=name
        ),
        "compliance": tr(
            "{name} tells which posts were deleted later. It holds no posts.", name=name
        ),
        "users": tr("{name} is a list of accounts. It holds no posts.", name=name),
        "lists": tr("{name} is a list of Twitter lists. It holds no posts.", name=name),
    }
    return what.get(kind, tr("There are no posts in {name}.", name=name))
