"""Withheld people at the command line: what may be shown to others, and what is for the editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from curator.cli import main
from curator.library import Library
from curator.model import Author, Heading, Image, Media, Passage, Quote, Span
from tests.conftest import post, take_in

ANN = Author("quillann", "Ann Quillfeather")
SECRETS = ("quill", "feather", "mayor of nowhere")


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def chat(path: Path) -> Path:
    """Make a chat in which others mention, link and repeat somebody who is then withheld."""
    mention = "Well said @quillann #quillann https://quillann.example/x"
    spans = (
        Span("mention", 10, 19, "quillann"),
        Span("hashtag", 20, 29, "quillann"),
        Span("link", 30, 56, "https://quillann.example/x"),
    )
    with Library(path, make=True) as library:
        take_in(
            library,
            [
                post(1, "Fences make tired neighbours of all of us here", author=ANN),
                post(2, mention, handle="bob", spans=spans),
                post(3, "RT @quillann: Fences make tired neighbours of us", handle="cy"),
                post(4, "Gates were better, as Quillfeather once wrote", handle="bob"),
                post(5, "Bridges then", handle="cy", reply_to="1"),
            ],
        )
        with library.edit("Withhold"):
            (ann,) = library.people.called("quillann")
            library.people.change([ann], consent="withheld", role="Mayor of Nowhere")
    return path


def test_figures_count_a_withheld_person_and_name_them_nowhere(chat: Path) -> None:
    told = run("facts", chat, "--json")
    figures = json.loads(told.stdout)
    assert figures["posts"] == 5
    assert figures["people"] == 3
    assert {each["handle"] for each in figures["contributors"]} == {"bob", "cy"}
    assert figures["most_answered"] == []
    assert "1 person who posted is withheld" in told.stderr
    for form in (told.stdout, run("facts", chat).stdout, run("facts", chat, "quillann").stdout):
        for secret in SECRETS:
            assert secret not in form.casefold()


def test_figures_show_a_person_by_role_as_their_role(chat: Path) -> None:
    with Library(chat) as library, library.edit("Role"):
        library.people.change(library.people.called("bob"), consent="role", role="A gardener")
    figures = json.loads(run("facts", chat, "--json").stdout)
    assert {"handle": None, "role": "A gardener", "posts": 2, "originals": 2} in figures[
        "contributors"
    ]
    assert "A gardener" in run("facts", chat).stdout
    assert "@bob" not in run("facts", chat).stdout


def test_find_says_that_it_is_for_the_editor_and_plain_is_for_others(chat: Path) -> None:
    own = run("find", chat)
    assert "@quillann" in own.stdout
    assert "1 post is by a withheld person" in own.stderr
    plain = run("find", chat, "--plain")
    assert "1 post of a withheld person is left out." in plain.stderr
    assert len(plain.stdout.splitlines()) == 4
    assert "@bob  Well said [redacted]" in plain.stdout
    assert "quillann" not in plain.stdout
    help_ = run("find", "--help").stdout
    assert "no export" in help_


def test_a_plain_draft_leaves_withheld_people_out_and_says_so(chat: Path) -> None:
    made = run("draft", chat, "--plain", "--title", "T", "--json")
    assert json.loads(made.stdout)["blocks"] == 4
    assert "1 post of a withheld person is left out." in made.stderr


def test_what_would_still_name_somebody_is_listed_with_the_story(chat: Path) -> None:
    with Library(chat) as library:
        rows = library.posts.rows(list(library.posts.ids(["4"]).values()))
        with library.edit("Story"):
            story = library.stories.new("An evening")
            library.stories.add(
                story,
                [
                    Heading("What Ann Quillfeather thinks"),
                    Passage("I hear Quillfeather laughed."),
                    Image(Media("image", "", "Quillann at a fence"), "Our @quillann"),
                    Quote(rows[0].post),
                ],
            )
    told = run("story", chat, "An evening").stderr
    for words in (
        "The heading “What Ann Quillfeather thinks” names @quillann.",
        "Your words say “Quillfeather”, which may mean @quillann: “I hear Quillfeather laughed.”",
        "The caption “Our @quillann” names @quillann.",
        "The description “Quillann at a fence” names @quillann.",
        "A quote says “Quillfeather”, which may mean @quillann.",
    ):
        assert words in told
    assert "no export" in run("story", "--help").stdout
