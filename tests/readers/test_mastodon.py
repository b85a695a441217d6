"""The oddities of Mastodon: exports, and what its servers answer."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from curator import work
from curator.errors import ArchiveError
from curator.library import Library, Query
from curator.model import Post, Skipped
from curator.readers import mastodon
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real

SAMPLE = Path(__file__).parents[1] / "samples" / "mastodon"


def status(key: int, content: str, acct: str = "ann", **more: Any) -> dict[str, Any]:
    """Return a post as a server answers with it."""
    return {
        "id": str(key),
        "uri": f"https://roof.example/users/{acct}/statuses/{key}",
        "url": f"https://roof.example/@{acct}/{key}",
        "created_at": f"2024-05-14T18:00:{key:02}.000Z",
        "visibility": "public",
        "content": content,
        "account": {"acct": acct, "url": f"https://roof.example/@{acct}", "display_name": "A"},
        **more,
    }


def read(path: Path) -> tuple[list[Post], list[Skipped]]:
    with Source(path) as source:
        assert mastodon.recognise(source)
        found = list(mastodon.read(source, ReadOptions()))
        skipped = [r for r in found if isinstance(r, Skipped)]
        return [r for r in found if isinstance(r, Post)], [*skipped, *source.remarks]


def saved(path: Path, *statuses: dict[str, Any]) -> Path:
    file = path / "tag.json"
    file.write_text(json.dumps(statuses))
    return file


def test_a_local_name_gets_its_server(tmp_path: Path) -> None:
    (post,), _ = read(saved(tmp_path, status(1, "<p>Hello</p>")))
    assert post.author.handle == "ann@roof.example"
    assert (post.key, post.url) == (
        "https://roof.example/users/ann/statuses/1",
        "https://roof.example/@ann/1",
    )


def test_an_answer_finds_the_post_it_answers_before_or_after_it(tmp_path: Path) -> None:
    answer = status(2, "<p>Yes</p>", in_reply_to_id="1", in_reply_to_account_id="9")
    (first, second), _ = read(saved(tmp_path, answer, status(1, "<p>Well?</p>")))
    assert first.reply_to == second.key


def test_a_boost_keeps_the_words_with_whoever_said_them(tmp_path: Path) -> None:
    original = status(1, "<p>Bring soup</p>", "ben", favourites_count=4)
    (context, boost), _ = read(saved(tmp_path, status(2, "", reblog=original)))
    assert (context.author.handle, context.context, context.likes) == ("ben@roof.example", True, 4)
    assert (boost.text, boost.repost_of) == ("RT @ben@roof.example: Bring soup", context.key)
    assert (boost.likes, boost.url, boost.context) == (None, "", False)


def test_posts_to_followers_are_counted_and_left_out(tmp_path: Path) -> None:
    hidden = status(1, "<p>psst</p>", visibility="private")
    posts, (remark,) = read(saved(tmp_path, hidden, status(2, "<p>Hello</p>")))
    assert [post.text for post in posts] == ["Hello"]
    assert remark.why == "1 post was for followers or single people, and is left out."


def test_a_link_that_shows_another_address_is_found_out(tmp_path: Path) -> None:
    content = '<p><a href="https://evil.example/">https://bank.example</a></p>'
    (post,), _ = read(saved(tmp_path, status(1, content)))
    assert post.shown == "evil.example"


def test_counts_tell_nought_from_unknown(tmp_path: Path) -> None:
    (post,), _ = read(saved(tmp_path, status(1, "<p>Hi</p>", favourites_count=0)))
    assert (post.likes, post.reposts) == (0, None)


def test_deep_and_broken_markup_is_read_at_once(tmp_path: Path) -> None:
    shapes = (
        "<div>" * 8000,
        "<!" * 50_000,
        "<a href=x " * 30_000,
        "<p>" + "<" * 50_000,
        "&" * 9999,
    )
    whole = status(9, "<p>Hello</p>")
    before = process_time()
    posts, _ = read(saved(tmp_path, whole, *(status(n, s + "end") for n, s in enumerate(shapes))))
    assert [posts[0].text, posts[1].text] == ["Hello", "end"]
    assert posts[2].text.startswith("<!<!")
    assert process_time() - before < 5


@pytest.mark.parametrize("around", [("ancestors", "descendants"), ("descendants", "ancestors")])
def test_what_stands_around_a_post_in_its_thread_is_read(
    tmp_path: Path, around: tuple[str, str]
) -> None:
    file = tmp_path / "context.json"
    file.write_text(json.dumps({around[0]: [], around[1]: [status(2, "<p>Leeks</p>")]}))
    posts, skipped = read(file)
    assert [post.text for post in posts] == ["Leeks"]
    assert skipped == []
    whole = {each: [status(n, f"<p>{n}</p>")] for n, each in enumerate(around)}
    file.write_text(json.dumps(whole))
    assert [post.text for post in read(file)[0]] == ["0", "1"]


@pytest.mark.parametrize(
    ("to", "read_as"), [("https://www.w3.org/ns/activitystreams#Public", 1), ("x", 0)]
)
def test_an_activity_that_does_not_say_is_as_open_as_what_was_written(
    tmp_path: Path, to: str, read_as: int
) -> None:
    note = {"type": "Note", "id": "https://p.example/1", "content": "<p>Hi</p>", "to": [to]}
    actor = "https://p.example/users/ann"
    done = {"type": "Create", "actor": actor, "published": "2024-05-14T20:01:02Z", "object": note}
    file = tmp_path / "outbox.json"
    file.write_text(json.dumps({"type": "OrderedCollection", "orderedItems": [done]}))
    assert len(read(file)[0]) == read_as


def test_an_export_reads_the_same_from_a_tar(tmp_path: Path) -> None:
    packed = tmp_path / "archive-20240515.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        for file in sorted(SAMPLE.rglob("*")):
            if file.is_file() and file.name != "expected.json":
                tar.add(file, f"./{file.relative_to(SAMPLE).as_posix()}")
    assert read(packed) == read(SAMPLE)


def test_a_link_in_a_tar_is_left_out(tmp_path: Path) -> None:
    packed = tmp_path / "archive.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(SAMPLE / "outbox.json", "outbox.json")
        link = tarfile.TarInfo("avatar.png")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    _, skipped = read(packed)
    assert "It is a link or a device, not a file." in [each.why for each in skipped]


def test_a_tar_cut_short_is_refused_in_a_sentence(tmp_path: Path) -> None:
    packed = tmp_path / "archive.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(SAMPLE / "outbox.json", "outbox.json")
    packed.write_bytes(packed.read_bytes()[:-300])
    with Source(packed) as source, pytest.raises(ArchiveError, match="damaged or cut short"):
        mastodon.recognise(source)


def test_a_tar_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "outbox.json"
    big.write_bytes(b" " * (30 << 20))
    packed = tmp_path / "archive.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(big, "outbox.json")
    with Source(packed) as source, pytest.raises(ArchiveError, match="suspiciously large"):
        mastodon.recognise(source)


def test_a_real_export_is_read_whole() -> None:
    path = real("mastodon/outbox.json")
    posts, (private, boosts) = read(path)
    assert len(posts) == 298
    assert private.why.startswith("2 posts")
    assert boosts.why.startswith(f"{sum(post.text.startswith('RT ') for post in posts)} boosts")
    tagged = [
        {t["name"].lower() for t in i["object"]["tag"] if t["type"] == "Hashtag"}
        for i in json.loads(path.read_text("utf-8"))["orderedItems"]
        if isinstance(i["object"], dict)
    ]
    found = [
        {f"#{s.value}".lower() for s in post.spans if s.kind == "hashtag"}
        for post in posts
        if not post.repost_of
    ]
    assert sum(map(len, found)) == sum(map(len, tagged))
    for post in posts:
        for span in post.spans:
            said = post.text[span.start : span.end]
            assert span.kind == "link" or said[1:].lower() in span.value.lower()


PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ODILE = "https://roof.example/users/odile"
INES = "https://attic.example/users/ines/statuses"


def note(key: int, content: str) -> dict[str, Any]:
    """Return what somebody wrote as an export holds it."""
    address = f"{ODILE}/statuses/{key}"
    said = f"2024-05-14T18:00:{key:02}Z"
    return {
        "id": address,
        "type": "Note",
        "attributedTo": ODILE,
        "published": said,
        "to": [PUBLIC],
        "content": f"<p>{content}</p>",
    }


def activity(key: int, boosted: object) -> dict[str, Any]:
    """Return what the owner of an export did: wrote a note, or boosted what is named."""
    kind = (
        "Create" if isinstance(boosted, dict) and boosted["id"].endswith(f"/{key}") else "Announce"
    )
    done = f"2024-05-14T18:00:{key:02}Z"
    return {
        "id": f"{ODILE}/statuses/{key}/activity",
        "type": kind,
        "actor": ODILE,
        "published": done,
        "to": [PUBLIC],
        "object": boosted,
    }


def outbox(path: Path, *did: dict[str, Any]) -> Path:
    file = path / "outbox.json"
    file.write_text(json.dumps({"type": "OrderedCollection", "orderedItems": did}))
    return file


def test_a_boost_of_which_only_the_address_is_known_is_told_as_one(tmp_path: Path) -> None:
    unnamed = "https://attic.example/objects/7f"
    file = outbox(tmp_path, activity(1, f"{INES}/78"), activity(2, unnamed))
    (named, other), (remark,) = read(file)
    assert (named.text, named.repost_of) == (f"RT @ines@attic.example: {INES}/78", f"{INES}/78")
    spans = [(span.kind, named.text[span.start : span.end], span.value) for span in named.spans]
    assert spans == [
        ("mention", "@ines@attic.example", "ines@attic.example"),
        ("link", f"{INES}/78", f"{INES}/78"),
    ]
    assert (other.text, other.repost_of) == (f"RT {unnamed}", unnamed)
    assert remark.why == "2 boosts name only the addresses of what they repeat, not its words."


def test_a_boost_of_a_post_in_the_same_export_is_not_said_to_lack_it(tmp_path: Path) -> None:
    own = note(1, "Bring soup")
    file = outbox(tmp_path, activity(2, own["id"]), activity(1, own), activity(3, own))
    (early, said, late), remarks = read(file)
    assert not remarks
    assert early.repost_of == late.repost_of == said.key
    assert late.text == "RT @odile@roof.example: Bring soup"


def test_what_an_export_holds_inside_a_boost_is_context_once(tmp_path: Path) -> None:
    theirs = {
        **note(8, "Bring soup"),
        "id": f"{INES}/8",
        "attributedTo": INES.removesuffix("/statuses"),
    }
    hidden = {**theirs, "id": f"{INES}/9", "to": [f"{INES}/followers"]}
    file = outbox(tmp_path, activity(1, theirs), activity(2, theirs), activity(3, hidden))
    (context, first, second), (private,) = read(file)
    assert (context.author.handle, context.text) == ("ines@attic.example", "Bring soup")
    assert context.context
    assert first.text == second.text == "RT @ines@attic.example: Bring soup"
    assert first.author.handle == "odile@roof.example"
    assert private.why.startswith("1 post was for followers")


def test_a_boost_is_joined_to_its_original_when_that_is_imported(
    tmp_path: Path, library: Library
) -> None:
    boosts = [activity(key, f"{INES}/{70 + key}") for key in (1, 2, 3)]
    work.finish(work.import_archive(library.path, outbox(tmp_path, *boosts)))
    work.finish(work.work_out(library.path))
    assert not library.groups.echoes(library.posts.find(Query()))
    saved_status = {**status(4, "<p>Bring soup</p>", "ines"), "uri": f"{INES}/72"}
    work.finish(work.import_archive(library.path, saved(tmp_path, saved_status)))
    work.finish(work.work_out(library.path))
    rows = {row.post.key: row for row in map(library.posts.row, library.posts.find(Query()))}
    echoes = library.groups.echoes(library.posts.find(Query()))
    assert list(echoes) == [rows[f"{ODILE}/statuses/2/activity"].id]
