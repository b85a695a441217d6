"""The table readers over real archives, where those lie beside the project."""

from __future__ import annotations

import pytest

from curator.model import Post, Skipped
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def read(name: str) -> tuple[list[Post], list[Skipped]]:
    source = Source(real(name))
    records = list(reader_for(source).read(source, ReadOptions()))
    return (
        [record for record in records if isinstance(record, Post)],
        [record for record in records if isinstance(record, Skipped)],
    )


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("twitter_archiver/pstweetchat.csv", 2473),
        ("twitter_archiver/pstweetchat_2019-03-01.csv", 135),
        ("twitter_archiver/pstweetchat_2020-03-06.csv", 217),
        ("twarc_v1/apr232015.csv", 823),
        ("twarc_v1/critlib15.csv", 912),
        ("twarc_v1/mar102015.csv", 625),
        ("twarc_v1/may022015.csv", 684),
        ("twarc_v1/may192015.csv", 528),
        ("rtweet/abacbs17_rtweet060.csv", 2006),
        ("rtweet/user2018_rtweet.csv", 5967),
        ("t_cli/bog13.csv", 2274),
    ],
)
def test_every_row_becomes_a_post_that_can_be_linked(name: str, count: int) -> None:
    posts, skipped = read(name)
    assert len(posts) == count
    assert not skipped
    assert all(post.url and post.precision == "second" for post in posts)


@pytest.mark.parametrize("name", ["t_cli/SFAF2013.csv", "t_cli/altbioinf.csv"])
def test_ids_that_r_rounded_are_never_linked(name: str) -> None:
    posts, _ = read(name)
    assert not any(post.url for post in posts)
    assert all(post.raw_id for post in posts)


def test_no_retweet_is_put_into_the_wrong_mouth() -> None:
    posts, _ = read("rtweet/user2018_rtweet.csv")
    reposts = [post for post in posts if post.repost_of]
    assert len(reposts) == 4294
    assert all(post.text.startswith("RT @") for post in reposts)


def test_a_chat_that_was_misread_twice_reads_well() -> None:
    posts, skipped = read("ngsschat_csv/ngsschat_DEV_2012-2014.csv")
    assert (len(posts), len(skipped)) == (7870, 25)
    assert not any("â€™" in post.text for post in posts)
    assert sum(post.text.count("’") for post in posts) > 200
    assert {post.platform for post in posts} == {"twitter"}
