"""Where blocks go when they are moved, and how long a story is."""

from datetime import UTC, datetime

import pytest

from curator.insight.checks import length
from curator.insight.checks.sections import (
    TOP,
    carried,
    place_above,
    place_below,
    place_past_section,
    section_of,
    sections,
    short_name,
    shown,
    where,
)
from curator.model import Author, Block, Divider, Heading, Passage, Post, PullQuote, Quote

POST = Post("web", "1", Author("elif"), datetime(2026, 5, 14, tzinfo=UTC), "Seeds come back")
STORY: list[Block] = [
    Passage("Hello there", 1),
    Heading("1. First?", id=2),
    Quote(POST, id=3),
    PullQuote("Seeds", POST, id=4),
    Heading("Next", id=5),
    Divider(6),
]


def test_what_stands_before_the_first_heading_is_the_opening() -> None:
    assert [part.ids for part in sections(STORY)] == [[1], [2, 3, 4], [5, 6]]
    assert [part.ids for part in sections([])] == [[]]


def test_a_numbered_heading_or_one_that_asks_is_a_question() -> None:
    asked = ["Q3 What breaks", "1. One", "Who came?", "In 2014 we met", "3 things we learnt", ""]
    found = sections([Heading(text, id=at) for at, text in enumerate(asked, 1)])
    assert [part.question for part in found] == [0, 3, 1, 3, 0, 0, 0]


def test_a_folded_heading_hides_and_carries_its_section() -> None:
    assert [block.id for block in shown(STORY, {2})] == [1, 2, 5, 6]
    assert carried(STORY, 2, {2}) == [2, 3, 4]
    assert carried(STORY, 2, ()) == [2]


@pytest.mark.parametrize(
    ("block", "up", "down"), [(1, None, 2), (2, TOP, 3), (3, 1, 4), (6, 4, None)]
)
def test_a_block_moves_by_one(block: int, up: int | None, down: int | None) -> None:
    assert place_above(STORY, block, ()) == up
    assert place_below(STORY, block, ()) == down


def test_a_block_moves_over_a_folded_section_at_once() -> None:
    assert place_below(STORY, 1, {2}) == 4
    assert place_above(STORY, 5, {2}) == 1
    assert place_above(STORY, 6, {2}) == 4


def test_a_folded_section_moves_past_whole_sections() -> None:
    assert place_below(STORY, 2, {2}) == 6
    assert place_above(STORY, 5, {5}) == 1
    assert place_above(STORY, 2, {2}) is None


def test_a_block_moves_past_the_edge_of_its_section() -> None:
    assert place_past_section(STORY, 3, up=True) == ([3], 1)
    assert place_past_section(STORY, 3, up=False) == ([3], 5)
    assert place_past_section(STORY, 1, up=True) is None
    assert place_past_section(STORY, 6, up=False) is None
    assert place_past_section(STORY[1:], 3, up=True) == ([3], TOP)


def test_a_heading_takes_its_section_past_the_next() -> None:
    assert place_past_section(STORY, 2, up=False) == ([2, 3, 4], 6)
    assert place_past_section(STORY, 5, up=True) == ([5, 6], 1)
    assert place_past_section(STORY, 2, up=True) is None
    assert place_past_section(STORY, 5, up=False) is None


def test_a_move_is_told_in_a_sentence() -> None:
    assert where(STORY, 4) == "Moved to 2 of 2 in section 1."
    assert where(STORY, 1) == "Moved to 1 of 1 in the opening."
    assert where(STORY, 5) == "Section moved to 2 of 2."
    assert where(STORY, 99) == ""
    assert section_of(STORY, 99) is None


def test_length_counts_words_quotes_and_voices() -> None:
    assert length.length(STORY) == length.Length(quotes=2, words=9, voices=1)
    assert length.length(STORY).minutes == 1
    assert length.Length().minutes == 0


def test_words_are_counted_again_only_where_they_changed() -> None:
    counts = length.WordCounts()
    assert length.length(STORY, counts) == length.length(STORY)
    longer = [*STORY, Passage("Five more words of mine")]
    assert length.length(longer, counts).words == length.length(STORY).words + 5
    assert length.length(STORY[:1], counts) == length.length(STORY[:1])


def test_a_story_aims_at_five_quotes_for_each_section() -> None:
    assert length.aim(sections(STORY)) == 5
    assert length.aim(sections([Heading("One"), Heading("Two")])) == 10


def test_rewording_a_question_leaves_the_target_as_it_was() -> None:
    ends: list[Block] = [Heading("Links shared"), Passage("A list")]
    ends += [Heading("Thanks"), Passage("To all"), Passage("Next week"), Quote(POST)]
    asked: list[Block] = [Heading("Q1. What broke?"), Quote(POST)]
    asked += [Heading("Q2. What held?"), Quote(POST)]
    reworded: list[Block] = [Heading("The things that broke"), *asked[1:]]
    assert length.aim(sections([*asked, *ends])) == 10
    assert length.aim(sections([*reworded, *ends])) == 10


def test_too_many_quotes_are_a_sentence_that_blocks_nothing() -> None:
    six = [Quote(POST)] * 6
    assert length.warnings(sections(STORY)) == []
    assert length.warnings(
        sections([*six, Heading("3. What breaks"), *six, Heading("Links"), *six])
    ) == [
        "The opening has 6 quotes. Five is the size people finish.",
        "Question 3 has 6 quotes. Five is the size people finish.",
        "Section 2 has 6 quotes. Five is the size people finish.",
    ]
    assert length.warnings(sections([Quote(POST)] * 61))[-1] == (
        "The story has 61 quotes. Few people read past sixty."
    )


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2. Who walks in for the drill?", "Q2"),
        ("Q3: What breaks?", "Q3"),
        ("Links shared", "Links shared"),
        ("And the carpet cleaner?", "And the carpet…"),
        ("Uncharacteristically", "Uncharacterist…"),
    ],
)
def test_a_heading_is_named_in_a_word_or_two(heading: str, name: str) -> None:
    assert short_name(heading) == name
