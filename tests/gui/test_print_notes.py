"""Notes for print are written below their quote, in the real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.canvas.text_edit import Field
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.library import PostId
from curator.model import Heading, Passage, PullQuote, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def story(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    """Return a story of a heading and forty posts, with the first quote selected."""
    ids = take_in(desk.library, [post(n, f"Words number {n}", f"p{n}") for n in range(40)])
    quotes = [Quote(desk.library.posts.row(PostId(each)).post) for each in ids]
    with desk.library.edit("Begin"):
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, [Heading("One"), *quotes])
    desk.open_story(made)
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    workspace = StoryWorkspace(desk)
    workspace.setParent(window)
    window.resize(1300, 850)
    workspace.resize(1300, 850)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    workspace.canvas.choose(workspace.blocks[1].id)
    return workspace


def field() -> Field:
    """Return the note that has the caret."""
    found = QApplication.focusWidget()
    assert isinstance(found, Field)
    assert found.accessibleName() == "Note for print"
    return found


def note(desk: Desk, number: int = 1) -> str:
    block = desk.blocks()[number]
    assert isinstance(block, Quote | PullQuote)
    return block.note


@pytest.mark.parametrize("ends", [(Key.Key_Escape, NONE), (Key.Key_Return, Ctrl)])
def test_it_is_written_in_place_as_one_step(
    story: StoryWorkspace, desk: Desk, ends: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    before = story.canvas.frame(story.blocks[1].id)
    assert before is not None
    height = before.height()
    story.perform("print_note")
    QTest.keyClicks(field(), "Said with a smile, s x m q")
    assert note(desk) == ""
    QTest.keyClick(field(), *ends)
    assert note(desk) == "Said with a smile, s x m q"
    assert story.canvas.holds_focus()
    assert story.canvas.selected == [desk.blocks()[1].id]
    frame = story.canvas.frame(desk.blocks()[1].id)
    assert frame is not None
    assert frame.height() > height
    assert "Note for print: Said with a smile" in frame.accessibleName()
    desk.history.undo()
    assert note(desk) == ""
    assert frame.height() == height


def test_without_words_nothing_is_left_of_it(story: StoryWorkspace, desk: Desk) -> None:
    changes: list[object] = []
    desk.changed.connect(changes.append)
    story.perform("print_note")
    shown = field()
    QTest.keyClick(shown, Key.Key_Backspace)
    assert not shown.isVisible()
    assert story.canvas.holds_focus()
    assert changes == []
    story.perform("print_note")
    QTest.keyClicks(field(), "One")
    QTest.keyClick(field(), Key.Key_Escape)
    story.perform("print_note")
    field().selectAll()
    QTest.keyClick(field(), Key.Key_Delete)
    QTest.keyClick(field(), Key.Key_Escape)
    assert note(desk) == ""


def test_a_note_stays_with_its_quote_where_widgets_are_used_again(
    story: StoryWorkspace, desk: Desk
) -> None:
    story.perform("print_note")
    QTest.keyClicks(field(), "Of the first")
    story.canvas.to_end()  # far away, by a click elsewhere or a key
    assert note(desk) == "Of the first"
    assert [note(desk, n) for n in range(2, 41)] == [""] * 39
    for frame in story.canvas.column.frames:
        fields = [each for each in frame.fields if each.isVisible()]
        assert not fields or frame.id == desk.blocks()[1].id


def test_a_pull_quote_and_a_thread_keep_it(story: StoryWorkspace, desk: Desk) -> None:
    story.perform("print_note")
    QTest.keyClicks(field(), "Loud")
    QTest.keyClick(field(), Key.Key_Escape)
    story.perform("pull_quote")
    assert isinstance(desk.blocks()[1], PullQuote)
    assert note(desk) == "Loud"
    story.perform("print_note")
    assert field().words() == "Loud"


def test_enter_on_what_has_no_words_to_write_begins_a_text_below(
    story: StoryWorkspace, desk: Desk
) -> None:
    story.perform("pull_quote")
    QTest.keyClick(QApplication.focusWidget() or story, Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget() or story, "sxq")
    story.canvas.flush()
    written = desk.blocks()[2]
    assert isinstance(written, Passage)
    assert written.text == "sxq"
    assert isinstance(desk.blocks()[1], PullQuote)


def test_notes_of_quotes_that_become_names_are_told(story: StoryWorkspace, desk: Desk) -> None:
    said: list[str] = []
    desk.reported.connect(said.append)
    story.edits.annotate(story.blocks[1].id, "Kept")
    story.edits.join([story.blocks[1].id, story.blocks[2].id], "voices")
    assert "1 note for print waits until the block is taken apart." in said
    story.edits.take_apart([desk.blocks()[1].id])
    assert note(desk) == "Kept"
