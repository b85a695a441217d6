"""A moderator's question is a question, whether it has a number or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from curator.insight.draft.moderated import moderated, taken_up
from curator.insight.draft.ranking import Candidate
from curator.model import Author, Post

START = datetime(2026, 3, 3, 19, tzinfo=UTC)
TALK = [
    (0, "mara", "Welcome everyone! Tonight we talk about school gardens."),
    (2, "mara", "Our first question: what did your garden teach that a classroom could not?"),
    (3, "ben", "Patience. The beans took three weeks and nobody gave up."),
    (4, "cleo", "Failure without marks."),
    (5, "dan", "Did anybody else lose every single courgette?"),
    (10, "mara", "And now the second one. How do you keep a garden going in summer?"),
    (11, "ben", "A rota of families, with the key under the pot."),
    (12, "cleo", "We let it go wild until September."),
    (20, "mara", "Thank you all, see you next month!"),
]


def said(talk: list[tuple[int, str, str]]) -> list[Candidate]:
    people = {who: n for n, who in enumerate(dict.fromkeys(who for _, who, _ in talk), 1)}
    return [
        Candidate(
            n,
            Post("test", str(n), Author(who), START + timedelta(minutes=minute), text),
            people[who],
        )
        for n, (minute, who, text) in enumerate(talk, 1)
    ]


def test_what_a_moderator_asks_everybody_is_a_question() -> None:
    first, second = moderated(said(TALK), ())
    assert first.heading == "What did your garden teach that a classroom could not?"
    assert second.heading == "How do you keep a garden going in summer?"
    assert sorted(first.posts) == [3, 4]
    assert sorted(second.posts) == [7, 8]


def test_one_question_or_nobody_who_leads_makes_no_chat() -> None:
    assert moderated(said(TALK[:5]), ()) == []
    everybody = [(n, "abcd"[n % 4], f"Who here has counted gulls on roof {n}?") for n in range(9)]
    assert moderated(said(everybody), ()) == []


def test_questions_over_days_are_no_chat() -> None:
    talk = [(minute * 200, who, text) for minute, who, text in TALK]
    assert moderated(said(talk), ()) == []


AMID = [
    (0, "mara", "Hello all, this is the monthly chat of roofers. #roofchat"),
    (1, "ben", "I’ll start us off - what’s the strangest bird you have met up there #roofchat"),
    (2, "cleo", "@ben A pelican, far from any water #roofchat"),
    (3, "dan", "@mara Good evening #roofchat"),
    (4, "dan", "@ben Two owls that nested in a bucket of mine #roofchat"),
    (5, "mara", "Next month's chat is on the fifth. What will you bring? #roofchat"),
    (6, "eva", "@ben @dan I saw those owls too #roofchat"),
    (7, "mara", "@ben Only gulls, but one of them stole my lunch #roofchat"),
    (8, "cleo", "@ben And a stork in the year after that #roofchat"),
    (9, "eva", "Slate keeps better than tin in a town by the sea #roofchat"),
]


def test_what_several_reply_to_by_name_is_a_question_with_their_first_replies() -> None:
    (asked,) = taken_up(said(AMID), {"roofchat"})
    assert asked.heading == "What’s the strangest bird you have met up there?"
    assert (asked.posts, asked.post) == (frozenset({3, 5, 8}), 2)


def test_what_two_people_reply_to_is_no_question() -> None:
    assert taken_up(said(AMID[:7]), {"roofchat"}) == []


def test_where_the_archive_knows_what_is_replied_to_names_do_not_count() -> None:
    talk = [
        replace(one, post=replace(one.post, reply_to="1")) if "@ben" in one.post.text else one
        for one in said(AMID)
    ]
    assert taken_up(talk, {"roofchat"}) == []
