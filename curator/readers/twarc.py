"""What twarc 1 and others caught from Twitter's first interface: tweets as JSON.

Librarians and researchers have them as JSON Lines, whatever the file is called; tweepy, Hydrator
and streams wrote the same; a search saved by hand is one answer with a list in it:

    {"created_at": "Tue Mar 10 23:59:59 +0000 2015", "id_str": "575", "text": "…", "user": {…}}
    {"statuses": [{"created_at": …}, …], "search_metadata": {…}}

What a stream says between tweets (deletions, limits) is left out: nobody said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.json.records import first_values, place_words, records, start
from curator.readers.kit.tweets.tweets import Tweets, is_notice, is_tweet

TITLE = "Twitter JSON (twarc 1, searches, streams)"

_SOME = 1000
"""Records that are enough to tell whether the ids of a file are rounded."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_capture(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in the archive's order."""
    names = [name for name in source.names if _is_capture(source, name)]
    source.expect(names)
    tweets = Tweets(source)
    for name in names:
        where = place_words(source, name)
        tweets.trusts_numbers = not _are_rounded(source, name)
        for number, value in records(source, name):
            place = f"{where}{number}"
            if isinstance(value, dict) and "user" in value:
                yield from tweets.posts(value, place)
            else:
                yield from _others(tweets, value, place)


def _others(tweets: Tweets, value: Any, place: str) -> Iterable[Post | Skipped]:
    """Return what is to be said of a record that is no plain tweet, such as a whole answer."""
    if isinstance(value, Skipped):
        return (value._replace(where=place),)
    if isinstance(value, dict) and isinstance(answer := value.get("statuses"), list):
        item = tr("item")
        found = (tweets.posts(each, f"{place}, {item} {n}") for n, each in enumerate(answer, 1))
        return chain.from_iterable(found)
    return () if is_notice(value) else tweets.posts(value, place)


def _is_capture(source: Source, name: str) -> bool:
    """Tell whether a file begins with tweets."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    return text[:1] in {"{", "["} and any(map(is_tweet, first_values(text)))


def _are_rounded(source: Source, name: str) -> bool:
    """Tell whether the ids of a file are numbers only, and went through what rounds them."""
    first: Any = next(filter(is_tweet, first_values(start(source, name).lstrip())), {})
    if first.get("id_str") is not None:
        return False
    before = source.done
    values = [value for _, value in islice(records(source, name), _SOME)]
    source.done = before
    answers = (v["statuses"] if isinstance(v, dict) and "statuses" in v else [v] for v in values)
    found = (each for answer in answers if isinstance(answer, list) for each in answer)
    return ids.are_rounded(str(each.get("id")) for each in found if isinstance(each, dict))
