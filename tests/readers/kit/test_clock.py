"""Times are read exactly or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from curator.readers.kit.ids import timestamps as clock

NOON = datetime(2024, 11, 9, 12, 14, 18, tzinfo=UTC)


def test_the_api_form_is_read_in_any_locale() -> None:
    assert clock.api_time("Sat Nov 09 12:14:18 +0000 2024") == NOON
    assert clock.api_time("Sat Nov 09 07:14:18 -0500 2024") == NOON


def test_midnight_in_an_old_archive_is_a_day_without_a_time() -> None:
    assert clock.grailbird_time("2024-11-09 12:14:18 +0000") == (NOON, "second")
    found = clock.grailbird_time("2009-03-01 00:00:00 +0000")
    assert found == (datetime(2009, 3, 1, tzinfo=UTC), "day")


def test_an_iso_time_is_turned_into_utc_if_it_names_its_zone() -> None:
    assert clock.iso_time("2024-11-09T12:14:18.000Z") == NOON
    assert clock.iso_time("2024-11-09 13:14:18+01:00") == NOON
    assert clock.iso_time("2024-11-09T12:14:18") == NOON.replace(tzinfo=None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "12/11/10",
        "Sat Nov 09 12:14:18 +0000 0000",
        "Sat Nov 09 12:14:18 +9999 2024",
        "Sat Nov 39 12:14:18 +0000 2024",
        "Mon Jan 01 00:00:00 +1400 0001",
        "Sat Nov 09 12:14:18 +0000 2024 and more",
        "0001-01-01T00:00:00+14:00",
        "2024-11-09T12:14:18",
        "2024-11-09",
        None,
        7,
    ],
)
def test_what_is_no_certain_time_is_none(text: object) -> None:
    assert clock.instant(text) is None
