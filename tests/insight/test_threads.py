"""Threads: what goes on stands with what it goes on from, or is not quoted at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from curator.insight.draft.draft import Asked, arrange
from curator.insight.draft.ranking import Candidate, may_be_quoted
from curator.insight.draft.threads import threaded
from curator.model import Author, Post

START = datetime(2026, 3, 3, 19, tzinfo=UTC)


def said(minute: float, text: str, person: str = "ann", **values: Any) -> Candidate:
    own = {name: values.pop(name) for name in list(values) if name in Candidate.__slots__}
    id_ = round(60 * minute) + 1
    at = START + timedelta(minutes=minute)
    post = Post("test", str(id_), Author(person), at, text, **values)
    return Candidate(id_, post, sum(map(ord, person)), question=own.pop("question", 1), **own)


def shown(candidates: list[Candidate]) -> list[str]:
    return [one.post.text for one in threaded(candidates) if may_be_quoted(one)]


@pytest.mark.parametrize(
    "parts",
    [
        ("A1 (1/2) Gulls land on the roof", "A1 (2/2) and then they sing"),
        ("A1: Gulls land on the roof 1/2", "and then they sing 2/2 #roofchat"),
        ("A1 Gulls land on the roof", "A1, p2 - and then they sing"),
        ("A1 Gulls land on the roof", "A1 part 2: They sing at night"),
        ("Pt 1: Gulls land on the roof", "Pt 2: and then they sing"),
        ("A1/1 Gulls land on the roof", "A1/2 and then they sing"),
        ("A1a: Gulls land on the roof", "A1b: and then they sing"),
        ("A1: Gulls land on the roof 1/", "A1: and then they sing 2/"),
        ("A1: Gulls land on the roof…", "A1 cont. and then they sing"),
        ("A1: Gulls land on the roof...", "...and then they sing"),
        ("A1: Gulls land on the roof", "A1 (cont.) They sing at night"),
        ("1/3 Gulls", "2/3 land", "3/3 on the roof"),
    ],
)
def test_numbered_parts_of_one_person_are_one_quote(parts: tuple[str, ...]) -> None:
    (one,) = threaded([said(n, text) for n, text in enumerate(parts)])
    assert one.post.text == "\n\n".join(parts)
    assert [post.text for _, post in one.parts] == list(parts)


def test_a_question_numbered_in_between_has_answers_of_its_own() -> None:
    posts = [
        said(0, "A1 Gulls land on the roof"),
        said(7, "A1.5 I once told the council that my favourite bird is a brick"),
    ]
    assert shown(posts) == [one.post.text for one in posts]
    assert shown([said(0, "A1.4 and then they sing"), said(2, "A1.5 until the milk comes")]) == []


def test_a_reply_to_oneself_goes_on() -> None:
    first = said(0, "A1: Gulls land on the roof")
    more = said(1, "They sing at four in the morning", reply_to=first.post.key)
    assert len(threaded([first, more])) == 1
    to_ben = said(1, "They sing, @ben", reply_to="99")
    assert len(threaded([first, to_ben])) == 2


def test_others_may_speak_in_between() -> None:
    posts = [
        said(0, "A1 (1/2) Gulls land"),
        said(1, "A1: Bread, and nothing else", "ben"),
        said(2, "A1 (2/2) and sing"),
    ]
    assert shown(posts) == ["A1 (1/2) Gulls land\n\nA1 (2/2) and sing", posts[1].post.text]


@pytest.mark.parametrize(
    "text", ["2/2 and sing", "...cont and sing", "A1 (2/3) so", "A1, p2 - so"]
)
def test_a_part_is_never_quoted_alone(text: str) -> None:
    assert shown([said(0, "A1: Bread", "ben"), said(1, text)]) == ["A1: Bread"]


@pytest.mark.parametrize(
    "texts",
    [
        ("A1: Gulls land on the roof of the bakery and in the market hall 1/2 #roofchat",),
        ("A1 (1/3) Gulls land on the roof of the bakery", "A1 (2/3) and in the market hall"),
        ("A1: Gulls land on the roof of the bakery, and in the market hall (cont.) #roofchat",),
        ("A1: Gulls land on the roof of the bakery and of the market hall.... continues",),
    ],
)
def test_a_post_whose_other_part_is_missing_is_not_quoted_however_loved(
    texts: tuple[str, ...],
) -> None:
    posts = threaded([said(n, text, likes=9) for n, text in enumerate(texts)])
    assert arrange(posts, [Asked("Q1", frozenset(one.id for one in posts))]) == []


def test_an_answer_numbered_in_its_label_stands_alone() -> None:
    for text in ("A2.1 Gulls land on the roof of the bakery", "A2a: Gulls land on our roof"):
        (one,) = threaded([said(0, text)])
        assert not one.torn


def test_a_number_below_another_goes_on_from_that_one() -> None:
    texts = ["a1: Gulls land", "a1.1 they sing", "a1.2 they dance", "a1.2.1 e.g. with geese"]
    posts = [said(n, text) for n, text in enumerate(texts)]
    assert shown(posts) == [texts[0], "\n\n".join(texts[1:])]
    assert shown([posts[0], posts[3]]) == [texts[0]]


def test_parts_of_two_people_or_two_evenings_stay_apart() -> None:
    assert len(threaded([said(0, "1/2 Gulls"), said(1, "2/2 sing", "ben")])) == 2
    assert len(threaded([said(0, "1/2 Gulls"), said(90, "2/2 sing")])) == 2


def test_a_share_is_no_part() -> None:
    texts = [
        "1/2 of us count gulls, 3/4 of us feed them",
        "Open 24/7 for gulls",
        "A1: 2/3 of them",
        "P2: gulls, for want of geese",
    ]
    assert [one.parts for one in threaded([said(n, t) for n, t in enumerate(texts)])] == [()] * 4
    assert len(shown([said(n, t) for n, t in enumerate(texts)])) == 4


def test_what_was_rejected_leaves_its_thread() -> None:
    posts = [said(0, "1/2 Gulls land"), replace(said(1, "2/2 and sing"), mark="reject")]
    assert shown(posts) == ["1/2 Gulls land"]


def test_a_thread_counts_as_one_quote_and_says_so() -> None:
    words = "Neighbours borrowed tools and taught evening classes about mending ovens here"
    posts = threaded([said(0, f"A1 (1/2) {words}"), said(1, f"A1 (2/2) and {words} again")])
    (part,) = arrange(posts, [Asked("Q1", frozenset({1}))])
    (pick,) = part.picks
    assert pick.why.startswith("A thread of 2 posts")


def test_a_labelled_answer_does_not_go_on_from_what_was_said_without_one() -> None:
    plea = said(0, "Please write who you are, so that we know whom we meet...", sure=0.9)
    answer = said(1, "A1 building a nest", sure=1.0)
    assert [one.parts for one in threaded([plea, answer])] == [(), ()]


def test_who_takes_leave_does_not_go_on_with_an_answer() -> None:
    answer = said(0, "A1 They land where something is stuck, which forces me to take...")
    leave = said(3, "got to dip out now and cook. Great to meet all of you again", question=0)
    assert [one.parts for one in threaded([answer, leave])] == [(), ()]


def test_what_says_that_it_goes_on_is_not_quoted_without_its_beginning() -> None:
    assert shown([said(0, "A1 continued: and then they sing")]) == []
