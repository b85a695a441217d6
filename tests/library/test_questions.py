"""Questions in a library: worked out, looked for, corrected by hand, and kept so."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import LibraryError
from curator.library import Library, PostId
from curator.library.values.question_words import heading, topic
from curator.model import Author, Post
from curator.work import finish, is_worked_out, work_out
from tests.conftest import found, post, take_in


def kettle_chat() -> list[Post]:
    """Return a chat about tea, of two questions."""
    return [
        post(0, "Q1 Which leaf did you begin with? #kettle", "teahost"),
        post(1, "A1 a smoky one my aunt kept #kettle", "ines"),
        post(2, "A1: peppermint from the window sill #kettle", "bo"),
        post(3, "Mine was green and far too hot to drink", "ravi", reply_to="0"),
        post(10, "Q2 What do you drink it from? #kettle", "teahost"),
        post(11, "A2 a jam jar in a sock #kettle", "ines"),
        post(12, "A2: an old railway cup #kettle", "bo"),
        post(13, "hello from rainy Leith!", "wen"),
        post(14, "A bowl without a handle, since my year abroad", "ravi"),
    ]


@pytest.fixture
def tea(path: Path) -> Path:
    """Return a library in which the questions are worked out."""
    with Library(path, make=True) as library:
        take_in(library, kettle_chat())
    finish(work_out(path))
    return path


def ids_of(library: Library, *keys: str) -> list[PostId]:
    """Return posts by their keys."""
    known = library.posts.ids(keys)
    return [known[key] for key in keys]


def test_questions_are_told_in_order_with_their_topic(tea: Path) -> None:
    with Library(tea) as library:
        first, second = library.questions.all()
        assert [first.number, second.number] == [1, 2]
        assert first.title == "Leaf you begin with"
        assert second.text == "What do you drink it from?"
        assert library.posts.row(first.post or 0).post.key == "0"
        assert library.questions.hosts() == {"teahost": "host"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (
            "How do you carry your values into #tealib?",
            "How do you carry your values into #tealib?",
        ),
        ("What comes after #tea? #kettle #cup", "What comes after #tea?"),
        (
            "Which leaf do you take home from tonight's #kettle",
            "Which leaf do you take home from tonight's #kettle",
        ),
        ("Which leaf do you like? #kettle @wen", "Which leaf do you like?"),
        ("¿Qué té os gusta? #kettle", "¿Qué té os gusta?"),
        ("(?): Any tea left? http://example.org/x", "Any tea left?"),
        ("Tell us of your first cup #kettle", "Tell us of your first cup"),
    ],
)
def test_a_heading_keeps_every_word_of_its_question(asked: str, shown: str) -> None:
    assert heading(asked) == shown


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "What are the greatest drawbacks of a glass pot? #kettle",
            "Greatest drawbacks of a glass pot",
        ),
        (
            "Cups differ. How do handles change the taste of tea?",
            "Handles change the taste of tea",
        ),
        (
            "Wow, that hour flew by. Time for your #kettle recipes! Feel free to add links.",
            "Kettle recipes",
        ),
        (
            "Which cups on the list please you and why? Draft is available https://x.example/1",
            "Cups on the list please you and why",
        ),
        ("What advice do you have on the glaze?", "Advice you have on the glaze"),
        ("Which of the cups are you using every day?", "Cups you are using every day"),
        ("How do you choose the cups for your guests?", "Choose the cups for your guests"),
        (
            "Porcelain chips easily in our kitchens. Why?",
            "Porcelain chips easily in our kitchens. Why",
        ),
    ],
)
def test_a_line_tells_the_topic_of_a_question(asked: str, told: str) -> None:
    assert topic(asked) == told


@pytest.mark.parametrize(
    ("words", "seat"),
    [
        ("Our special guest tonight is Dr Christopher Wells of the tea museum", "guest"),
        ("Hoy la invitada es otra persona", ""),
        ("Chris Wells brought a guest book", ""),
    ],
)
def test_a_guest_may_be_called_by_name_alone(path: Path, words: str, seat: str) -> None:
    with Library(path, make=True) as library:
        greeting = post(-5, words, "teahost")
        wells = post(4, "I collect lids of lost pots", author=Author("lidman", "Chris Wells"))
        take_in(library, [*kettle_chat(), greeting, wells])
    finish(work_out(path))
    with Library(path) as library:
        assert library.questions.hosts().get("lidman", "") == seat


def test_a_search_finds_the_answers_to_a_question(tea: Path) -> None:
    with Library(tea) as library:
        assert found(library, "question:1") == ["0", "1", "2", "3"]
        assert found(library, "question:2 -from:teahost") == ["11", "12", "14"]
        assert found(library, "question:none") == ["13"]
        assert found(library, "question:2@2023-02-03") == ["10", "11", "12", "14"]
        assert found(library, "question:2@2023-02-04") == []
        assert len(found(library, "has:question")) == 8


def test_every_placement_says_why(tea: Path) -> None:
    with Library(tea) as library:
        ids = ids_of(library, "1", "3", "14", "13")
        placed = library.questions.placed(ids)
        assert [placed[id_].why for id_ in ids[:3]] == ["label", "reply", "time"]
        assert ids[3] not in placed
        assert library.posts.row(ids[0]).part.question == placed[ids[0]]


def test_the_question_and_its_host_are_told_in_rows(tea: Path) -> None:
    with Library(tea) as library:
        (asked,) = ids_of(library, "10")
        part = library.posts.row(asked).part
        assert part.asks
        assert part.seat == "host"


def test_questions_are_counted_with_what_is_decided(tea: Path) -> None:
    with Library(tea) as library:
        first, second = library.questions.all()
        with library.edit("Star"):
            library.marks.star(ids_of(library, "1", "13"))
        counts = library.questions.counts()
        assert counts[first.id] == (4, 1)
        assert counts[second.id] == (4, 0)
        assert counts[None] == (1, 1)


def test_a_post_placed_by_hand_stays_there_and_undo_takes_it_back(tea: Path) -> None:
    with Library(tea) as library:
        first = library.questions.all()[0]
        late = ids_of(library, "14")
        with library.edit("Place"):
            library.questions.place(late, first.id)
        assert library.questions.placed(late)[late[0]].by_hand
        assert "14" in found(library, "question:1")
    finish(work_out(tea))
    with Library(tea) as library:
        assert "14" in found(library, "question:1")
        library.undo()
        assert "14" in found(library, "question:2")


def test_a_post_taken_out_by_hand_stays_out(tea: Path) -> None:
    with Library(tea) as library, library.edit("Take out"):
        library.questions.place(ids_of(library, "2"), None)
    finish(work_out(tea))
    with Library(tea) as library:
        assert found(library, "question:none") == ["2", "13"]
        with library.edit("Release"):
            library.questions.release(ids_of(library, "2"))
        assert "2" in found(library, "question:1")


def test_a_question_marked_by_hand_is_asked_from_then_on(tea: Path) -> None:
    with Library(tea) as library:
        with library.edit("Mark"):
            library.questions.mark(ids_of(library, "13")[0], 3)
        assert not is_worked_out(library)
    finish(work_out(tea))
    with Library(tea) as library:
        assert [each.number for each in library.questions.all()] == [1, 2, 3]
        assert found(library, "question:3") == ["13", "14"]
        library.undo()
    finish(work_out(tea))
    with Library(tea) as library:
        assert [each.number for each in library.questions.all()] == [1, 2]


def test_a_question_has_a_number_of_at_most_two_digits(tea: Path) -> None:
    with Library(tea) as library, pytest.raises(LibraryError, match="1 to 99"):
        library.questions.mark(1, 100)


def test_a_title_outlives_working_out_anew(tea: Path) -> None:
    with Library(tea) as library, library.edit("Rename"):
        library.questions.rename(library.questions.all()[1].id, "  The   cup ")
    with Library(tea) as library:
        take_in(library, [post(15, "A2 straight from the pot #kettle", "lou")], "b.jsonl")
    finish(work_out(tea))
    with Library(tea) as library:
        assert library.questions.all()[1].title == "The cup"
        assert "15" in found(library, "question:2")
        with library.edit("Rename"):
            library.questions.rename(library.questions.all()[1].id, "")
        assert library.questions.all()[1].title == "Drink it from"


def test_nothing_is_worked_out_twice(tea: Path) -> None:
    assert finish(work_out(tea)) == frozenset()


def test_without_its_archive_a_chat_has_no_questions(tea: Path) -> None:
    with Library(tea) as library:
        library.undo()
    finish(work_out(tea))
    with Library(tea) as library:
        assert library.questions.all() == []
        assert library.questions.placed([1, 2]) == {}


def test_a_post_placed_by_hand_outlives_its_archive(tea: Path) -> None:
    with Library(tea) as library:
        with library.edit("Place"):
            library.questions.place(ids_of(library, "14"), library.questions.all()[0].id)
        for _ in library.remove_archive(library.archives.all()[0].id):
            pass
        assert library.check()["sound"]
        assert set(found(library, "")) == {"0", "14"}


def test_the_same_question_next_week_is_asked_anew(tea: Path) -> None:
    week = 7 * 24 * 60
    with Library(tea) as library:
        later = [
            post(week, "Q1 Which leaf did you begin with? #kettle", "teahost"),
            post(week + 1, "A1 nettles, in a war of my own #kettle", "lou"),
            post(week + 2, "A1 gunpowder, for its name #kettle", "bo"),
            post(week + 3, "A1: lapsang, like my aunt's #kettle", "wen"),
        ]
        take_in(library, later, "b.jsonl")
    finish(work_out(tea))
    with Library(tea) as library:
        assert [each.session for each in library.questions.all()] == [1, 1, 2]
        assert found(library, "question:1@2023-02-10")[0] == str(week)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Q2 Which leaf? The list is @ https://example.org/l #kettle", "Which leaf?"),
        ("Q2 Which leaf would you plant? https://example.org/l", "Which leaf would you plant?"),
    ],
)
def test_a_question_is_told_without_what_dangles(path: Path, asked: str, told: str) -> None:
    said = [*kettle_chat()[:4], post(10, asked, "teahost"), *kettle_chat()[5:]]
    with Library(path, make=True) as library:
        take_in(library, said)
    finish(work_out(path))
    with Library(path) as library:
        assert library.questions.all()[1].text == told
