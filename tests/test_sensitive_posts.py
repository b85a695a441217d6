"""Posts that are marked as sensitive, and spam, from the archive to the check list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curator import work
from curator.cli import main
from curator.library import Library, Query
from curator.model import Quote


def imported(tmp_path: Path, value: object) -> Path:
    archive = tmp_path / "chat.json"
    archive.write_text(json.dumps(value), "utf-8")
    run("import", tmp_path / "x.curator", archive, "--zone", "UTC")
    return tmp_path / "x.curator"


def run(*arguments: str | Path) -> str:
    found = CliRunner().invoke(main, [str(each) for each in arguments])
    assert found.exit_code == 0, found.output
    return found.output


def sensitive(library: Path) -> dict[str, bool]:
    with Library(library) as opened:
        ids = opened.posts.find(Query.parse(""))
        return {row.post.text: row.post.sensitive for row in opened.posts.rows(ids)}


def tweet(number: int, text: str, **more: Any) -> dict[str, Any]:
    user = {"screen_name": "ann", "name": "Ann", "id_str": "7"}
    return {
        "id_str": str(1790000000000000000 + number),
        "full_text": text,
        "user": user,
        "created_at": "Wed Jun 04 20:00:00 +0000 2014",
        **more,
    }


def status(number: int, text: str, **more: Any) -> dict[str, Any]:
    at = f"https://m.example/@ann/{number}"
    return {
        "id": str(number),
        "uri": at,
        "url": at,
        "content": f"<p>{text}</p>",
        "created_at": "2024-06-04T20:00:00Z",
        "visibility": "public",
        "account": {"acct": "ann", "username": "ann", "display_name": "Ann"},
        **more,
    }


def note(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "text": text,
        "createdAt": "2024-06-04T20:00:00.000Z",
        "visibility": "public",
        "reactions": {},
        "renoteCount": 0,
        "userId": "7",
        "user": {"username": "ann", "name": "Ann"},
        "files": [],
        **more,
    }


def sky(number: int, text: str, **more: Any) -> dict[str, Any]:
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2024-06-04T20:00:00Z"}
    return {
        "uri": f"at://did:plc:a/app.bsky.feed.post/{number}",
        "cid": "c",
        "record": record,
        "author": {"did": "did:plc:a", "handle": "ann.example"},
        "indexedAt": "2024-06-04T20:00:00Z",
        **more,
    }


FILE = {"id": "1", "type": "image/png", "url": "https://m.example/1.png"}


@pytest.mark.parametrize(
    "archive",
    [
        [tweet(1, "Warned of", possibly_sensitive=True), tweet(2, "Plain")],
        [status(1, "Warned of", sensitive=True), status(2, "Plain", sensitive=False)],
        [
            note(1, "Warned of", files=[{**FILE, "isSensitive": True}]),
            note(2, "Plain", files=[FILE]),
        ],
        {"posts": [sky(1, "Warned of", labels=[{"val": "nudity"}]), sky(2, "Plain", labels=[])]},
    ],
    ids=["twitter", "mastodon", "misskey", "bluesky"],
)
def test_what_an_archive_marks_as_sensitive_stays_so(tmp_path: Path, archive: object) -> None:
    library = imported(tmp_path, archive)
    assert sensitive(library) == {"Warned of": True, "Plain": False}


def test_a_mark_that_a_later_capture_has_is_taken_over(tmp_path: Path) -> None:
    library = imported(tmp_path, [tweet(1, "Warned of")])
    assert sensitive(library) == {"Warned of": False}
    imported(tmp_path, [tweet(1, "Warned of", possibly_sensitive=True)])
    assert sensitive(library) == {"Warned of": True}


def test_quotes_from_accounts_of_spam_are_on_the_check_list(tmp_path: Path) -> None:
    talk = [
        tweet(
            n,
            f"What I learnt at the library number {n} was to lend {n} drills #books",
            user={"screen_name": f"u{n % 9}", "name": f"U {n % 9}", "id_str": str(n % 9)},
        )
        for n in range(40)
    ]
    adverts = [
        tweet(
            100 + n,
            f"#books get 1000 followers fast http://spam.example/{n}",
            user={"screen_name": f"seller{n}", "name": "Seller", "id_str": str(100 + n)},
            entities={
                "urls": [
                    {
                        "url": f"http://spam.example/{n}",
                        "expanded_url": "http://spam.example/buy",
                        "indices": [30, 51],
                    }
                ]
            },
        )
        for n in range(6)
    ]
    library = imported(tmp_path, [*talk, *adverts])
    work.finish(work.work_out(library))
    with Library(library) as opened:
        assert {handle for _, handle in opened.groups.excluded_accounts()} == {
            f"seller{n}" for n in range(6)
        }
    with Library(library) as opened, opened.edit("Put a post in"):
        story = opened.stories.new("Short")
        wanted = [
            *opened.posts.find(Query.parse("from:seller0")),
            *opened.posts.find(Query.parse("from:u3")),
        ]
        opened.stories.add(story, [Quote(row.post) for row in opened.posts.rows(wanted)])
    with Library(library) as opened:
        found = work.warnings(opened, story)
    assert "1 quote is from an account that posts link spam." in found
