"""Which archives say that a program sent a post."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from curator.readers.kit.text.clients import is_automatic
from tests.readers import tables, test_discord, test_mastodon, test_slack, test_twarc


@pytest.mark.parametrize(
    ("client", "automatic"),
    [
        ('<a href="https://ifttt.com" rel="nofollow">IFTTT</a>', True),
        ("dlvr.it", True),
        ("twitterfeed", True),
        ("my_own_bot", True),
        ("RSS2Twitter", True),
        ('<a href="http://twitter.com/download/iphone">Twitter for iPhone</a>', False),
        ("TweetDeck", False),
        ("Abbot's Writer", False),
        ("", False),
    ],
)
def test_programs_that_post_by_themselves_are_known(client: str, *, automatic: bool) -> None:
    assert is_automatic(client) is automatic


@pytest.mark.parametrize(
    ("more", "automatic"),
    [
        ({}, False),
        ({"subtype": "bot_message", "username": "Shelf", "user": None}, True),
        ({"bot_id": "B1"}, True),
        ({"user": "USLACKBOT", "user_profile": {"name": "slackbot"}}, True),
    ],
)
def test_slack_tells_apps_and_itself(
    tmp_path: Path, more: dict[str, Any], *, automatic: bool
) -> None:
    (post,) = test_slack.posts(
        test_slack.export(tmp_path, test_slack.message(1, "Lent: a drill", **more))
    )
    assert post.automated is automatic


@pytest.mark.parametrize("automatic", [True, False])
def test_discord_tells_bots(tmp_path: Path, *, automatic: bool) -> None:
    author = {"id": "1", "name": "shelf", "isBot": automatic}
    said = test_discord.message(100000000000000001, "Lent: a drill", author=author)
    (post,) = test_discord.posts(test_discord.channel(tmp_path, said))
    assert post.automated is automatic


@pytest.mark.parametrize("automatic", [True, False])
def test_mastodon_tells_bots(tmp_path: Path, *, automatic: bool) -> None:
    said = test_mastodon.status(1, "<p>Lent: a drill</p>")
    said["account"]["bot"] = automatic
    (post,), _ = test_mastodon.read(test_mastodon.saved(tmp_path, said))
    assert post.automated is automatic


@pytest.mark.parametrize(("client", "automatic"), [("<a>IFTTT</a>", True), ("Web", False)])
def test_a_tweet_tells_the_program_it_was_sent_with(
    tmp_path: Path, client: str, *, automatic: bool
) -> None:
    assert test_twarc.post(tmp_path, test_twarc.tweet(source=client)).automated is automatic


@pytest.mark.parametrize(("client", "automatic"), [("dlvr.it", True), ("Twitter Web", False)])
def test_a_table_tells_the_program_of_each_row(
    tmp_path: Path, client: str, *, automatic: bool
) -> None:
    row = f"123456789012345678,ann,2024-05-14 18:00:00,Lent: a drill,{client}"
    rows = f"id_str,screen_name,created_at,text,source\n{row}\n"
    (post,) = tables.posts(tables.file(tmp_path, rows))
    assert post.automated is automatic
