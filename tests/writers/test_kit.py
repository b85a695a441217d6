"""Names, initials and file names."""

from __future__ import annotations

import pytest

from curator.model import PullQuote, Quote
from curator.writers.kit.names import byline, colour_of, initials, slug
from curator.writers.kit.words import language, web_address
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


def test_a_file_name_is_plain() -> None:
    assert slug("../Tomás’ “café”:\\ CON", "x") == "tomas-cafe-con"
    assert slug("日本", "picture") == "picture"
    assert len(slug("a" * 300, "x")) <= 40


def test_languages_and_addresses_are_known_ones() -> None:
    found = [language(code) for code in ("en", "iw", "und", "qme", "x", "zh_TW", 'e"')]
    assert found == ["en", "he", "", "", "", "zh-TW", ""]
    assert web_address("https://a.example/b?c=d&e") == "https://a.example/b?c=d&e"
    assert not any(
        map(web_address, ["", "http://", "https://[", "ftp://a.b", "http://a b", "x:y"])
    )
