"""An undo that takes an import back is seen wherever one stands, and redone at a press."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.window.undone_import import UndoneImportLine
from curator.gui.window.window import Window
from curator.library import Library
from tests.conftest import post, take_in

SLOW = 20_000


def line_of(window: Window) -> UndoneImportLine:
    found = window.findChild(UndoneImportLine)
    assert isinstance(found, UndoneImportLine)
    return found


def posts(window: Window) -> int:
    assert window.library
    with Library(window.library) as library:
        return library.posts.counts().all


@pytest.mark.parametrize("workspace", ["sift", "story", "publish"])
def test_an_import_that_is_undone_is_told_in_every_workspace_and_redone(
    window: Window, chat: Path, qtbot: QtBot, workspace: str
) -> None:
    window.open(chat)
    window.perform(workspace)
    line = line_of(window)
    assert line.isHidden()
    window.perform("undo")
    qtbot.waitUntil(line.isVisible, timeout=SLOW)
    assert line.sentence.startswith("Undone: ")
    assert "5 posts are in no pane any more" in line.sentence
    assert posts(window) == 0
    line.take.setFocus()
    QTest.keyClick(line.take, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: posts(window) == 5, timeout=SLOW)
    assert line.isHidden()


def test_the_line_goes_when_the_import_is_back_by_another_way(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    window.open(chat)
    window.perform("undo")
    line = line_of(window)
    qtbot.waitUntil(line.isVisible, timeout=SLOW)
    window.perform("redo")
    qtbot.waitUntil(line.isHidden, timeout=SLOW)
    assert posts(window) == 5


def test_a_way_back_past_an_import_leads_forward_again(
    window: Window, chat: Path, qtbot: QtBot
) -> None:
    with Library(chat) as library:
        take_in(library, [post(n) for n in range(6, 10)], "second.json")
        with library.edit("Star"):
            library.marks.star([1])
        first = min(step.id for step in library.steps())
    window.open(chat)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    desk.history.go_to(first)
    line = line_of(window)
    qtbot.waitUntil(line.isVisible, timeout=SLOW)
    assert "4 posts are in no pane any more" in line.sentence
    line.take.click()
    qtbot.waitUntil(lambda: posts(window) == 9, timeout=SLOW)
    with Library(chat) as library:
        assert library.next_redo is None


def test_an_undone_edit_of_the_desk_needs_no_line(window: Window, chat: Path) -> None:
    with Library(chat) as library, library.edit("Star"):
        library.marks.star([1])
    window.open(chat)
    window.perform("undo")
    assert line_of(window).isHidden()
