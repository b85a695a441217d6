"""How posts come into a library and leave it again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.library import Library, Query
from curator.model import Author, Media, Post, Span
from tests.conftest import found, post, take_in


def dump(path: Path) -> list[tuple[object, ...]]:
    """Return all that the archive tables say of posts, without ids."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT posts.key, handle, people.name, at, precision, text, spans, posts.url,"
            " likes, reposts, replies, followers, context, cut, echo"
            " FROM posts JOIN people ON people.id = person ORDER BY posts.key"
        ).fetchall()
    connection.close()
    return rows


def test_the_same_posts_twice_change_nothing(library: Library, path: Path) -> None:
    posts = [post(1, likes=3), post(2, reply_to="1")]
    take_in(library, posts)
    before = dump(path)
    archive = library.archives.new(Path("b.jsonl"), "test")
    with library.transaction():
        seen = library.archives.intake(archive).add(posts)
    assert (seen.new, seen.known, seen.refreshed) == (0, 2, 0)
    assert dump(path) == before


def test_a_later_capture_refreshes_counts(library: Library) -> None:
    take_in(library, [post(1, likes=3)])
    (id_,) = take_in(library, [post(1, likes=5, reposts=0)], "b.jsonl")
    fresh = library.posts.row(id_).post
    assert (fresh.likes, fresh.reposts, fresh.replies) == (5, 0, None)


def test_a_cut_post_never_replaces_a_whole_one(library: Library) -> None:
    take_in(library, [post(1, "the whole sentence")])
    take_in(library, [post(1, "the whole and a very long beginning…", cut=True)], "b.jsonl")
    assert found(library, "sentence") == ["1"]
    assert not found(library, "beginning")


def test_the_whole_words_replace_cut_ones_and_are_found(library: Library) -> None:
    take_in(library, [post(1, "the who…", cut=True)])
    take_in(library, [post(1, "the whole sentence")], "b.jsonl")
    assert found(library, "sentence") == ["1"]
    assert not found(library, '"the who"')


def test_a_star_survives_a_second_import(library: Library) -> None:
    (id_,) = take_in(library, [post(1, likes=1)])
    with library.edit("Star"):
        library.marks.star([id_])
    take_in(library, [post(1, likes=9)], "b.jsonl")
    assert library.posts.row(id_).mark == "star"


def test_a_post_known_from_inside_another_is_not_counted(library: Library) -> None:
    take_in(library, [post(1, context=True), post(2, quote_of="1")])
    assert found(library, "") == ["2"]
    assert library.posts.counts().all == 1


def test_a_post_known_from_inside_becomes_one_of_the_chat(library: Library) -> None:
    take_in(library, [post(1, context=True), post(2, quote_of="1")])
    archive = library.archives.new(Path("b.jsonl"), "test")
    with library.transaction():
        assert library.archives.intake(archive).add([post(1)]).new == 1
    assert found(library, "") == ["1", "2"]


def test_the_newest_post_tells_the_name(library: Library) -> None:
    posts = [post(2, author=Author("ann", "Ann B")), post(1, author=Author("Ann", "Ann A"))]
    ids = take_in(library, posts)
    assert {row.post.author.name for row in library.posts.rows(ids)} == {"Ann B"}


def test_forgetting_an_archive_keeps_what_another_holds(library: Library) -> None:
    take_in(library, [post(1), post(2)])
    take_in(library, [post(2)], "b.jsonl")
    list(library.archives.forget(library.archives.all()[0].id))
    assert found(library, "") == ["2"]
    assert not found(library, '"post 1"')


def test_forgetting_an_archive_keeps_what_the_desk_holds(library: Library) -> None:
    one, two, _ = take_in(library, [post(1), post(2), post(3)])
    with library.edit("Star and note"):
        library.marks.star([one])
        library.marks.note(two, "ask her")
    list(library.archives.forget(library.archives.all()[0].id))
    assert found(library, "") == ["1", "2"]


def test_undoing_an_import_puts_back_what_it_refreshed(library: Library, path: Path) -> None:
    take_in(library, [post(1, "first words", likes=3)])
    before = dump(path)
    take_in(library, [post(1, "first words and more", likes=9), post(2)], "b.jsonl")
    library.undo()
    assert dump(path) == before
    assert found(library, "words") == ["1"]
    assert not found(library, "more")


def test_taking_out_the_earlier_of_two_keeps_the_later(library: Library) -> None:
    take_in(library, [post(1, likes=3)])
    take_in(library, [post(1, likes=9)], "b.jsonl")
    list(library.remove_archive(library.archives.all()[0].id))
    row = library.posts.row(library.posts.find(Query())[0])
    assert row.post.likes == 9
    library.undo()
    assert len(library.archives.all()) == 2


def test_words_that_differ_between_captures_are_both_kept(library: Library, path: Path) -> None:
    take_in(library, [post(1, "we open at nine")])
    take_in(library, [post(1, "we open at ten, sorry")], "b.jsonl")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT text FROM versions").fetchall() == [("we open at nine",)]
    connection.close()


def test_a_picture_in_two_archives_is_one(library: Library) -> None:
    image = Media("image", "https://pictures.example/a.jpg", alt="A drill")
    take_in(library, [post(1, media=(image,))])
    (id_,) = take_in(library, [post(1, media=(image, Media("image", "b.jpg")))], "b.jsonl")
    assert [m.url for m in library.posts.row(id_).post.media] == [image.url, "b.jpg"]


POSTS = st.builds(
    lambda key, text, likes, context: post(key, text, likes=likes, context=context),
    st.integers(1, 4),
    st.text("ab #é日", min_size=1, max_size=8),
    st.none() | st.integers(0, 3),
    st.booleans(),
)


@settings(max_examples=60)
@given(st.lists(st.lists(POSTS, max_size=4), max_size=3))
def test_the_order_of_imports_makes_no_difference(archives: list[list[Post]]) -> None:
    told = []
    for order in (archives, archives[::-1]):
        with Library(Path(":memory:"), make=True) as library:
            for posts in order:
                take_in(library, posts)
            rows = library.posts.rows(library.posts.find(Query()))
            told.append([(r.post.key, r.post.text, r.post.likes) for r in rows])
    assert told[0] == told[1]


@pytest.mark.parametrize("typed", ["drill", "#Lending", "example.org"])
def test_words_hashtags_and_links_are_found(library: Library, typed: str) -> None:
    text = "The drill #lending https://t.co/x"
    link = Span("link", 19, 33, "https://example.org/a?utm_source=x", "example.org/a")
    take_in(library, [post(1, text, spans=(Span("hashtag", 10, 18, "lending"), link))])
    assert found(library, typed) == ["1"]
