"""Sentences about figures say nothing that is not so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.counted import Figures
from curator.errors import CuratorError
from curator.insight.figures.comparison import compared
from curator.insight.figures.figures import definitions, facts, shown_figures
from curator.insight.figures.scope import scope_words, within
from curator.insight.figures.sentences import amounts, usage

JUNE = datetime(2014, 6, 24, 23, 12, 30, tzinfo=UTC)

NOBODY = Figures(
    query="#oppnation", start=JUNE, end=JUNE.replace(minute=27), zone="America/New_York",
    newest=9, posts=187, native=81, textual=8, replies=43, people=61, echo_only_people=22,
    impressions=402_118, impressions_known=183, reach_low=48_200, reach_high=214_630,
    reach_known=60, peak=JUNE.replace(minute=16, second=0), peak_posts=37, timed=187, minutes=15,
    hashtags=(), mentions=(), links=(), domains=(), contributors=(), sectors=(), roles=(),
    newcomers=(), most_shared=(), most_answered=(),
)  # fmt: skip


@given(st.integers(0, 10_000_000))
def test_no_way_to_tell_a_number_goes_past_the_truth(number: int) -> None:
    for words in amounts(number):
        said = int(re.sub(r"\D", "", words))
        if words.startswith("more than"):
            assert number > said
        elif words.startswith("well over"):
            assert number >= said * 1.1
        elif words.startswith("nearly"):
            assert said * 0.95 <= number < said
        else:
            assert number == said
    assert f"{number:,}" in amounts(number)


def test_the_sentence_of_the_seed_is_written() -> None:
    figures = replace(NOBODY, posts=1_204, timed=1_204)
    sentence = usage(figures)
    assert sentence.text() == "used well over 1,000 times on 24 June (New York time)"
    assert sentence.exact == "1,204 posts"


def test_a_small_number_is_told_as_it_is() -> None:
    words = usage(NOBODY).text()
    assert words == "used 187 times between 19:12 and 19:27 on 24 June (New York time)"


def test_holes_are_chosen_by_name() -> None:
    sentence = usage(NOBODY, "oppnation")
    names = [hole.name for hole in sentence.holes]
    assert names == ["Beginning", "How often", "When"]
    text = sentence.text({"Beginning": 1, "How often": 1, "When": 9})
    assert text.startswith("#oppnation was used well over 100 times")


def test_reach_tells_of_how_many_accounts_it_is_and_then_not_at_most() -> None:
    by_name = {each.figure.name: each for each in shown_figures(NOBODY)}
    reach = by_name["potential_reach"]
    assert reach.value == "48,200 to 214,630"
    assert "from the 60 of 61 accounts whose followers are recorded" in reach.detail
    assert "from the 60 of 61 accounts" in reach.figure.label
    whole = shown_figures(replace(NOBODY, reach_known=61))
    assert whole[2].value == "at least 48,200, at most 214,630"
    none = shown_figures(replace(NOBODY, reach_known=0))[2]
    assert none.detail == "No follower counts were recorded, so reach cannot be given."


def test_every_figure_has_its_definition_and_stands_in_its_place() -> None:
    names = [each.figure.name for each in shown_figures(NOBODY)]
    assert names == [
        "posts", "people", "potential_reach", "potential_impressions", "per_person",
        "per_minute", "peak",
    ]  # fmt: skip
    assert all(
        each.figure.definition == definitions()[each.figure.name] for each in shown_figures(NOBODY)
    )
    assert shown_figures(NOBODY)[0].detail == (
        "98 originals and 89 echoes: 81 reposts, 8 typed or copied. 43 are replies."
    )
    assert shown_figures(NOBODY)[3].figure.missing == "4 posts have no record."
    assert shown_figures(replace(NOBODY, posts=0)) == ()


def test_a_peak_of_one_post_is_told_in_the_singular() -> None:
    peak = shown_figures(replace(NOBODY, peak_posts=1))[-1]
    assert peak.figure.label == "post in the busiest minute, 19:16 EDT"


def test_the_peak_names_its_day_where_the_scope_has_several() -> None:
    peak = shown_figures(replace(NOBODY, start=JUNE - timedelta(days=1)))[-1]
    assert peak.figure.label == "posts in the busiest minute, 19:16 EDT on 24 June 2014"
    assert peak.detail == "37 posts, 24 Jun 2014"


def test_the_peak_is_told_in_the_zone_and_leads_to_its_minute() -> None:
    peak = shown_figures(NOBODY)[-1]
    assert (peak.value, peak.detail) == ("19:16", "37 posts, 24 Jun 2014")
    assert peak.figure.label == "posts in the busiest minute, 19:16 EDT"
    assert peak.figure.query == "#oppnation since:2014-06-24T19:16 until:2014-06-24T19:17"


def test_a_block_keeps_value_and_scope() -> None:
    block = facts(NOBODY, ("posts", "peak", "no such figure"))
    assert [figure.value for figure in block.figures] == ["187", "37"]
    assert (block.scope.posts, block.scope.newest) == (187, 9)
    assert block.scope.words == (
        "Posts with #oppnation, 24 June 2014, 19:12 to 19:27, New York time (EDT)."
        " Reposts are counted as posts, not as originals."
    )


def test_a_scope_without_a_search_is_all_posts() -> None:
    assert scope_words(replace(NOBODY, query="since:2014-06-24")).startswith("All posts, 24 June")


def test_a_term_is_added_to_all_of_a_search() -> None:
    assert within("a OR b", "#c") == "(a OR b) #c"
    assert within("a b", "#c") == "a b #c"
    assert within("", "#c") == "#c"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"zone": "UTC"}, "two zones"),
        ({"query": "is:original"}, "one side only"),
        ({"reach_known": 0}, "Followers are recorded on one side only"),
    ],
)
def test_what_is_counted_otherwise_is_not_compared(changed: dict[str, object], why: str) -> None:
    other = replace(NOBODY, **changed)  # type: ignore[arg-type]  # the cases above
    with pytest.raises(CuratorError, match=why):
        compared(NOBODY, other)


def test_what_is_counted_alike_is_compared() -> None:
    rows = compared(NOBODY, replace(NOBODY, posts=99))
    assert rows[0] == ("posts", "187", "99")
