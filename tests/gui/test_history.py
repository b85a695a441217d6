"""The history: every step with its words, and the way back to each."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.desk.messages import went_back
from curator.gui.overlays.history import History
from curator.gui.overlays.history_lines import history, when
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.window import Window
from curator.library import Library, Step
from tests.conftest import found


@pytest.fixture
def shown(window: Window, chat: Path) -> History:
    """Open the history of a library in which three posts were starred and one step undone."""
    with Library(chat) as library:
        for id_ in (1, 2, 3):
            with library.edit(f"Star post {id_}"):
                library.marks.star([id_])
        library.undo()
    window.open(chat)
    assert window.perform("history")
    page = window.findChild(History)
    assert isinstance(page, History)
    return page


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, key)


def said(window: Window) -> str:
    foot = window.findChild(StatusBar)
    assert isinstance(foot, StatusBar)
    return foot.sentence


def test_it_lists_what_was_done_back_to_the_beginning(shown: History) -> None:
    lines = shown.list.lines
    assert [(line.words, line.beside) for line in lines] == [
        ("Star post 3", "undone"),
        ("Star post 2", "you are here"),
        ("Star post 1", ""),
        ("Import a.jsonl", ""),
        ("Before all of these", ""),
    ]
    assert [line.grey for line in lines] == [True, False, False, False, False]
    assert all(line.end for line in lines[:-1])
    assert shown.sentence == "Every step is kept when Curator is closed: 4 of them, in 0.0 MB."


def test_enter_goes_back_to_a_step(window: Window, shown: History, chat: Path) -> None:
    assert shown.list.current
    assert shown.list.current.words == "Star post 2"
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert not shown.isVisible()
    assert said(window) == "Went back 2 steps."
    with Library(chat) as library:
        assert found(library, "is:starred") == []


def test_enter_goes_forward_to_an_undone_step(window: Window, shown: History, chat: Path) -> None:
    press(Qt.Key.Key_Up)
    assert shown.list.current
    assert shown.list.current.words == "Star post 3"
    press(Qt.Key.Key_Return)
    assert said(window) == "Went forward 1 step."
    with Library(chat) as library:
        assert found(library, "is:starred") == ["1", "2", "3"]


def test_one_goes_to_before_the_import_and_back(
    window: Window, shown: History, chat: Path, qtbot: QtBot
) -> None:
    assert shown.isVisible()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(window) == "Went back 3 steps.", timeout=9_000)
    with Library(chat) as library:
        assert library.posts.counts().all == 0
    assert window.perform("history")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said(window) == "Went forward 4 steps.", timeout=9_000)
    with Library(chat) as library:
        assert found(library, "is:starred") == ["1", "2", "3"]


def test_the_history_is_saved_as_a_table(shown: History, tmp_path: Path) -> None:
    shown.save_table(tmp_path / "steps.csv")
    with (tmp_path / "steps.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["what"], row["kind"], row["undone"]) for row in csv.DictReader(file)]
    assert rows == [
        ("Import a.jsonl", "import", ""),
        ("Star post 1", "edit", ""),
        ("Star post 2", "edit", ""),
        ("Star post 3", "edit", "yes"),
    ]


def test_esc_changes_nothing(window: Window, shown: History, chat: Path) -> None:
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert not window.perform("nothing of the kind")
    with Library(chat) as library:
        assert found(library, "is:starred") == ["1", "2"]


def test_going_to_where_one_is_says_so(desk: Desk) -> None:
    heard: list[str] = []
    desk.reported.connect(heard.append)
    desk.decide([1], "star")
    desk.history.go_to(desk.library.steps()[0].id)
    assert heard == ["You are there already."]


def step(number: int, *, undone: bool = False) -> Step:
    return Step(number, f"Step {number}", datetime(2026, 5, 14, 19, tzinfo=UTC), None, undone)


def test_without_an_import_one_can_go_before_everything() -> None:
    lines = history([step(2, undone=True), step(1)])
    assert [line.words for line in lines] == ["Step 2", "Step 1", "Before all of these"]


def test_when_all_is_undone_one_is_at_the_beginning() -> None:
    lines = history([step(1, undone=True)])
    assert [line.here for line in lines] == [False, True]


def test_nothing_done_is_said() -> None:
    assert [line.words for line in history([])] == ["Nothing was done yet"]


def test_the_day_is_told_when_it_is_not_today() -> None:
    at = datetime(2026, 5, 14, 12, 5, tzinfo=UTC)
    assert when(at, at) == f"{at.astimezone():%H:%M}"
    assert when(at, at.replace(month=6)).startswith("14 May, ")
    assert when(at, at.replace(year=2027)).startswith("14 May 2026, ")


@pytest.fixture
def snapshots(window: Window, shown: History) -> History:
    """Keep a snapshot by typing its name."""
    shown.dismiss()
    assert window.perform("snapshot")
    QTest.keyClicks(shown.field, "Before lunch")
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    return shown


def test_the_name_of_a_snapshot_can_be_typed_at_once(window: Window, shown: History) -> None:
    shown.dismiss()
    assert window.perform("snapshot")
    assert QApplication.focusWidget() is shown.field
    press(Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_a_snapshot_is_kept_under_a_name(window: Window, snapshots: History) -> None:
    (line,) = snapshots.list.lines
    assert (line.words, line.beside) == ("Before lunch", "2 marks")
    assert snapshots.field.text() == ""
    assert said(window) == "Kept as “Before lunch”."


def test_enter_goes_back_to_a_snapshot(window: Window, snapshots: History, chat: Path) -> None:
    press(Qt.Key.Key_Escape)
    with Library(chat) as library, library.edit("Decide otherwise"):
        library.marks.reject([1, 2, 3])
    window.perform("history")
    press(Qt.Key.Key_Right)
    assert [line.words for line in snapshots.list.lines] == ["Before lunch"]
    press(Qt.Key.Key_Return)
    assert said(window) == "Went back to “\u2068Before lunch\u2069”."
    with Library(chat) as library:
        assert found(library, "is:starred") == ["1", "2"]
        assert library.steps()[0].label == "Go back to “Before lunch”"


def test_a_snapshot_is_renamed_in_place(snapshots: History) -> None:
    press(Qt.Key.Key_F2)
    assert snapshots.field.text() == "Before lunch"
    QTest.keyClicks(snapshots.field, "After breakfast")
    press(Qt.Key.Key_Return)
    assert [line.words for line in snapshots.list.lines] == ["After breakfast"]


def test_a_snapshot_goes_when_that_is_asked_twice(snapshots: History) -> None:
    press(Qt.Key.Key_Delete)
    assert snapshots.sentence == (
        "“\u2068Before lunch\u2069” cannot be brought back. To delete it for good, press Del"
        " again, or choose it in the menu."
    )
    assert [line.words for line in snapshots.list.lines] == ["Before lunch"]
    press(Qt.Key.Key_Delete)
    assert [line.words for line in snapshots.list.lines] == ["There is no snapshot yet."]
    press(Qt.Key.Key_Return)
    assert snapshots.isVisible()


def test_the_mouse_alone_renames_and_deletes_a_snapshot(snapshots: History) -> None:
    at = snapshots.list.visualRect(snapshots.list.currentIndex()).center()
    menu = snapshots.menu(at)
    assert menu
    back, rename, delete = menu.actions()
    assert back.text() == "Go back to it"
    rename.trigger()
    assert snapshots.field.text() == "Before lunch"
    assert delete.text() == "Delete it…"
    delete.trigger()
    assert [line.words for line in snapshots.list.lines] == ["Before lunch"]
    again = snapshots.menu(at)
    assert again
    again.actions()[2].trigger()
    assert [line.words for line in snapshots.list.lines] == ["There is no snapshot yet."]
    assert snapshots.menu(at) is None


def test_what_could_not_be_put_back_is_told() -> None:
    assert went_back("Before lunch", {"marks": 3, "blocks": 1}) == (
        "Went back to “\u2068Before lunch\u2069”."
        " Left out, as their posts are no longer here: 3 marks, 1 block."
    )


def test_an_open_history_hears_of_another_window(shown: History, chat: Path) -> None:
    with Library(chat) as library, library.edit("Star post 5"):
        library.marks.star([5])
    assert shown._desk  # noqa: SLF001  who listens
    shown._desk.following.check()  # noqa: SLF001
    assert shown.list.lines[0].words == "Star post 5"
