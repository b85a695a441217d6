"""The oddities of Discord channels that DiscordChatExporter saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.model import MADE, Post, Skipped
from curator.readers import discord, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.real import real

HEADER = "AuthorID,Author,Date,Content,Attachments,Reactions\n"


def message(key: int, text: str, **more: Any) -> dict[str, Any]:
    author = {"id": "7", "name": "ann", "discriminator": "0000", "nickname": "Ann"}
    at = "2024-05-14T18:00:00.000+00:00"
    made = {"id": str(key), "type": "Default", "timestamp": at, "content": text, "author": author}
    return {**made, **more}


def channel(path: Path, *messages: dict[str, Any], guild: str = "1") -> Path:
    file = path / "chat.json"
    whole = {"guild": {"id": guild, "name": "{"}, "channel": {"id": "2"}, "messages": messages}
    file.write_text(json.dumps(whole))
    return file


def table(path: Path, rows: str) -> Path:
    file = path / "chat.csv"
    file.write_text(HEADER + rows, "utf-8")
    return file


def read(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        assert reader_for(source) is discord
        return list(discord.read(source, ReadOptions(zone="Europe/Paris")))


def posts(path: Path) -> list[Post]:
    return [record for record in read(path) if isinstance(record, Post)]


def test_a_message_links_to_its_guild_and_channel(tmp_path: Path) -> None:
    (post,) = posts(channel(tmp_path, message(3, "Hello")))
    assert post.url == "https://discord.com/channels/1/2/3"


def test_what_a_program_answers_to_a_command_was_said(tmp_path: Path) -> None:
    of_type = {"20": "A poll", "23": "From a menu", "7": "joined", "18": "began a thread"}
    made = [message(at, text, type=kind) for at, (kind, text) in enumerate(of_type.items(), 3)]
    assert [p.text for p in posts(channel(tmp_path, *made))] == ["A poll", "From a menu"]


def test_a_direct_chat_has_no_links(tmp_path: Path) -> None:
    (post,) = posts(channel(tmp_path, message(3, "Hello"), guild="0"))
    assert post.url == ""


def test_words_that_look_like_the_list_of_messages_are_words(tmp_path: Path) -> None:
    text = '"messages": [{"id": 1}]'
    assert [p.text for p in posts(channel(tmp_path, message(3, text), message(4, "x")))] == [
        text,
        "x",
    ]


def test_two_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    authors = [{"id": n, "name": "ann", "discriminator": n} for n in ("1234", "5678")]
    found = posts(channel(tmp_path, *(message(3, "x", author=author) for author in authors)))
    assert [post.author.handle for post in found] == ["ann#1234", "ann#5678"]


def test_a_table_is_read_with_its_reactions(tmp_path: Path) -> None:
    rows = '"7","ann#1234","2024-05-14T18:00:07.0000000+00:00","Hi, all","","👍 (3),🎉 (1)"\n'
    (post,) = posts(table(tmp_path, rows))
    assert (post.text, post.likes, post.url) == ("Hi, all", 4, "")
    assert post.key.startswith(MADE)


def test_an_old_table_is_read_in_the_zone_of_its_writer(tmp_path: Path) -> None:
    (post,) = posts(table(tmp_path, '"7","ann","14-May-24 08:00 PM","Hi","",""\n'))
    assert (post.at.isoformat(), post.precision) == ("2024-05-14T18:00:00+00:00", "minute")


def test_who_says_the_same_twice_in_a_minute_said_it_twice(tmp_path: Path) -> None:
    row = '"7","ann","2024-05-14T18:00:07+00:00","ok","",""\n'
    keys = [post.key for post in posts(table(tmp_path, row * 3))]
    assert len(set(keys)) == 3
    assert keys == [post.key for post in posts(table(tmp_path, row * 3))]


REAL = {
    "DM_2A_2M.json": 2,
    "Example guild - Text Channels - general [1012224565567721552].json": 1,
    "GC_3A_5M.json": 3,
    "SV_5A_5M.json": 5,
}


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_a_real_channel_is_read_whole(name: str, count: int) -> None:
    found = read(real(f"discord/{name}"))
    assert len(found) == count
    assert all(isinstance(record, Post) for record in found)
