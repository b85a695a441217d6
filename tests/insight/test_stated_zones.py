"""Times that name a zone which did not hold on their day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from curator.insight.checks.stated_zones import stated_wrongly, stated_zone_findings
from curator.model import Passage, Quote, Story
from tests.conftest import post

JUNE = datetime(2014, 6, 12, 19, tzinfo=UTC)
JANUARY = datetime(2014, 1, 16, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        ("Join us at 3 pm EST", JUNE,
         "“3 pm EST”: New York was on EDT on 12 June 2014: 3 pm or 4 pm?"),
        ("12:30 p.m. PST today", JUNE,
         "“12:30 p.m. PST”: Los Angeles was on PDT on 12 June 2014: 12:30 pm or 1:30 pm?"),
        ("20:00 BST", JANUARY,
         "“20:00 BST”: London was on GMT on 16 January 2014: 20:00 or 19:00?"),
        ("9pm EDT", JANUARY, "“9pm EDT”: New York was on EST on 16 January 2014: 9 pm or 8 pm?"),
        ("11 am CST", JUNE, "“11 am CST”: Chicago was on CDT on 12 June 2014: 11 am or 12 pm?"),
    ],
)  # fmt: skip
def test_a_wrong_zone_is_told_with_both_readings(text: str, at: datetime, sentence: str) -> None:
    assert [each.sentence for each in stated_wrongly(text, at)] == [sentence]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("3 pm EDT", JUNE), ("3 pm EST", JANUARY), ("3 pm ET", JUNE), ("8 pm MST", JUNE),
        ("8 pm GMT", JUNE), ("il est 9 est", JUNE), ("BEST of 2014", JUNE), ("at 3 pm", JUNE),
    ],
)  # fmt: skip
def test_what_is_right_or_holds_all_year_is_left_alone(text: str, at: datetime) -> None:
    assert not [*stated_wrongly(text, at)]


def test_the_check_list_tells_of_quotes_and_of_own_words() -> None:
    quote = Quote(post(1, "Tonight 8 pm EST!", at=JUNE), id=7)
    own = Passage("We met at 8 pm EST.", id=8)
    found = [*stated_zone_findings(Story("June", (quote, own)))]
    assert [each.blocks for each in found] == [(7,), (8,)]
    assert {each.level for each in found} == {"look"}
