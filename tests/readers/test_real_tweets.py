"""Real captures and archives, where they are at hand: nothing is lost, every span is right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.model import Post, Skipped
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.text.entities import unescaped
from tests.real import real

CAPTURES = {
    "twarc_v1/critlib15.json": 913,
    "twarc_v1/mar102015.json": 625,
    "twarc_v1/may192015.json": 528,
    "twarc_v1/dlfteach/tweets.jsonl": 4,
    "twarc_v1/sibhack/sibhack.json": 652,
    "twarc_v1/sibhack/%23sibhack-20141020122149_unique.json": 734,
    "search_api_v1": 400,
}

each_capture = pytest.mark.parametrize(("name", "count"), CAPTURES.items(), ids=list(CAPTURES))


def records(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        return list(reader_for(source).read(source, ReadOptions()))


def raw_tweets(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the tweets of a capture as they stand in it."""
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file())
    for file in files:
        for line in file.read_text("utf-8").split("\n"):
            if line.strip():
                value = json.loads(line)
                yield from value.get("statuses", [value])


@each_capture
def test_every_tweet_is_read_with_its_words(name: str, count: int) -> None:
    found = records(real(name))
    rows = [r for r in found if isinstance(r, Post) and not r.context]
    tweets = list(raw_tweets(real(name)))
    assert not [r for r in found if isinstance(r, Skipped)]
    assert len(rows) == len(tweets) == count
    for row, tweet in zip(rows, tweets, strict=True):
        raw = tweet.get("full_text") or tweet["text"]
        assert row.key == tweet["id_str"]
        assert row.author.handle == tweet["user"]["screen_name"]
        assert row.text.startswith(unescaped(raw).rstrip("…")[:100])
        assert ("retweeted_status" in tweet) == bool(row.repost_of)


@each_capture
def test_every_span_marks_the_words_it_means(name: str, count: int) -> None:
    posts = [r for r in records(real(name)) if isinstance(r, Post)]
    assert len(posts) >= count
    assert_spans_are_right(posts)


@each_capture
def test_every_tag_and_link_that_the_words_hold_is_marked(name: str, count: int) -> None:
    meant: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for tweet in raw_tweets(real(name)):
        whole = tweet.get("retweeted_status", tweet)
        words = unescaped(whole.get("full_text") or whole["text"]).lower()
        entities = whole["entities"]
        meant.update(h["text"].lower() for h in entities["hashtags"] if h["text"].lower() in words)
        meant.update(u["expanded_url"] for u in entities["urls"] if u["url"].lower() in words)
    rows = [r for r in records(real(name)) if isinstance(r, Post) and not r.context]
    for row in rows:
        marked.update(s.value.lower() for s in row.spans if s.kind == "hashtag")
        marked.update(s.value for s in row.spans if s.kind != "hashtag")
    assert len(rows) == count
    assert not meant - marked


def test_an_own_archive_is_read_without_its_account() -> None:
    posts = [r for r in records(real("x_archive/smithjd")) if isinstance(r, Post)]
    assert len(posts) == 1758
    assert sum(p.text.startswith("RT @") for p in posts) == 128
    assert sum(p.cut for p in posts) == 39
    assert {p.author.handle for p in posts} == {"smithjd"}
    assert not [p for p in posts if p.text.startswith("RT @") and p.likes is not None]
    assert_spans_are_right(posts)


def assert_spans_are_right(posts: list[Post]) -> None:
    for post in posts:
        for span in post.spans:
            words = post.text[span.start : span.end]
            if span.kind == "hashtag":
                assert words[0] in "#＃"
                assert words[1:] == span.value
            elif span.kind == "mention":
                assert words[0] in "@＠"
                assert words[1:] == span.value
            else:
                assert words.startswith(("https://t.co/", "http://t.co/"))
