"""The oddities of what scrapers wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.model import Post
from curator.readers import reader_for, scrapers, table
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.readers.tables import file, posts, tweet_id

FIRST, SECOND = tweet_id(0), tweet_id(61)
MARK = "https://pbs.twimg.com/media/Owl1?format=jpg&name=orig"


def apify(key: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    made = {"id": key, "fullText": text, "createdAt": "Mon Sep 15 18:00:00 +0000 2014"}
    counts = {"likeCount": 2, "retweetCount": 0}
    return {**made, **counts, "author": {"userName": who, "followers": 7}, **more}


def exporter(key: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    made = {"id": key, "full_text": text, "created_at": "2014-09-15 20:00:00 +02:00"}
    counts = {"favorite_count": 2, "retweet_count": 0, "bookmark_count": None}
    return {**made, **counts, "screen_name": who, "retweeted_status": None, **more}


def twscrape(key: str, who: str, text: str, **more: Any) -> dict[str, Any]:
    made = {"id": int(key), "id_str": key, "rawContent": text, "user": {"username": who}}
    return {**made, "date": "2014-09-15 18:00:00+00:00", "retweetCount": 0, "likeCount": 2, **more}


def read(folder: Path, *rows: dict[str, Any], indent: int | None = 1) -> list[Post]:
    source = file(folder, json.dumps(rows, indent=indent), "tweets.json")
    assert reader_for(source) is scrapers
    return posts(source)


@pytest.mark.parametrize("scraper", [apify, exporter, twscrape])
@pytest.mark.parametrize("indent", [1, None])
def test_every_scraper_tells_the_same(tmp_path: Path, scraper: Any, indent: int | None) -> None:
    (post,) = read(tmp_path, scraper(FIRST, "ann", "Soup &amp; #roofs"), indent=indent)
    assert (post.key, post.author.handle, post.text) == (FIRST, "ann", "Soup & #roofs")
    assert (post.likes, post.reposts, post.replies) == (2, 0, None)
    assert (post.at.hour, [span.value for span in post.spans]) == (18, ["roofs"])


def test_a_repost_has_the_whole_words_of_its_original(tmp_path: Path) -> None:
    whole = apify(FIRST, "ann", "Soup for all who come to the roof")
    context, row = read(tmp_path, apify(SECOND, "ben", "RT @ann: Soup for…", retweet=whole))
    assert (context.context, row.repost_of, row.likes) == (True, FIRST, None)
    assert row.text == "RT @ann: Soup for all who come to the roof"


def test_a_repost_known_by_its_number_alone_is_one(tmp_path: Path) -> None:
    (row,) = read(tmp_path, exporter(SECOND, "ben", "RT @ann: Soup", retweeted_status=FIRST))
    assert (row.repost_of, row.likes, row.author.handle) == (FIRST, None, "ben")


def test_a_quoted_post_comes_with_its_quotation(tmp_path: Path) -> None:
    held = twscrape(FIRST, "ann", "Soup")
    context, row = read(tmp_path, twscrape(SECOND, "ben", "This", quotedTweet=held))
    assert (context.text, context.context, row.quote_of) == ("Soup", True, FIRST)


def test_each_picture_is_taken_once_with_its_description(tmp_path: Path) -> None:
    small = MARK.replace("orig", "thumb")
    picture = {"type": "photo", "thumbnail": small, "original": MARK, "ext_alt_text": "An owl"}
    (post,) = read(tmp_path, exporter(FIRST, "ann", "Owl", media=[picture]))
    assert [(media.url, media.alt) for media in post.media] == [(MARK, "An owl")]


def test_the_rows_of_twint_are_those_of_their_authors(tmp_path: Path) -> None:
    header = "id,date,time,username,tweet,likes_count,retweet,user_rt,retweet_id,retweet_date"
    row = f"{FIRST},2014-09-15,18:00:00,ben,Soup,2,True,ann,{SECOND},2014-09-15 18:01:01"
    source = file(tmp_path, f"{header}\n{row}\n")
    assert reader_for(source) is table
    (post,) = table.read(source, ReadOptions())
    assert isinstance(post, Post)
    assert (post.author.handle, post.text, post.repost_of) == ("ben", "Soup", "")


def test_twint_in_json_is_a_table_and_no_list_of_accounts(tmp_path: Path) -> None:
    row = {
        "id": int(FIRST),
        "username": "ann",
        "name": "Ann",
        "tweet": "Soup",
        "date": "2014-09-15",
    }
    source = file(tmp_path, json.dumps({**row, "created_at": "x"}) + "\n", "tweets.json")
    assert reader_for(source) is table


def test_a_source_closes_where_a_scraper_broke_off(tmp_path: Path) -> None:
    line = json.dumps(twscrape(FIRST, "ann", "Soup"))
    with Source(file(tmp_path, f"{line}\n{line[:90]}", "tweets.jsonl").path) as source:
        assert [type(r).__name__ for r in scrapers.read(source, ReadOptions())] == [
            "Post",
            "Skipped",
        ]
