"""The oddities of Meta's conversations."""

from __future__ import annotations

import json
from pathlib import Path

from curator.model import Post
from curator.readers import messenger
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.meta_mojibake import repair_mojibake
from tests.real import real


def conversation(folder: Path, text: str, *names: str) -> None:
    """Write a conversation of some people, in which the first says something."""
    folder.mkdir(parents=True)
    message = {"sender_name": names[0], "timestamp_ms": 1715709607120, "content": text}
    people = [{"name": name} for name in names]
    whole = {"participants": people, "messages": [message], "title": "t"}
    (folder / "message_1.json").write_text(json.dumps(whole))


def read(path: Path) -> tuple[list[Post], list[str]]:
    with Source(path) as source:
        assert messenger.recognise(source)
        found = [r for r in messenger.read(source, ReadOptions()) if isinstance(r, Post)]
        return found, [remark.why for remark in source.remarks]


def test_letters_that_meta_broke_are_mended_and_sound_ones_kept() -> None:
    assert repair_mojibake("caf\u00c3\u00a9 \u00f0\u009f\u0098\u008a") == "café 😊"
    assert [repair_mojibake(text) for text in ("café", "日本", "x")] == ["café", "日本", "x"]


def test_of_a_download_only_what_more_than_two_said_is_read(tmp_path: Path) -> None:
    conversation(tmp_path / "inbox/ben_1", "psst", "Ann", "Ben")
    conversation(tmp_path / "inbox/roof_2", "Hello", "Ann", "Ben", "Cleo")
    posts, remarks = read(tmp_path)
    assert [post.text for post in posts] == ["Hello"]
    assert remarks == ["1 message was said to single people, and is left out."]


def test_one_conversation_of_two_is_what_its_owner_wants(tmp_path: Path) -> None:
    conversation(tmp_path / "your_instagram_activity/inbox/ben_1", "Hello", "Ann", "Ben")
    ((post,), _) = read(tmp_path)
    assert (post.text, post.platform) == ("Hello", "instagram")


def test_a_real_conversation_is_read_whole() -> None:
    posts, _ = read(real("other/messenger/2A_7M.json"))
    assert len(posts) == 7
