"""The oddities of the archive of one's own account."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import x_archive
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def tweet(key: int, text: str, **more: Any) -> dict[str, Any]:
    """Return a tweet as own archives write it: numbers are text, nobody wrote it."""
    made = {"id_str": str(key), "id": str(key), "created_at": "Sat Nov 09 12:14:18 +0000 2024"}
    return {**made, "full_text": text, "favorite_count": "0", "entities": {}, **more}


def write(path: Path, *tweets: dict[str, Any], kind: str = "tweets") -> Path:
    """Write a bare tweets.js."""
    file = path / f"{kind}.js"
    rows = [{"tweet": each} for each in tweets]
    file.write_text(f"window.YTD.{kind}.part0 = {json.dumps(rows)}")
    return file


def read(path: Path, handle: str = "") -> list[Post | Skipped]:
    with Source(path) as source:
        assert x_archive.recognise(source)
        return list(x_archive.read(source, ReadOptions(handle=handle)))


def posts(path: Path, handle: str = "") -> list[Post]:
    return [record for record in read(path, handle) if isinstance(record, Post)]


def test_a_bare_file_without_a_handle_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="--as HANDLE"):
        read(write(tmp_path, tweet(1, "Hello")))


def test_the_handle_named_is_taken(tmp_path: Path) -> None:
    (post,) = posts(write(tmp_path, tweet(1, "Hello")), "@ann")
    assert (post.author.handle, post.url) == ("ann", "https://x.com/ann/status/1")


def test_own_pictures_give_the_handle_away(tmp_path: Path) -> None:
    others = {"media": [{"expanded_url": "https://twitter.com/bob/status/9/photo/1"}]}
    own = {"media": [{"expanded_url": "https://twitter.com/ann/status/2/photo/1"}]}
    file = write(tmp_path, tweet(1, "RT @bob: x", entities=others), tweet(2, "x", entities=own))
    assert {post.author.handle for post in posts(file)} == {"ann"}


def test_an_answer_to_oneself_gives_the_handle_away(tmp_path: Path) -> None:
    to_self = {"in_reply_to_status_id_str": "1", "in_reply_to_screen_name": "ann"}
    to_bob = {"in_reply_to_status_id_str": "7", "in_reply_to_screen_name": "bob"}
    rows = [tweet(3, "c", **to_bob), tweet(2, "b", **to_self), tweet(1, "a")]
    assert {post.author.handle for post in posts(write(tmp_path, *rows))} == {"ann"}


def test_a_retweet_says_that_it_is_cut_and_that_its_counts_are_unknown(tmp_path: Path) -> None:
    file = write(tmp_path, tweet(1, "RT @bob: so many words…"), tweet(2, "RT @bob: few"))
    cut, whole = posts(file, "ann")
    assert (cut.cut, cut.likes, cut.repost_of) == (True, None, "")
    assert (whole.cut, whole.likes) == (False, None)


def test_tweets_of_2018_without_a_wrapper_are_read(tmp_path: Path) -> None:
    file = tmp_path / "tweet.js"
    file.write_text("window.YTD.tweet.part0 = " + json.dumps([tweet(1, "Hello")]))
    assert [post.text for post in posts(file, "ann")] == ["Hello"]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_an_edited_tweet_the_last_version_is_kept(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    versions = {"initial": {"editTweetIds": ["1", "2"]}}
    edited = {"edit": {"editControlInitial": {"editTweetIds": ["1", "2"]}}}
    rows = {1: tweet(1, "dragn", edit_info=versions), 2: tweet(2, "dragon", edit_info=edited)}
    assert [p.text for p in posts(write(tmp_path, *map(rows.get, order)), "ann")] == ["dragon"]  # type: ignore[arg-type]  # both are there


def test_an_early_version_is_kept_where_the_last_is_missing(tmp_path: Path) -> None:
    versions = {"initial": {"editTweetIds": ["1", "2"]}}
    assert len(posts(write(tmp_path, tweet(1, "dragn", edit_info=versions)), "ann")) == 1


def test_likes_and_messages_are_no_posts(tmp_path: Path) -> None:
    file = tmp_path / "like.js"
    file.write_text('window.YTD.like.part0 = [{"like": {"tweetId": "1", "fullText": "x"}}]')
    assert not x_archive.recognise(Source(file))


@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [[]], [{}], {"initial": 7}, {"edit": []}])
@pytest.mark.parametrize("field", ["entities", "edit_info", "id_str", "full_text", "created_at"])
def test_a_field_of_the_wrong_kind_never_crashes(
    tmp_path: Path, field: str, value: object
) -> None:
    assert len(read(write(tmp_path, tweet(1, "x") | {field: value}), "ann")) == 1


@pytest.mark.parametrize("value", ["7", '"x"', "[]", "{}", "[7]", '[{"account": 7}]', "[{"])
@pytest.mark.parametrize("kind", ["account", "profile", "note_tweet", "manifest"])
def test_a_senseless_file_beside_the_tweets_never_crashes(
    tmp_path: Path, kind: str, value: str
) -> None:
    write(tmp_path, tweet(1, "Hello"))
    name = "__THAR_CONFIG" if kind == "manifest" else f"YTD.{kind}.part0"
    (tmp_path / f"{kind}.js").write_text(f"window.{name} = {value}")
    assert len(posts(tmp_path, "ann")) == 1


def test_folded_edits_and_notes_without_a_post_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    edits = {"edit_info": {"initial": {"editTweetIds": ["1", "2"]}}}
    last = {"edit_info": {"edit": {"editControlInitial": {"editTweetIds": ["1", "2"]}}}}
    write(tmp_path / "a", tweet(1, "Helo", **edits), tweet(2, "Hello", **last))
    note = {"createdAt": "2020-01-01T00:00:00.000Z", "core": {"text": "Nobody's"}}
    rows = json.dumps([{"noteTweet": note}])
    (tmp_path / "a" / "note-tweet.js").write_text(f"window.YTD.note_tweet.part0 = {rows}")
    with Source(tmp_path / "a") as source:
        assert len(list(x_archive.read(source, ReadOptions(handle="ann")))) == 1
        said = [remark.why for remark in source.remarks]
    assert "1 earlier version of an edited post is left out: its last one is read." in said
    assert "1 longer text belongs to no post that is in it, and is left out." in said


def test_a_note_keeps_the_address_of_what_it_quotes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    quoted = "https://twitter.com/bob/status/7"
    text = "So many words that they go on and on https://t.co/abc"
    url = {"url": "https://t.co/abc", "expanded_url": quoted, "indices": ["37", "53"]}
    write(tmp_path / "a", tweet(1, text, entities={"urls": [url]}))
    note = {"createdAt": "2024-11-09T12:14:18.000Z", "core": {"text": f"{text[:36]} to the end"}}
    rows = json.dumps([{"noteTweet": note}])
    (tmp_path / "a" / "note-tweet.js").write_text(f"window.YTD.note_tweet.part0 = {rows}")
    (post,) = posts(tmp_path / "a", "ann")
    assert post.text.endswith("to the end")
    assert post.quote_of == "7"
    assert [span.value for span in post.spans if span.kind == "link"] == [quoted]


def test_a_moment_is_a_finished_story(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    account = {"username": "ann", "accountId": "77", "accountDisplayName": "Ann"}
    (tmp_path / "a" / "account.js").write_text(
        f"window.YTD.account.part0 = {json.dumps([{'account': account}])}"
    )
    write(tmp_path / "a", tweet(1000000000004194304, "Owls"))
    core = {"text": "Leeks &amp; owls", "userId": "78", "createdAtSecs": "1731154458"}
    of = [
        {"tweet": {"id": "1000000000004194304", "coreData": {"text": "Owls", "userId": "77"}}},
        {"tweet": {"id": "1000000000008388608", "coreData": core}},
    ]
    moment = {"moment": {"title": "Roofs", "description": "At night", "tweets": of}}
    (tmp_path / "a" / "moment.js").write_text(f"window.YTD.moment.part0 = {json.dumps([moment])}")
    with Source(tmp_path / "a") as source:
        list(x_archive.read(source, ReadOptions()))
        (story,) = x_archive.stories(source)
    assert story.title == "Roofs"
    assert [post.text for post in story.quoted] == ["Owls", "Leeks & owls"]
