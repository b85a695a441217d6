"""Nobody's words stand under another's name: forwards, shares, quotes, polls, locked messages."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from curator.model import Post, Skipped
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(path: Path, value: object = None) -> tuple[list[Post], list[str]]:
    """Return the posts of a file, and why others are not among them."""
    if value is not None:
        path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    with Source(path) as source:
        found = list(reader_for(source).read(source, ReadOptions()))
        said = [r.why for r in (*found, *source.remarks) if isinstance(r, Skipped)]
    return [r for r in found if isinstance(r, Post)], said


def telegram(**fields: object) -> dict[str, Any]:
    message = {
        "id": 3, "type": "message", "date": "2024-05-14T22:03:00", "date_unixtime": "1715716980",
        "from": "Ben", "from_id": "user2", "text": "Leeks", **fields,
    }  # fmt: skip
    return {"name": "Roof", "type": "private_supergroup", "id": 1, "messages": [message]}


def test_a_forward_of_telegram_repeats_whoever_said_it(tmp_path: Path) -> None:
    forward = telegram(forwarded_from="Mira Holt", reactions=[{"type": "emoji", "count": 2}])
    (said, again), _ = read(tmp_path / "result.json", forward)
    assert (said.author.name, said.text, said.context) == ("Mira Holt", "Leeks", True)
    assert (again.author.name, again.text) == ("Ben", "RT @Mira Holt: Leeks")
    assert again.repost_of == said.key


def test_what_somebody_forwards_of_their_own_is_theirs(tmp_path: Path) -> None:
    ((post,), _) = read(tmp_path / "result.json", telegram(forwarded_from="Ben"))
    assert (post.author.name, post.text, post.repost_of) == ("Ben", "Leeks", "")


def test_a_forward_from_nobody_is_left_out_with_its_reason(tmp_path: Path) -> None:
    posts, said = read(tmp_path / "result.json", telegram(forwarded_from=None))
    assert posts == []
    assert "It is a forwarded message, and does not say whose words it holds." in said


def test_an_answer_into_another_chat_answers_nothing_here(tmp_path: Path) -> None:
    answer = telegram(reply_to_message_id=2, reply_to_peer_id="channel9")
    ((post,), _) = read(tmp_path / "result.json", answer)
    assert post.reply_to == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"location_information": {"latitude": 1}}, "It tells only where somebody is."),
        ({"contact_information": {"first_name": "Cy"}}, "It is only a contact card."),
    ],
)
def test_what_has_no_words_says_what_it_is(
    tmp_path: Path, fields: Mapping[str, object], why: str
) -> None:
    _, said = read(tmp_path / "result.json", telegram(text="", **fields))
    assert why in said


def slack(path: Path, *messages: Mapping[str, object]) -> Path:
    archive = path / "slack.zip"
    users = [{"id": "U1", "name": "ann"}, {"id": "U2", "name": "mira"}]
    day = [
        {"type": "message", "user": "U1", "ts": f"17157168{n:02}.000100", "text": "", **message}
        for n, message in enumerate(messages)
    ]
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("users.json", json.dumps(users))
        file.writestr("channels.json", '[{"id": "C1", "name": "roof"}]')
        file.writestr("roof/2024-05-14.json", json.dumps(day))
    return archive


SHARE = {
    "is_share": True, "author_id": "U2", "author_name": "Mira", "text": "Leeks, always",
    "ts": "1715710000.000200", "channel_id": "C2",
}  # fmt: skip


def test_a_share_of_slack_repeats_whoever_said_it(tmp_path: Path) -> None:
    (said, again), _ = read(slack(tmp_path, {"attachments": [SHARE]}))
    assert (said.author.handle, said.text, said.key) == (
        "mira", "Leeks, always", "C2:1715710000.000200",
    )  # fmt: skip
    assert (again.author.handle, again.text) == ("ann", "RT @mira: Leeks, always")


def test_a_share_with_own_words_quotes_whoever_said_it(tmp_path: Path) -> None:
    (said, own), _ = read(slack(tmp_path, {"text": "So true", "attachments": [SHARE]}))
    assert (own.author.handle, own.text, own.quote_of) == ("ann", "So true", said.key)


def test_blocks_of_slack_are_words(tmp_path: Path) -> None:
    section = [
        {"type": "text", "text": "Leeks & "},
        {"type": "user", "user_id": "U2"},
        {"type": "text", "text": " "},
        {"type": "link", "url": "https://roof.example/", "text": "here"},
    ]
    items = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": each}]}
        for each in ("beans", "chives")
    ]
    blocks = [
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": section},
                {"type": "rich_text_list", "elements": items},
            ],
        },
        {"type": "section", "text": {"type": "mrkdwn", "text": "*More*"}},
    ]
    ((post,), _) = read(slack(tmp_path, {"blocks": blocks}))
    assert post.text == "Leeks & @mira here\n- beans\n- chives\n*More*"


def discord(**fields: object) -> dict[str, Any]:
    message = {
        "id": "1240000000000000001", "type": "Default", "content": "",
        "timestamp": "2024-05-14T20:01:00+00:00", "author": {"id": "1", "name": "ann"}, **fields,
    }  # fmt: skip
    return {"guild": {"id": "1"}, "channel": {"id": "2"}, "messages": [message]}


def test_a_forward_of_discord_is_left_out_with_its_reason(tmp_path: Path) -> None:
    posts, said = read(tmp_path / "a.json", discord(forwardedMessage={"content": "Leeks"}))
    assert posts == []
    assert said == ["It is a forwarded message, and does not say whose words it holds."]


def test_polls_are_read_wherever_they_are_asked(tmp_path: Path) -> None:
    answers = [{"text": "Leeks", "voters": 3}, {"text": "Beans", "voters": 2}]
    asked = telegram(text="", poll={"question": "Leeks or beans?", "answers": answers})
    media = [{"poll_media": {"text": each}} for each in ("Leeks", "Beans")]
    ours = discord(poll={"question": {"text": "Leeks or beans?"}, "answers": media})
    start = {
        "question": {"m.text": [{"body": "Leeks or beans?"}]},
        "answers": [{"m.text": [{"body": each}]} for each in ("Leeks", "Beans")],
    }
    for name, value in (
        ("result.json", asked),
        ("discord.json", ours),
        ("matrix.json", matrix(type="m.poll.start", content={"m.poll": start})),
    ):
        ((post,), _) = read(tmp_path / name, value)
        assert post.text == "Leeks or beans?\n- Leeks\n- Beans"


def matrix(**fields: object) -> dict[str, Any]:
    event = {
        "type": "m.room.message", "sender": "@ann:roof.example", "event_id": "$1",
        "origin_server_ts": 1715709667000, "content": {"msgtype": "m.text", "body": "Hi"},
        **fields,
    }  # fmt: skip
    return {"room_name": "Roof", "room_creator": "@ann:roof.example", "messages": [event]}


def test_locked_messages_of_matrix_are_counted(tmp_path: Path) -> None:
    room = matrix()
    locked = {"msgtype": "m.bad.encrypted", "body": "** Unable to decrypt: no keys **"}
    room["messages"] += [
        {**room["messages"][0], "event_id": "$2", "content": locked},
        {**room["messages"][0], "event_id": "$3", "type": "m.room.encrypted"},
    ]
    posts, said = read(tmp_path / "room.json", room)
    assert [post.text for post in posts] == ["Hi"]
    assert "2 messages could not be decrypted when they were exported." in said


def test_the_caption_of_a_picture_is_its_words(tmp_path: Path) -> None:
    content = {"msgtype": "m.image", "body": "Our leeks", "filename": "leeks.jpg"}
    ((post,), _) = read(tmp_path / "room.json", matrix(content=content))
    assert (post.text, post.media[0].kind) == ("Our leeks", "image")


def test_what_signal_repeats_above_an_answer_is_not_its_words(tmp_path: Path) -> None:
    lines = [
        "[2024-05-14 20:01:07] Ann: Q1 What grows?",
        "[2024-05-14 20:02:07] Ben: ",
        ">",
        "> Q1 What grows?",
        ">",
        "Leeks",
        "> and this is mine",
        "(- Lee, Jo: 👍, Ann: ❤️ -)",
    ]
    (asked, post), _ = read(tmp_path / "chat.md", "\n".join(lines))
    assert (post.text, post.likes) == ("Leeks\n> and this is mine", 2)
    assert post.reply_to == asked.key


def test_the_address_of_a_quoted_post_is_not_the_words_of_mastodon() -> None:
    posts, _ = read(Path(__file__).parents[1] / "cases" / "masto_quote_poll.json")
    assert [p.text for p in posts if not p.context] == [
        "Leeks or beans?\n\n- Leeks\n- Beans",
        "So true",
    ]
