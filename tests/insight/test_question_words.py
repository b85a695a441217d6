"""What is side talk, and what the words of others tell of where a post belongs."""

from __future__ import annotations

import pytest

from curator.insight.questions.words import is_aside
from tests.insight.chatting import Chat, garden_chat


@pytest.mark.parametrize(
    "text",
    [
        "Evening all!",
        "Thanks everyone, that was a fine hour",
        "Lurking tonight from the allotment, supper on my knees",
        "I'm mostly lurking, cold hands",
        "Jo from Kent checking in for a little while",
        "Sorry, the dog has run off with my phone",
        "yes!",
    ],
)
def test_greetings_and_excuses_are_side_talk(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "Evening all. I recall sowing the onions deep and covering them with fleece",
        "There is a habit lurking in old gardens that we water far too often",
        "A tidy shed, tools oiled, checking in on the seedlings, everyone knows the plan",
        "Lurking tonight, but do keep in mind that the frost comes twice in May here, at least",
        "Sorry to say. The slugs ate every hosta behind the old shed, and the lilies",
    ],
)
def test_what_says_something_beside_its_greeting_is_none(text: str) -> None:
    assert not is_aside(text)


def test_the_same_words_belong_where_they_were_said_first() -> None:
    chat = garden_chat()
    again = chat.says(22, "wen", "Copper tape round each pot and a torch at midnight")
    assert chat.numbers()[again] == 2


def test_a_quoted_answer_takes_its_comment_along() -> None:
    chat = garden_chat()
    quoting = chat.says(
        24, "lou", "So clever! RT @bo: ducks. Two ducks eat every slug before breakfast"
    )
    assert chat.numbers()[quoting] == 2


def test_who_repeats_the_question_does_not_answer_it() -> None:
    chat = garden_chat()
    again = chat.says(15, "wen", "How do you keep slugs off the lettuce?")
    chat.says(16, "lou", "RT @plotnine: Q2 How do you keep slugs off the lettuce?")
    there = chat.places().get(again)
    assert there is None or there.why != "label"


def test_unlabelled_answers_teach_the_words_of_their_question() -> None:
    """Those who talk of ice just after Q2 are of Q1, where so many spoke of it without label."""
    chat = _chat_about_ice_and_bread()
    late = chat.says(20.7, "zoe", "Glaciers melting faster, icebergs calving near the harbour")
    soon = chat.says(20.8, "yan", "Sourdough loaves proving slowly inside a warm oven")
    assert chat.numbers()[late] == 1
    assert chat.numbers()[soon] == 2


def test_a_host_who_says_that_a_question_comes_does_not_answer_it() -> None:
    chat = garden_chat()
    leading = chat.says(10.5, "plotnine", "Q2 is primed and off")
    assert leading not in chat.places()


def _chat_about_ice_and_bread() -> Chat:
    chat = Chat()
    chat.says(0, "host", "Q1 What did you see in the north? #trip")
    for n, who in enumerate(("ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal")):
        chat.says(2 + n, who, f"Glaciers melting and icebergs calving, day {'abcdefgh'[n] * 5}")
    for n, who in enumerate(("ann", "ben", "cat")):
        chat.says(11 + n, who, f"A1 Icebergs calving {'xyz'[n] * 4} #trip")
    chat.says(20, "host", "Q2 What did you eat there? #trip")
    for n, who in enumerate(("ann", "ben", "cat")):
        chat.says(23 + n, who, f"A2 Sourdough loaves {'xyz'[n] * 4} #trip")
    for n, who in enumerate(("dan", "eve", "fay", "gus", "hal")):
        chat.says(26 + n, who, f"Sourdough loaves from a warm oven, {'abcde'[n] * 5}")
    return chat
