"""Automated accounts: folded, named, and no people until they are let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator import work
from curator.insight.figures.figures import shown_figures
from curator.library import Library, Query
from curator.model import Heading, Post, Quote
from tests.conftest import post, take_in
from tests.library.test_groups import split

TOLD = "The nightly build of the tool shelf went through, three drills and a ladder were lent"


def chatting() -> list[Post]:
    """Return posts of two people, and of a third who says once what a program sent for them."""
    return [
        post(1, "Our tool shelf lends drills to every neighbour who asks for one", "ann"),
        post(2, "Longer hours would bring the ladders back to us before winter", "ben"),
        post(3, "New on my blog: why hammers never come home from the lending shelf", "cleo",
             automated=True),
        post(4, "Hammers stay away because nobody writes down who borrowed them", "cleo"),
    ]  # fmt: skip


@pytest.fixture
def watched(path: Path, library: Library) -> Library:
    """Return a library with a service that reports, a bot by name, and people."""
    take_in(
        library,
        [
            *chatting(),
            *(post(10 + n, f"{TOLD} {n}", "shelf", automated=True) for n in range(5)),
            *(post(20 + n, f"Ladder {n} is overdue since Monday", "LadderBot") for n in (1, 2)),
            *(post(30 + n, f"A bottle of glue was number {n} at last", "abbott") for n in (1, 2)),
        ],
    )  # fmt: skip
    work.finish(work.work_out(path))
    return library


def test_a_bot_is_folded_under_its_first_post_and_named(watched: Library) -> None:
    rows = watched.posts.rows(watched.posts.find(Query(), "oldest", "folded"))
    assert [(row.post.key, row.left_out) for row in rows] == [
        *((key, "") for key in ("1", "2", "3", "4")),
        ("10", "bot"),
        ("21", "bot"),
        *((key, "") for key in ("31", "32")),
    ]


def test_a_bot_is_nobody_in_figures_and_took_no_part(watched: Library) -> None:
    figures = watched.facts.figures(Query())
    assert (figures.people, figures.bots, figures.posts) == (4, 2, 13)
    assert {each.handle for each in figures.contributors} == {"ann", "ben", "cleo", "abbott"}
    took_part = {person.handle for person in watched.facts.participants(Query())}
    assert took_part == {"ann", "ben", "cleo", "abbott"}


def test_what_programs_post_is_found_and_named_among_the_echoes(watched: Library) -> None:
    found = watched.posts.rows(watched.posts.find(Query.parse("is:automated"), "oldest"))
    assert {row.post.author.handle for row in found} == {"shelf", "LadderBot"}
    shown = next(
        each for each in shown_figures(watched.facts.figures(Query())) if each.title == "posts"
    )
    assert "0 typed or copied, 5 only further posts of automated accounts" in shown.detail


def test_a_rough_cut_quotes_no_bot(watched: Library, path: Path) -> None:
    cut = work.finish(work.rough_cut(path))
    blocks = watched.stories.story(cut.story).blocks
    quoted = {block.post.author.handle for block in blocks if isinstance(block, Quote)}
    assert quoted
    assert not quoted & {"shelf", "LadderBot"}
    assert any(isinstance(block, Heading) for block in blocks)


def test_the_editor_lets_a_bot_in_by_taking_it_apart(watched: Library) -> None:
    split(watched, [str(10 + n) for n in range(5)])  # type: ignore[arg-type]
    assert watched.facts.figures(Query()).people == 5
    assert "shelf" in {person.handle for person in watched.facts.participants(Query())}
    watched.undo()
    assert watched.facts.figures(Query()).people == 4


def test_what_asks_or_answers_numbered_questions_is_no_bot(path: Path, library: Library) -> None:
    asking = [post(40 + n, f"Q{n}: which tools do you lend?", "chat_bot") for n in (1, 2, 3)]
    take_in(library, [*chatting(), *asking])
    work.finish(work.work_out(path))
    assert library.facts.figures(Query()).bots == 0
