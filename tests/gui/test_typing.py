"""What is typed in a field is words, whatever key it is: never a command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QKeyCombination, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from curator import model
from curator.gui.commands.commands import LOCAL, commands
from curator.gui.desk.desk import Desk
from curator.gui.people.view import PeopleView
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.widgets.overlay import Overlay
from curator.gui.window.window import Window
from curator.library import STORIES, BlockId, PostId, Query
from curator.model import Image, Media, Passage, Quote
from curator.resources import resource
from curator.work import finish, import_archive

CHAT = resource("samples/tomorrows-library/chat.jsonl")


pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # there is no screen


@pytest.fixture
def story(qtbot: QtBot, window: Window, path: Path) -> StoryWorkspace:
    """Return the story of a rough cut, in a window."""
    finish(import_archive(path, CHAT))
    window.open(path)
    window.perform("rough_cut")
    desk = desk_of(window)
    qtbot.waitUntil(lambda: desk.story is not None and not desk.awaited, timeout=30_000)
    found = window.findChild(StoryWorkspace)
    assert isinstance(found, StoryWorkspace)
    qtbot.waitUntil(lambda: bool(found.blocks), timeout=30_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return found


def desk_of(window: QWidget) -> Desk:
    """Return the desk of a window's library."""
    desk = window.findChild(Desk)
    assert isinstance(desk, Desk)
    return desk


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


SHOWN = (
    "publish", "look", "sift", "people", "history", "versions", "codebook", "suggest_tags",
    "recaps", "fetch", "matrix", "zone", "chats", "find_tags", "compare_chats", "mute_words",
    "merge_tag", "split_tag", "note", "tag", "keys", "commands", "help", "about", "watch_file",
    "activity_table", "save_search", "carry", "snapshot",
)  # fmt: skip
"""Commands that show something in which words may be typed."""


def show_blocks(story: StoryWorkspace, desk: Desk) -> None:
    """Show every kind of block in which something is typed, and the field for a tag."""
    number = desk.story
    assert number is not None
    image = Image(Media("image", alt="A tin"), "The tin")
    with desk.library.edit("Put in"):
        desk.library.stories.add(number, [model.Testimonial("It helped"), image], BlockId(0))
    desk.library.changed(STORIES)
    quote = next(block for block in story.blocks if isinstance(block, Quote))
    story.canvas.choose(quote.id)
    story.perform("print_note")
    story.canvas.choose(quote.id)
    story.perform("tag")


def test_every_field_keeps_every_letter_for_itself(
    window: Window, story: StoryWorkspace, tmp_path: Path
) -> None:
    desk = desk_of(window)
    show_blocks(story, desk)
    for name in SHOWN:
        window.perform(name)
        for overlay in window.findChildren(Overlay):
            if overlay.isVisible():
                overlay.dismiss()  # it takes no commands but its own
    columns = tmp_path / "odd.csv"
    columns.write_text("a;b;c\n1;ann;Hello there\n2;bob;Well met\n")
    window.import_archives([columns])
    found = {each.accessibleName() for each in fields(window)}
    assert found >= {
        "Note for print", "Add a tag", "Words of the testimonial", "Who said it", "Caption",
        "Description of the picture", "Search", "Colour", "Template", "Name of the version",
        "Definition", "Whose archive is this?", "Save these columns as", "Word or phrase to mute",
        "Find a command, a person, a tag, a story or a post", "Private note, never published",
    }, found  # fmt: skip
    assert len(printing_keys()) > 20
    assert [each for field in fields(window) for each in taken_from(field)] == []


def taken_from(field: QWidget) -> list[tuple[str, str, str]]:
    """Return the keys that a field leaves to commands."""
    taken = []
    for shortcut, event in printing_keys():
        event.ignore()
        QApplication.sendEvent(field, event)
        if not event.isAccepted():
            taken.append((type(field).__name__, field.accessibleName(), shortcut))
    return taken


def test_every_cell_that_is_typed_in_keeps_every_letter_for_itself(
    qtbot: QtBot, window: Window, story: StoryWorkspace
) -> None:
    desk = desk_of(window)
    show_blocks(story, desk)
    with desk.library.edit("Tag"):
        desk.library.marks.tag([PostId(1)], "Insight")
    desk.library.changed(frozenset({"tags", "post_tags"}))
    window.perform("sift")
    window.perform("people")
    people = window.findChild(PeopleView)
    assert isinstance(people, PeopleView)
    qtbot.waitUntil(lambda: people.model().rowCount(QModelIndex()) > 0, timeout=30_000)
    typed = {
        (type(view).__name__, index.column())
        for view in window.findChildren(QAbstractItemView)
        if view.isVisible() and not isinstance(view, QListView)
        for index in cells(view)
        if keeps_its_letters(view, index)
    }
    assert {view for view, _ in typed} == {"PeopleView", "Sidebar"}
    assert len(typed) > 2


def keeps_its_letters(view: QAbstractItemView, index: QModelIndex) -> bool:
    """Tell whether a line is typed in a cell; fail if its editor leaves a key to a command."""
    if isinstance(view, QTreeView):
        view.setExpanded(index.parent(), True)  # noqa: FBT003  Qt's own
    view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
    view.edit(index)
    fields = [each for each in view.viewport().findChildren(QLineEdit) if each.hasFocus()]
    for field in fields:
        assert taken_from(field) == [], index.data()
    if editor := QApplication.focusWidget():  # or the choice of a cell that has no words
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return bool(fields)


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """Yield cells of a view in which something is typed, of its first rows of every kind."""
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        model = view.model()
        for row in range(min(model.rowCount(parent), 8)):
            first = model.index(row, 0, parent)
            waiting.append(first)
            for column in range(model.columnCount(parent)):
                index = model.index(row, column, parent)
                if index.flags() & Qt.ItemFlag.ItemIsEditable:
                    yield index


def test_letters_typed_in_the_story_decide_nothing(story: StoryWorkspace) -> None:
    desk = desk_of(story.window())
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
