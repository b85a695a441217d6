"""Link spam under a chat's hashtag: folded, named, and left out until it is let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator import work
from curator.library import Library, PostId, Query
from curator.model import Post, Span
from tests.conftest import post, take_in
from tests.library.test_groups import ids_of, split

ODD = "http://quick-win.xyz/offer"


def linked(key: int, text: str, handle: str) -> Post:
    """Make a post in which its address is known to be a link."""
    start = text.find("http://")
    end = text.find(" ", start) if " " in text[start:] else len(text)
    spans = (Span("link", start, end, text[start:end]),) if start >= 0 else ()
    return post(key, text, handle, spans=spans)


def selling(texts: list[str], first: int = 100) -> list[Post]:
    """Return posts of as many accounts that say nothing else."""
    return [linked(first + n, text, f"seller{first + n}") for n, text in enumerate(texts)]


def chatting() -> list[Post]:
    """Return posts of people who take part, some of whom name services and addresses too."""
    return [
        linked(1, "Our tool shelf is listed at http://shelf.example/list #tools", "ann"),
        linked(2, "I vote for longer opening hours, see http://shelf.example/hours #tools", "ben"),
        linked(3, "Some pupils pay someone to write essays, I worry about that #tools", "cleo"),
        linked(4, "We gain followers by lending drills, one neighbour a day #tools", "dov"),
        linked(5, "The drill went home with a baker today #tools", "ann"),
        linked(6, "Hours matter more than shelves #tools", "ben"),
    ]


@pytest.fixture
def spammed(path: Path, library: Library) -> Library:
    """Return a library with a chat and three campaigns."""
    take_in(
        library,
        [
            *chatting(),
            *selling(
                [f"Word {n} of #tools is fun | MORE: {ODD}" for n in ("one", "two", "six", "ten")]
            ),
            *selling(
                ["Gain 500 real followers today http://a.example/1 #tools",
                 "Buy cheap Twitter followers now http://b.example/2 #tools"],
                200,
            ),
            *selling(
                ["We write your essay, plagiarism-free http://c.example/3 #tools",
                 "Pay us to do your homework! http://d.example/4 #essayhelp #tools"],
                300,
            ),
        ],
    )  # fmt: skip
    work.finish(work.work_out(path))
    return library


def test_a_campaign_is_folded_under_its_first_post_and_named(spammed: Library) -> None:
    folded = spammed.posts.find(Query(), "oldest", "folded")
    rows = spammed.posts.rows(folded)
    assert [row.post.key for row in rows] == ["1", "2", "3", "4", "5", "6", "100", "200", "300"]
    assert [row.left_out for row in rows] == [""] * 6 + ["spam"] * 3
    (echo,) = ids_of(spammed, ["102"])  # type: ignore[arg-type]
    assert spammed.groups.echoes([echo])[echo].why == "spam"


def test_it_is_no_link_that_was_shared_and_nobody_who_took_part(spammed: Library) -> None:
    links = {each.value for each in spammed.shared.resources(Query()) if each.kind == "link"}
    assert links == {"http://shelf.example/list", "http://shelf.example/hours"}
    took_part = {person.handle for person in spammed.facts.participants(Query())}
    assert took_part == {"ann", "ben", "cleo", "dov"}


def test_the_editor_lets_a_campaign_in_by_taking_it_apart(spammed: Library) -> None:
    split(spammed, ["100", "101", "102", "103"])  # type: ignore[arg-type]
    assert "seller101" in {person.handle for person in spammed.facts.participants(Query())}
    assert not spammed.posts.row(_id(spammed, "100")).left_out
    spammed.undo()
    assert spammed.posts.row(_id(spammed, "100")).left_out
    assert "seller101" not in {person.handle for person in spammed.facts.participants(Query())}


def test_whoever_takes_part_is_no_spammer(path: Path, library: Library) -> None:
    sharing = [linked(10 + n, f"Number {n} of five {ODD} #tools", f"p{n}") for n in range(5)]
    talking = [post(20 + n, f"Saws are sharp, says {n} #tools", f"p{n}") for n in range(5)]
    take_in(library, [*chatting(), *sharing, *talking])
    work.finish(work.work_out(path))
    rows = library.posts.rows(library.posts.find(Query(), "oldest", "folded"))
    assert not any(row.left_out for row in rows)
    assert len(rows) == 16


def test_whoever_answers_a_question_is_no_spammer(path: Path, library: Library) -> None:
    answers = [
        linked(30, "A3 Homework help pays off at our club http://club.example/a #tools", "eva"),
        linked(31, "A3: an assignment service of pupils, see http://shed.example/b #tools", "fay"),
    ]
    take_in(library, [*chatting(), *answers])
    work.finish(work.work_out(path))
    rows = library.posts.rows(library.posts.find(Query(), "oldest", "folded"))
    assert not any(row.left_out for row in rows)
    assert {"eva", "fay"} <= {person.handle for person in library.facts.participants(Query())}


def _id(library: Library, key: str) -> PostId:
    return library.posts.ids([key])[key]
