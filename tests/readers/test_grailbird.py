"""The oddities of Twitter's archives before 2018."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import grailbird, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.readers.tables import file, tweet_id
from tests.real import real

NEW = (
    "tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,"
    "retweeted_status_id,retweeted_status_user_id,retweeted_status_timestamp,expanded_urls"
)
OLD = (
    "tweet_id,in_reply_to_status_id,in_reply_to_user_id,retweeted_status_id,"
    "retweeted_status_user_id,timestamp,source,text,expanded_urls"
)


def month(folder: Path, *rows: dict[str, Any], name: str = "2013_01") -> Path:
    """Write the script of a month."""
    file = folder / f"{name}.js"
    file.write_text(f"Grailbird.data.tweets_{name} = \n {json.dumps(rows)}")
    return file


def row(key: int, text: str, **more: Any) -> dict[str, Any]:
    made = {"id_str": str(key), "id": key, "created_at": "2013-01-23 11:07:49 +0000"}
    return {**made, "text": text, "user": {"screen_name": "ann"}, **more}


def table(folder: Path, header: str, *rows: str) -> Path:
    """Write the table of an archive."""
    file = folder / "tweets.csv"
    file.write_text("\n".join((header, *rows)) + "\n")
    return file


def records(path: Path, handle: str = "") -> list[Post | Skipped]:
    with Source(path) as source:
        assert reader_for(source) is grailbird
        return list(grailbird.read(source, ReadOptions(handle=handle)))


def posts(path: Path, handle: str = "") -> list[Post]:
    found = records(path, handle)
    assert all(isinstance(record, Post) for record in found), found
    return [record for record in found if isinstance(record, Post)]


def test_a_month_dropped_alone_is_read(tmp_path: Path) -> None:
    (post,) = posts(month(tmp_path, row(5, "Hello")))
    assert (post.author.handle, post.url) == ("ann", "https://x.com/ann/status/5")


def test_posts_that_only_the_table_holds_are_not_lost(tmp_path: Path) -> None:
    month(tmp_path, row(5, "From the script"))
    told = "5,,,2013-01-23 11:07:49 +0000,web,From the table,,,,"
    table(tmp_path, NEW, told, "6,,,2013-01-24 11:07:49 +0000,web,And more,,,,")
    assert [post.text for post in posts(tmp_path)] == ["From the script", "And more"]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (NEW, "5,4,9,2013-01-23 11:07:49 +0000,web,RT @ben: Soup & roofs ...,3,8,,"),
        (OLD, "5,4,9,3,8,2013-01-23 11:07:49 +0000,web,RT @ben: Soup & roofs ...,"),
    ],
)
def test_both_orders_of_columns_are_read(tmp_path: Path, header: str, line: str) -> None:
    (post,) = posts(table(tmp_path, header, line), "@ann")
    assert (post.author.handle, post.repost_of, post.cut) == ("ann", "3", True)
    assert post.text == "RT @ben: Soup & roofs ..."


def test_midnight_before_november_2010_is_a_day(tmp_path: Path) -> None:
    early = "5,,,2010-03-01 00:00:00 +0000,web,Early,,,,"
    late = "6,,,2013-03-01 00:00:00 +0000,web,Late,,,,"
    found = posts(table(tmp_path, NEW, early, late), "ann")
    assert [post.precision for post in found] == ["day", "second"]


def test_a_table_alone_asks_whose_it_is(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--as HANDLE"):
        records(table(tmp_path, NEW, "5,,,2013-01-23 11:07:49 +0000,web,Hello,,,,"))


def test_the_address_of_ones_own_picture_says_whose_it_is(tmp_path: Path) -> None:
    picture = "https://twitter.com/ann/status/5/photo/1"
    line = f'5,,,2013-01-23 11:07:49 +0000,web,Owl http://t.co/aB1,,,,"{picture},{picture}"'
    (post,) = posts(table(tmp_path, NEW, line))
    assert (post.author.handle, post.shown.strip()) == ("ann", "Owl")


def test_a_cell_for_each_address_is_no_reason_to_lose_a_post(tmp_path: Path) -> None:
    line = (
        "5,,,,,2013-01-23 11:07:49 +0000,web,http://t.co/a http://t.co/b,http://x.org,http://y.org"
    )
    (post,) = posts(table(tmp_path, OLD, line), "ann")
    assert [span.value for span in post.spans] == ["http://x.org", "http://y.org"]


def test_rows_from_the_interface_stand_among_the_old_ones(tmp_path: Path) -> None:
    new = row(7, "", full_text="Soup & roofs", favorite_count=3)
    new["created_at"] = "Wed Aug 24 20:15:00 +0000 2016"
    old, post = posts(month(tmp_path, row(5, "Hello"), new))
    assert (old.likes, post.likes, post.at.year, post.text) == (None, 3, 2016, "Soup & roofs")


def test_a_row_by_nobody_is_reported(tmp_path: Path) -> None:
    nobody = row(5, "Hello")
    del nobody["user"]
    assert isinstance(records(month(tmp_path, nobody))[0], Skipped)


def test_months_that_are_missing_are_told(tmp_path: Path) -> None:
    month(tmp_path, row(5, "Hello"))
    listed = [{"file_name": f"data/js/tweets/{name}.js"} for name in ("2013_02", "2013_03")]
    (tmp_path / "tweet_index.js").write_text(f"var tweet_index = {json.dumps(listed)}")
    with Source(tmp_path) as source:
        list(grailbird.read(source, ReadOptions()))
        (remark,) = source.remarks
    assert remark.why.endswith("2 months that it does not hold: 2013-02 to 2013-03.")


def test_a_real_archive_is_read_whole() -> None:
    found = posts(real("grailbird/cpjobling-tweets_DEV_2007-2016-08.zip"))
    own = [post for post in found if not post.context]
    assert len(own) == len({post.key for post in own}) == 8366
    assert sum(bool(post.repost_of) for post in own) == len(found) - len(own) == 2412
    assert {post.author.handle for post in own} == {"cpjobling"}
    assert sum(post.precision == "day" for post in own) == 1603


def test_real_tables_of_months_are_read_whole() -> None:
    found = posts(real("grailbird/jrosen48_csvs"), "jrosen48")
    assert len(found) == len({post.key for post in found}) == 5317


def test_old_tables_escape_some_words_and_others_not(tmp_path: Path) -> None:
    said = ("Soup &amp; bread", "Roofs & owls", "Write &amp; for & here")
    rows = (
        f"{tweet_id(n)},,,2014-09-15 18:00:00 +0000,w,{text},,,," for n, text in enumerate(said)
    )
    file(tmp_path, "\n".join((NEW, *rows)), "tweets.csv")
    found = [post.text for post in posts(tmp_path / "tweets.csv", "ann")]
    assert found == ["Soup & bread", "Roofs & owls", "Write &amp; for & here"]
