"""The oddities of captures from Twitter's first interface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import reader_for, twarc
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def tweet(key: int = 12, text: str = "Hello", **more: Any) -> dict[str, Any]:
    """Return a tweet by Ann."""
    made = {"id": key, "id_str": str(key), "created_at": "Sat Nov 09 12:14:18 +0000 2024"}
    user = {"screen_name": "ann", "name": "Ann", "id_str": "1", "followers_count": 35}
    return {**made, "full_text": text, "user": user, "entities": {}, **more}


def read(path: Path, *records: object) -> list[Post | Skipped]:
    """Return what is read of a file of JSON Lines."""
    file = path / "chat.jsonl"
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    with Source(file) as source:
        return list(reader_for(source).read(source, ReadOptions()))


def post(path: Path, record: object) -> Post:
    """Return the only post of a file."""
    (found,) = read(path, record)
    assert isinstance(found, Post)
    return found


def test_a_search_answer_is_read_whole_or_over_many_lines(tmp_path: Path) -> None:
    answer = {"statuses": [tweet(1), tweet(2)], "search_metadata": {"count": 2}}
    for indent, where in ((None, "line 1, item 2"), (1, "item 2")):
        file = tmp_path / "answer.json"
        file.write_text(json.dumps(answer, indent=indent))
        found = list(twarc.read(Source(file), ReadOptions()))
        assert [r.place for r in found if isinstance(r, Post)][1] == where


def test_a_folder_of_captures_is_read_file_by_file(tmp_path: Path) -> None:
    for week in (1, 2):
        (tmp_path / f"week{week}.json").write_text(json.dumps(tweet(week)))
    (tmp_path / "readme.txt").write_text("{not ours}")
    (tmp_path / "users.json").write_text('{"screen_name": "ann"}')
    with Source(tmp_path) as source:
        found = list(twarc.read(source, ReadOptions()))
        assert [r.place for r in found if isinstance(r, Post)] == [
            "week1.json, line 1",
            "week2.json, line 1",
        ]
        assert source.done == source.size


def test_what_a_stream_says_between_tweets_is_no_post_and_no_error(tmp_path: Path) -> None:
    notices = [{"delete": {"status": {}}}, {"limit": {"track": 3}}]
    assert len(read(tmp_path, notices[0], tweet(), notices[1])) == 1


def test_an_original_is_context_once_and_never_after_its_own_row(tmp_path: Path) -> None:
    original = tweet(1, "The words")
    rows = [tweet(n, "RT @ann: The w…", retweeted_status=original) for n in (5, 4)]
    found = [r for r in read(tmp_path, *rows, original, rows[0]) if isinstance(r, Post)]
    assert [(r.key, r.context) for r in found] == [
        ("1", True),
        ("5", False),
        ("4", False),
        ("1", False),
        ("5", False),
    ]
    after = [r for r in read(tmp_path, original, *rows) if isinstance(r, Post)]
    assert not any(r.context for r in after)


def test_a_retweet_has_the_whole_words_and_no_counts(tmp_path: Path) -> None:
    original = tweet(1, "Bread &amp; roses", favorite_count=9, retweet_count=4)
    row = read(tmp_path, tweet(2, "RT @ann: Bre…", favorite_count=0, retweeted_status=original))[1]
    assert isinstance(row, Post)
    assert (row.text, row.repost_of, row.cut) == ("RT @ann: Bread & roses", "1", False)
    assert (row.likes, row.reposts, row.replies) == (None, None, None)


def test_unknown_counts_are_not_nought(tmp_path: Path) -> None:
    found = post(tmp_path, tweet(favorite_count=None, retweet_count=0))
    assert (found.likes, found.reposts) == (None, 0)


def test_a_tweet_without_a_time_has_that_of_its_id(tmp_path: Path) -> None:
    found = post(tmp_path, tweet(1050118621198921728, created_at="yesterday"))
    assert found.at.isoformat() == "2018-10-10T20:19:24+00:00"
    (skipped,) = read(tmp_path, tweet(12, created_at=None))
    assert isinstance(skipped, Skipped)


def test_an_author_keeps_what_was_true_at_each_post(tmp_path: Path) -> None:
    later = tweet(2)
    later["user"] = {**later["user"], "followers_count": 36}
    one, two, three = (r for r in read(tmp_path, tweet(1), later, later) if isinstance(r, Post))
    assert [p.author.followers for p in (one, two)] == [35, 36]
    assert two.author is three.author


def test_a_picture_beside_the_capture_is_its_file(tmp_path: Path) -> None:
    (tmp_path / "chat_media").mkdir()
    (tmp_path / "chat_media" / "a.png").write_bytes(b"picture")
    media = {"type": "photo", "media_url_https": "https://pbs.twimg.com/media/a.png"}
    found = post(tmp_path, tweet(extended_entities={"media": [media, media]}))
    assert [each.file for each in found.media] == ["chat_media/a.png"] * 2


def test_ids_that_javascript_rounded_make_no_addresses(tmp_path: Path) -> None:
    rows = [tweet(914254677063200800 + 100 * n, f"Post {n}") for n in range(12)]
    for row in rows:
        del row["id_str"]
    found = [r for r in read(tmp_path, *rows) if isinstance(r, Post)]
    assert not any(r.url for r in found)
    assert found[3].raw_id == "914254677063201100"
    assert len({r.key for r in found}) == 12


def test_the_pictures_of_a_long_tweet_from_a_stream_are_found(tmp_path: Path) -> None:
    media = {"type": "photo", "media_url_https": "https://pbs.twimg.com/media/a.png"}
    whole = {"full_text": "Long", "extended_entities": {"media": [media]}}
    assert len(post(tmp_path, tweet(text="Lo…", extended_tweet=whole)).media) == 1


def test_a_hostile_handle_makes_no_address(tmp_path: Path) -> None:
    found = post(tmp_path, tweet(user={"screen_name": "a/../\nb"}))
    assert (found.author.handle, found.url) == ("a/../ b", "https://x.com/i/status/12")


@pytest.mark.parametrize("field", sorted(tweet()))
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[]], True, 1e300, "٣"])
def test_a_field_of_the_wrong_kind_never_crashes(
    tmp_path: Path, field: str, value: object
) -> None:
    found = read(tmp_path, tweet(), tweet() | {field: value})
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize("field", ["retweeted_status", "quoted_status", "extended_tweet"])
@pytest.mark.parametrize("value", [7, [], {}, {"user": {}}, {"user": {"screen_name": "x"}}])
def test_an_inner_tweet_of_the_wrong_kind_never_crashes(
    tmp_path: Path, field: str, value: object
) -> None:
    assert [r for r in read(tmp_path, tweet() | {field: value}) if isinstance(r, Post)]


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "[1, 2]", "hello", "\0\0\0\0", '{"data": []}']
)
def test_what_is_no_capture_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "chat.json"
    file.write_text(content)
    with pytest.raises(ArchiveError):
        reader_for(Source(file))
