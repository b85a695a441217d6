"""The oddities of live chats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from curator.model import Post, Skipped
from curator.readers import reader_for, youtube_live
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real


def message(key: str, text: str, **more: Any) -> dict[str, Any]:
    """Return a message as chat-downloader saves it."""
    author = {
        "name": "Ann",
        "id": "UC1",
        "images": [{"url": "https://faces.example/1", "id": "s"}],
    }
    made = {"message_id": key, "message": text, "message_type": "text_message", "author": author}
    return {**made, "timestamp": 1715709607120000, **more}


def read(path: Path, *messages: Any, name: str = "chat.json") -> list[Post | Skipped]:
    if messages:
        path = path / name
        path.write_text(json.dumps(messages))
    with Source(path) as source:
        assert reader_for(source) is youtube_live
        return list(youtube_live.read(source, ReadOptions()))


def posts(path: Path, *messages: Any) -> list[Post]:
    return [record for record in read(path, *messages) if isinstance(record, Post)]


def test_what_chat_downloader_saved_is_read(tmp_path: Path) -> None:
    ticker = message("2", "Hi", message_type="ticker_paid_message_item")
    (post,) = posts(tmp_path, message("1", "Hi #RoofChat"), ticker)
    assert (post.platform, post.key, post.author.handle) == ("youtube", "1", "Ann")
    assert (post.at.isoformat(timespec="seconds"), post.url) == ("2024-05-14T18:00:07+00:00", "")


def test_a_chat_of_twitch_is_known_as_one(tmp_path: Path) -> None:
    author = {"name": "ann_lee", "display_name": "Ann_Lee", "id": "77"}
    (post,) = posts(tmp_path, message("1", "Hi", author=author))
    assert (post.platform, post.author.handle, post.author.name) == (
        "twitch",
        "ann_lee",
        "Ann_Lee",
    )


def test_somebody_silenced_is_silent_from_the_beginning(tmp_path: Path) -> None:
    text = {"message": {"runs": [{"text": "pills"}]}, "authorName": {"simpleText": "S"}}
    item = {
        **text,
        "id": "1",
        "timestampUsec": "1715709607120000",
        "authorExternalChannelId": "UC9",
    }
    add = {"addChatItemAction": {"item": {"liveChatTextMessageRenderer": item}}}
    assert len(read(tmp_path, add)) == 1
    gone = {"markChatItemsByAuthorAsDeletedAction": {"externalChannelId": "UC9"}}
    assert read(tmp_path, add, gone) == []


def test_real_actions_hold_the_one_message_that_somebody_wrote() -> None:
    found = read(real("youtube_live/youtube_actions.json"))
    assert [type(record) for record in found] == [Post]
