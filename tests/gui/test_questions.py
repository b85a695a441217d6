"""Questions in the window: the sidebar, the chip, keys, drag and drop, and the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from curator import work
from curator.gui.post_list.drag import posts_dragged
from curator.gui.shelf.pane import QUESTION, Shelf
from curator.gui.widgets.entry import ENTRY
from tests.conftest import post
from tests.gui.sifting import Sifting, close, sifting
from tests.library.test_questions import kettle_chat

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def tea(path: Path) -> Iterator[Sifting]:
    """Return a person who sifts a chat of two questions."""
    with sifting(path, kettle_chat()) as person:
        yield person


def worked_out(person: Sifting) -> None:
    """Work out what was changed, as the window does beside itself."""
    person.library.changed(work.finish(work.work_out(person.library.path)))
    person.settle()


def choose(person: Sifting, key: str) -> None:
    """Choose a post by its key."""
    person.desk.choose(person.library.posts.ids([key])[key])
    person.settle()


def test_the_sidebar_lists_the_questions_with_their_answers(tea: Sifting) -> None:
    entries = tea.sift.sidebar.entries()
    assert entries["Leaf you begin with"] == 4
    assert entries["Drink it from"] == 4
    assert entries["No question"] == 1


def test_a_click_on_a_question_shows_its_answers(tea: Sifting) -> None:
    tea.sift.sidebar.show_entry("Drink it from")
    tea.settle()
    assert tea.shown == ["10", "11", "12", "14"]


def test_without_questions_the_sidebar_says_how_to_mark_one(path: Path) -> None:
    with sifting(path, [post(1, "Just a post about tea")]) as person:
        group = person.sift.sidebar.model().index(3, 0)
        words = person.sift.sidebar.model().index(0, 0, group).data(ENTRY).name
        assert words == "No questions found. Mark one: choose the post, press Shift+Q."


def test_several_chats_stand_under_their_dates(path: Path) -> None:
    week = 7 * 24 * 60
    later = [each for n in (0, 1) for each in (
        post(week + 10 * n, f"Q{n + 1} Which cake goes with tea number {n}? #kettle", "teahost"),
        post(week + 10 * n + 1, f"A{n + 1} seed cake, slice {n} #kettle", "ines"),
        post(week + 10 * n + 2, f"A{n + 1} none, biscuits, packet {n} #kettle", "bo"),
    )]  # fmt: skip
    with sifting(path, [*kettle_chat(), *later]) as person:
        group = person.sift.sidebar.model().index(3, 0)
        lines = person.sift.sidebar.model()
        names = [lines.index(n, 0, group).data(ENTRY).name for n in range(lines.rowCount(group))]
        assert names[0] == "10 Feb 2023"
        assert names[3] == "3 Feb 2023"
        person.sift.sidebar.show_entry(names[1])
        person.settle()
        assert person.shown[0] == str(week)


def test_the_chip_says_why(tea: Sifting) -> None:
    chip = tea.sift.reading.post.question
    said = {}
    for key in ("0", "1", "3", "14", "13"):
        choose(tea, key)
        said[key] = chip.words
    assert said == {
        "0": "Q1 is asked here",
        "1": "Q1 because of its label",
        "3": "Q1 because it is a reply",
        "14": "Q2 because of its time",
        "13": "No question",
    }


def test_the_chip_changes_the_question(tea: Sifting) -> None:
    choose(tea, "14")
    chip = tea.sift.reading.post.question
    assert [words.split("\t")[0] for words in chip.offered][:3] == [
        "Q1  Leaf you begin with", "Q2  Drink it from", "Not part of a question",
    ]  # fmt: skip
    chip.choose("Q1")
    tea.settle()
    assert chip.words == "Q1 because you say so"
    chip.choose("As it was found")
    tea.settle()
    assert chip.words == "Q2 because of its time"


def test_keys_put_a_post_under_a_question_and_undo_takes_it_back(tea: Sifting) -> None:
    choose(tea, "14")
    tea.does("question_1")
    assert tea.said[-1] == "Put 1 post under Q1. Ctrl+Z takes it back."
    assert tea.sift.reading.post.question.words == "Q1 because you say so"
    tea.does("question_none")
    assert tea.sift.reading.post.question.words == "No question"
    tea.desk.history.undo()
    tea.desk.history.undo()
    tea.settle()
    assert tea.sift.reading.post.question.words == "Q2 because of its time"


def test_a_number_that_is_not_asked_is_said_so(tea: Sifting) -> None:
    choose(tea, "14")
    tea.does("question_7")
    assert tea.said[-1] == "This chat has no question 7."


def test_shift_q_marks_a_question(tea: Sifting) -> None:
    choose(tea, "13")
    tea.does("ask")
    worked_out(tea)
    assert tea.sift.reading.post.question.words == "Q3 is asked here"
    tea.does("ask")
    assert "already" in tea.said[-1]
    tea.does("question_5")
    worked_out(tea)
    assert tea.sift.reading.post.question.words == "Q5 is asked here"


def test_a_question_that_is_none_can_be_unmarked(tea: Sifting) -> None:
    choose(tea, "10")
    tea.sift.reading.post.question.choose("This post asks no question")
    worked_out(tea)
    assert "Drink it from" not in tea.sift.sidebar.entries()


def test_a_question_is_renamed_in_place(tea: Sifting) -> None:
    question = tea.library.questions.all()[1]
    tea.sift.sidebar.name_question(question.id)
    field = QApplication.focusWidget()
    assert field is not None
    assert field.accessibleName() == "Title of the question"
    tea.press("The cup")
    tea.press(Qt.Key.Key_Return)
    assert "The cup" in tea.sift.sidebar.entries()
    tea.desk.history.undo()
    tea.settle()
    assert "Drink it from" in tea.sift.sidebar.entries()


def test_posts_are_dropped_on_a_question(tea: Sifting) -> None:
    side = tea.sift.sidebar
    group = side.model().index(3, 0)
    place = side.visualRect(side.model().index(0, 0, group)).center()
    dragged = posts_dragged(list(tea.library.posts.ids(["12", "14"]).values()))
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, copy, dragged, left, none)
    QApplication.sendEvent(side.viewport(), enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(place), copy, dragged, left, none)
    QApplication.sendEvent(side.viewport(), drop)
    tea.settle()
    assert tea.sift.sidebar.entries()["Leaf you begin with"] == 6


def test_a_row_says_its_question_to_those_who_hear_it(tea: Sifting) -> None:
    words = tea.sift.posts_pane.posts.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Host" in words
    assert "asks question 1" in words


def test_the_shelf_offers_the_answers_to_a_question(tea: Sifting) -> None:
    shelf = Shelf(tea.desk)
    shelf.source.choose(QUESTION)
    shelf.show_source()
    assert [shelf.model.row(n).post.key for n in range(len(shelf.model.ids))] == [
        "0",
        "1",
        "2",
        "3",
    ]
    close(shelf)


def test_muted_posts_count_under_no_question_and_no_tag(tea: Sifting) -> None:
    (id_,) = tea.library.posts.ids(["10"]).values()
    tea.desk.tag([id_], "cups")
    tea.settle()
    before = tea.sift.sidebar.entries()
    words = tea.library.posts.row(id_).post.text.partition("#")[0]
    tea.sift.muting.mute(words)
    tea.settle()
    after = tea.sift.sidebar.entries()
    assert after["Drink it from"] == before["Drink it from"] - 1
    assert (before["cups"], after["cups"]) == (1, 0)
    tea.sift.sidebar.show_entry("Drink it from")
    tea.settle()
    assert len(tea.shown) == after["Drink it from"]
