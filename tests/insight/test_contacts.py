"""What the check list finds of telephones and addresses that would be published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.counted import Participant
from curator.insight.checks.checks import findings
from curator.insight.checks.contacts import is_number
from curator.model import Block, Cast, Passage, Post, PullQuote, Quote, Story
from tests.conftest import post

CALLED = "1 block calls somebody by a telephone number."
SAID = "1 block has a telephone number or a mail address in its words."


def sentences(*blocks: Block) -> list[str]:
    story = Story("Lending more than books", blocks)
    return [each.sentence for each in findings(story) if each.level in {"look", "stop"}]


def said(text: str, handle: str = "ann") -> Post:
    return post(1, text, handle, url="https://a.example/1")


@pytest.mark.parametrize(
    "name", ["+1 123 456 789", "+49 170 1234567", "\u202a+44 7700 900123\u202c", "(030) 123-4567"]
)
def test_a_name_that_is_a_number_of_a_telephone_is_one(name: str) -> None:
    assert is_number(name)


@pytest.mark.parametrize("name", ["Ann", "ann1984", "24601", "", "R2-D2", "+1 more", "1,000,001"])
def test_a_name_with_digits_is_no_number_of_a_telephone(name: str) -> None:
    assert not is_number(name)


def test_who_is_called_by_a_number_deserves_a_look() -> None:
    by_number = said("We lend tools", "+1 123 456 789")
    assert sentences(Quote(by_number)) == [CALLED]
    assert sentences(PullQuote("lend tools", by_number)) == [CALLED]
    assert sentences(Cast("", (Participant("whatsapp", "+1 123 456 789"),))) == [CALLED]


def test_who_is_shown_by_role_is_not_called_by_a_number() -> None:
    assert sentences(Quote(said("We lend tools", "+1 123 456 789"), credit="A reader")) == []


@pytest.mark.parametrize(
    "words",
    ["Ring me: +44 7700 900123", "+1 (555) 010-9999 any time", "mail ann.lee@example.org!"],
)
def test_words_that_say_how_to_reach_somebody_deserve_a_look(words: str) -> None:
    assert sentences(Quote(said(words))) == [SAID]
    assert sentences(Passage(words)) == [SAID]


@pytest.mark.parametrize(
    "words",
    [
        "Thanks @ann@social.example", "1,200,000 loans in 2014-2015", "Score +3 and +100",
        "https://a.example/+44770090012345", "https://social.example/@ann@other.example/1",
        "doi 10.1000/182 and 978-3-16-148410-0", "#+447700900123",
    ],
)  # fmt: skip
def test_handles_figures_and_links_say_nothing_of_the_kind(words: str) -> None:
    assert sentences(Quote(said(words))) == []


def test_a_number_that_was_trimmed_off_is_not_published() -> None:
    quote = Quote(said("We lend tools. Ring +44 7700 900123"), trims=((14, 35),))
    assert sentences(quote) == []
    assert sentences(replace(quote, trims=())) == [SAID]
