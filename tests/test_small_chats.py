"""Rough cuts of small and odd chats: no sentence promises what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from curator.cli import main
from curator.library import Library
from curator.model import Author, Block, Facts, Heading, Links, Passage, Post, Quote, Standing
from curator.work import built_in, finish, rough_cut
from curator.work.rough_cuts import NothingToQuoteError
from tests.conftest import post, take_in
from tests.test_rough_cut import SAID, blocks, chat

START = datetime(2026, 3, 3, 19, tzinfo=UTC)
TWO_QUESTIONS = [
    post(0, "Q1: What should a branch lend, and why that?", "host", at=START),
    post(1, f"A1: {SAID[0]}", "ann", at=START + timedelta(minutes=2)),
    post(2, f"A1: {SAID[1]}", "ben", at=START + timedelta(minutes=3)),
    post(3, f"A1: {SAID[2]}", "cleo", at=START + timedelta(minutes=4)),
    post(4, "Q2: And what should it never lend?", "host", at=START + timedelta(hours=1)),
    post(5, "A2: hm", "ann", at=START + timedelta(minutes=62)),
    post(6, "A2: oh", "ben", at=START + timedelta(minutes=63)),
]


def said(count: int, *handles: str) -> list[Post]:
    return [
        post(n, SAID[n % len(SAID)], handles[n % len(handles)] if handles else f"voice{n}")
        for n in range(count)
    ]


CHATS: dict[str, list[Post]] = {
    "nothing": [],
    "one post": said(1),
    "two posts": said(2),
    "three posts": said(3),
    "one person": said(6, "solo"),
    "two people": said(6, "ann", "ben"),
    "only greetings": [post(n, "hi", f"voice{n}") for n in range(6)],
    "only thanks": [post(n, "Thanks everyone, great chat!", f"voice{n}") for n in range(6)],
    "only echoes": [post(n, f"RT @ann: {SAID[0]}", f"voice{n}") for n in range(4)],
    "only bots": [post(n, SAID[n], f"news_bot{n}") for n in range(6)],
    "all protected": [post(n, SAID[n], author=Author(f"v{n}", protected=True)) for n in range(6)],
    "all muted": said(6),
    "all withheld": said(6),
    "all rejected": said(6),
    "a question alone": TWO_QUESTIONS[:1],
    "questions without answers": [TWO_QUESTIONS[0], TWO_QUESTIONS[4]],
    "one question": TWO_QUESTIONS[:4],
    "a question hardly answered": TWO_QUESTIONS,
    "a question without number": [post(0, "What should a branch lend, and why?"), *said(3)],
    "a whole chat": chat(3),
}


def take_in_chat(path: Path, name: str) -> None:
    with Library(path, make=True) as library:
        take_in(library, CHATS[name])
        with library.edit("Decide"):
            for person in library.people.all():
                if name == "all muted":
                    library.marks.set_standing(person.id, Standing(muted=True))
                if name == "all withheld":
                    library.marks.set_standing(person.id, Standing(consent="withheld"))
            if name == "all rejected":
                keys = [each.key for each in CHATS[name]]
                library.marks.reject(list(library.posts.ids(keys).values()))


def words(made: Sequence[Block]) -> str:
    return "\n".join(each.text for each in made if isinstance(each, Passage | Heading))


UNQUOTABLE = {"nothing", "only echoes", "all protected", "all muted", "all withheld"}


@pytest.mark.parametrize("template", sorted(built_in()))
@pytest.mark.parametrize("name", sorted(UNQUOTABLE))
def test_what_cannot_be_quoted_makes_no_story(path: Path, name: str, template: str) -> None:
    take_in_chat(path, name)
    with pytest.raises(NothingToQuoteError, match=r"No story was made\."):
        finish(rough_cut(path, made_of=built_in()[template]))
    with Library(path) as library:
        assert not library.stories.all()


@pytest.mark.parametrize("template", sorted(built_in()))
@pytest.mark.parametrize("name", [name for name in CHATS if name not in UNQUOTABLE])
def test_every_sentence_of_a_rough_cut_is_true(path: Path, name: str, template: str) -> None:
    take_in_chat(path, name)
    cut = finish(rough_cut(path, made_of=built_in()[template]))
    made = blocks(path, cut.story)
    told = f"{cut.title}\n{words(made)}"
    quotes = [each for each in made if isinstance(each, Quote)]
    people = {each.author.handle for each in CHATS[name]}
    assert ("The quotes are" in told) <= bool(quotes)
    assert ("who is quoted" in told) <= bool(quotes)
    assert ("Here" in told) <= (bool(quotes) or any(isinstance(each, Links) for each in made))
    assert ("what they shared" in told) <= any(isinstance(each, Links) for each in made)
    assert ("theme by theme" in told) <= (sum(isinstance(each, Heading) for each in made) > 3)
    assert (" met " in told) <= (len(people) > 1)
    assert "1 posts" not in told
    assert "1 people" not in told
    assert "  " not in cut.title
    assert all(each.figures for each in made if isinstance(each, Facts))


def test_the_opening_counts_the_questions_that_are_answered(path: Path) -> None:
    take_in_chat(path, "a question hardly answered")
    told = words(blocks(path, finish(rough_cut(path)).story))
    assert "Here is what they said to 1 of its 2 questions, in their own words." in told


def test_a_busiest_minute_of_one_post_is_no_figure(path: Path) -> None:
    take_in_chat(path, "one person")
    assert "busiest" not in str(blocks(path, finish(rough_cut(path)).story))


def test_one_voice_is_told_as_what_one_person_wrote(path: Path) -> None:
    take_in_chat(path, "one person")
    cut = finish(rough_cut(path))
    (opening,) = [each for each in blocks(path, cut.story) if isinstance(each, Passage)]
    assert opening.text == ("@solo wrote 6 posts.\nHere they are, in order.")
    assert cut.title == "@solo, Friday 3 February 2023"


def test_a_few_posts_are_quoted_together_rather_than_under_a_theme_of_one(path: Path) -> None:
    take_in_chat(path, "a question without number")
    made = blocks(path, finish(rough_cut(path)).story)
    assert next(e.text for e in made if isinstance(e, Heading)) == "In their own words"
    assert len([each for each in made if isinstance(each, Quote)]) == 3


@pytest.mark.parametrize(("name", "why"), [("all muted", "No post here"), ("only thanks", "Star")])
def test_an_empty_draft_says_why_it_is_empty(path: Path, name: str, why: str) -> None:
    take_in_chat(path, name)
    assert why in CliRunner().invoke(main, ["draft", str(path)]).stderr
