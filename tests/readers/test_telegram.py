"""The oddities of Telegram's exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.model import Post, Skipped
from curator.readers import telegram
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def message(key: int, text: Any, **more: Any) -> dict[str, Any]:
    made = {"id": key, "type": "message", "date_unixtime": "1715709600", "text": text}
    return {**made, "from": "Ann", "from_id": "user1", **more}


def chat(*messages: dict[str, Any], kind: str = "public_supergroup") -> dict[str, Any]:
    return {"name": "Roof", "type": kind, "id": 5, "messages": messages}


def read(path: Path, value: Any = None, zone: str = "") -> tuple[list[Post], list[Skipped]]:
    if value is not None:
        path = path / "result.json"
        path.write_text(json.dumps(value))
    with Source(path) as source:
        assert telegram.recognise(source)
        found = list(telegram.read(source, ReadOptions(zone=zone)))
        skipped = [r for r in found if isinstance(r, Skipped)]
        return [r for r in found if isinstance(r, Post)], [*skipped, *source.remarks]


def test_of_a_whole_account_only_groups_and_channels_are_read(tmp_path: Path) -> None:
    chats = [
        chat(message(1, "psst"), kind="personal_chat"),
        {**chat(message(2, "Hello")), "id": 6},
        chat(message(3, "note to self"), kind="saved_messages"),
        {**chat(message(2, "News"), kind="private_channel"), "id": 7},
    ]
    about = {"about": "Here is the data you requested from Telegram.", "chats": {"list": chats}}
    posts, (remark,) = read(tmp_path, about)
    assert [(post.text, post.key) for post in posts] == [("Hello", "6:2"), ("News", "7:2")]
    assert remark.why == "2 messages were said to single people, and are left out."


def test_a_private_chat_alone_is_what_its_owner_wants(tmp_path: Path) -> None:
    posts, skipped = read(tmp_path, chat(message(1, "Hello"), kind="personal_chat"))
    assert (len(posts), skipped) == (1, [])


def test_runs_of_words_become_spans_over_them(tmp_path: Path) -> None:
    runs = ["🪴 ", {"type": "hashtag", "text": "#RoofChat"}, {"type": "plain", "text": " & "}]
    ((post,), _) = read(tmp_path, chat(message(1, runs)))
    assert post.text == "🪴 #RoofChat &"
    assert [post.text[s.start : s.end] for s in post.spans] == ["#RoofChat"]


def test_a_local_time_is_read_in_the_zone_of_the_wish(tmp_path: Path) -> None:
    local = message(1, "x", date_unixtime=None, date="2024-05-14T20:00:00")
    ((post,), remarks) = read(tmp_path, chat(local), "Europe/Paris")
    assert (post.at.isoformat(), remarks) == ("2024-05-14T18:00:00+00:00", [])
    ((post,), (remark,)) = read(tmp_path, chat(local))
    assert remark.why == "Some of its times name no zone. They were read as UTC."


def test_two_of_one_name_are_two_people(tmp_path: Path) -> None:
    posts, _ = read(tmp_path, chat(message(1, "x"), message(2, "y", from_id="user2")))
    assert [post.author.handle for post in posts] == ["Ann", "Ann (user2)"]


def test_a_file_that_was_not_exported_is_known_to_be_missing(tmp_path: Path) -> None:
    gone = message(1, "", photo="(File not included. Change data exporting settings.)")
    ((post,), _) = read(tmp_path, chat(gone))
    assert (post.media[0].file, post.media[0].kind) == ("", "image")


@pytest.mark.parametrize(("name", "count"), [("BIG_20A_5475M", 5475), ("DM_2A_7M", 6)])
def test_a_real_chat_is_read_whole(name: str, count: int) -> None:
    posts, remarks = read(real(f"telegram/{name}.json"))
    assert len(posts) == count
    unzoned = [remark for remark in remarks if "name no zone" in remark.why]
    assert len(unzoned) == (name == "DM_2A_7M")
