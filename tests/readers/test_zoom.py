"""The oddities of Zoom's chats: days that are not in them, reactions, whispers."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.model import Post, Skipped
from curator.readers import zoom
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(file: Path, *lines: str, zone: str = "") -> tuple[list[Post], list[str]]:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines), "utf-8")
    with Source(file) as source:
        assert zoom.recognise(source)
        found = list(zoom.read(source, ReadOptions(zone=zone)))
        skipped = [r for r in found if isinstance(r, Skipped)]
        remarks = [each.why for each in [*skipped, *source.remarks]]
        return [r for r in found if isinstance(r, Post)], remarks


def test_a_chat_without_a_day_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Put the day before the name of the file"):
        read(tmp_path / "chat.txt", "20:00:00 From Ann to Everyone:", "\tHello")


def test_the_folder_that_zoom_made_tells_the_day(tmp_path: Path) -> None:
    file = tmp_path / "2024-05-14 20.00.00 Roof chat" / "chat.txt"
    ((post,), _) = read(file, "20:00:07 From Ann to Everyone:", "\tHello", zone="Europe/Paris")
    assert post.at.isoformat() == "2024-05-14T18:00:07+00:00"


def test_the_cloud_counts_from_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "GMT20240514-180007_Recording.txt"
    ((post,), remarks) = read(file, "00:58:04\tAnn Lee:\tHello")
    assert (post.at.isoformat(), post.author.handle) == ("2024-05-14T18:58:11+00:00", "Ann Lee")
    assert remarks == []


def test_a_recording_of_which_only_the_day_is_known_has_no_clock(tmp_path: Path) -> None:
    ((post,), _) = read(tmp_path / "2024-05-14.txt", "00:58:04\tAnn:\tHello")
    assert post.precision == "elapsed"


def test_a_meeting_goes_on_after_midnight(tmp_path: Path) -> None:
    lines = ("23:59:00 From Ann : late", "00:01:00 From Ann : later")
    posts, _ = read(tmp_path / "2024-05-14.txt", *lines)
    assert [post.at.day for post in posts] == [14, 15]


def test_a_name_may_hold_the_word_to(tmp_path: Path) -> None:
    ((post,), _) = read(tmp_path / "2024-05-14.txt", "20:00:00 From Road to Mars to Everyone: Hi")
    assert (post.author.handle, post.text) == ("Road to Mars", "Hi")


def test_whispers_are_left_out_and_told_of(tmp_path: Path) -> None:
    lines = ("20:00:00 From Ann to Ben(Direct Message): psst", "20:00:01 From Ann to Everyone: Hi")
    posts, remarks = read(tmp_path / "2024-05-14.txt", *lines)
    assert [post.text for post in posts] == ["Hi"]
    assert remarks[0] == "1 message was said to single people, and is left out."


def test_a_reaction_to_what_nobody_said_is_lost_quietly(tmp_path: Path) -> None:
    lines = (
        "20:00:00 From A to Everyone: Hi",
        '20:00:01 From B to Everyone: Reacted to "Ho" with 👍',
    )
    ((post,), _) = read(tmp_path / "2024-05-14.txt", *lines)
    assert post.likes == 0
