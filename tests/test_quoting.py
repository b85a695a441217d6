"""Tidied quotes: what is left out of a post, and that nothing else ever is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.model import REDACTED, Author, Media, Post, Quote, Span, Story
from curator.quoting import common_hashtags, cuts, is_tidied, joined, shown_post, tidied
from tests.corpora import hostile_texts

OWN = frozenset({"roofchat"})
_TOKEN = re.compile(r"(?<!\w)[#@]\w+|https?://[^\s…]+")
_KINDS = {"#": "hashtag", "@": "mention"}


def post(text: str, to: str = "") -> Post:
    spans = (
        Span(_KINDS.get(found[0][0], "link"), *found.span(), found[0].lstrip("#@"))  # type: ignore[arg-type]
        for found in _TOKEN.finditer(text)
    )
    return Post(
        "twitter", "1", Author("ann"), datetime(2026, 5, 14, tzinfo=UTC), text,
        spans=tuple(spans), reply_handle=to,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("posted", "shown"),
    [
        ("A3: Gulls come back. #roofchat", "Gulls come back."),
        ("#roofchat A2 I count them", "I count them"),
        ("a1.2  gulls are loud #roofchat", "gulls are loud"),
        ("a1.2.1 e.g. gulls", "e.g. gulls"),
        ("A1.2 Gulls", "Gulls"),
        ("A4 #roofchat tweet it at dawn", "tweet it at dawn"),
        (".@roofchat I count them", "I count them"),
        ("@ben @roofchat I count them", "@ben I count them"),
        ("Gulls land. @roofchat", "Gulls land."),
        ("Gulls land #roofchat @roofchat", "Gulls land"),
        ("Up at 1am #roofchat", "Up at 1am"),
        ("What a roof #roofchat !", "What a roof !"),
        ("A.1 Gulls #roofchat #birds", "Gulls #birds"),
        ("A1/2 Gulls and (2/3) terns #roofchat!", "Gulls and (2/3) terns!"),
        ("A1 (2/3) Gulls. #roofchat.", "Gulls."),
        ("(A1) Gulls | #roofchat", "Gulls"),
        ("Question 4: gulls", "gulls"),
        ("R2 : les goélands #roofchat", "les goélands"),
        ("A1, A2: both", "both"),
        ("“A1: Gulls,” she said #roofchat", "“Gulls,” she said"),
        ("(A1: Gulls) #roofchat", "(Gulls)"),
        ("Gulls (#roofchat)", "Gulls"),
        ("Gulls\n\n#roofchat\n#birds", "Gulls\n#birds"),
        ("Gulls #roofchat https://t.co/abcdefghij", "Gulls https://t.co/abcdefghij"),
        ("Gulls http://t.co/ab… #roofchat", "Gulls"),
        ("A2 and also gulls", "and also gulls"),
        ("Gulls land #roofchat A3", "Gulls land"),
        ("Gulls land. A3 #roofchat", "Gulls land."),
        ("Gulls land #A3 #roofchat", "Gulls land"),
        ("Gulls land on A3 #roofchat", "Gulls land on A3"),
        ("Gulls land on #A3 #roofchat", "Gulls land on #A3"),
        ("A3 was at sea #roofchat pic.twitter.com/abc", "was at sea"),
        ("Gulls #roofchat pic.twitter.com/abc #birds", "Gulls #birds"),
        ("Gulls. #roofchat https://twitter.com/ann/status/12", "Gulls."),
        ("Gulls twitter.com/ann/status/12 …", "Gulls"),
        ("Gulls https://x.com/ann/status/12?s=20 #birds", "Gulls #birds"),
        ("Gulls #roofchat http…", "Gulls"),
        ("Gulls https://t.c…", "Gulls"),
        ("Ａ１：屋根の鳥 #roofchat", "屋根の鳥"),
        ("A1: \u200fالنوارس تعود #roofchat", "\u200fالنوارس تعود"),
        ("A2 👍🏽 gulls 👩‍👩‍👧 #roofchat", "👍🏽 gulls 👩‍👩‍👧"),
        ("A1]]> gulls", "]]> gulls"),
        ("[A1] gulls", "gulls"),
        ("A1)) gulls", ")) gulls"),
        (f"{REDACTED} A3: gulls", f"{REDACTED} gulls"),
        ("#q3 of #roofchat Gulls land there", "Gulls land there"),
        ("A3 from #roofchat: gulls land there", "gulls land there"),
        ("#A3 of #roofchat is about gulls", "#A3 of #roofchat is about gulls"),
        ("A3: for #roofchat I count gulls", "for #roofchat I count gulls"),
    ],
)
def test_labels_and_the_chats_hashtag_are_left_out_at_the_edges(posted: str, shown: str) -> None:
    assert tidied(post(posted), OWN).shown == shown


@pytest.mark.parametrize(
    "posted",
    [
        "Thanks to everyone at #roofchat",
        "#roofchat folks count gulls",
        "We met on #roofchat and stayed",
        "A4 paper is what gulls tear up",
        "Q3 results were great for gulls",
        "A1 is where the gulls land",
        "The A1 road, full of gulls",
        "Q2 coming up!",
        "#roofchat",
        "A1 #roofchat",
        "Gulls https://t.co/abcdefghij",
        "#birds on every roof",
        "RT @ann: A1 gulls #roofchat in the morning",
        "@ben I agree",
        "@roofchat is where I count gulls",
        "Thanks @roofchat",
        "I count with @ben and @roofchat",
        "Gulls. @roofchat @ben",
        "#roofchat tweet of the day",
        "Gulls, 1/2",
        "Gulls are here: https://twitter.com/ann/status/12",
        "I have it from https://twitter.com/ann/status/12",
        "Gulls https://twitter.com/ann",
        "Gulls https://twitter.com/ann/status/12 land",
        "https://twitter.com/ann/status/12",
    ],
)
def test_what_belongs_to_the_sentence_stays(posted: str) -> None:
    assert tidied(post(posted), OWN).shown == posted


def test_whom_a_labelled_answer_is_addressed_to_is_left_out() -> None:
    assert tidied(post(".@roofchat A1: gulls", to="roofchat"), OWN).shown == "gulls"
    assert tidied(post("@cat A1: gulls", to="ben"), OWN).shown == "@cat gulls"
    talk = post("@ben no gulls here", to="ben")
    assert tidied(talk, OWN) == talk
    ended = post("@ben No gulls here? #roofchat A2", to="ben")
    assert tidied(ended, OWN).shown == "No gulls here?"
    subject = post("@ben is counting gulls. A2", to="ben")
    assert tidied(subject, OWN).shown == "@ben is counting gulls."


def test_where_no_reply_is_recorded_who_stands_before_the_label_is_addressed() -> None:
    assert tidied(post("@kim A5: Gulls"), OWN).shown == "Gulls"
    assert tidied(post(".@kim @ben A5 Gulls"), OWN).shown == "Gulls"
    assert tidied(post("A5 @kim Gulls"), OWN).shown == "@kim Gulls"
    assert tidied(post("@kim: A5 Gulls"), OWN).shown.startswith("@kim: ")


def test_a_link_that_is_only_shown_cut_off_stays() -> None:
    text = "Gulls: https://birds.example/gulls/on/ro…"
    whole = Span("link", 7, len(text), "https://birds.example/gulls/on/roofs-everywhere")
    assert cuts(replace(post(text), spans=(whole,)), OWN) == ()


def test_the_address_of_the_quoted_post_is_left_out() -> None:
    text = "Gulls land https://t.co/abcdefghij"
    goal = Span("link", 11, len(text), "https://twitter.com/ann/status/12", "twitter.com/ann/sta…")
    assert tidied(replace(post(text), spans=(goal,)), OWN).shown == "Gulls land"
    toot = goal._replace(value="https://social.example/@ann/12", shown="")
    assert tidied(replace(post(text), spans=(toot,)), OWN).shown == text
    assert tidied(replace(post(text), spans=(toot,), quote_of="12"), OWN).shown == "Gulls land"


def test_a_link_known_only_beside_the_words_goes_along() -> None:
    where = Span("link", 15, 15, "https://gulls.example/")
    posted = replace(post("Gulls #roofchat"), spans=(Span("hashtag", 6, 15, "roofchat"), where))
    assert cuts(posted, OWN) == ((5, 15, "hashtag"),)
    shown = tidied(posted, OWN)
    assert (shown.text, shown.spans) == ("Gulls", (where._replace(start=5, end=5),))
    before = replace(
        post("#roofchat Gulls"), spans=(Span("link", 0, 0, "https://gulls.example/"),)
    )
    assert tidied(before, OWN).text == "#roofchat Gulls"


def test_spans_go_along_with_their_words() -> None:
    shown = tidied(post("A1: see https://birds.example #birds @ben #roofchat"), OWN)
    marked = [shown.text[span.start : span.end] for span in shown.spans]
    assert marked == ["https://birds.example", "#birds", "@ben"]


def test_hostile_words_keep_everything_between_the_edges() -> None:
    for text in hostile_texts():
        kept = post(f"A1: x{text}x #roofchat")
        assert tidied(kept, OWN).text == f"x{text}x"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("A1Q2:. ()#@x…/-\u200f٣é👍\n"), max_size=30))
def test_only_what_is_declared_is_left_out(words: str) -> None:
    text = f"#roofchat {words} #roofchat"
    shown = tidied(post(text), OWN)
    left_out = cuts(post(text), OWN)
    assert len(shown.text) == len(text) - sum(cut.end - cut.start for cut in left_out)
    for cut in left_out:
        assert cut.kind in {"label", "mention", "hashtag", "address"}


def test_the_parts_of_a_thread_are_one_quote() -> None:
    picture = Media("image", hash="0" * 64)
    first = post("A1 (1/2) Gulls land. #roofchat")
    second = replace(post("A1 (2/2) Then they sing. @ben #roofchat"), media=(picture,))
    story = Story("s", (Quote(first, rest=(second,)),), hashtags=OWN)
    (quote,) = story.quotes
    assert isinstance(quote, Quote)
    shown = shown_post(quote, story)
    assert shown.text == "Gulls land.\n\nThen they sing. @ben"
    assert [shown.text[s.start : s.end] for s in shown.spans] == ["@ben"]
    assert shown.media == (picture,)
    assert shown_post(replace(quote, as_posted=True), story) == joined((first, second))
    assert shown_post(quote, replace(story, tidy=False)) == joined((first, second))


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ("Gulls land, 1/2 #roofchat", "2/2 Then they sing", "Gulls land,\n\nThen they sing"),
        ("(1/2) Gulls land", "Then they sing (2/2).", "Gulls land\n\nThen they sing"),
        ("1/3 Gulls land", "Then they sing 2/3", "1/3 Gulls land\n\nThen they sing 2/3"),
        ("Gulls took 1/2", "of the roof", "Gulls took 1/2\n\nof the roof"),
    ],
)
def test_counters_of_parts_shown_as_one_are_left_out(first: str, second: str, shown: str) -> None:
    story = Story("s", (Quote(post(first), rest=(post(second),)),), hashtags=OWN)
    (quote,) = story.quotes
    assert isinstance(quote, Quote)
    assert shown_post(quote, story).shown == shown
    assert is_tidied(quote, story) is (shown != f"{first}\n\n{second}")


def test_the_chats_hashtag_is_one_that_most_posts_have() -> None:
    posts = [post("x #roofchat"), post("y #RoofChat"), post("z #roofchat #birds"), post("w")]
    assert common_hashtags(posts) == {"roofchat"}
    assert common_hashtags(posts[:2]) == frozenset()


@pytest.mark.parametrize("at", [0, 7])
def test_a_hashtag_that_is_not_in_the_words_cuts_nothing(at: int) -> None:
    said = replace(post("A hammer"[:7]), spans=(Span("hashtag", at, at, "tools", ""),))
    assert cuts(said, frozenset({"tools"})) == ()
