"""Recap templates in the window: read, copied, changed, used and deleted, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.gui.commands.template_commands import own_commands
from curator.gui.desk.desk import Desk
from curator.gui.overlays.templates import TemplatesOverlay
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.model import Passage
from curator.resources import resource
from curator.work import Recipe, finish, import_archive, keep, recipe

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen
CHAT = resource("samples/tomorrows-library/chat.jsonl")
MINE = "name: Ours\ntitle: Our {hashtag}\ncontact: a@b.c\n\nWrite to {contact}.\n\n[best: 2]"


@pytest.fixture
def page(window: Window) -> TemplatesOverlay:
    assert window.perform("recaps")
    page = window.findChild(TemplatesOverlay)
    assert isinstance(page, TemplatesOverlay)
    return page


def press(key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget
    QTest.keyClick(widget, key, how)


def test_what_comes_along_can_be_read_but_not_changed(page: TemplatesOverlay) -> None:
    assert "[sections: 5]" in page.text.toPlainText()
    assert page.text.isReadOnly()
    assert page.save.isHidden()
    press(Qt.Key.Key_Down)
    assert "[themes: 5]" in page.text.toPlainText()
    press(Qt.Key.Key_Escape)
    assert page.isHidden()


def test_a_new_one_is_made_from_another_saved_and_deleted(page: TemplatesOverlay) -> None:
    page.copy.click()
    assert page.text.hasFocus()
    assert page.text.toPlainText().startswith("name: Question by question, my own")
    page.text.setPlainText(MINE)
    press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Ours" in page.remark.text()
    assert recipe("Ours")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Delete)
    assert "Undo does not bring a file back" in page.remark.text()
    assert recipe("Ours")
    press(Qt.Key.Key_Delete)
    assert recipe("Ours") is None
    assert page.isVisible()


def test_what_will_not_work_is_said_while_one_types(page: TemplatesOverlay) -> None:
    page.copy.click()
    page.text.setPlainText(MINE + "\n\n{nonsense}")
    assert "{nonsense} is not known" in page.remark.text()
    page.text.setPlainText("no name, only words")
    page.save.click()
    assert "needs a name" in page.remark.text()
    page.dismiss()
    assert page.isVisible()  # so that what is typed is not lost
    page.delete.click()


def test_closing_keeps_what_was_typed(page: TemplatesOverlay) -> None:
    page.copy.click()
    page.text.setPlainText(MINE)
    page.dismiss()
    assert page.isHidden()
    assert recipe("Ours")


def test_a_rough_cut_is_made_by_ones_own(qtbot: QtBot, window: Window, path: Path) -> None:
    finish(import_archive(path, CHAT))
    kept = keep(Recipe("", "", MINE, "recap"))
    snippet = keep(Recipe("", "", "name: Bye\n\nBye, {hashtag}.", "snippet"))
    window.open(path)
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    names = dict(own_commands())
    assert names["rough_cut_" + kept.key] == "Make a rough cut: Ours"
    window.perform("rough_cut_" + kept.key)
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    qtbot.waitUntil(lambda: bool(story.blocks), timeout=30_000)
    assert story.blocks[0] == Passage("Write to a@b.c.", story.blocks[0].id)
    assert desk.library.stories.all()[0].title == "Our #TomorrowsLibrary"
    window.perform(snippet.key)
    qtbot.waitUntil(
        lambda: any(getattr(b, "text", "") == "Bye, #TomorrowsLibrary." for b in story.blocks),
        timeout=30_000,
    )
    desk.history.undo()
    assert not any(getattr(b, "text", "") == "Bye, #TomorrowsLibrary." for b in story.blocks)


def test_menus_list_ones_own(window: Window, chat: Path) -> None:
    keep(Recipe("", "", MINE, "recap"))
    window.open(chat)
    window.perform("story")
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    story.head.menu()
    shown = {action.text() for action in story.head.templates.actions()}
    assert {"Ours", "Question by question", "Edit recap templates…"} <= shown
