"""The chats of a library: found, listed, corrected by hand, and kept so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curator.errors import LibraryError
from curator.library import Chat, Library, Query
from curator.model import Post, Span
from curator.work import finish, rough_cut, work_out
from tests.conftest import found, post, take_in

_WEEK = 7 * 24 * 60


def evening(first: int, topic: str, host: str = "teahost", week: int = 0) -> list[Post]:
    """Return a chat of two questions, an hour of nothing after it, and a word the next day."""
    said = [
        (-3, f"Welcome all, tonight is about {topic} #kettle", host),
        (0, f"Q1 Which {topic} did you begin with? #kettle", host),
        (1, f"A1 a smoky {topic} my aunt kept #kettle", "ines"),
        (2, f"A1: a {topic} from the window sill #kettle", "bo"),
        (3, f"RT @ines: A1 a smoky {topic} my aunt kept #kettle", "ravi"),
        (10, f"Q2 Where do you keep your {topic}? #kettle", host),
        (11, "A2 a jam jar in a sock #kettle", "ines"),
        (12, "A2: an old railway tin #kettle", "bo"),
        (13, "Thanks all, that flew by #kettle", host),
        (24 * 60, f"Still thinking about {topic} #kettle", "wen"),
    ]
    start = datetime(2023, 2, 3, 1, tzinfo=UTC) + timedelta(minutes=week * _WEEK)
    return [
        post(
            first + n,
            text,
            who,
            at=start + timedelta(minutes=minute),
            spans=(Span("hashtag", len(text) - 7, len(text), "kettle"),),
        )
        for n, (minute, text, who) in enumerate(said)
    ]


@pytest.fixture
def series(path: Path) -> Path:
    """Return a library of two evenings in New York, a week apart."""
    with Library(path, make=True) as library:
        library.remember("zone", "America/New_York")
        take_in(library, evening(0, "leaf"))
        take_in(library, evening(100, "cup", host="oona", week=1), "b.jsonl")
    finish(work_out(path))
    return path


def corrected(library: Library, act: Callable[[], object]) -> list[tuple[str, int]]:
    """Return the chats after a correction: title and number of posts."""
    with library.edit("Correct a chat"):
        act()
    return told(library)


def told(library: Library) -> list[tuple[str, int]]:
    """Return the chats: title and number of posts."""
    return [(chat.title, chat.posts) for chat in library.chats.all()]


FOUND = [("#kettle, 2 February 2023", 9), ("#kettle, 9 February 2023", 9)]


def test_each_evening_is_a_chat_on_the_day_it_was_held(series: Path) -> None:
    with Library(series) as library:
        first, second = library.chats.all()
        assert told(library) == FOUND  # in UTC it was the day after
        assert (first.hosts, second.hosts) == (("teahost",), ("oona",))
        assert (first.questions, second.questions) == (2, 2)
        assert first.start == datetime(2023, 2, 3, 0, 57, tzinfo=UTC)
        assert first.end == datetime(2023, 2, 3, 1, 13, tzinfo=UTC)


def test_a_search_finds_the_posts_of_a_chat(series: Path) -> None:
    with Library(series) as library:
        first, second = library.chats.all()
        assert found(library, f"chat:{first.id}") == [str(n) for n in range(9)]
        assert found(library, f"chat:{second.id} cup from:ines") == ["102"]
        assert found(library, "chat:2023-02-09 from:bo") == ["103", "107"]
        assert found(library, "chat:none") == ["9", "109"]
        assert found(library, "chat:999999") == []


def test_a_chat_is_found_by_any_of_its_posts(series: Path) -> None:
    with Library(series) as library:
        first = library.chats.all()[0]
        (inside,) = library.posts.find(Query.parse('"jam jar" chat:2023-02-02'))
        assert found(library, f"chat:{inside}") == found(library, f"chat:{first.id}")


def test_an_archive_without_chats_has_none_and_loses_nothing(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(n, f"thought number {n}", "ann") for n in range(0, 90, 7)])
    finish(work_out(path))
    with Library(path) as library:
        assert library.chats.all() == []
        assert found(library, "chat:none") == found(library, "")


def test_the_host_of_one_chat_is_a_guest_like_others_in_the_next(series: Path) -> None:
    with Library(series) as library:
        take_in(
            library,
            [post(200, "Nice cup!", "teahost", at=datetime(2023, 2, 10, 1, 5, tzinfo=UTC))],
        )
    finish(work_out(series))
    with Library(series) as library:
        (asked,) = library.posts.find(Query.parse('"Which leaf"'))
        (visit,) = library.posts.find(Query.parse('"Nice cup"'))
        assert library.posts.row(asked).part.seat == "host"
        assert library.posts.row(visit).part.seat == ""


def joined(library: Library, chats: list[Chat]) -> None:
    library.chats.join([chats[1].id, chats[0].id])


def split(library: Library, _chats: list[Chat]) -> None:
    (second_question,) = library.posts.find(Query.parse('"Q2 Where" chat:2023-02-02'))
    library.chats.split(second_question)


def moved(library: Library, chats: list[Chat]) -> None:
    library.chats.move(chats[0].id, chats[0].start, chats[0].end + timedelta(days=1))


def renamed(library: Library, chats: list[Chat]) -> None:
    library.chats.rename(chats[0].id, "The one on leaves")


CORRECTIONS = [
    (joined, [("#kettle, 2 February 2023", 19)]),
    (
        split,
        [
            ("#kettle, 2 February 2023, 19:57", 5),
            ("#kettle, 2 February 2023, 20:10", 4),
            FOUND[1],
        ],
    ),
    (moved, [("#kettle, 2 February 2023", 10), FOUND[1]]),
    (renamed, [("The one on leaves", 9), FOUND[1]]),
]


@pytest.mark.parametrize(("act", "after"), CORRECTIONS)
def test_a_correction_is_one_step_and_survives_another_import(
    series: Path, act: Callable[[Library, list[Chat]], None], after: list[tuple[str, int]]
) -> None:
    with Library(series) as library:
        assert corrected(library, lambda: act(library, library.chats.all())) == after
        library.undo()
        assert told(library) == FOUND
        library.redo()
        assert told(library) == after
        take_in(library, evening(0, "leaf"), "again.jsonl")
    finish(work_out(series))
    with Library(series) as library:
        assert told(library) == after


def test_chats_that_were_joined_can_be_split_where_they_met(series: Path) -> None:
    with Library(series) as library:
        second = library.chats.all()[1]
        corrected(library, lambda: joined(library, library.chats.all()))
        (welcome,) = library.posts.find(Query.parse('"tonight is about cup"'))
        assert library.posts.row(welcome).post.at == second.start
        assert corrected(library, lambda: library.chats.split(welcome)) == FOUND


def test_a_chat_that_is_moved_over_another_takes_it_in(series: Path) -> None:
    with Library(series) as library:
        first, second = library.chats.all()
        whole = corrected(library, lambda: library.chats.move(first.id, first.start, second.end))
        assert whole == [("#kettle, 2 February 2023", 19)]


def test_what_cannot_be_corrected_is_refused(series: Path) -> None:
    with Library(series) as library:
        first = library.chats.all()[0]
        outside = library.posts.find(Query.parse('"Still thinking" leaf'))[0]
        with pytest.raises(LibraryError, match="but the first"):
            library.chats.split(outside)
        with pytest.raises(LibraryError, match="two chats"):
            library.chats.join([first.id])
        with pytest.raises(LibraryError, match="end after"):
            library.chats.move(first.id, first.end, first.start)


def dense(day: int, people: int = 6, posts: int = 40, apart: int = 1) -> list[Post]:
    """Return an evening of talk without numbered questions."""
    start = datetime(2023, 2, day, 19, tzinfo=UTC)
    return [
        post(day * 1000 + n, f"On day {day} my kettle number {n} sings",
             f"voice{n % people}", at=start + timedelta(minutes=n * apart))
        for n in range(posts)
    ]  # fmt: skip


def test_evenings_of_dense_talk_are_chats_also_without_questions(path: Path) -> None:
    between = [post(n, "A word between", "ines", at=datetime(2023, 2, 5, n, tzinfo=UTC))
               for n in range(0, 24, 8)]  # fmt: skip
    with Library(path, make=True) as library:
        take_in(library, [*dense(3), *between, *dense(10)])
    finish(work_out(path))
    with Library(path) as library:
        assert told(library) == [("3 February 2023", 40), ("10 February 2023", 40)]
        assert {chat.questions for chat in library.chats.all()} == {0}
        assert len(found(library, f"chat:{library.chats.all()[0].id}")) == 40
    cut = finish(rough_cut(path))
    assert cut.chats == 2
    assert "10 February 2023" in cut.title


def test_dense_evenings_stay_chats_beside_archives_with_questions_and_accounts(path: Path) -> None:
    account = [
        post(90_000 + n, f"My day {n} by the stove", "ada", at=datetime(2022, 1, 1, tzinfo=UTC)
             + timedelta(days=n)) for n in range(200)
    ]  # fmt: skip
    with Library(path, make=True) as library:
        take_in(library, [*dense(14), *dense(20)], name="talk")
        take_in(library, evening(0, "cup"), name="chat")
        take_in(library, account, name="account")
    finish(work_out(path))
    with Library(path) as library:
        assert [(chat.title, chat.questions) for chat in library.chats.all()] == [
            ("#kettle, 3 February 2023", 2),
            ("14 February 2023", 0),
            ("20 February 2023", 0),
        ]


@pytest.mark.parametrize(
    "talk",
    [
        dense(3, people=2),
        dense(3, posts=20),
        dense(3, posts=200, apart=10),
        [*dense(3), *(each for day in range(4, 12) for each in dense(day, posts=20, apart=30))],
    ],
    ids=["two people", "few posts", "a whole day", "mostly a feed"],
)
def test_what_is_no_dense_evening_is_no_chat(path: Path, talk: list[Post]) -> None:
    with Library(path, make=True) as library:
        take_in(library, talk)
    finish(work_out(path))
    with Library(path) as library:
        assert library.chats.all() == []
