"""The oddities of IRC logs: three programs, days that are elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.model import Post
from curator.readers import irc
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes


def read(file: Path, *lines: str) -> list[Post]:
    file.write_text("\n".join(lines), "utf-8")
    with Source(file) as source:
        assert irc.recognise(source)
        return [r for r in irc.read(source, Wishes()) if isinstance(r, Post)]


def test_a_log_of_weechat_tells_day_and_clock(tmp_path: Path) -> None:
    lines = (
        "2024-05-14 20:00:00\t-->\tann (a@x) has joined #c",
        "2024-05-14 20:01:07\t@ann\tHello",
        "2024-05-14 20:01:09\t *\tann waves",
    )
    (post,) = read(tmp_path / "c.weechatlog", *lines)
    assert (post.author.handle, post.text) == ("ann", "Hello")
    assert (post.at.isoformat(), post.precision) == ("2024-05-14T20:01:07+00:00", "second")


def test_a_log_of_znc_has_its_day_in_its_name(tmp_path: Path) -> None:
    lines = ("[20:00:00] *** Joins: ann (a@x)", "[20:01:07] <ann> Hello <b>")
    (post,) = read(tmp_path / "#c_20240514.log", *lines)
    assert (post.at.day, post.text) == (14, "Hello <b>")


def test_a_log_without_a_day_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Put the day before the name of the file"):
        read(tmp_path / "c.log", "[20:01:07] <ann> Hello")
