"""The oddities of Matrix rooms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from curator.model import Post
from curator.readers import matrix
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def event(key: str, sender: str, body: str, **content: Any) -> dict[str, Any]:
    words = {"msgtype": "m.text", "body": body, **content}
    made = {"type": "m.room.message", "event_id": key, "sender": sender, "content": words}
    return {**made, "origin_server_ts": 1715709607120}


def read(path: Path, *events: dict[str, Any]) -> list[Post]:
    file = path / "export.json"
    file.write_text(json.dumps({"room_name": "Roof", "messages": events}))
    with Source(file) as source:
        assert matrix.recognise(source)
        return [r for r in matrix.read(source, ReadOptions()) if isinstance(r, Post)]


def edit(sender: str, body: str) -> dict[str, Any]:
    relation = {"rel_type": "m.replace", "event_id": "$1"}
    return event(
        "$2", sender, f"* {body}", **{"m.new_content": {"body": body}, "m.relates_to": relation}
    )


def test_an_edit_takes_the_place_of_the_first_words(tmp_path: Path) -> None:
    (post,) = read(
        tmp_path, event("$1", "@ann:x.example", "Helo"), edit("@ann:x.example", "Hello")
    )
    assert (post.text, post.key, post.author.handle) == ("Hello", "$1", "ann:x.example")


def test_nobody_edits_the_words_of_another(tmp_path: Path) -> None:
    (post,) = read(tmp_path, event("$1", "@ann:x.example", "Hello"), edit("@eve:x.example", "Buy"))
    assert post.text == "Hello"


def test_what_was_taken_back_is_gone(tmp_path: Path) -> None:
    assert read(tmp_path, {**event("$1", "@ann:x.example", ""), "content": {}}) == []
