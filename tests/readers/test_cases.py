"""Small archives made up after public bug reports: of each, what must come."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model import Post
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

CASES = Path(__file__).parents[1] / "cases"


def posts_of(name: str) -> list[tuple[str, str, str]]:
    """Return who says what when in a case."""
    with Source(CASES / name) as source:
        records = list(reader_for(source).read(source, ReadOptions()))
    posts = [r for r in records if isinstance(r, Post) and not r.context]
    return [(f"{p.at:%d %H:%M:%S}", p.author.handle, p.text) for p in posts]


EXPECTED: dict[str, list[tuple[str, str, str]]] = {
    "wa_angle_words.txt": [
        ("14 20:00:00", "Ann", "Q1 What grows?"),
        ("14 20:01:00", "Ben", "<insert leek joke here>"),
        ("14 20:02:00", "Cyd", "see roof.jpg (my best one)"),
        ("14 20:03:00", "Dan", "I wrote notes.txt (please read)"),
        ("14 20:04:00", "Eve", "<b>bold claim</b>"),
        ("14 20:05:00", "Fay", "<3 <3"),
    ],
    "wa_greeting_words.txt": [
        ("14 20:00:00", "Ann", "Q1 Who here uses end-to-end tests?"),
        ("14 20:01:00", "Ben", "We test end-to-end every night"),
        ("14 20:02:00", "Cyd", "Never"),
        ("14 20:03:00", "Dan", "end-to-end is slow"),
    ],
    "wa_arabic.txt": [
        ("14 20:00:00", "ليلى", "ما الذي تزرعون على السطح؟"),
        ("14 20:02:00", "سمير", "نعناع وبصل"),
        ("15 09:10:00", "ليلى", "شكرا"),
    ],
    "wa_bulgarian.txt": [
        ("14 20:00:00", "Ана", "Какво отглеждате?"),
        ("14 20:02:00", "Бобо", "Праз"),
    ],
    "wa_finnish.txt": [
        ("14 20:00:00", "Aino", "Mitä kasvatat katolla?"),
        ("14 20:02:00", "Ville", "Purjoa"),
    ],
    "wa_korean_android.txt": [
        ("14 20:00:00", "안나", "옥상에 뭐 심었어?"),
        ("14 20:02:00", "보라", "대파"),
    ],
    "wa_old_colon.txt": [
        ("14 17:03:48", "Ann Lee", "What grows on your roof?"),
        ("14 17:05:10", "Ben", "Leeks"),
    ],
    "wa_locales_deleted.txt": [("14 20:00:00", "Ayşe", "Çatıda ne var?")],
    "wa_ios_2017_attached.txt": [
        ("25 09:17:00", "Ann", "What grows?"),
        ("25 09:17:15", "Ben", ""),
        ("25 09:18:15", "Ben", "ok"),
    ],
    "wa_ios_german_media.txt": [
        ("14 20:01:07", "Anna", "Was wächst bei euch?"),
        ("14 20:02:07", "Ben", ""),
        ("14 20:03:07", "Cyd", ""),
        ("14 20:04:07", "Ben", "Plan.pdf"),
        ("14 20:05:07", "Dora", "Schön!"),
    ],
    "wa_ios_english_media.txt": [
        ("14 20:01:07", "Anna", "What grows?"),
        ("14 20:02:07", "Ben", ""),
        ("14 20:03:07", "Cyd", ""),
        ("14 20:04:07", "Ben", "Plan.pdf"),
        ("14 20:05:07", "Dora", "Nice!"),
    ],
    "sigtop.txt": [
        ("14 18:01:07", "Ann", "Q1 What grows on your roof?"),
        ("14 18:02:07", "You", "Leeks"),
    ],
    "sigtop_short.txt": [
        ("14 20:01:00", "Ann", "Q1 What grows on your roof?"),
        ("14 20:02:00", "You", "Leeks"),
        ("14 20:03:00", "Ben", ""),
    ],
    "2024-05-14 zoom_cloud_french.txt": [
        ("14 12:33:36", "Ann", "Q1 What grows on your roof?"),
        ("14 12:34:00", "Ren", "Leeks, and beans too"),
    ],
    "2024-05-14 zoom_german.txt": [
        ("14 20:01:07", "Ann Lee", "Was wächst bei euch?"),
        ("14 20:02:07", "Ben", "Lauch"),
    ],
    "minet_dupid.csv": [
        ("14 20:01:00", "ann", "Q1 What grows? #roofchat"),
        ("14 20:02:00", "ben", "@ann A1 Leeks #roofchat"),
    ],
    "snscrape_user_repr.csv": [
        ("09 22:01:00", "ann", "Q1 What grows?"),
        ("09 22:02:00", "ben", "A1 Leeks"),
    ],
    "chatdl.csv": [
        ("14 20:01:00", "Ann", "Q1 What grows?"),
        ("14 20:03:00", "Cyd", "A1 Leeks, beans"),
    ],
    "tg_poll.json": [
        ("14 20:02:00", "Ann", "What grows on your roof?"),
        ("14 20:04:00", "Cyd", "Leeks or beans?\n- Leeks\n- Beans"),
    ],
    "tg_forward.json": [
        ("14 20:02:00", "Ann", "What grows on your roof?"),
        ("14 20:03:00", "Ben", "RT @Mira Holt: Leeks, always leeks"),
    ],
    "slack_blocks_only.zip": [
        ("14 20:00:00", "ann", "What grows?"),
        ("14 20:01:00", "ben", "Leeks and :bean:"),
    ],
    "matrix_undecryptable.json": [("14 18:01:07", "ann:roof.example", "What grows on your roof?")],
    "matrix_poll.json": [
        ("14 18:01:07", "ann:roof.example", "What grows on your roof?"),
        ("14 18:04:07", "dan:roof.example", "Leeks or beans?\n- Leeks\n- Beans"),
    ],
    "signal_quote.md": [
        ("14 20:01:07", "Ann", "Q1 What grows on your roof?"),
        ("14 20:02:07", "Ben", "Leeks"),
        ("14 20:03:07", "Cyd", "My motto:\n> less is more\nso only beans"),
    ],
    "wa_android_null.txt": [
        ("14 20:00:00", "Ann", "What grows?"),
        ("14 20:05:00", "Eve", "location: https://maps.google.com/?q=1.0,2.0"),
        ("14 20:07:00", "Gus", "POLL:\nLeeks?\nOPTION: Yes (2 votes)\nOPTION: No (0 votes)"),
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_message_stands_under_its_own_author(name: str) -> None:
    assert posts_of(name) == EXPECTED[name]


def test_local_times_of_discord_ask_for_their_zone() -> None:
    with Source(CASES / "discord_2024_us.csv") as source:
        list(reader_for(source).read(source, ReadOptions()))
        assert "zone" in source.asked


def test_a_row_beyond_the_last_of_a_spreadsheet_is_told_of() -> None:
    with Source(CASES / "rowsbig.xlsx") as source:
        (skipped,) = list(reader_for(source).read(source, ReadOptions()))
    assert not isinstance(skipped, Post)
    assert "what stands below is not read" in skipped.why
