"""What is side talk, and what the words of others tell of where a post belongs."""

from __future__ import annotations

import pytest

from curator.insight.questions import words
from curator.insight.questions.side_talk import is_advert, is_aside, is_banter, is_pitch
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
        "Late joining, just found this. Hi! :) #plotchat",
        "Oh yes - #plotchat - I’m Megan, outside Leeds, beekeeper, small orchard.",
        "Howdy #plotchat! JD in Orlando, FL. Compost enthusiast at the corner of our street",
        "LaToya from Memphis, Tn #plotchat",
        "Hi #plotchat. This is Mohamed, from Leeds.",
        "Soy Ana, hortelana de Sevilla, encantada",
        "Je suis Luc, jardinier à Lyon",
        "Ich bin Petra aus Kiel, Kleingarten seit 2001",
        "Great conversation tonight. Thanks for joining in! See you all next week",
        "I appreciate everyone who shared their experience this evening",
        "Time flies when you are among gardeners. The ideas have been great!",
        "Nighty night everybody! (typed with mud on my thumbs)",
        "Muchas gracias a todos, ha sido un placer",
        "Merci à tous pour ce bel échange, bonne soirée",
        "Vielen Dank an alle, bis nächste Woche",
        "Grazie a tutti e buona notte",
        "Obrigada a todos pela conversa",
        "Bedankt allemaal, tot volgende week",
        "Tack för ikväll alla",
        "Dziękuję wszystkim, dobranoc",
        "皆さん、こんばんは！よろしくお願いします",
        "My browser keeps crashing tonight, bear with me please",
        "Thanks all!",
        "Nice one",
        "#plotchat today: 436 tweets (51 RTs) by 44 participants, most of them by @lou",
        "Well done, @lou! See ya after the holidays",
        "Hi #plotchat! I'm Odile and I live in Ghent!",
        "Great that you joined us tonight, Bo",
        "Our next few questions will be about the winter, when the beds sleep",
        "#plotchat is now trending in Wales, ranking 12",
        "140 characters are never enough for compost!!!",
        "Please use the #plotchat tag so that all of us see it",
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
        "The best chat I had this year was with a beekeeper who keeps no gloves",
        "I have to go back to the plot twice a day in July, watering cans in both hands",
        "Children who learn so much from soil rarely fear worms",
        "Bees in Kent, foxes in Leeds, and slugs wherever I have lived and dug so far",
        "Copper tape",
        "In the past we moved on to the next bed only when the first was weeded",
        "Children joined in with the digging, and that made the hour",
    ],
)
def test_what_says_something_beside_its_greeting_is_none(text: str) -> None:
    assert not is_aside(text)


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("Coming soon: a webinar on grafting! October 22 @ 6:30 pm, please join us", False),
        ("Plz join @lou and me next Wednesday for a pruning class, 9/17", False),
        ("My new book on compost is out, check it out: http://example.org/b", True),
        ("We run a seed club, contact me if you want an invite", True),
    ],
)
def test_what_calls_people_elsewhere_is_an_advert(text: str, late: bool) -> None:  # noqa: FBT001
    assert is_advert(text, is_late=late)


def test_a_pitch_is_known_by_how_it_begins() -> None:
    assert is_pitch("#plotchat pitch: our seed swap needs hands, http://example.org/p")
    assert is_pitch("OK, my #seedpitch is to come to the swap on Sunday")
    assert not is_pitch("Pitch in with the neighbours: many hands weed a plot")
    assert not is_pitch("A pitched roof on the shed keeps the tools dry")


@pytest.mark.parametrize(
    ("asked", "number"), [("Q4 What do you mulch with?", 0), ("Q4 Time for your pitches!", 4)]
)
def test_a_pitch_answers_nothing_unless_it_was_asked_for(asked: str, number: int) -> None:
    chat = garden_chat()
    chat.says(30, "plotnine", f"{asked} #plotchat")
    chat.says(31, "ines", "A4 the old straw from the stable down the lane #plotchat")
    pitch = chat.says(32, "bo", "#plotchat pitch: our seed swap needs strong hands for mulch")
    assert chat.numbers().get(pitch, 0) == number


@pytest.mark.parametrize(
    "text",
    [
        "Check out the seed library at http://example.org/s, it lends heritage beans",
        "I invite school leaders to join me at the compost heap",
        "We sow in March and April, whatever the almanac says",
    ],
)
def test_a_resource_that_somebody_names_is_none(text: str) -> None:
    assert not is_advert(text)


@pytest.mark.parametrize(
    "text",
    ["@lou no worries! #plotchat", "@bo @ravi story of my life in these chats", "@ines love this!",
     "@wen oh yes!!", "@wen sounds great", "@bo all the time :-)", "@lou what is vermiculite?"],
)  # fmt: skip
def test_a_word_to_one_person_is_banter(text: str) -> None:
    assert is_banter(text, to_one=True)


def test_a_whole_sentence_to_all_says_something_even_in_everyday_words() -> None:
    assert not is_banter("when time is against you and you have to do it anyway", to_one=False)
    assert is_banter("when you have to", to_one=False)


def test_what_says_something_to_one_person_is_none() -> None:
    text = "@lou we mulch with straw and sheep wool, which keeps slugs away"
    assert not is_banter(text, to_one=True)
    assert not is_banter("@lou lettuce wants shade", to_one=True, shared=1)


def test_side_talk_that_rides_on_a_reply_is_of_no_question() -> None:
    chat = garden_chat()
    riding = chat.says(12.5, "wen", "haha yes, me too!", to=8)
    advert = chat.says(34, "lou", "My new book on slugs is out, join us: http://example.org/b")
    thanks = chat.says(35, "bo", "Thanks all, what a lovely hour of slugs")
    assert not chat.numbers().keys() & {riding, advert, thanks}


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


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("HtTpS://Example.org/A rt MT @jo #Plot &AMP; Start", "start"),
        ("Part of an art mart", "part of an art mart"),
        ("RTs of rt.", "rts of"),
        ("me@home & more; http:/ httpss://x", "me more http httpss x"),
        ("# @ & no names", "no names"),
    ],
)
def test_copies_share_their_words_whatever_is_around_them(text: str, key: str) -> None:
    assert words.key(text) == key
    assert words.count(text) == len(key.split())
