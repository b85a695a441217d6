"""The oddities of IRC logs: days that are elsewhere, and who does something (“/me waves”)."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import ArchiveError
from curator.model import Post
from curator.readers import irc
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source


def read(file: Path, *lines: str) -> list[Post]:
    return read_remarked(file, *lines)[0]


def read_remarked(file: Path, *lines: str) -> tuple[list[Post], list[str]]:
    file.write_text("\n".join(lines), "utf-8")
    with Source(file) as source:
        assert irc.recognise(source)
        posts = [r for r in irc.read(source, ReadOptions(zone="UTC")) if isinstance(r, Post)]
        return posts, [each.why for each in source.remarks]


def test_a_log_of_weechat_tells_day_and_clock(tmp_path: Path) -> None:
    lines = (
        "2024-05-14 20:00:00\t-->\tann (a@x) has joined #c",
        "2024-05-14 20:01:07\t@ann\tHello",
        "2024-05-14 20:01:09\t *\tann waves",
    )
    post, waves = read(tmp_path / "c.weechatlog", *lines)
    assert (waves.author.handle, waves.text, waves.at.second) == ("ann", "waves", 9)
    assert (post.author.handle, post.text) == ("ann", "Hello")
    assert (post.at.isoformat(), post.precision) == ("2024-05-14T20:01:07+00:00", "second")


def test_a_log_of_znc_has_its_day_in_its_name(tmp_path: Path) -> None:
    lines = ("[20:00:00] *** Joins: ann (a@x)", "[20:01:07] <ann> Hello <b>")
    (post,) = read(tmp_path / "#c_20240514.log", *lines)
    assert (post.at.day, post.text) == (14, "Hello <b>")


def test_a_log_without_a_day_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Put the day before the name of the file"):
        read(tmp_path / "c.log", "[20:01:07] <ann> Hello")


IRSSI = """\
--- Log opened Tue May 14 20:00:00 2024
20:00 -!- ben [~ben@attic.example] has joined #c
20:01 < ann> Hello
20:03  * lurker has left the kettle on
20:04 -!- ben is now known as benedict
"""
ZNC = """\
[20:00:00] *** Joins: ben (~ben@attic.example)
[20:01:07] <ann> Hello
[20:03:00] * lurker has left the kettle on
[20:04:00] *** Quits: ben (~ben@attic.example) (Bye)
"""
LOUNGE = """\
[2024-05-14T20:00:00.123Z] *** ben (~ben@attic.example) joined
[2024-05-14T20:01:07.123Z] <@ann> Hello
[2024-05-14T20:03:00.123Z] * @lurker has left the kettle on
[2024-05-14T20:04:00.123Z] *** ben set mode +o ann
"""
TEXTUAL = """\
[2024-05-14T20:01:07+0000] <@ann> Hello
[2024-05-14T20:03:00+0000] \u2022 lurker: has left the kettle on
[2024-05-14T20:04:00+0000] -ben- a notice
"""


@pytest.mark.parametrize(
    ("log", "left_out"),
    [(IRSSI, "2 lines"), (ZNC, "2 lines"), (LOUNGE, "2 lines"), (TEXTUAL, "1 line ")],
)
def test_what_somebody_does_is_theirs_where_notices_look_otherwise(
    tmp_path: Path, log: str, left_out: str
) -> None:
    posts, remarks = read_remarked(tmp_path / "c_20240514.log", *log.splitlines())
    said = [(post.author.handle, post.text) for post in posts]
    assert said == [("ann", "Hello"), ("lurker", "has left the kettle on")]
    assert remarks[0].startswith(left_out)


MIRC = """\
Session Start: Tue May 14 20:00:00 2024
[20:00] * Now talking in #c
[20:00] * Topic is 'Roofs'
[20:00] * ann sets mode: +o ben
[20:00] * quiet (~q@attic.example) has joined #c
[20:01] <@ann> Hello
[20:01] <ben> Hello
[20:02] * ann waves at ben (twice)
[20:02] * quiet has left his shoes on
[20:03] * ben is now known as benedict
[20:03] * benedict smiles
[20:04] * ann changes topic to 'Now: gardens'
[20:04] * Now that was a topic
[20:05] * benedict has left #c
[20:05] * ann was kicked by quiet (Bye)
[20:06] * quiet (~q@attic.example) Quit (Quit: Bye)
[20:06] * Disconnected
"""


def test_notices_of_mirc_are_no_messages_though_they_begin_as_such_do(tmp_path: Path) -> None:
    posts, remarks = read_remarked(tmp_path / "c.log", *MIRC.splitlines())
    assert [(post.author.handle, post.text) for post in posts[2:]] == [
        ("ann", "waves at ben (twice)"),
        ("quiet", "has left his shoes on"),
        ("benedict", "smiles"),
    ]
    assert remarks[0].startswith("11 lines are notices")


@pytest.mark.parametrize(
    "notice",
    [
        "ben has quit (Ping timeout: 252 seconds)",
        "ben hat die Verbindung getrennt (Bis dann)",
        "ben heißt jetzt benedikt",
        "ben (~ben@attic.example) ist beigetreten.",
        "ben ha expulsado a ann de #c (adiós)",
        "ben est maintenant connu sous le nom de benoit",
        "ben ha impostato la modalità +m su #c",
        "ben operátor jogot ad ann részére",
        "ben вышел (пока)",
        "ben 改名为 benny",
        "Sie sprechen jetzt in #c",
    ],
)
def test_notices_of_hexchat_are_told_in_its_languages(tmp_path: Path, notice: str) -> None:
    lines = (
        "**** BEGIN LOGGING AT Tue May 14 20:00:00 2024",
        "May 14 20:01:07 <ann>\tHello",
        "May 14 20:01:08 <ben>\tHello",
        f"May 14 20:02:00 *\t{notice}",
        "May 14 20:03:00 *\tben waves",
    )
    posts, remarks = read_remarked(tmp_path / "c.log", *lines)
    assert [post.text for post in posts] == ["Hello", "Hello", "waves"]
    assert remarks[0].startswith("1 line is a notice")
