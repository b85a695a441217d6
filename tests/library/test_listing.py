"""What the list of posts asks of a library."""

from __future__ import annotations

import pytest

from curator.library import Library, Order, Query
from curator.model import Span
from tests.conftest import post, take_in


@pytest.mark.parametrize(
    "order", ["oldest", "newest", "liked", "echoed", "followed", "longest", "unquoted", "best"]
)
def test_every_order_lists_every_post_once(library: Library, order: Order) -> None:
    ids = take_in(library, [post(n, likes=n % 3) for n in range(300)])
    assert sorted(library.posts.find(Query(), order)) == sorted(ids)


def test_the_best_are_those_that_were_liked_and_repeated(library: Library) -> None:
    repeats = [post(10 + n, "RT @ann: post 3", f"r{n}", repost_of="3") for n in range(3)]
    take_in(library, [post(1, likes=5), post(2), post(3, likes=1), *repeats])
    ids = library.posts.find(Query(), "best", "folded")
    assert [row.post.key for row in library.posts.rows(ids)] == ["3", "1", "2"]


def test_nothing_found_is_an_empty_list(library: Library) -> None:
    assert len(library.posts.find(Query())) == 0


def test_posts_that_came_in_later_are_counted_apart(library: Library) -> None:
    take_in(library, [post(5), post(6)])
    newest = library.posts.newest()
    take_in(library, [post(1, "older, but new here"), post(5)], "b.jsonl")
    assert library.posts.count(Query(), after=newest) == 1
    assert library.posts.count(Query.parse("nothing"), after=newest) == 0


def test_undecided_are_told_from_decided(library: Library) -> None:
    one, two, three = take_in(library, [post(1), post(2), post(3)])
    with library.edit("Decide"):
        library.marks.star([one])
        library.marks.reject([three])
    assert library.posts.undecided_of([one, two, three]) == {two}
    assert library.posts.undecided_of([]) == set()


def test_the_chats_own_hashtag_is_the_one_most_posts_have(library: Library) -> None:
    assert library.facts.hashtag() == ""
    chat, other = Span("hashtag", 0, 5, "Chat"), Span("hashtag", 6, 10, "Odd")
    take_in(library, [post(1, "#Chat #Odd", spans=(chat, other)), post(2, "#CHAT", spans=(chat,))])
    assert library.facts.hashtag() == "Chat"
