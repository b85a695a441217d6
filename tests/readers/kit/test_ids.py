"""Ids stay whole, damaged ones are found out, and the clock in them tells the time."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from curator.readers.kit.ids import ids

CHAT = [(1_400_000_000_000 + n * 977 << 22) + n * 7919 % 4096 for n in range(300)]


@pytest.mark.parametrize(
    "raw",
    [
        "1225850000000000001",
        "x1225850000000000001",
        "'1225850000000000001",
        '="1225850000000000001"',
        '"1225850000000000001"',
        " 1225850000000000001 ",
        1225850000000000001,
    ],
)
def test_an_id_is_found_in_whatever_it_was_wrapped(raw: object) -> None:
    assert ids.clean(raw) == "1225850000000000001"


@pytest.mark.parametrize(
    "raw", ["", "NA", "1.22585E+18", "٣٤", "²", None, True, 1.2e18, "0", {}, -4]
)
def test_what_is_no_id_is_none(raw: object) -> None:
    assert not ids.clean(raw)


@pytest.mark.parametrize("raw", ["1.22585E+18", "3.92786973767e+17", "1,22585E+18", 1.22585e18])
def test_an_id_with_an_exponent_is_destroyed(raw: object) -> None:
    assert ids.is_destroyed(raw)


def test_the_text_of_an_id_wins_over_its_number() -> None:
    assert ids.of({"id": 914254677063200800, "id_str": "914254677063200768"}, "id").endswith("68")


def test_a_destroyed_id_is_repaired_from_the_permalink() -> None:
    url = "http://twitter.com/ann/statuses/1264255250585849857"
    assert ids.repaired("1.26426E+18", url) == ("1264255250585849857", "1.26426E+18")
    assert ids.repaired("1264255250585849857", url) == ("1264255250585849857", "")
    assert ids.repaired("1.2E+18", "https://x.com/ann/status/1.2E+18") == ("", "1.2E+18")


def test_a_rounded_id_gives_way_to_its_permalink() -> None:
    url = "https://twitter.com/ann/status/1264255250585849857"
    assert ids.repaired("1264255250585849900", url)[0] == "1264255250585849857"


def test_ids_rounded_by_r_or_javascript_are_found_out() -> None:
    by_r = [str(int(float(i))) for i in CHAT]
    by_javascript = [str(int(Decimal(repr(float(i))))) for i in CHAT]
    assert by_javascript[1].endswith("00")
    assert ids.are_rounded(by_r)
    assert ids.are_rounded(by_javascript)
    assert not ids.are_rounded(map(str, CHAT))
    assert not ids.are_rounded(by_r[:20])


def test_the_clock_in_an_id_tells_the_second() -> None:
    assert ids.time_of("1050118621198921728") == datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)
    assert ids.time_of("25000000000") is None


def test_only_a_sound_id_has_a_permalink() -> None:
    made = ids.made_key("ann", datetime(2020, 1, 1, tzinfo=UTC), "Hello")
    assert ids.permalink("ann", "12") == "https://x.com/ann/status/12"
    assert ids.permalink("a/../b", "12") == "https://x.com/i/status/12"
    assert not ids.permalink("ann", made)


def test_a_made_key_is_the_same_for_the_same_words_in_the_same_minute() -> None:
    early, late = (datetime(2020, 1, 1, 12, 0, s, tzinfo=UTC) for s in (1, 58))
    assert ids.made_key("@Ann", early, "Good  day") == ids.made_key("ann", late, "Good day")
    assert ids.made_key("ann", early, "Good day") != ids.made_key("bob", early, "Good day")
