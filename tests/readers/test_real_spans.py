"""In every real archive at hand, the words that are linked are the words that were meant."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Span
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real

FOLDERS = (
    "bluesky",
    "discord",
    "grailbird",
    "mastodon",
    "rtweet",
    "search_api_v1",
    "slack",
    "storify",
    "t_cli",
    "telegram",
    "twarc_v1",
    "twarc_v2",
    "twitter_archiver",
    "whatsapp",
    "x_archive",
)
TOLD = {
    "twarc_v1/critlib15.json": 400,
    "twarc_v1/sibhack/sibhack.json": 400,
    "twarc_v1/dlfteach/tweets.jsonl": 4,
    "search_api_v1/csiro/thank1-20140416.json": 100,
    "twarc_v2/2sets.jsonl": 100,
    "twarc_v2/flat.jsonl": 100,
    "twarc_v2/noflat.jsonl": 100,
    "twarc_v2/mentions_tweet.jsonl": 1,
    "x_archive/smithjd/data/tweets.js": 1000,
    "grailbird/cpjobling-tweets_DEV_2007-2016-08.zip": 8000,
}
"""Archives that tell what stands in their texts, and how many entities at least."""


class Told(NamedTuple):
    """What an archive says stands in a text."""

    kind: str
    value: str


def archives(folder: Path) -> Iterator[Path]:
    yield from (f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix != ".md")


def posts(path: Path) -> list[Post]:
    with Source(path) as source:
        try:
            found = list(reader_for(source).read(source, ReadOptions(handle="owner")))
        except ArchiveError:
            return []
    return [record for record in found if isinstance(record, Post)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_words_that_are_linked_are_those_that_were_meant(folder: str) -> None:
    here = real(folder)
    told_of = []
    for path in archives(here):
        found = posts(path)
        for post in found:
            assert_linked_by_its_own_words(post)
        name = path.relative_to(here.parent).as_posix()
        if name in TOLD:
            assert_what_is_told_is_marked(path, found, TOLD[name])
            told_of.append(name)
    assert told_of == [name for name in sorted(TOLD) if name.startswith(f"{folder}/")]


def assert_linked_by_its_own_words(post: Post) -> None:
    end = 0
    for span in post.spans:
        assert end <= span.start <= span.end <= len(post.text), post.place
        end = span.end
        if span.start == span.end:  # recorded, but cut off or taken out of the words
            assert span.start == len(post.text), post.place
            continue
        assert means_what_it_says(span, post.text[span.start : span.end]), post.place


def means_what_it_says(span: Span, words: str) -> bool:
    if span.kind == "hashtag":
        return words[0] in "#＃" and words[1:].lower() == span.value.lower()
    if span.kind == "mention":
        whom = span.value.lower().partition("@")[0]  # the fediverse adds the server
        return words[0] in "@＠" and words[1:].lower() in {whom, span.value.lower()}
    return bool(words.strip()) and span.value.startswith("http")


def tweets(path: Path) -> Iterator[dict[str, Any]]:
    """Yield everything in an archive that looks like a tweet."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            texts = [packed.read(n).decode() for n in packed.namelist() if "/js/tweets/" in n]
    else:
        texts = [path.read_text("utf-8")]
    for text in texts:
        whole = re.sub(r"\A\s*(?:window|Grailbird)[\w.]* =", "", text)
        try:
            values = [json.loads(whole)]
        except ValueError:
            values = [json.loads(line) for line in whole.split("\n") if line.strip()]
        waiting: list[Any] = values
        while waiting:
            value = waiting.pop()
            inner = value.values() if isinstance(value, dict) else value
            waiting += [each for each in inner if isinstance(each, dict | list)]
            if (
                isinstance(value, dict)
                and "entities" in value
                and {"text", "full_text"} & {*value}
            ):
                yield value


def told(tweet: dict[str, Any]) -> Iterator[Told]:
    """Yield the entities that stand in the text where it says they do."""
    raw = tweet.get("full_text") or tweet.get("text") or ""
    kinds = (
        ("hashtags", "hashtag", ("text", "tag"), "#＃"),
        ("user_mentions", "mention", ("screen_name",), "@＠"),
        ("mentions", "mention", ("username",), "@＠"),
        ("urls", "link", ("expanded_url",), "h"),
    )
    for name, kind, fields, signs in kinds:
        for entity in tweet["entities"].get(name) or ():
            start, end = entity.get("indices") or (entity.get("start"), entity.get("end"))
            words = raw[int(start) : int(end)]
            value = next((entity[field] for field in fields if field in entity), "")
            is_there = words == entity["url"] if kind == "link" else words[1:] == value
            is_whom = raw.startswith("RT @") and int(start) == len("RT ")  # may be renamed since
            if words[:1] and words[0] in signs and is_there and value and not is_whom:
                yield Told(kind, value)


def assert_what_is_told_is_marked(path: Path, found: list[Post], least: int) -> None:
    """Look up in the posts what an archive says stands in its texts."""
    marked: dict[str, set[str]] = {}
    for post in found:
        known = marked.setdefault(post.key, set())
        known.update(span.value.lower() for span in post.spans)
    count = 0
    for tweet in tweets(path):
        key = str(tweet.get("id_str") or tweet.get("id"))
        for entity in told(tweet) if key in marked else ():
            count += 1
            assert entity.value.lower() in marked[key], (key, entity)
    assert count >= least


def test_bytes_of_a_bluesky_text_are_counted_as_such() -> None:
    (path,) = archives(real("bluesky"))
    marked = {post.key: post for post in posts(path)}
    views = json.loads(path.read_text("utf-8"))
    count = 0
    for view in views["posts"] if isinstance(views, dict) else views:
        record, post = view["record"], marked[view["uri"]]
        for facet in record.get("facets") or ():
            for feature in facet["features"]:
                value = feature.get("tag") or feature.get("uri")
                start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
                words = record["text"].encode()[start:end].decode()
                if value and not value.startswith("at:"):
                    spans = [s for s in post.spans if s.value.lower() == value.lower()]
                    assert words in {post.text[s.start : s.end] for s in spans}
                    count += 1
    assert count > 500
