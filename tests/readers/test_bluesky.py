"""The oddities of Bluesky: feeds, threads, bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from curator.model import Post, Skipped
from curator.readers import bluesky
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def uri(key: str) -> str:
    return f"at://did:plc:ann/app.bsky.feed.post/{key}"


def view(key: str, text: str, handle: str = "ann.example", **record: Any) -> dict[str, Any]:
    """Return a post as Bluesky answers with it."""
    return {
        "uri": uri(key),
        "author": {"did": f"did:plc:{handle[:3]}", "handle": handle},
        "record": {"text": text, "createdAt": "2024-05-14T18:00:00Z", **record},
        "indexedAt": "2024-05-14T18:00:05Z",
    }


def facet(start: int, end: int, kind: str, **more: str) -> dict[str, Any]:
    feature = {"$type": f"app.bsky.richtext.facet#{kind}", **more}
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def read(tmp_path: Path, value: Any) -> list[Post | Skipped]:
    file = tmp_path / "saved.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    with Source(file) as source:
        assert bluesky.recognise(source)
        return list(bluesky.read(source, ReadOptions()))


def posts(tmp_path: Path, value: Any) -> list[Post]:
    return [record for record in read(tmp_path, value) if isinstance(record, Post)]


def test_a_repost_stands_under_the_name_of_its_writer(tmp_path: Path) -> None:
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": {"did": "did:plc:ben", "handle": "ben.example"},
        "indexedAt": "2024-05-14T19:00:00Z",
    }
    feed = {"feed": [{"post": view("1", "Bring soup"), "reason": reason}]}
    context, boost = posts(tmp_path, feed)
    assert (context.author.handle, context.context) == ("ann.example", True)
    assert (boost.author.handle, boost.text) == ("ben.example", "RT @ann.example: Bring soup")
    assert (boost.repost_of, boost.at.hour, boost.url) == (uri("1"), 19, "")


def test_a_feed_tells_whom_an_answer_answers(tmp_path: Path) -> None:
    parent = view("1", "Well?", "ben.example")
    reply = {"parent": {"uri": uri("1")}, "root": {"uri": uri("1")}}
    entry = {"post": view("2", "Yes", reply=reply), "reply": {"parent": parent, "root": parent}}
    answer, context = posts(tmp_path, {"feed": [entry], "cursor": "x"})
    assert (answer.reply_to, answer.reply_handle) == (uri("1"), "ben.example")
    assert (context.text, context.context) == ("Well?", True)


def test_a_thread_is_read_from_its_beginning_to_its_last_answer(tmp_path: Path) -> None:
    missing = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": uri("9"), "notFound": True}
    inner = {"post": view("3", "three"), "replies": [{"post": view("4", "four")}, missing]}
    top = {"post": view("1", "one")}
    thread = {"post": view("2", "two"), "parent": top, "replies": [inner, missing]}
    found = read(tmp_path, {"thread": thread})
    assert [r.text for r in found if isinstance(r, Post)] == ["one", "two", "three", "four"]


def test_a_list_and_lines_of_posts_are_read(tmp_path: Path) -> None:
    views = [view("1", "one"), view("2", "two")]
    lines = "\n".join(map(json.dumps, views))
    assert [p.text for p in posts(tmp_path, views)] == ["one", "two"]
    assert [p.text for p in posts(tmp_path, lines)] == ["one", "two"]


def test_pages_one_after_the_other_are_all_read(tmp_path: Path) -> None:
    pages = "\n".join(json.dumps({"posts": [view(str(n), "x")], "cursor": "c"}) for n in range(3))
    assert len(posts(tmp_path, pages)) == 3


def test_a_facet_that_begins_inside_a_letter_is_ignored(tmp_path: Path) -> None:
    bad = view("1", "é #tag", facets=[facet(1, 4, "tag", tag="x"), facet(3, 7, "tag", tag="tag")])
    (post,) = posts(tmp_path, [bad])
    assert [(s.kind, s.value) for s in post.spans] == [("hashtag", "tag")]


def test_no_post_is_later_than_its_server_says(tmp_path: Path) -> None:
    (post,) = posts(tmp_path, [view("1", "x", createdAt="2031-01-01T00:00:00Z")])
    assert post.at.year == 2024


def test_an_account_without_a_handle_goes_by_its_identifier(tmp_path: Path) -> None:
    (post,) = posts(tmp_path, [view("1", "x", "handle.invalid")])
    assert post.author.handle == "did:plc:han"
    assert post.url == "https://bsky.app/profile/did:plc:han/post/1"


def test_a_real_search_is_read_whole_and_every_span_is_meant() -> None:
    path = real("bluesky/tidytuesday_searchPosts_derived_DEV_first200.json")
    with Source(path) as source:
        found = list(bluesky.read(source, ReadOptions()))
    said = [r for r in found if isinstance(r, Post) and not r.context]
    assert len(said) == 200
    assert len(found) == 200 + sum(isinstance(r, Post) and r.context for r in found)
    raw = {p["uri"]: p["record"] for p in json.loads(path.read_text("utf-8"))["posts"]}
    for post in said:
        whole = raw[post.key]["text"].encode()
        tags = sorted(
            (f["index"]["byteStart"], f["index"]["byteEnd"])
            for f in raw[post.key].get("facets", [])
            if f["features"][0]["$type"].endswith("#tag")
        )
        spans = [post.text[s.start : s.end] for s in post.spans if s.kind == "hashtag"]
        assert not tags or spans == [whole[a:b].decode() for a, b in tags]
