"""What the check list finds in the words of a story."""

from __future__ import annotations

import pytest

from curator import model
from curator.insight.checks.checks import findings
from curator.insight.checks.wording import unasked
from curator.model import Block, Heading, Image, Media, Passage, Post, Quote, Story
from tests.conftest import post


def sentences(*blocks: Block, title: str = "Lending more than books") -> list[str]:
    story = Story(title, blocks)
    return [each.sentence for each in findings(story) if each.level in {"look", "stop"}]


def said(number: int, text: str, handle: str = "ann") -> Post:
    return post(number, text, handle, url=f"https://a.example/{number}")


@pytest.mark.parametrize(
    "title",
    [
        "#TomorrowsLibrary recap, rough cut", "Untitled recap", "A recap", "Lent, rough cut, copy",
        "Untitled",
    ],
)  # fmt: skip
def test_a_placeholder_is_no_title(title: str) -> None:
    assert "The title is still a placeholder." in sentences(Passage("a"), title=title)


@pytest.mark.parametrize("title", ["Lending more", "The recap of the year", "A copy of the key"])
def test_a_title_that_only_sounds_like_one_is_left_alone(title: str) -> None:
    assert sentences(Passage("a"), title=title) == []


def test_a_story_without_title_is_found() -> None:
    assert "The story has no title." in sentences(Passage("a"), title=" ")


def test_headings_are_empty_bare_or_torn() -> None:
    found = sentences(
        Heading("Good"), Passage("a"), Heading(""), Passage("b"), Heading("Bare"),
        Heading("Torn of"), Passage("c"), Heading("Over", 2), Heading("Under", 3), Passage("d"),
    )  # fmt: skip
    assert found == [
        "1 heading is empty.",
        "1 heading has nothing under it.",
        "1 heading breaks off in mid-sentence.",
    ]


def test_the_second_part_wants_the_first() -> None:
    lost = Quote(said(1, "A2 (2/2) and that was all"))
    assert sentences(lost) == ["1 quote goes on from a part that is not quoted."]
    first = Quote(said(2, "A2 (1/2) It began well"))
    assert sentences(first, lost) == []
    assert sentences(Quote(said(3, "We counted: in 2/3 of cases it was rain", "bob"))) == []


def test_a_lost_sign_is_found_wherever_it_stands() -> None:
    assert sentences(Quote(said(1, "caf\ufffd"))) == [
        "1 block shows a sign that could not be read (�)."
    ]


def test_a_picture_of_ones_own_wants_a_description_unless_it_decorates() -> None:
    bare = Image(Media("image", hash="a" * 64))
    assert sentences(bare) == ["1 picture has no description."]
    assert sentences(Image(bare.media, decorative=True)) == []


@pytest.mark.parametrize(
    "alt",
    ["IMG_2031.jpg", "Image", "photo", "Screenshot 2024-05-14 at 19.02.11", "DSC00412",
     "No photo description available.", "foto", "image (3).png"],
)  # fmt: skip
def test_a_description_that_says_nothing_is_found(alt: str) -> None:
    own = Image(Media("image", hash="a" * 64, alt=alt))
    assert sentences(own) == ["1 description of a picture says nothing."]
    assert sentences(Image(own.media, decorative=True)) == []


@pytest.mark.parametrize(
    "alt",
    ["A photo of the launderette", "Logo of the library", "Owl", "Q1", "May be an image of a cat",
     "Page 3 of the report.pdf, with a chart", "Photo finish of race 2", "2,089"],
)  # fmt: skip
def test_a_description_that_says_something_is_left_alone(alt: str) -> None:
    assert sentences(Image(Media("image", hash="a" * 64, alt=alt))) == []


def test_a_testimonial_waits_for_consent() -> None:
    assert [each.sentence for each in unasked([model.Testimonial("It changed us")])] == [
        "1 testimonial waits for consent and is not printed."
    ]
    assert not list(unasked([model.Testimonial("It changed us", consent="full")]))


def test_a_heading_with_the_number_of_a_question_alone_is_found() -> None:
    found = sentences(
        Heading("Question 3"), Passage("a"), Heading("Q4."), Passage("b"), Heading("Day 2"),
        Passage("c"), Heading("Q5. Why ovens?"), Passage("d"),
    )  # fmt: skip
    assert found == ["2 headings have the numbers of questions, not their words."]
