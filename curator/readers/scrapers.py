"""Tweets that scrapers caught: snscrape, twscrape, Apify’s, twitter-web-exporter, Zeeschuimer.

JSON Lines or one list, with names that differ from scraper to scraper, and the author inside:

    {"_type": "snscrape.modules.twitter.Tweet", "id": 15, "rawContent": "…", "user": {…}, …}
    [{"id": "15", "fullText": "…", "likeCount": 2, "author": {"userName": "ann", …}, …}]
    [{"id": "15", "full_text": "…", "screen_name": "ann", "retweeted_status": null, …}]
    {"source_platform": "x.com", "data": {"rest_id": "15", "legacy": {…}, …}, …}     (Zeeschuimer)

Posts that are quoted or repeated stand inside others and come out as context. The tables of these
scrapers are tables like others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.records import first_values, place_words, records, start
from curator.readers.kit.tweets.graph import flat, is_elsewhere, site_of
from curator.readers.kit.tweets.scraped import as_first, is_scraped, repeated_key
from curator.readers.kit.tweets.tweets import Tweets

TITLE = "Twitter JSON of scrapers (snscrape, twscrape, Apify, web exporter, Zeeschuimer)"


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
        for number, value in records(source, name):
            place = f"{where}{number}"
            if isinstance(value, Skipped):
                yield value._replace(where=place)
            elif is_elsewhere(value):
                yield Skipped(place, tr("It is no post of X, but of {site}.", site=site_of(value)))
            else:
                yield from _posts(tweets, flat(value), place)


def _is_capture(source: Source, name: str) -> bool:
    """Tell whether a file begins with what a scraper wrote."""
    if is_media(name):
        return False
    text = start(source, name).lstrip()
    return text[:1] in {"{", "["} and any(is_scraped(flat(each)) for each in first_values(text))


def _posts(tweets: Tweets, value: Any, place: str) -> Iterator[Post | Skipped]:
    """Yield a tweet, and before it those it holds."""
    found = tweets.posts(as_first(value) if is_scraped(value) else value, place)
    key = repeated_key(value) if isinstance(value, dict) else ""
    for post in found:
        if isinstance(post, Post) and not post.context and key and not post.repost_of:
            cut = post.cut or post.text.endswith("…")
            yield replace(post, repost_of=key, cut=cut, likes=None, reposts=None, replies=None)
        else:
            yield post
