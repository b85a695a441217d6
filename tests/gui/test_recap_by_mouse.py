"""From a rough cut to a finished recap in the real window, by mouse; only words are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from shutil import copy

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QMenu,
    QMenuBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from curator.gui.canvas.block_frame import BlockFrame
from curator.gui.overlays.versions import VersionsOverlay
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.model import Block, Heading, Image, Quote
from curator.resources import resource
from tests.gui.evening import SLOW, Editor

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo|raise|grabbing"
)  # there is no screen

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
HEADING, ALT = "The first thing out of the door", "A cake tin shaped like a dinosaur"


class Pointer(Editor):
    """An editor at work on a story with the mouse."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        super().__init__(window, qtbot)
        self._bot, self._seen = qtbot, window

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so."""
        self._bot.waitUntil(is_so, timeout=SLOW)

    @property
    def story(self) -> StoryWorkspace:
        """The workspace, once it is there."""
        (story,) = self._seen.findChildren(StoryWorkspace)
        return story

    def click(self, words: str, within: QWidget | None = None) -> None:
        """Click the button that says this, once it is there."""
        self.until(lambda: any(self._buttons(words, within)))
        button = next(self._buttons(words, within))
        QTest.mouseClick(button, LEFT)

    def _buttons(self, words: str, within: QWidget | None) -> Iterator[QAbstractButton]:
        for button in (within or self._seen).findChildren(QAbstractButton):
            said = {button.text(), button.accessibleName(), button.text().partition(" ")[0]}
            if button.isVisible() and button.isEnabled() and words in said:
                yield button

    def choose_line(self, menu: QMenu, words: str = "") -> None:
        """Click a line of an open menu; without words, the first."""
        self.until(menu.isVisible)
        line = next(each for each in menu.actions() if each.text().startswith(words))
        _click_line(menu, line)

    def choose_inner(self, block: Block, above: str, words: str) -> None:
        """Click a line of a submenu of a block's menu."""
        menu = self.menu_of(block)
        line = next(each for each in menu.actions() if each.text() == above)
        QTest.mouseMove(menu, menu.actionGeometry(line).center())
        inner = line.menu()
        assert isinstance(inner, QMenu)
        self.choose_line(inner, words)

    def command(self, words: str) -> None:
        """Click a command in the menus of the window, or in a submenu of them."""
        (bar,) = self._seen.findChildren(QMenuBar)
        for above in bar.actions():
            menu = above.menu()
            if isinstance(menu, QMenu) and (path := _path(menu, words)):
                QTest.mouseClick(bar, LEFT, pos=bar.actionGeometry(above).center())
                for line in path[:-1]:
                    self.until(menu.isVisible)
                    QTest.mouseMove(menu, menu.actionGeometry(line).center())
                    inner = line.menu()
                    assert isinstance(inner, QMenu)
                    menu = inner
                self.choose_line(menu, words)
                return
        pytest.fail(f"No menu has “{words}”.")

    def frame(self, block: Block) -> BlockFrame:
        """Scroll to a block, and return it as it stands on the canvas."""
        number = self.story.canvas.column.number(block.id)
        assert number is not None
        top = self.story.canvas.column.span(number)[0]
        self.story.canvas.verticalScrollBar().setValue(top - 200)  # as the wheel does
        return self.story.canvas.column.frame(number)

    def select(
        self, block: Block, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Click beside the words of a block."""
        QTest.mouseClick(self.frame(block), LEFT, held, QPoint(10, 12))
        assert block.id in self.story.canvas.selected

    def verb(self, words: str) -> None:
        """Click a verb of the bar."""
        self.click(words, self.story.canvas.verbs)

    def menu_of(self, block: Block) -> QMenu:
        """Open the menu of a block with the right button."""
        frame, canvas = self.frame(block), self.story.canvas
        place = frame.mapToGlobal(QPoint(12, 14))
        at = canvas.viewport().mapFromGlobal(place)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, place)
        QApplication.sendEvent(canvas.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu


def _path(menu: QMenu, words: str) -> list[QAction]:
    """Return the lines that lead to a command, the last being its own."""
    for line in menu.actions():
        if line.text().startswith(words):
            return [line]
        inner = line.menu()
        if isinstance(inner, QMenu) and (path := _path(inner, words)):
            return [line, *path]
    return []


def _click_line(menu: QMenu, line: QAction) -> None:
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(line).center())


def drag(text: QTextEdit, start: int, end: int) -> None:
    """Drag over characters of a text."""
    area = text.viewport()
    places = []
    for at in (start, end):
        cursor = text.textCursor()
        cursor.setPosition(at)
        places.append(text.cursorRect(cursor).center())
    QTest.mousePress(area, LEFT, pos=places[0])
    QTest.mouseMove(area, places[1])
    QTest.mouseRelease(area, LEFT, pos=places[1])


def quotes(editor: Pointer) -> list[Quote]:
    return [block for block in editor.blocks if isinstance(block, Quote)]


def keys_of(editor: Pointer) -> list[str]:
    return [quote.post.key for quote in quotes(editor)]


def headings(editor: Pointer) -> list[str]:
    return [block.text for block in editor.blocks if isinstance(block, Heading)]


def begin(editor: Pointer, archive: Path) -> None:
    """Import, and make a rough cut."""
    editor.bring(archive)
    editor.click("Import")
    editor.hear("added from")
    editor.click("Start sifting")
    editor.until(lambda: bool(editor.found))
    editor._until(editor._is_worked_out)  # noqa: SLF001  as at the keyboard
    editor.click("Story")
    editor.click("Make a rough cut")
    editor.until(lambda: len(editor.blocks) > 20)


def reword(editor: Pointer) -> None:
    """Reword the heading of the first question."""
    heading = next(b for b in editor.blocks if isinstance(b, Heading) and b.text.startswith("Q1"))
    field = editor.frame(heading).field
    assert field is not None
    drag(field, 0, len(field.words()))
    QTest.keyClicks(field, HEADING)
    editor.select(quotes(editor)[0])
    assert HEADING in headings(editor)


def swap(editor: Pointer) -> None:
    """Swap three quotes, each for the first that is offered."""
    for number in (0, 2, 4):
        before = keys_of(editor)
        editor.select(quotes(editor)[number])
        editor.verb("Swap")
        editor.choose_line(editor.story.rough_cut.choices)
        editor.until(lambda before=before: keys_of(editor) != before)  # type: ignore[misc]
        assert len(keys_of(editor)) == len(before)


def trim(editor: Pointer) -> None:
    """Leave some words of a quote out."""
    quote = next(each for each in quotes(editor)[5:] if not each.rest)
    editor.select(quote)
    body = editor.frame(quote).body
    assert isinstance(body.text, QTextEdit)
    drag(body.text, 2, 14)
    editor.verb("Trim […]")
    assert next(each for each in quotes(editor) if each.id == quote.id).trims


def join(editor: Pointer) -> None:
    """Make a thread of two quotes of one person."""
    one, other = next(
        pair
        for pair in combinations([each for each in quotes(editor) if not each.rest], 2)
        if pair[0].post.author.handle == pair[1].post.author.handle
    )
    count = len(editor.blocks)
    editor.select(one)
    editor.select(other, Qt.KeyboardModifier.ControlModifier)
    editor.verb("Make a thread")
    assert len(editor.blocks) == count - 1
    assert any(quote.rest for quote in quotes(editor) if quote.id in {one.id, other.id})


def put_in_picture(editor: Pointer, file: Path) -> None:
    """Put in a picture, and describe it at once."""
    editor.click("Picture")
    editor.until(lambda: editor.story.findChild(QFileDialog) is not None)
    box = editor.story.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    box.selectFile(str(file))
    box.accept()
    editor._come_forward()  # noqa: SLF001  as a desktop sees to when a box is closed
    editor.until(lambda: any(isinstance(block, Image) for block in editor.blocks))
    editor.write(ALT)
    editor.select(quotes(editor)[0])
    (image,) = [block for block in editor.blocks if isinstance(block, Image)]
    assert image.media.alt == ALT


def move_section(editor: Pointer) -> None:
    """Move a whole section past the one below."""
    before = headings(editor)
    at = before.index(HEADING)
    heading = next(b for b in editor.blocks if isinstance(b, Heading) and b.text == HEADING)
    editor.choose_inner(heading, "Move", "Move past its section")
    before[at], before[at + 1] = before[at + 1], before[at]
    assert headings(editor) == before


def restore(editor: Pointer) -> None:
    """Keep a version, remove a section, and go back to the version."""
    before = [block.id for block in editor.blocks]
    editor.command("Versions of the story")
    overlay = editor._seen.findChild(VersionsOverlay)  # noqa: SLF001  what stands over the window
    assert isinstance(overlay, VersionsOverlay)
    QTest.mouseClick(overlay.field, LEFT)
    editor.write("Nearly done")
    editor.click("Keep this version", overlay)
    editor.click("Close", overlay)
    heading = next(b for b in editor.blocks if isinstance(b, Heading) and b.text == HEADING)
    editor.choose_inner(heading, "Section", "Remove the section")
    assert len(editor.blocks) < len(before)
    editor.command("Versions of the story")
    rows = [overlay.list.item(row) for row in range(overlay.list.count())]
    wanted = next(row for row in rows if "Nearly done" in row.text())
    box: QRect = overlay.list.visualItemRect(wanted)
    QTest.mouseClick(overlay.list.viewport(), LEFT, pos=box.center())
    editor.click("Go back to it", overlay)
    assert [block.id for block in editor.blocks] == before


def test_from_a_rough_cut_to_a_finished_recap_by_mouse(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    sample = resource("samples/tomorrows-library/chat.jsonl")
    picture = tmp_path / "tin.png"
    Pillow.new("RGB", (60, 40)).save(picture)
    editor = Pointer(window, qtbot)
    begin(editor, Path(copy(sample, tmp_path)))
    reword(editor)
    swap(editor)
    trim(editor)
    join(editor)
    put_in_picture(editor, picture)
    move_section(editor)
    restore(editor)
    assert any(isinstance(block, Image) for block in editor.blocks)
    editor.click("Publish")
    page = tmp_path / "recap.html"
    editor.until(lambda: any(editor._buttons("Save…", None)))  # noqa: SLF001
    editor.click("Save…")
    editor.until(lambda: window.findChild(QFileDialog) is not None)
    box = window.findChild(QFileDialog)
    assert isinstance(box, QFileDialog)
    box.selectFile(str(page))
    box.accept()
    editor.hear("Saved ")
    saved = page.read_text("utf-8")
    assert HEADING in saved
    assert f'alt="{ALT}"' in saved
    assert "[…]" in saved
