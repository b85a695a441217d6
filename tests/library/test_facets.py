"""Facets: what posts share, with counts that follow the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library import FACETS, FacetKind, Library, Query
from curator.model import Author, Media, Span
from curator.work import finish, work_out
from tests.conftest import found, post, take_in


def tagged(text: str, value: str) -> tuple[Span, ...]:
    return (Span("hashtag", text.index("#"), text.index("#") + len(value) + 1, value),)


def linked(*urls: str) -> tuple[Span, ...]:
    return tuple(Span("link", n * 2, n * 2 + 1, url) for n, url in enumerate(urls))


@pytest.fixture
def facets(library: Library) -> Library:
    ann, ben = Author("ann"), Author("ben")
    take_in(
        library,
        [
            post(1, "#Drill on", author=ann, spans=tagged("#Drill", "Drill"), lang="en"),
            post(2, "#drill two", author=ann, spans=tagged("#drill", "drill"), lang="cy"),
            post(3, "a b c", author=ben, lang="en",
                 spans=linked("https://www.example.org/a", "http://example.org/b?x=1")),
            post(4, "a b c", author=ben, spans=linked("https://example.org.evil.test")),
            post(5, "RT", author=ben, repost_of="1", lang="en"),
        ],
    )  # fmt: skip
    return library


@pytest.fixture
def chat(library: Library) -> Library:
    """Return a library of two archives with something of every kind."""
    mention = (Span("mention", 0, 4, "Ben"),)
    ids = take_in(
        library,
        [
            post(1, "Q1 What do you lend?"),
            post(2, "@Ben A1 a drill", reply_to="1", spans=mention, media=(Media("image"),)),
            post(3, "A1: a film", media=(Media("video"), Media("image"))),
            post(4, "So good", quote_of="3"),
            post(5, "RT @ann: A1: a film", "carl", repost_of="3"),
        ],
    )
    take_in(library, [post(1), post(6, "Later")], "a.jsonl 2")
    with library.edit("Code"):
        library.marks.star(ids[:1])
        library.marks.reject(ids[2:3])
        library.marks.tag(ids[:2], "insight")
        library.marks.tag(ids[1:3], "example")
        insight, example = library.tags.named("insight"), library.tags.named("example")
        assert insight
        assert example
        library.tags.put_under(example.id, insight.id)
    return library


def counted(library: Library, kind: FacetKind, typed: str = "") -> dict[str, int]:
    kinds = dict(library.facets.count(Query.parse(typed), "folded"))
    return {facet.value: facet.count for facet in kinds[kind]}


def test_the_busiest_come_first_and_folded_echoes_are_not_counted(facets: Library) -> None:
    assert counted(facets, "people") == {"@ann": 2, "@ben": 2}
    assert counted(facets, "hashtags") == {"#Drill": 2}
    assert counted(facets, "languages") == {"en": 2, "cy": 1}


def test_a_post_with_two_links_to_a_site_is_counted_once(facets: Library) -> None:
    assert counted(facets, "sites") == {"example.org": 1, "example.org.evil.test": 1}


def test_counts_follow_the_search(facets: Library) -> None:
    assert counted(facets, "people", "lang:cy") == {"@ann": 1}
    assert counted(facets, "sites", "from:ann") == {}


def test_what_a_facet_says_is_what_its_term_finds(facets: Library) -> None:
    for _, each in facets.facets.count(Query(), "shown"):
        for facet in each:
            assert len(found(facets, facet.term)) == facet.count, facet


def test_a_link_without_its_end_finds_all_below_it(facets: Library) -> None:
    assert found(facets, "link:example.org") == ["3"]
    assert found(facets, "link:https://www.example.org/") == ["3"]
    assert found(facets, "link:example.org/a") == ["3"]
    assert found(facets, "link:example") == []


def test_counting_can_be_left_off_and_begun_anew(facets: Library) -> None:
    for _ in facets.facets.count(Query()):
        break
    assert len(list(facets.facets.count(Query()))) == len(FACETS)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("mentions", {"@Ben": 1}),
        ("media", {"image": 2, "video": 1}),
        ("platforms", {"test": 6}),
        ("archives", {"a.jsonl": 6, "a.jsonl 2": 2}),
        ("kinds", {"original": 5, "reply": 1, "quote": 1, "echo": 1}),
        ("marks", {"starred": 1, "rejected": 1, "undecided": 3}),
        ("tags", {"insight": 3, "example": 2}),
    ],
)
def test_every_kind_is_counted(chat: Library, kind: FacetKind, counts: dict[str, int]) -> None:
    kinds = dict(chat.facets.count(Query(), "shown"))
    assert {facet.value: facet.count for facet in kinds[kind]} == counts


def test_questions_are_counted_as_they_were_worked_out(path: Path) -> None:
    asked = [post(10 * n, f"Q{n} What do you lend, number {n}?", "host") for n in (1, 2, 3)]
    answers = [post(10 * n + m, f"A{n} a drill {m}", f"p{m}") for n in (1, 2, 3) for m in (1, 2)]
    with Library(path, make=True) as library:
        take_in(library, [post(1, "Good evening"), *asked, *answers])
    finish(work_out(path))
    with Library(path) as library:
        kinds = dict(library.facets.count(Query(), kinds=("questions",)))
        assert {facet.value for facet in kinds["questions"]} >= {"1", "2", "3"}
        for facet in kinds["questions"]:
            assert len(found(library, facet.term)) == facet.count, facet


def test_every_kind_says_what_its_term_finds(chat: Library) -> None:
    for typed in ("", "is:original", "tag:insight", "has:image OR later"):
        for _, each in chat.facets.count(Query.parse(typed), "shown"):
            for facet in each:
                both = f"({typed}) {facet.term}" if typed else facet.term
                assert len(found(chat, both)) == facet.count, (typed, facet)


def test_only_the_kinds_that_are_wanted_are_counted(chat: Library) -> None:
    assert [kind for kind, _ in chat.facets.count(Query(), kinds=("tags", "media"))] == [
        "tags", "media",
    ]  # fmt: skip
