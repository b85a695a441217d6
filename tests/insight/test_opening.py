"""How a recap opens: headings, topic, title and first sentences, of what is known only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from curator.insight.draft.announcements import Announced, topic_of
from curator.insight.draft.headings import heading_words
from curator.insight.draft.opening import ChatFacts, headline, hosted, opening

OWN = frozenset({"roofchat"})
KNOWN = ChatFacts(
    "RoofChat", "gulls", "14 May 2026", "Thursday 14 May 2026", "On Thursday 14 May 2026",
    people=61, posts=400, hosts="Ann", guests="Ben and Cleo", guest_count=2,
)  # fmt: skip


@pytest.mark.parametrize(
    ("announced", "topic"),
    [
        ("Tonight's #roofchat is about #gulls! 6pPT/ 9pET", "gulls"),
        (
            "#RoofChat TODAY! Topic: Readdress the nest - Join us! 11am PT",
            "Readdress the nest",
        ),
        ("Join us tomorrow for a chat on gulls and terns with @ben, 8pm ET", "gulls and terns"),
        ("Tonight we're talking about #gulls. Let's start with introductions.", "gulls"),
        ("#roofchat on urban gulls, 9pm ET", "urban gulls"),
        ("Tonight we discuss and talk about our first gulls! 9pm ET", "first gulls"),
        ("This week's theme is nesting on flat roofs (bring pictures)", "nesting on flat roofs"),
        ("Tema: las gaviotas de la ciudad. ¡Hasta luego!", "las gaviotas de la ciudad"),
    ],
)
def test_a_host_says_what_a_chat_is_about(announced: str, topic: str) -> None:
    assert topic_of([Announced(announced, by_host=True)]) == topic


@pytest.mark.parametrize(
    "said",
    [
        "Join us for #roofchat on Tuesday at 8pm ET",
        "So glad we are talking about this!",
        "Chat about it with us tonight",
        "Welcome to #roofchat! Please introduce yourselves.",
        "#roofchat at 9pm",
        "Topic & species lists on the #roofchat site now name their sources",
        "@ben Was there ever any discussion about roofs taking in other birds? #roofchat",
    ],
)
def test_what_nobody_says_is_not_known(said: str) -> None:
    assert topic_of([Announced(said, by_host=True)]) == ""


def test_the_hashtag_of_others_announces_nothing() -> None:
    said = [Announced("Join us! And congrats to #NestEd on fledging early", by_host=True)]
    assert topic_of(said, {"roofchat"}) == ""
    here = [Announced("#RoofChat on fledging early", by_host=True)]
    assert topic_of(here, {"roofchat"}) == "fledging early"


def test_one_stranger_is_not_believed_but_several_are() -> None:
    strangers = [Announced(f"{who}: #roofchat is on gulls tonight") for who in ("a", "b", "c")]
    assert topic_of(strangers[:1]) == ""
    assert topic_of(strangers) == "gulls"
    host = Announced("Our topic tonight: moss", by_host=True, echoes=4)
    assert topic_of([*strangers[:2], host]) == "moss"


@pytest.mark.parametrize(
    ("announced", "topic"),
    [
        ("A chat on information and moss, at 8!", "information and moss"),
        ("Join us to discuss moss on slate at 8", "moss on slate"),
        ("Topic tonight: media of the marsh", "media of the marsh"),
        ("We'll be talking about the slate and its moss", "the slate and its moss"),
        ("Join @ann + me talking moss on slate, 9 pm", "moss on slate"),
        ("Join us tonight for #roofchat - Mending old slate!", "Mending old slate"),
        ("Join us 8pm; Ben is our guest #roofchat ‘Slate from Wales’.", "Slate from Wales"),
        ("The topic Ben will bring us in a minute is: Old Slate", "Old Slate"),
        ("Ben is here to discuss: ‘Mending slate’", "Mending slate"),
        ("Our topic is 'mending'", "mending"),
        ("Today we'll be focusing on slate and its moss. Please say hello.", "slate and its moss"),
        ("Our focus will be the 3 uses of old slate.", "the 3 uses of old slate"),
        ("We'll be talking about our 1st looks at the #moss", "1st looks"),
        (
            "Join us at 8! We'll be discussing old slate and its uses #roofchat",
            "old slate and its uses",
        ),
        ("Topic: making roofs from old slate", "making roofs from old slate"),
        ("Topic: Learning from Failure", "Learning from Failure"),
        ("We're talking about roofing slate from Wales", "roofing slate"),
        ("We're talking about old slate from 8 pm", "old slate"),
    ],
)
def test_topics_are_announced_in_many_words(announced: str, topic: str) -> None:
    assert topic_of([Announced(announced, by_host=True)], OWN) == topic


@pytest.mark.parametrize(
    "said",
    [
        "Join us tonight for #roofchat - starts at 8",
        "Join us tonight for #roofchat: please say hello",
        "Join us tonight for #owlchat - Mending nests",
        "We'll be talking about the following questions",
        "Join us tonight, talking with Ben",
        "Let's talk about everything",
        "My focus is roofs for schools",
        "We'll be talking about the 2nd of May",
        "We'll be focusing on some things",
    ],
)
def test_an_invitation_without_a_topic_announces_none(said: str) -> None:
    assert topic_of([Announced(said, by_host=True)], OWN) == ""


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ("Q1: Which gull is yours? #roofchat", "Which gull is yours?"),
        ("Q1 “Which gull is yours?” #roofchat", "Which gull is yours?"),
        ("“Q1: Which gull is yours?” via @ann", "Which gull is yours?"),
        ("Q1 “@ann: Which gull is yours?”", "Which gull is yours?"),
        ('Q1 "Nobody owns a gull." Agree?', '"Nobody owns a gull." Agree?'),
        ('Q1 Is "gull" or "mew" the word?', 'Is "gull" or "mew" the word?'),
        ('Q1 Is it "gull" or "mew"', 'Is it "gull" or "mew"'),
        ('Q1 is "Which gull is yours?"', "Which gull is yours?"),
        ("Q1 coming up: Which gull is yours?", "Which gull is yours?"),
        ("Q1 Up: a film for gulls?", "Up: a film for gulls?"),
        ("Q1: Which gull is yours? #roofchat OR Q2: Where does it nest?", "Which gull is yours?"),
        ("#roofchat Q1. Which gull is yours? https://t.co/abcdefghij", "Which gull is yours?"),
        (
            "Q1 Q1: Which #gull is yours, and why? #RoofChat http://t.c…",
            "Which #gull is yours, and why?",
        ),
        ("Which gull is yours? (remember to tag your answers) #roofchat", "Which gull is yours?"),
        ("RT @ann: Q2 Which gull is yours? 1/2", "Which gull is yours?"),
        ("Which gull is yours? #roofchat #birds", "Which gull is yours? #birds"),
        (
            "Q6 What do you take from tonight's #roofchat?",
            "What do you take from tonight's #roofchat?",
        ),
        ("Q2 Great answers! What else do gulls eat? #roofchat", "What else do gulls eat?"),
        ("Q2 Great gulls sing. Does yours? #roofchat", "Great gulls sing. Does yours?"),
        (
            "Q6. Wow, that hour went quickly. Time for gull pitches! Feel free to add links.",
            "Time for gull pitches!",
        ),
        (
            "Q1. Happy hatching day! Please share a “find” (photo) of your roof. #roofchat",
            "Happy hatching day! Please share a “find” (photo) of your roof.",
        ),
        ("Q1. Which gull is yours? Please share a photo. #roofchat", "Which gull is yours?"),
        ("あなたのカモメは？ #roofchat", "あなたのカモメは？"),
        ("Q5(?): Which gull is yours?", "Which gull is yours?"),
        ("Q5", ""),
        ("Q5 coming up! #roofchat", ""),
        ("coming up in two minutes", ""),
    ],
)
def test_a_heading_is_the_question_without_noise(asked: str, heading: str) -> None:
    assert heading_words(asked, OWN) == heading


def test_the_title_has_the_topic_first_and_the_day() -> None:
    assert headline(KNOWN) == "RoofChat: gulls, 14 May 2026"
    assert headline(replace(KNOWN, hashtag="roofchat")) == "Roofchat: gulls, 14 May 2026"
    assert headline(replace(KNOWN, hashtag="")) == "Gulls, 14 May 2026"
    assert headline(replace(KNOWN, topic="")) == "#RoofChat recap, Thursday 14 May 2026"
    assert headline(ChatFacts()) == "Recap"


def test_a_hashtag_too_long_for_a_narrow_screen_is_not_in_the_title() -> None:
    long = replace(KNOWN, hashtag="averylonghashtagofaconference")
    assert headline(long) == "Gulls, 14 May 2026"


def test_the_opening_says_what_is_known() -> None:
    assert opening(KNOWN) == (
        "On Thursday 14 May 2026, 61 people talked about gulls under #RoofChat, in 400 posts."
    )
    titled = replace(KNOWN, topic="Readdress the nest", hashtag="")
    assert "talked about “Readdress the nest”, in 400 posts" in opening(titled)
    assert opening(replace(KNOWN, topic="")).endswith("met under #RoofChat and wrote 400 posts.")
    assert opening(ChatFacts(people=1, posts=1)) == "1 person wrote 1 post."
    alone = ChatFacts("RoofChat", people=1, posts=9)
    assert opening(alone) == "1 person wrote 9 posts under #RoofChat."
    mixed = ChatFacts(people=1, posts=9, voice="Ann", programs=2)
    assert opening(mixed) == "1 person and 2 automated accounts wrote 9 posts."
    assert opening(ChatFacts()) == ""


def test_hosts_and_guests_are_named_as_many_as_there_are() -> None:
    assert hosted(KNOWN) == "Hosted by Ann, with Ben and Cleo as guests."
    one = replace(KNOWN, guests="Ben", guest_count=1)
    assert hosted(one) == "Hosted by Ann, with Ben as guest."
    assert hosted(replace(one, hosts="")) == "With Ben as guest."
    assert hosted(replace(KNOWN, guests="")) == "Hosted by Ann."
    assert hosted(ChatFacts()) == ""
