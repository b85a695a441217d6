"""The oddities of Twitter's second interface."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import reader_for, twarc2
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real

REAL = {
    "2sets": 200,
    "brexit": 100,
    "edited": 1,
    "edited_after": 1,
    "edited_before": 1,
    "flat": 100,
    "geo_tweets": 2,
    "media_tweet": 1,
    "mentions_tweet": 1,
    "noflat": 100,
}
ANN = {"id": "7", "username": "ann", "name": "Ann"}


def tweet(key: int, text: str, **more: Any) -> dict[str, Any]:
    """Return a tweet as it stands in an answer."""
    made = {"id": str(key), "author_id": "7", "created_at": "2022-10-03T17:57:11.000Z"}
    return {**made, "text": text, **more}


def answer(*tweets: dict[str, Any], **included: Any) -> dict[str, Any]:
    return {"data": list(tweets), "includes": {"users": [ANN], **included}}


def write(folder: Path, *values: Any, name: str = "chat.jsonl") -> Path:
    """Write one value on each line."""
    file = folder / name
    file.write_text("".join(json.dumps(value) + "\n" for value in values))
    return file


def records(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        assert reader_for(source) is twarc2
        return list(twarc2.read(source, ReadOptions()))


def posts(path: Path) -> list[Post]:
    found = records(path)
    assert all(isinstance(record, Post) for record in found), found
    return [record for record in found if isinstance(record, Post)]


def test_a_single_tweet_saved_with_indents_is_read(tmp_path: Path) -> None:
    file = tmp_path / "tweet.json"
    file.write_text(json.dumps(answer(tweet(5, "Soup"), tweet(6, "Roof")), indent=2))
    assert [post.text for post in posts(file)] == ["Soup", "Roof"]


def test_a_stream_gives_one_tweet_in_each_answer(tmp_path: Path) -> None:
    one = {"data": tweet(5, "Soup"), "includes": {"users": [ANN]}, "matching_rules": []}
    end = {"errors": [{"title": "operational-disconnect"}]}
    assert [post.author.name for post in posts(write(tmp_path, one, end))] == ["Ann"]


def test_an_answer_that_begins_with_its_people_is_recognised(tmp_path: Path) -> None:
    crowd = [{**ANN, "id": str(n), "description": "x" * 160} for n in range(1000)]
    late = {"includes": {"users": [*crowd, ANN]}, "data": [tweet(5, "Soup")]}
    assert [post.author.handle for post in posts(write(tmp_path, late))] == ["ann"]


def test_an_unknown_account_costs_no_post(tmp_path: Path) -> None:
    (post,) = posts(write(tmp_path, tweet(5, "Soup")))
    assert (post.author.handle, post.author.key, post.text) == ("7", "7", "Soup")


def test_nothing_counted_is_not_nought(tmp_path: Path) -> None:
    counts = {"like_count": None, "retweet_count": 0}
    (post,) = posts(write(tmp_path, answer(tweet(5, "Soup", public_metrics=counts))))
    assert (post.likes, post.reposts, post.replies) == (None, 0, None)


def test_only_the_last_version_of_an_edit_is_kept(tmp_path: Path) -> None:
    old = tweet(5, "Sopu", edit_history_tweet_ids=["5", "6"])
    new = tweet(6, "Soup", edit_history_tweet_ids=["5", "6"])
    assert [post.text for post in posts(write(tmp_path, answer(old, new)))] == ["Soup"]
    assert [post.text for post in posts(write(tmp_path, answer(old)))] == ["Sopu"]


def test_a_note_is_read_to_its_end(tmp_path: Path) -> None:
    whole = "Soup & " + "roofs " * 60 + "#end"
    tag = {"start": len(whole) - 4, "end": len(whole), "tag": "end"}
    note = {"text": whole, "entities": {"hashtags": [tag]}}
    (post,) = posts(write(tmp_path, answer(tweet(5, whole[:270] + "…", note_tweet=note))))
    assert (post.text, post.cut, [span.value for span in post.spans]) == (whole, False, ["end"])


def test_a_repost_of_what_is_gone_stays_a_repost(tmp_path: Path) -> None:
    gone = [{"type": "retweeted", "id": "3"}]
    counts = {"retweet_count": 9, "like_count": 0}
    row = tweet(5, "RT @ben: Sou…", referenced_tweets=gone, public_metrics=counts)
    (post,) = posts(write(tmp_path, answer(row)))
    assert (post.repost_of, post.cut, post.likes, post.reposts) == ("3", True, None, None)


def test_what_was_asked_for_in_vain_is_told(tmp_path: Path) -> None:
    error = {"parameter": "ids", "resource_type": "tweet", "value": "3"}
    found = records(write(tmp_path, {**answer(tweet(5, "Soup")), "errors": [error]}))
    assert [type(record) for record in found] == [Post, Skipped]


@pytest.mark.parametrize(
    ("record", "what"),
    [
        ({"data": [{"end": "2", "start": "1", "tweet_count": 4}]}, "counts how many"),
        ({**ANN, "public_metrics": {}}, "list of accounts"),
        ({"data": [{**ANN, "verified": False}]}, "list of accounts"),
        ({"data": [{"id": "1", "name": "Owls", "member_count": 3}]}, "list of Twitter lists"),
        ({"id": "1", "action": "delete", "redacted_at": "2020"}, "deleted later"),
    ],
)
def test_what_holds_no_posts_is_explained(
    tmp_path: Path, record: dict[str, Any], what: str
) -> None:
    with pytest.raises(ArchiveError, match=what):
        records(write(tmp_path, record))


def test_beside_posts_what_holds_none_is_remarked(tmp_path: Path) -> None:
    write(tmp_path, answer(tweet(5, "Soup")))
    write(tmp_path, {**ANN, "public_metrics": {}}, name="people.jsonl")
    with Source(tmp_path) as source:
        assert len(list(twarc2.read(source, ReadOptions()))) == 1
        assert [remark.where for remark in source.remarks] == ["people.jsonl"]


@pytest.mark.parametrize(("name", "count"), REAL.items(), ids=list(REAL))
def test_a_real_capture_is_read_whole(name: str, count: int) -> None:
    own = [post for post in posts(real(f"twarc_v2/{name}.jsonl")) if not post.context]
    assert len(own) == len({post.key for post in own}) == count


def test_flattened_or_not_the_same_posts_are_read() -> None:
    flat, page = (posts(real(f"twarc_v2/{name}.jsonl")) for name in ("flat", "noflat"))
    told = [
        {post.key: (post.text, post.spans, post.reply_to, post.quote_of) for post in found}
        for found in (flat, page)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("name", ["2sets", "brexit", "noflat"])
def test_in_real_posts_the_linked_words_are_those_meant(name: str) -> None:
    found = {post.key: post for post in posts(real(f"twarc_v2/{name}.jsonl"))}
    lines = real(f"twarc_v2/{name}.jsonl").read_text("utf-8").split("\n")
    for row in (each for line in lines if line for each in json.loads(line)["data"]):
        post, entities = found[row["id"]], row.get("entities", {})
        if not post.repost_of:
            tags = {(span.value, post.text[span.start + 1 : span.end]) for span in post.spans}
            assert tags >= {(e["tag"], e["tag"]) for e in entities.get("hashtags", ())}
            links = {span.value for span in post.spans if span.kind in {"link", "media"}}
            whole = {e["expanded_url"] for e in entities.get("urls", ()) if not e.get("media_key")}
            assert len(links) >= len({url for url in whole if "/photo/" not in url})
