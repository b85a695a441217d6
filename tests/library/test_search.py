"""What can be typed in the search field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from threading import Timer
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import GivenUpError
from curator.library import Library, Query
from curator.library.search.spelling import distance
from curator.model import Author, Media, Span
from tests.conftest import found, post, take_in


@pytest.fixture
def chat(library: Library) -> Library:
    """Five posts that differ in all that can be asked for."""
    take_in(
        library,
        [
            post(1, "At the Café we lend drills", likes=12, lang="en", replies=0),
            post(2, "Q1 What do you lend?", "host", reply_to="1", reply_handle="Ann"),
            post(3, "RT @ann: At the Café", "ben", repost_of="1"),
            post(4, "望遠鏡を借りに来た", "chie", lang="ja", media=(Media("image", "a.jpg"),)),
            post(
                5,
                "A1 @ann the “work experience” of #Lending",
                author=Author("dora", followers=1500),
                spans=(Span("mention", 3, 7, "ann"), Span("hashtag", 33, 41, "Lending")),
                quote_of="2",
            ),
        ],
    )
    return library


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", "12345"),
        ("cafe", "13"),
        ("CAFÉ drill", "1"),
        ('"work experience"', "5"),
        ('"experience work"', ""),
        ("-cafe", "245"),
        ("from:BEN", "3"),
        ("from:@ben OR from:host", "23"),
        ("(from:ben OR from:ann) is:original", "1"),
        ("-(from:ben OR from:ann)", "245"),
        ("to:ann", "2"),
        ("mentions:ann", "5"),
        ("#lending", "5"),
        ("has:media", "4"),
        ("is:echo", "3"),
        ("is:reply", "2"),
        ("is:quote", "5"),
        ("likes:>10", "1"),
        ("likes:>=13", ""),
        ("replies:0", "1"),
        ("followers:>1000", "5"),
        ("lang:JA", "4"),
        ("platform:test likes:12", "1"),
        ("in:A.JSON", "12345"),
        ("question:1", ""),
        ("question:none", "12345"),
        ("望遠", "4"),
        ("借り", "4"),
        ("遠望", ""),
        ("is:undecided", "1245"),
        ("since:2023-02-03T20:04", "45"),
        ("until:2023-02-03T20:02", "1"),
        ("until:2023-02-03", "12345"),
    ],
)
def test_everything_typed_means_something(chat: Library, typed: str, keys: str) -> None:
    assert found(chat, typed) == list(keys)


def test_dates_are_of_the_chats_zone(chat: Library) -> None:
    chat.remember("zone", "Pacific/Kiritimati")  # fourteen hours ahead: it is the 4th there
    assert not found(chat, "until:2023-02-03")
    assert found(chat, "since:2023-02-04") == list("12345")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("since:2014-15-09", "2014-15-09 is not a date"),
        ("form:ann", "Did you mean from:?"),
        ("likes:many", "says nothing Curator knows"),
        ("is:lovely", "says nothing Curator knows"),
    ],
)
def test_what_is_no_term_is_searched_as_words_and_said(typed: str, hint: str) -> None:
    query = Query.parse(typed)
    assert hint in query.hints[0]
    assert query.words == (typed,)


@given(st.text("abc\"'()-:#*^ORlikesfrom>=0123é日🙂\0\n ", max_size=40) | st.text(max_size=40))
def test_nothing_typed_is_an_error(typed: str) -> None:
    with Library(Path(":memory:"), make=True) as library:
        where = Query.parse(typed)
        assert library.posts.count(where) == len(library.posts.find(where))


def test_folded_echoes_stand_behind_their_original(chat: Library) -> None:
    ids = chat.posts.find(Query(), echoes="folded")
    rows = chat.posts.rows(ids)
    assert [row.post.key for row in rows] == ["1", "2", "4", "5"]
    assert (rows[0].echoes, rows[0].echo_people) == (1, 1)


def test_an_original_known_only_from_a_repost_is_listed_in_its_place(library: Library) -> None:
    take_in(library, [post(1, context=True), post(2, "RT @ann: post 1", "ben", repost_of="1")])
    rows = library.posts.rows(library.posts.find(Query(), echoes="folded"))
    assert [row.post.key for row in rows] == ["1"]
    assert found(library, "") == ["2"]


def test_the_order_is_as_asked(chat: Library) -> None:
    def keys(order: str) -> str:
        ids = chat.posts.find(Query(), order)  # type: ignore[arg-type]  # each one is an Order
        return "".join(row.post.key for row in chat.posts.rows(ids))

    assert keys("newest") == "54321"
    assert keys("echoed")[0] == "1"
    assert keys("liked")[0] == "1"


def test_a_conversation_is_read_up_and_down(library: Library) -> None:
    take_in(
        library,
        [post(1), post(2, reply_to="1"), post(3, reply_to="2"), post(4, reply_to="1")],
    )
    thread = library.posts.thread(2)
    assert [row.post.key for row in thread.above] == ["1"]
    assert [(depth, row.post.key) for depth, row in thread.below] == [(1, "3")]
    whole = library.posts.thread(1)
    assert [(d, row.post.key) for d, row in whole.below] == [(1, "2"), (2, "3"), (1, "4")]


def test_posts_that_answer_each_other_in_a_circle_are_told_once(library: Library) -> None:
    take_in(library, [post(1, reply_to="2"), post(2, reply_to="1")])
    thread = library.posts.thread(1)
    assert [row.post.key for row in thread.above] == ["2"]


def test_activity_counts_posts_and_echoes_by_the_minute(chat: Library) -> None:
    bins = chat.posts.activity(Query(), 5)
    assert [(b.posts, b.echoes) for b in bins] == [(4, 1), (1, 0)]
    assert bins[0].at == datetime(2023, 2, 3, 20, tzinfo=UTC)
    assert chat.posts.span() == (
        datetime(2023, 2, 3, 20, 1, tzinfo=UTC),
        datetime(2023, 2, 3, 20, 5, tzinfo=UTC),
    )


def test_the_vectors_of_the_definitions_hold(library: Library) -> None:
    small, large = Author("small", followers=35), Author("large", followers=73)
    posts = [post(n, author=small if n < 10 else large) for n in range(35)]
    take_in(library, posts)
    figures = library.facts.figures(Query(), ZoneInfo("UTC"))
    assert figures.impressions == 2175
    assert (figures.reach_low, figures.reach_high) == (73, 108)


def test_the_nearest_spelling_is_a_word_of_the_posts(library: Library) -> None:
    take_in(library, [post(1, "Carpet cleaner"), post(2, "a career"), post(3, "the Café careers")])
    assert library.spelling.nearest("cleanr") == "cleaner"
    assert library.spelling.nearest("Carrer") == "career"
    assert library.spelling.nearest("CAFÈE") == "cafe"
    assert library.spelling.nearest("kareer") == "career"
    assert library.spelling.nearest("zzzzz") == ""
    assert library.spelling.nearest('"; DROP') == ""


def test_a_word_is_known_by_its_beginning(library: Library) -> None:
    take_in(library, [post(1, "Carpet cleaner")])
    assert library.spelling.knows("carp")
    assert not library.spelling.knows("harp")


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("form", "from", 1), ("a", "a", 0), ("carer", "career", 1), ("ab", "xyz", 3)],
)
def test_swapped_and_missing_letters_are_near(one: str, other: str, far: int) -> None:
    assert distance(one, other, 2) == far


def test_the_first_posts_are_the_first_of_all(library: Library) -> None:
    take_in(library, [post(n, f"word {n}") for n in range(1, 30)])
    query = Query.parse("word")
    every = library.posts.find(query, "newest", "folded")
    assert library.posts.beginning(query, "newest", "folded", 5) == every[:5]


def test_what_common_words_find_is_the_same_however_it_is_found(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(library, [post(n, "red" if n % 3 else "blue red") for n in range(1, 60)])
    query = Query.parse('blue "red"')
    slow = library.posts.find(query)
    monkeypatch.setattr("curator.library.search.posts._LARGE", 1)
    monkeypatch.setattr("curator.library.search.posts._MANY", 3)
    library.posts._common.clear()  # noqa: SLF001  what was remembered of a small library
    assert library.posts.is_common(query)
    assert library.posts.find(query) == slow


def test_only_words_by_themselves_are_sought_in_the_index_alone() -> None:
    assert Query.parse("red blue").matches == ('"red"*', '"blue"*')
    assert Query.parse("red from:ann").matches == ()
    assert Query.parse("-red").matches == ()


def test_a_search_follows_what_is_decided_only_if_it_asks_for_it() -> None:
    assert Query.parse("-is:starred OR red").follows_desk
    assert not Query.parse("red from:ann since:2023-01-01").follows_desk


def test_reading_can_be_given_up_from_elsewhere(library: Library) -> None:
    forever = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    )
    stop = Timer(0.05, library.interrupt)
    stop.start()
    with pytest.raises(GivenUpError), library.reading():
        library._run(forever)  # noqa: SLF001  something that never ends
    stop.join()


def test_words_among_the_first_posts_are_found_there_first(library: Library) -> None:
    take_in(library, [post(n, f"Straße {n}" if n % 2 else "東京 road") for n in range(1, 30)])
    for typed in ("straß", "str", '"road"', "東京", "s 東"):
        query = Query.parse(typed)
        slow = library.posts.beginning(query, "newest", "folded", 5)
        library.posts.file_beginning("newest", "folded")
        assert library.posts.beginning(query, "newest", "folded", 5) == slow
