"""The oddities of WhatsApp's chats: dates, marks, lines, and what is no message."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model import Post, Skipped
from curator.readers import whatsapp
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from tests.real import real


def read(path: Path, *lines: str) -> tuple[list[Post], list[Skipped]]:
    if lines:
        path = path / "WhatsApp Chat with Roof.txt"
        path.write_text("\n".join(lines), "utf-8")
    with Source(path) as source:
        assert whatsapp.recognise(source)
        found = list(whatsapp.read(source, Wishes()))
        skipped = [r for r in found if isinstance(r, Skipped)]
        return [r for r in found if isinstance(r, Post)], [*skipped, *source.remarks]


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("12/24/19, 11:23 PM - ", "2019-12-24 23:23"),
        ("12/24/19, 11:23\u202fPM - ", "2019-12-24 23:23"),
        ("24/12/2019, 11:23 p.\u00a0m. - ", "2019-12-24 23:23"),
        ("24.12.19, 23:23 - ", "2019-12-24 23:23"),
        ("24/12/2019 à 23:23 - ", "2019-12-24 23:23"),
        ("24/12/2019 23.23 - ", "2019-12-24 23:23"),
        ("2019-12-24, 23:23 - ", "2019-12-24 23:23"),
        ("2019/12/24 23:23 - ", "2019-12-24 23:23"),
        ("2019. 12. 24. 오후 11:23 - ", "2019-12-24 23:23"),
        ("[2019/12/24 下午11:23:00] ", "2019-12-24 23:23"),
        ("[24/12/2019, 23:23:00] ", "2019-12-24 23:23"),
        ("\u200e[12/24/19, 11:23:00\u202fPM] ", "2019-12-24 23:23"),
    ],
)
def test_stamps_of_many_phones_are_read(tmp_path: Path, stamp: str, at: str) -> None:
    ((post,), _) = read(tmp_path, f"{stamp}Ann: Hello")
    assert (f"{post.at:%Y-%m-%d %H:%M}", post.author.handle, post.text) == (at, "Ann", "Hello")


def test_one_day_over_twelve_settles_all_dates_of_the_file(tmp_path: Path) -> None:
    posts, remarks = read(tmp_path, "5/4/24, 10:00 - A: x", "13/4/24, 10:00 - A: y")
    assert [(p.at.day, p.at.month) for p in posts] == [(5, 4), (13, 4)]
    assert [r.why for r in remarks] == ["Its times name no zone. They were read as UTC."]


def test_the_order_of_lines_settles_dates_that_could_be_both(tmp_path: Path) -> None:
    posts, _ = read(
        tmp_path, "1/2/24, 10:00 - A: x", "2/2/24, 10:00 - A: y", "1/3/24, 9:00 - A: z"
    )
    assert [p.at.month for p in posts] == [2, 2, 3]


def test_dates_that_nothing_settles_are_told_of(tmp_path: Path) -> None:
    _, remarks = read(tmp_path, "5/4/24, 10:00 - A: x")
    assert remarks[0].why.startswith("Nothing in it tells days from months.")


def test_a_message_runs_on_until_the_next_stamp(tmp_path: Path) -> None:
    lines = ("5/24/24, 10:00 - A: one", "", "5/24: not a stamp", "[24/05/24, 10:00:00] B: pasted")
    ((post,), _) = read(tmp_path, *lines)
    assert post.text == "one\n\n5/24: not a stamp\n[24/05/24, 10:00:00] B: pasted"


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. Tap to learn more.",
        'Alice created group "Some: cool chat"',
        'Alice changed the subject from "a: b" to "c"',
        "Roof: \u200eAlice was added",
        "Alice: This message was deleted",
    ],
)
def test_what_nobody_wrote_is_no_post(tmp_path: Path, line: str) -> None:
    posts, _ = read(tmp_path, "5/24/24, 10:00 - A: x", f"5/24/24, 10:01 - {line}")
    assert [post.text for post in posts] == ["x"]


def test_a_name_may_hold_quotation_marks_and_words_a_colon(tmp_path: Path) -> None:
    ((post,), _) = read(tmp_path, '5/24/24, 10:00 - Ann "Roof" Lee: note: this')
    assert (post.author.handle, post.text) == ('Ann "Roof" Lee', "note: this")


def test_pictures_are_found_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "IMG-20240524-WA0001.jpg").write_bytes(b"x")
    lines = (
        "5/24/24, 10:00 - A: \u200eIMG-20240524-WA0001.jpg (file attached)",
        "Our shelf",
        "5/24/24, 10:01 - A: <Medien ausgeschlossen>",
        "5/24/24, 10:02 - A: PTT-1.opus (Datei angehängt)",
        "5/24/24, 10:03 - A: rules.pdf (file attached)",
    )
    read(tmp_path / "chat", *lines)
    posts, _ = read(tmp_path / "chat")
    media = [(each.kind, each.file) for post in posts for each in post.media]
    assert media == [("image", "IMG-20240524-WA0001.jpg"), ("image", ""), ("audio", "")]
    assert [post.text for post in posts] == ["Our shelf", "", "", "rules.pdf"]


def test_the_same_words_twice_in_a_minute_are_two_posts(tmp_path: Path) -> None:
    posts, _ = read(tmp_path, *["5/24/24, 10:00 - A: ok"] * 3)
    assert len({post.key for post in posts}) == 3


REAL = {
    "chat-analytics/2A_5M.txt": 5,
    "chat-analytics/4A_11M.txt": 11,
    "chat-analytics/4A_11M.zip": 11,
    "whatstk/lorem-2000.txt": 2000,
    "whatstk/lorem-merge-part1.txt": 300,
    "whatstk/lorem-merge-part2.txt": 300,
    "whatstk/lorem.txt": 500,
    "whatstk/pokemon.txt": 18,
}


@pytest.mark.parametrize(("name", "count"), REAL.items())
def test_a_real_chat_is_read_whole(name: str, count: int) -> None:
    posts, _ = read(real(f"whatsapp/{name}"))
    assert len(posts) == count
    assert len({post.key for post in posts}) == count
