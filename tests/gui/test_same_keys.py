"""The same keys in every view: wherever one is, S stars, X rejects, U takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.commands.commands import commands
from curator.gui.facts.pane import FactsPane
from curator.gui.post_list.view import PostsView
from curator.gui.reading.text import PostWords
from curator.gui.search.histogram import Histogram
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.library import Library, Query
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def open_window(window: Window, path: Path, qtbot: QtBot) -> Window:
    with Library(path, make=True) as library:
        take_in(library, [post(n) for n in range(1, 5)])
        library.marks.star([1])
    window.open(path)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def marks(window: Window) -> list[str | None]:
    desk = sift_of(window)._desk  # noqa: SLF001  what is kept
    return [row.mark for row in desk.library.posts.rows(desk.library.posts.find(Query()))]


def sift_of(window: Window) -> SiftWorkspace:
    (sift,) = window.findChildren(SiftWorkspace)
    return sift


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert widget
        QTest.keyClick(widget, key)
        QApplication.processEvents()


@pytest.mark.parametrize(
    "pane", [PostsView, Sidebar, Histogram, PostWords], ids=lambda pane: pane.__name__
)
def test_letters_decide_from_every_pane_of_sift(open_window: Window, pane: type[QWidget]) -> None:
    sift = sift_of(open_window)
    sift.start()
    press(Qt.Key.Key_J)
    place = sift.findChildren(pane)[0]
    inside = [place, *place.findChildren(QWidget)]
    next(each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus).setFocus()
    press(Qt.Key.Key_X, Qt.Key.Key_S)
    assert marks(open_window)[:3] == ["star", "reject", "star"]


def test_letters_decide_beside_the_facts_and_in_compact_rows(open_window: Window) -> None:
    sift = sift_of(open_window)
    sift.start()
    QTest.keySequence(open_window, "Ctrl+Shift+D")
    press(Qt.Key.Key_F, Qt.Key.Key_J)
    assert sift.findChildren(FactsPane)
    press(Qt.Key.Key_X)
    assert marks(open_window)[:2] == ["star", "reject"]


def test_letters_decide_on_the_shelf_of_the_story(open_window: Window) -> None:
    QTest.keySequence(open_window, "Ctrl+2")
    (story,) = open_window.findChildren(StoryWorkspace)
    story.shelf.view.setFocus()
    press(Qt.Key.Key_X)
    assert marks(open_window)[0] == "reject"
    press(Qt.Key.Key_U)
    assert marks(open_window)[0] is None


def test_the_table_of_people_says_where_posts_are_decided(open_window: Window) -> None:
    sift = sift_of(open_window)
    sift.start()
    said: list[str] = []
    sift._desk.reported.connect(said.append)  # noqa: SLF001  what the foot says
    QTest.keySequence(open_window, "Shift+P")
    press(Qt.Key.Key_S)
    assert said[-1] == "This works on posts. Backspace goes back to them."
    press(Qt.Key.Key_Backspace)
    assert not sift.people.at_table


@pytest.mark.parametrize("workspace", ["sift", "story", "publish"])
def test_every_command_of_a_workspace_has_a_function(
    window: Window, chat: Path, workspace: str
) -> None:
    window.open(chat)
    assert window.perform(workspace)
    places = {"always", "desk", workspace}
    here = [each.name for each in commands() if places & set(each.where.split())]
    assert [name for name in here if window.command(name) is None] == []
