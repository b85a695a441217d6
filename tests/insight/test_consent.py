"""Consent: each person is shown as far as they agreed, and no further."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.insight.consent.consent import mask
from curator.insight.consent.leaks import leaks
from curator.model import Heading, Media, Passage, Post, PullQuote, Quote, Span, Standing, Story
from tests.recap import ADAEZE, PICTURES, PRIYA, QUOTES, STORY, TOMAS

WHO = ("twitter", "adaeze_reads")


def one(post: Post, consent: Literal["handle", "role", "withheld"], role: str = "") -> Post:
    story = mask(Story("s", (Quote(post),)), {WHO: Standing(consent, role, names=(ADAEZE.name,))})
    return story.quoted[0]


def told(text: str, consent: Literal["handle", "role", "withheld"] = "withheld") -> str:
    return one(replace(QUOTES["priya"], text=text, spans=(), media=()), consent).shown


def test_full_consent_changes_nothing() -> None:
    assert mask(STORY, {WHO: Standing("full", "Guest")}) == STORY


def test_handle_alone_leaves_out_name_and_portrait() -> None:
    author = one(QUOTES["adaeze"], "handle").author
    assert (author.handle, author.name, author.avatar) == ("adaeze_reads", "", None)
    assert one(QUOTES["adaeze"], "handle").url == QUOTES["adaeze"].url


@pytest.mark.parametrize("consent", ["role", "withheld"])
def test_role_and_withheld_leave_out_all_that_leads_to_the_person(
    consent: Literal["role", "withheld"],
) -> None:
    post = one(QUOTES["adaeze"], consent)
    author = post.author
    assert [post.url, author.handle, author.name, author.avatar] == ["", "", "", None]
    assert "1790000000000000004" not in repr(post)
    assert "adaeze" not in repr(post).casefold()


def test_the_credit_is_the_role_or_a_participant() -> None:
    story = Story("s", (Quote(QUOTES["adaeze"]), PullQuote("People", QUOTES["adaeze"])))
    for role, credit in (("A guest", "A guest"), ("", "A participant")):
        blocks = mask(story, {WHO: Standing("role", role)}).blocks
        assert [b.credit for b in blocks if isinstance(b, Quote | PullQuote)] == [credit, credit]


def test_pictures_of_a_withheld_person_stay_behind_and_of_a_role_do_not() -> None:
    post = replace(QUOTES["elif"], author=ADAEZE)
    story = Story("s", (Quote(post),), pictures=PICTURES)
    assert mask(story, {WHO: Standing("withheld")}).pictures == {}
    assert list(mask(story, {WHO: Standing("role")}).pictures) == [post.media[0].hash]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("@adaeze_reads This!", "[redacted] This!"),
        ("＠Adaeze_Reads: yes", "[redacted]: yes"),
        ("thanks ADAEZE_READS", "thanks [redacted]"),
        ("so says Adaeze  Okwuosa.", "so says [redacted]."),
        ("see https://twitter.com/adaeze_reads/status/12 now", "see [redacted] now"),
        ("nobody_adaeze_reads2 else", "nobody_adaeze_reads2 else"),
    ],
)
def test_others_do_not_name_a_withheld_person(text: str, shown: str) -> None:
    assert told(text) == shown


def test_others_may_mention_the_handle_but_not_the_name_of_handle_alone() -> None:
    text = "@adaeze_reads is Adaeze Okwuosa"
    assert told(text, "handle") == "@adaeze_reads is [redacted]"


def test_the_words_around_a_redaction_keep_their_links_and_tags() -> None:
    text = "Hi @adaeze_reads see https://t.co/1 #TomorrowsLibrary"
    spans = (
        Span("mention", 3, 16, "adaeze_reads"),
        Span("link", 21, 35, "https://a.example/b", "a.example/b"),
        Span("hashtag", 36, 53, "TomorrowsLibrary"),
    )
    post = one(replace(QUOTES["priya"], text=text, spans=spans), "withheld")
    assert post.shown == "Hi [redacted] see a.example/b #TomorrowsLibrary"
    assert [span.kind for span in post.spans] == ["link", "hashtag"]


def test_links_tags_and_descriptions_give_nobody_away() -> None:
    text = "see LINK #AdaezeReads"
    spans = (
        Span("link", 4, 8, "https://blog.example/adaeze-okwuosa/drills", "blog.example"),
        Span("hashtag", 9, 21, "AdaezeReads"),
    )
    media = (
        Media("image", "https://x/adaeze_reads.jpg", "Adaeze Okwuosa smiles", "adaeze_reads.jpg"),
    )
    post = one(replace(QUOTES["priya"], text=text, spans=spans, media=media), "role")
    assert post.shown == "see [redacted] [redacted]"
    assert post.media == (Media("image", alt="[redacted] smiles"),)


def test_names_in_scripts_without_spaces_are_found() -> None:
    people = {("twitter", "sayuri_tosho"): Standing("withheld")}
    post = replace(QUOTES["priya"], text="中村さゆりさんの話", spans=(), media=())
    story = mask(Story("s", (Quote(QUOTES["sayuri"]), Quote(post))), people)
    assert story.quoted[1].text == "[redacted]さんの話"


def test_an_accent_more_or_less_hides_nobody() -> None:
    people = {("twitter", "tomas_irigaray"): Standing("withheld")}
    for name in (
        "Tomas Irigaray",
        "Toma\u0301s Irigaray",
        "TOMÁS IRIGARAY",
        "To\u200bmás Irigaray",
        "Tomás Irigaray\u0301",
    ):
        post = replace(QUOTES["priya"], text=f"As {name} said", spans=(), media=())
        story = mask(Story("s", (Quote(QUOTES["tomas"]), Quote(post))), people)
        assert story.quoted[1].text == "As [redacted] said"


def test_an_answer_to_a_hidden_post_does_not_carry_its_id() -> None:
    answer = replace(QUOTES["priya"], reply_to=QUOTES["adaeze"].key, reply_handle="Adaeze_Reads")
    story = Story("s", (Quote(QUOTES["adaeze"]), Quote(answer)))
    hidden, after = mask(story, {WHO: Standing("withheld")}).quoted
    assert after.reply_to == hidden.key
    assert (after.reply_handle, hidden.key[0]) == ("", "~")


def test_the_editors_own_words_are_left_but_reported() -> None:
    blocks = (Heading("Adaeze Okwuosa’s drill"), Passage("We thank @adaeze_reads."))
    story = Story("With Adaeze Okwuosa", (*blocks, *STORY.blocks))
    found = leaks(story, {WHO: Standing("withheld")})
    assert "The title names @adaeze_reads." in found
    assert "The heading “Adaeze Okwuosa’s drill” names @adaeze_reads." in found
    assert "A text of yours names @adaeze_reads: “We thank @adaeze_reads.”." in found
    assert mask(story, {WHO: Standing("withheld")}).blocks[:2] == blocks


def test_a_first_name_in_a_quote_is_reported_not_guessed() -> None:
    post = replace(QUOTES["priya"], text="Well said, Tomás!", spans=(), media=())
    story = Story("s", (Quote(QUOTES["tomas"]), Quote(post)))
    found = leaks(story, {("twitter", "tomas_irigaray"): Standing("withheld")})
    assert found == ("A quote says “Tomás”, which may mean @tomas_irigaray.",)


def test_a_picture_of_a_role_and_a_telling_credit_are_reported() -> None:
    post = replace(QUOTES["elif"], author=ADAEZE)
    story = Story(
        "s", (Quote(post), PullQuote("Seeds", QUOTES["elif"], "Adaeze Okwuosa’s friend"))
    )
    assert leaks(story, {WHO: Standing("role")}) == (
        "The credit “Adaeze Okwuosa’s friend” names @adaeze_reads.",
        "A picture posted by @adaeze_reads is shown: see that it does not show who.",
    )


def test_what_is_pulled_out_of_a_post_is_veiled_like_the_post() -> None:
    text = "Ask #AdaezeReads about drills"
    post = replace(QUOTES["priya"], text=text, spans=(Span("hashtag", 4, 16, "AdaezeReads"),))
    story = mask(Story("s", (PullQuote("Ask #AdaezeReads", post),)), {WHO: Standing("withheld")})
    (pull,) = story.blocks
    assert isinstance(pull, PullQuote)
    assert pull.text == "Ask [redacted]"
    assert pull.text in pull.post.shown


def test_a_story_that_names_nobody_leaks_nothing() -> None:
    assert leaks(STORY, {("twitter", "adaeze_reads"): Standing("withheld")}) == ()
    assert leaks(STORY, {("twitter", "sayuri_tosho"): Standing("withheld")}) == ()
    assert leaks(STORY, {WHO: Standing(), ("twitter", "nobody_here"): Standing("withheld")}) == ()


words = st.sampled_from(
    [
        "@adaeze_reads",
        "Adaeze Okwuosa",
        "drill",
        "#Adaeze_Reads",
        " ",
        "\n",
        "x",
        "é",
        "😀",
        "@",
        ".",
    ]
)


@settings(max_examples=200)
@given(st.lists(words, max_size=12), st.data())
def test_whatever_the_spans_the_person_is_gone_and_the_spans_fit(
    parts: list[str], data: st.DataObject
) -> None:
    text = " ".join(parts)
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds: tuple[Literal["link", "mention", "media"], ...] = ("link", "mention", "media")
    pairs = zip(edges[::2], edges[1::2], kinds, strict=False)
    spans = tuple(Span(kind, begin, end, "value") for begin, end, kind in pairs)
    post = one(replace(QUOTES["priya"], text=text, spans=spans, media=()), "withheld")
    assert "adaeze_reads" not in post.text.casefold()
    assert "adaeze okwuosa" not in post.text.casefold()
    assert all(post.text[span.start : span.end] for span in post.spans)


def test_two_hidden_people_stay_two() -> None:
    people = {("twitter", a.handle): Standing("withheld") for a in (TOMAS, PRIYA)}
    story = mask(Story("s", (Quote(QUOTES["tomas"]), Quote(QUOTES["priya"]))), people)
    assert len({post.author.key for post in story.quoted}) == 2


@pytest.mark.parametrize("text", ["RT @Adaeze_Reads: Owls read", "Owls read (via @adaeze_reads)"])
def test_an_echo_leads_to_a_hidden_person_no_more_than_their_own_post(text: str) -> None:
    echo = replace(QUOTES["priya"], text=text, spans=(), repost_of="1790000000000000004")
    shown = one(echo, "withheld")
    assert (shown.url, shown.media, shown.author.handle) == ("", (), PRIYA.handle)
    assert shown.key != echo.key
    assert one(echo, "handle") == replace(echo, text=text)


def test_an_echo_of_a_withheld_person_is_told() -> None:
    echo = replace(QUOTES["priya"], text="RT @adaeze_reads: Owls read", spans=(), media=())
    (leak,) = leaks(Story("s", (Quote(echo),)), {WHO: Standing("withheld")})
    assert leak == "A quote of @priya_stacks repeats words of @adaeze_reads."


def test_words_credited_to_nobody_hidden_stay_as_they_are() -> None:
    echo = replace(QUOTES["priya"], text="RT @somebody: Owls read", spans=())
    assert one(echo, "withheld") == echo


def test_a_copy_that_credits_nobody_is_held_to_what_its_author_agreed_to() -> None:
    copy = replace(QUOTES["priya"], text="People lend owls", spans=())
    story = Story("s", (Quote(copy),))
    people, repeated = {WHO: Standing("withheld")}, {(copy.platform, copy.key): WHO}
    shown = mask(story, people, repeated).quoted[0]
    assert (shown.url, shown.media) == ("", ())
    assert leaks(story, people) == ()
    assert leaks(story, people, repeated) == (
        "A quote of @priya_stacks repeats words of @adaeze_reads.",
    )
