"""Text of a story: written in Markdown, shown as it will read, blocks put in with '/'."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.gui.canvas.passage_field import PassageField
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.model import Block, Divider, Heading, Passage
from curator.settings import Settings

Key, Held = Qt.Key, Qt.KeyboardModifier

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


def writing(qtbot: QtBot, desk: Desk, *blocks: Block) -> tuple[StoryWorkspace, PassageField]:
    """Return a story of some blocks, and its first text with the caret at its end."""

    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, blocks)

    desk.edit("Begin", act)
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 826)
    story.resize(1440, 826)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    desk.open_story(desk.library.stories.all()[-1].id)
    at = next(n for n, block in enumerate(desk.blocks()) if isinstance(block, Passage))
    story.canvas.write(desk.blocks()[at].id)
    field = story.canvas.column.frame(at).field
    assert isinstance(field, PassageField)
    return story, field


def press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, held)


def type_in(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def width_of(field: PassageField, start: int, end: int) -> float:
    """Return how far a stretch of the first line reaches, in pixels."""
    line = field.document().begin().layout().lineAt(0)
    places: list[tuple[float, int]] = [line.cursorToX(at) for at in (start, end)]  # type: ignore[misc]
    return places[1][0] - places[0][0]


def test_signs_are_seen_only_while_one_writes(qtbot: QtBot, desk: Desk) -> None:
    _, field = writing(qtbot, desk, Passage("**Ann** asked [why](https://a.example/long/way)"))
    assert width_of(field, 0, 2) > 5
    press(Key.Key_Escape)
    assert width_of(field, 0, 2) < 1.5
    assert width_of(field, 18, 46) < 2
    assert field.words() == "**Ann** asked [why](https://a.example/long/way)"


@pytest.mark.parametrize(
    ("key", "sign"), [(Key.Key_B, "**"), (Key.Key_I, "*")], ids=["bold", "italic"]
)
def test_a_key_sets_what_is_chosen_apart_and_back(
    qtbot: QtBot, desk: Desk, key: Qt.Key, sign: str
) -> None:
    _, field = writing(qtbot, desk, Passage("one 👍 two"))
    for _ in range(3):
        press(Key.Key_Left, Held.ShiftModifier)
    press(key, Held.ControlModifier)
    assert field.words() == f"one 👍 {sign}two{sign}"
    press(key, Held.ControlModifier)
    assert field.words() == "one 👍 two"


def test_a_key_makes_a_link_of_what_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    _, field = writing(qtbot, desk, Passage("see the report"))
    QApplication.clipboard().setText("https://a.example/report")
    for _ in range(6):
        press(Key.Key_Left, Held.ShiftModifier)
    press(Key.Key_K, Held.ControlModifier)
    assert field.words() == "see the [report](https://a.example/report)"


def test_a_list_goes_on_and_ends(qtbot: QtBot, desk: Desk) -> None:
    _, field = writing(qtbot, desk, Passage("- one"))
    press(Key.Key_Return)
    type_in("two")
    press(Key.Key_Return)
    press(Key.Key_Return)
    type_in("after")
    assert field.words().splitlines()[:2] == ["- one", "- two"]
    assert field.words().endswith("\nafter")


def test_a_bar_stands_over_what_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    story, field = writing(qtbot, desk, Passage("some words"))
    assert story.canvas.text_bar.isHidden()
    field.selectAll()
    assert story.canvas.text_bar.isVisible()
    story.canvas.text_bar.acted.emit("list")
    field.act("list")
    assert field.words() == "- some words"
    press(Key.Key_Escape)
    assert story.canvas.text_bar.isHidden()


def test_a_slash_puts_in_any_block(qtbot: QtBot, desk: Desk) -> None:
    story, _ = writing(qtbot, desk, Heading("One"), Passage("First"), Passage(""))
    story.canvas.write(desk.blocks()[2].id)
    type_in("/")
    assert story.canvas.menu.isVisible()
    assert {"Heading", "Post", "Divider", "Figures"} <= set(story.canvas.menu.lines)
    type_in("div")
    assert story.canvas.menu.lines == ["Divider"]
    press(Key.Key_Return)
    assert [type(block) for block in desk.blocks()] == [Heading, Passage, Divider]


def test_a_slash_that_is_meant_stays_one(qtbot: QtBot, desk: Desk) -> None:
    story, field = writing(qtbot, desk, Passage(""))
    type_in("/")
    press(Key.Key_Escape)
    type_in("24 hours")
    assert story.canvas.menu.isHidden()
    assert field.words() == "/24 hours"
    press(Key.Key_Return)
    type_in("and/or")
    assert story.canvas.menu.isHidden()


def test_what_is_pasted_keeps_its_structure_and_no_styling(qtbot: QtBot, desk: Desk) -> None:
    _, field = writing(qtbot, desk, Passage(""))
    mime = QMimeData()
    mime.setHtml(
        "<h2 style='color:red'>What next</h2><p>Read <a href='https://a.example/x'>this</a>"
        " <script>alert(1)</script>now.</p><ul><li>one</li><li><b>two</b></li></ul>"
    )
    mime.setText("What next\nRead this now.\none\ntwo")
    field.insertFromMimeData(mime)
    assert field.words() == (
        "### What next\n\nRead [this](https://a.example/x) now.\n\n- one\n- **two**"
    )


def test_ctrl_and_enter_end_a_text(qtbot: QtBot, desk: Desk) -> None:
    story, field = writing(qtbot, desk, Passage("a"))
    type_in("b")
    press(Key.Key_Return, Held.ControlModifier)
    assert not field.hasFocus()
    assert story.canvas.current == desk.blocks()[0].id
    assert field.words() == "ab"
