"""Names, initials and file names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from curator.dates import span_words
from curator.model import Author, PullQuote, Quote, Story
from curator.writers.kit.masthead import kicker
from curator.writers.kit.names import byline, colour_of, initials, slug
from curator.writers.kit.safe_words import language, web_address
from curator.writers.kit.short_heading import short_heading
from curator.writers.kit.times import post_time, zone_words
from tests.conftest import post
from tests.recap import QUOTES


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Tomás Irigaray", "TI"),
        ("Niamh Ó Dálaigh", "ND"),
        ("ليلى حدّاد", "ل"),
        ("中村さゆり", "中"),
        ("김하윤", "김"),
        ("Fenwick Library 🚌", "FL"),
        ("“ann”", "A"),
        ("e\u0301lan vital", "E\u0301V"),
        ("🚌", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_person_keeps_a_colour() -> None:
    assert [colour_of(h) for h in ("tomas_irigaray", "adaeze_reads", "elifkarahan")] == [0, 4, 11]


def test_a_credit_stands_alone() -> None:
    for block in (
        Quote(QUOTES["elif"], "A reader"),
        PullQuote("Seeds", QUOTES["elif"], "A reader"),
    ):
        by = byline(block)
        assert (by.name, by.handle, by.avatar, by.letters) == ("A reader", "", None, "")


def test_a_post_by_nobody_is_by_a_participant() -> None:
    assert byline(Quote(replace(QUOTES["elif"], author=Author("")))).name == "A participant"


def test_days_are_told_in_words() -> None:
    assert span_words(date(2026, 5, 14), date(2026, 5, 14)) == "Thursday 14 May 2026"
    assert span_words(date(2026, 5, 14), date(2026, 5, 16)) == "14–16 May 2026"
    assert span_words(date(2025, 12, 31), date(2026, 1, 1)) == "31 December 2025 – 1 January 2026"


def test_the_zone_is_named_with_what_it_was_called() -> None:
    zone = ZoneInfo("America/New_York")
    winter = replace(QUOTES["elif"], at=datetime(2026, 1, 2, tzinfo=UTC))
    assert zone_words([QUOTES["elif"], winter], zone) == "New York time (EDT, EST)"
    assert zone_words([QUOTES["ruta"]], zone) == "New York time"
    assert zone_words([], UTC) == "UTC"


def test_the_first_hour_of_all_stays_where_it_is() -> None:
    first = replace(QUOTES["elif"], at=datetime(1, 1, 1, tzinfo=UTC))
    assert post_time(first, ZoneInfo("America/New_York")).words == "1 January 1, 00:00 UTC"


def test_a_file_name_is_plain() -> None:
    assert slug("../Tomás’ “café”:\\ CON", "x") == "tomas-cafe-con"
    assert slug("日本", "picture") == "picture"
    assert len(slug("a" * 300, "x")) <= 40


def test_a_file_name_ends_with_a_whole_word() -> None:
    assert slug("Gulls on the roof: many ways to enhance nests", "x").endswith("-enhance")
    assert slug("Gulls on the roof: all the ways to enhance nests", "x").endswith("-ways-to")
    assert slug("Gulls on the roof: ways to see them better", "x").endswith("-see-them")


def test_languages_and_addresses_are_known_ones() -> None:
    found = [language(code) for code in ("en", "iw", "und", "qme", "x", "zh_TW", 'e"')]
    assert found == ["en", "he", "", "", "", "zh-TW", ""]
    assert web_address("https://a.example/b?c=d&e") == "https://a.example/b?c=d&e"
    assert not any(
        map(web_address, ["", "http://", "https://[", "ftp://a.b", "http://a b", "x:y"])
    )


@pytest.mark.parametrize(
    ("heading", "short"),
    [
        ("What breaks?", "What breaks?"),
        (
            "What aspects of #critlib mesh well with #makerspaces - access, approach, pedagogy?",
            "What aspects of #critlib mesh well with #makerspaces…",
        ),
        (
            "We have all seen a garden fail in summer. What would you do about it? Tell all.",
            "What would you do about it?",
        ),
        (
            "How has networking leveraging technology helped you to better implement parts",
            "How has networking leveraging technology helped you to better…",
        ),
    ],
)
def test_a_long_heading_is_short_in_the_contents(heading: str, short: str) -> None:
    assert short_heading(heading) == short


@pytest.mark.parametrize(
    ("platform", "name", "handle"), [("whatsapp", "John", ""), ("twitter", "John", "@john_b")]
)
def test_nobody_is_given_a_handle_where_a_service_has_none(
    platform: str, name: str, handle: str
) -> None:
    quoted = replace(post(1), platform=platform, author=Author("john_b", "John"))
    assert (byline(Quote(quoted)).name, byline(Quote(quoted)).handle) == (name, handle)


def test_a_late_answer_does_not_make_an_evening_two_days() -> None:
    at = datetime(2026, 5, 14, 19, tzinfo=UTC)
    evening = [Quote(replace(post(n), at=at)) for n in range(19)]
    late = Quote(replace(post(99), at=at + timedelta(days=1)))
    assert kicker(Story("T", (*evening, late))) == "Thursday 14 May 2026"
    assert kicker(Story("T", (*evening[:18], late))) == "14–15 May 2026"


def test_the_line_above_a_title_does_not_contradict_its_days() -> None:
    quotes = (Quote(replace(post(1), at=datetime(2026, 5, 14, 12, tzinfo=UTC))),)
    assert kicker(Story("Recap, 2 May – 20 June 2026", quotes)) == ""
    assert kicker(Story("Recap, Thursday 14 May 2026", quotes)) == ""
    assert kicker(Story("Drills in 2026", quotes)) == "Thursday 14 May 2026"
