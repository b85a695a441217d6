"""Dates: many forms, none of them guessed one by one."""

from __future__ import annotations

import pytest

from curator.readers.kit.tables.dates import Dates


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("5/10/12 20:01", "2012-05-10T20:01", "minute"),
        ("3/3/2023 13:48:03", "2023-03-03T13:48:03", "second"),
        ("2014-09-15", "2014-09-15T00:00", "day"),
        ("2014-09-15 18:00:01", "2014-09-15T18:00:01", "second"),
        ("2014/9/15 6:05 pm", "2014-09-15T18:05", "minute"),
        ("15.9.2014 18:00", "2014-09-15T18:00", "minute"),
        ("Mon Sep 15 18:00:00 +0000 2014", "2014-09-15T18:00", "second"),
        ("2014-09-15T18:00:00.000Z", "2014-09-15T18:00", "second"),
        ("2014-09-15T20:00:00+02:00", "2014-09-15T18:00", "second"),
        ("2009-01-23 00:00:00 +0000", "2009-01-23T00:00", "day"),
        ("September 15, 2014 at 06:05PM", "2014-09-15T18:05", "minute"),
        ("Mon, 15 Sep 2014 18:00:00 +0000", "2014-09-15T18:00", "second"),
        ("1410804000", "2014-09-15T18:00", "second"),
        ("1410804000000", "2014-09-15T18:00", "second"),
    ],
)
def test_a_time_is_read(text: str, at: str, precision: str) -> None:
    dates = Dates()
    dates.learn(text, None)
    moment = dates.read(text)
    assert moment is not None
    assert moment.at.isoformat().startswith(at)
    assert moment.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        *("", "-1", "now", "yesterday 7pm", "20140915", "31/31/2014", "2023-02-29", "0000-00-00"),
        *("٢٠٢٤-٠١-٠٣", "2024-06-30T23:59:60Z", "99999999999", "13:00 PM", "1e9", "10000-01-01"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert Dates().read(text) is None
