"""What is typed in a field is words, whatever key it is: never a command."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.commands.commands import LOCAL, commands
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.library import Query
from curator.model import Passage
from curator.resources import resource
from curator.work import finish, import_archive

CHAT = resource("samples/tomorrows-library/chat.jsonl")


@pytest.fixture
def story(qtbot: QtBot, window: Window, path: Path) -> StoryWorkspace:
    """Return the story of a rough cut, in a window."""
    finish(import_archive(path, CHAT))
    window.open(path)
    window.perform("rough_cut")
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    found = window.findChild(StoryWorkspace)
    assert isinstance(found, StoryWorkspace)
    qtbot.waitUntil(lambda: bool(found.blocks), timeout=30_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return found


def printing_keys() -> list[tuple[str, QKeyEvent]]:
    """Return every key of a command that prints a sign when it is pressed in a field."""
    found = []
    for shortcut in sorted({key for each in commands() for key in each.keys} - LOCAL):
        pressed: QKeyCombination = QKeySequence(shortcut)[0]  # type: ignore[index]  # it can be
        held = pressed.keyboardModifiers()
        if held & ~Qt.KeyboardModifier.ShiftModifier or pressed.key() > Qt.Key.Key_ydiaeresis:
            continue
        letter = chr(pressed.key())
        text = letter if held else letter.lower()
        found.append(
            (shortcut, QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), held, text))
        )
    return found


def fields(window: QWidget) -> list[QWidget]:
    """Return every field of a window, in sight or not."""
    return [
        *(each for each in window.findChildren(QLineEdit) if not each.isReadOnly()),
        *(each for each in window.findChildren(QTextEdit) if not each.isReadOnly()),
        *(each for each in window.findChildren(QPlainTextEdit) if not each.isReadOnly()),
    ]


@pytest.mark.usefixtures("story")
def test_every_field_keeps_every_letter_for_itself(window: Window) -> None:
    for name in ("publish", "sift", "people", "history", "codebook"):
        window.perform(name)
    assert len(printing_keys()) > 20
    assert len(fields(window)) > 8
    taken = []
    for field in fields(window):
        for shortcut, event in printing_keys():
            event.ignore()
            QApplication.sendEvent(field, event)
            if not event.isAccepted():
                taken.append((type(field).__name__, field.accessibleName(), shortcut))
    assert taken == []


def test_letters_typed_in_the_story_decide_nothing(story: StoryWorkspace) -> None:
    desk = story.window().findChild(Desk)
    assert isinstance(desk, Desk)
    before = decided(desk)
    text = next(block for block in story.blocks if isinstance(block, Passage))
    story.canvas.write(text.id)
    for letter in "sxutqfwl123?":
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, letter)
    story.canvas.flush()
    changed = next(block for block in story.blocks if block.id == text.id)
    assert isinstance(changed, Passage)
    assert changed.text == f"{text.text}sxutqfwl123?"
    assert decided(desk) == before


def decided(desk: Desk) -> tuple[object, ...]:
    """Return what an editor has decided of posts."""
    find = desk.library.posts.find
    starred, rejected = (list(find(Query.parse(f"is:{each}"))) for each in ("starred", "rejected"))
    return desk.library.marks.tags(), starred, rejected
