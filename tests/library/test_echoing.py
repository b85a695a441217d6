"""Echoes of a post: who repeats it, and which of a group is the best."""

from __future__ import annotations

import pytest

from curator.library import Library, PostId
from curator.model import Post, Span
from tests.conftest import post, take_in

WORDS = "A2: People do not come for a drill. They come to talk. #TomorrowsLibrary"


def keys(library: Library, ids: list[PostId] | tuple[PostId, ...]) -> list[str]:
    return [row.post.key for row in library.posts.rows(ids)]


def group(library: Library, key: str) -> tuple[str, list[str]]:
    """Return the keys of the best of a group, and of the others."""
    (id_,) = library.posts.ids([key]).values()
    found = library.echoes.group(id_)
    return keys(library, [found.best])[0], keys(library, found.rest)


def typed(library: Library, original: Post, *echoes: str) -> list[str]:
    """Return which of some texts are echoes of a post, by number from 2."""
    others = [post(n, text, f"p{n}") for n, text in enumerate(echoes, 2)]
    take_in(library, [original, *others])
    (id_,) = library.posts.ids([original.key]).values()
    return keys(library, library.echoes.typed(id_))


def test_native_echoes_come_the_earliest_first(library: Library) -> None:
    take_in(library, [post(1), post(4, repost_of="1"), post(3, repost_of="1"), post(2)])
    (original,) = library.posts.ids(["1"]).values()
    assert keys(library, library.echoes.native(original)) == ["3", "4"]


@pytest.mark.parametrize(
    "echo",
    [
        f"RT @ann: {WORDS}",
        f"rt @Ann {WORDS}",
        f"RT @ann: “{WORDS}”",
        f"RT @ben: RT @ann: {WORDS}",
        "RT @ann: A2: People do not come for a drill. They co…",
        "RT @ann: a2: people do  not\ncome for a drill...",
        f"RT @ann: {WORDS} https://t.co/abc",
    ],
)
def test_an_echo_typed_by_hand_begins_the_originals_words(library: Library, echo: str) -> None:
    assert typed(library, post(1, WORDS, "ann"), echo) == ["2"]


@pytest.mark.parametrize(
    "other",
    [
        WORDS,
        f"RT @ben: {WORDS}",
        f"So true! RT @ann: {WORDS}",
        f"RT @ann: {WORDS} And I was there.",
        "RT @ann: A2: People do not come for a saw.",
        "RT @ann: A2",
        "RT @ann: They come to talk. #TomorrowsLibrary",
    ],
)
def test_what_says_something_else_is_no_echo(library: Library, other: str) -> None:
    assert typed(library, post(1, WORDS, "ann"), other) == []


def test_other_scripts_and_links_at_the_start_have_echoes(library: Library) -> None:
    text = "https://example.org/a 道具は貸せるが、話は人としかできない。"
    linked = post(1, text, "ann", spans=(Span("link", 0, 21, "https://example.org/a"),))
    echo = "RT @ann: https://t.co/x 道具は貸せるが、話は人と…"
    assert typed(library, linked, echo) == ["2"]


def test_a_post_of_few_words_is_echoed_whole_or_not_at_all(library: Library) -> None:
    assert typed(library, post(1, "Seeds.", "ann"), "RT @ann: Seeds", "RT @ann: S") == ["2"]


def test_a_post_without_words_has_no_echoes(library: Library) -> None:
    assert typed(library, post(1, "…", "ann"), "RT @ann: …") == []


def test_the_original_is_the_best_from_whichever_echo(library: Library) -> None:
    echo = f"RT @ann: {WORDS}"
    take_in(library, [post(1, WORDS, "ann"), post(2, echo, "ben"), post(3, echo, repost_of="1")])
    assert [group(library, key) for key in "123"] == [("1", ["2"])] * 3


def test_without_the_original_the_earliest_is_the_best(library: Library) -> None:
    echo = f"RT @ann: {WORDS}"
    take_in(library, [post(n, echo, f"p{n}") for n in (4, 2, 3)])
    assert [group(library, key) for key in "34"] == [("2", ["3", "4"])] * 2


def test_without_the_original_the_earliest_native_repost_is_the_best(library: Library) -> None:
    take_in(library, [post(n, f"RT @ann: {WORDS}", f"p{n}", repost_of="9") for n in (4, 2, 3)])
    assert group(library, "4") == ("2", [])


def test_a_post_that_nobody_repeats_is_alone(library: Library) -> None:
    take_in(library, [post(1, WORDS), post(2, WORDS)])
    assert group(library, "2") == ("2", [])
