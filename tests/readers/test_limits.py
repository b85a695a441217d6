"""Small files cannot keep a computer busy; one bad line never makes a file unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.errors import ArchiveError, UnrecognisedError
from curator.model import Post, Skipped
from curator.readers import reader_for
from tests.readers.tables import file, records

NAMES = ("id", "text", "date", "user")


@pytest.mark.parametrize(
    "header", [",".join(NAMES * 500), ",".join(["a"] * 32_000), ",".join(["a"] * 5_000)]
)
def test_a_table_of_more_columns_than_posts_have_is_refused(tmp_path: Path, header: str) -> None:
    with file(tmp_path, f"{header}\n") as source, pytest.raises(UnrecognisedError):
        reader_for(source)


def test_many_columns_of_one_name_are_told_apart(tmp_path: Path) -> None:
    header = "text,time,user," + ",".join(["note"] * 300)
    with file(tmp_path, f"{header}\nLeeks,2024-05-14 20:00,ann\n") as source:
        (post,) = records(source)
    assert isinstance(post, Post)
    assert post.text == "Leeks"


def test_of_two_columns_of_one_name_the_one_that_differs_counts(tmp_path: Path) -> None:
    rows = "id,query,id,user_screen_name,text,local_time\n" + "".join(
        f"1,#roof,179047000000000000{n},ann,Leeks {n},2024-05-14T22:0{n}:00\n" for n in (1, 2)
    )
    with file(tmp_path, rows) as source:
        posts = [each for each in records(source) if isinstance(each, Post)]
        assert source.remarks == ()
    assert [post.key for post in posts] == ["1790470000000000001", "1790470000000000002"]


TWEET = {
    "id_str": "1000000000004194304", "created_at": "Sat Nov 09 12:00:01 +0000 2024",
    "full_text": "hello #chat", "user": {"screen_name": "ann", "name": "Ann"}, "entities": {},
}  # fmt: skip


@pytest.mark.parametrize(
    "first",
    [
        '{"id_str": "1", "x": ' + "[" * 70_000 + "]" * 70_000 + "}",
        "Downloading tweets, please wait",
        '{"id_str": "1", "full_text": "cut off in the mid',
    ],
)
def test_one_bad_line_never_makes_a_file_unknown(tmp_path: Path, first: str) -> None:
    with file(tmp_path, f"{first}\n{json.dumps(TWEET)}\n", "tweets.jsonl") as source:
        bad, post = records(source)
    assert isinstance(bad, Skipped)
    assert isinstance(post, Post)
    assert post.text == "hello #chat"


def test_a_refused_table_lists_its_columns_and_the_option(tmp_path: Path) -> None:
    table = "Title,Contents,Url,Author,Date\n,Leeks,https://a.example,ann,2024-05-14 20:01\n"
    with file(tmp_path, table * 1) as source, pytest.raises(UnrecognisedError) as refusal:
        reader_for(source)
    assert "“Contents”" in str(refusal.value)
    assert "--map text=COLUMN" in str(refusal.value)


@pytest.mark.parametrize(
    "table",
    [
        # Meltwater
        (
            "Date,Headline,URL,Opening Text,Hit Sentence,Source,Influencer,Reach\n"
            "2024-05-14 20:01,,https://twitter.com/ann/status/1790473000000000001,,Leeks,Twitter,@ann,9\n"
        ),
        # Brandwatch, below what was asked for
        (
            "Report:,Bulk Mentions\nBrand:,Roof\nFrom:,Tue May 14\nTo:,Wed May 15\n\n"
            "Query Id,Date,Title,Snippet,Url,Author,Full Name,Full Text,Twitter Followers\n"
            "7,2024-05-14 20:01:00.0,,Leeks,http://twitter.com/ann/statuses/1790473000000000001,ann,Ann,"
            "Leeks,35\n"
        ),
        # Talkwalker
        (
            "published,content,url,extra_author_attributes.name,extra_author_attributes.short_name\n"
            "2024-05-14 20:01,Leeks,http://twitter.com/ann/statuses/1790473000000000001,Ann,ann\n"
        ),
    ],
)
def test_what_agencies_export_is_known_by_its_columns(tmp_path: Path, table: str) -> None:
    with file(tmp_path, table) as source:
        (post,) = records(source)
    assert isinstance(post, Post)
    assert (post.author.handle, post.text) == ("ann", "Leeks")


def test_links_and_hashtags_that_stand_beside_the_words_count(tmp_path: Path) -> None:
    table = (
        "Date,Screen Name,Full Name,Tweet Text,Tweet ID,Link(s),Hashtags\n"
        "2024-05-14 20:01,@ann,Ann,Look at this,1790473000000000001,https://a.example/x,"
        "roof leeks\n"
    )
    with file(tmp_path, table) as source:
        (post,) = records(source)
    assert isinstance(post, Post)
    assert [(span.kind, span.value) for span in post.spans] == [
        ("hashtag", "roof"),
        ("hashtag", "leeks"),
        ("link", "https://a.example/x"),
    ]
    assert "".join(piece.text for piece in post.pieces()) == post.shown == "Look at this"


def test_no_such_file_is_read_as_nothing(tmp_path: Path) -> None:
    with file(tmp_path, "") as source, pytest.raises(ArchiveError):
        reader_for(source)
