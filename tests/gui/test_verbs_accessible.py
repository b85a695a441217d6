"""Every verb of every kind of block, found in the accessible tree of the window and pressed there.

This is the way of a screen reader and of speech control: what is offered is looked up by its
name, and performed through its action, without mouse or keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from curator import model
from curator.gui.canvas.text_edit import Field
from curator.gui.canvas.verb_bar import VerbBar
from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.window import Window
from curator.gui.window.workspaces import Workspaces
from curator.library import Library
from curator.model import Block, Divider, Group, Heading, Passage, PullQuote, Quote
from curator.work import counted_blocks, finish
from curator.work.own_pictures import picture_file
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("plugin does not support|propagateSizeHints|grabbing|raise")

KINDS = {
    "heading": 0, "text": 1, "quote": 2, "thread": 3, "trimmed": 4, "pull quote": 5, "exchange": 6,
    "gallery": 7, "voices": 8, "divider": 9, "testimonial": 10, "small heading": 11,
    "figures": 12, "chart": 13, "cast": 14, "links": 15, "picture": 16,
}  # fmt: skip
"""A block of each kind, and where it stands in the story."""


@pytest.fixture
def library(path: Path, tmp_path: Path) -> Path:
    """Return a library with a story that has a block of every kind."""
    picture = tmp_path / "x.png"
    Pillow.new("RGB", (40, 40)).save(picture)
    with Library(path, make=True) as opened:
        opened.remember("zone", "Europe/London")
        ids = take_in(
            opened,
            [
                post(n, f"A{n % 3} Post {n} is about seeds, https://x.test/{n} #chat")
                for n in range(14)
            ],
        )
        found = [row.post for row in opened.posts.rows(ids)]
        with opened.edit("Begin"):
            made = opened.stories.new("A recap")
            opened.stories.add(made, _written(found))
        counted = [
            finish(counted_blocks.count_block(path, what, "", made))
            for what in ("recap", "people", "cast", "resources")
        ]
        with opened.edit("Count"):
            opened.stories.add(made, counted)
            image = picture_file(picture)(opened)
            opened.stories.add(made, [image])
            opened.stories.new("Another")
        opened.remember("story", str(made))
    return path


def _written(found: list[model.Post]) -> list[Block]:
    quote = [Quote(each, why="Liked") for each in found]
    return [
        Heading("One"), Passage("Mine **bold**"), quote[0],
        Quote(found[1], rest=(found[2],)), Quote(found[3], trims=((3, 7),)),
        PullQuote("Post 4", found[4]), Group("exchange", tuple(quote[5:7])),
        Group("gallery", (quote[7],)), Group("voices", (quote[8],)), Divider(),
        model.Testimonial("Said in the room"), Heading("Two", 3),
    ]  # fmt: skip


class Listener:
    """Somebody who works in the window by what the accessible tree says."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.story,) = window.findChildren(StoryWorkspace)
        (self.workspaces,) = window.findChildren(Workspaces)
        self.desk: Desk = self.story._desk  # noqa: SLF001  to undo what was done
        self.heard: list[str] = []
        self.desk.reported.connect(self.heard.append)

    def walk(self, above: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
        for number in range(above.childCount()):
            child = above.child(number)
            if child.isValid() and not child.state().invisible:
                yield child
                yield from self.walk(child)

    def choose(self, number: int) -> None:
        """Give the focus to a block, as a reader of the screen does."""
        self.story.canvas.choose(self.desk.blocks()[number].id)
        QApplication.processEvents()

    def verbs(self) -> list[QAccessibleInterface]:
        """Return the buttons of the bar, as they stand in the tree of the window."""
        root = QAccessible.queryAccessibleInterface(self.window)
        (bar,) = [each for each in self.walk(root) if isinstance(each.object(), VerbBar)]
        return [each for each in self.walk(bar) if each.role() == QAccessible.Role.Button]

    def menu(self, number: int) -> QMenu:
        """Open the menu of a block."""
        menu = self.story.canvas.menu_of(self.window, self.desk.blocks()[number].id)
        menu.popup(self.window.mapToGlobal(self.window.rect().center()))
        return menu

    def lines(self, menu: QMenu) -> list[QAccessibleInterface]:
        """Return the lines of a menu and of its submenus."""
        found = []
        root = QAccessible.queryAccessibleInterface(menu)
        for number in range(root.childCount()):
            line = root.child(number)
            if line.role() != QAccessible.Role.MenuItem or not said(line):
                continue
            inner = [line.child(n).object() for n in range(line.childCount())]
            within = [each for each in inner if isinstance(each, QMenu)]
            found += self.lines(within[0]) if within else [line]
        return found

    def put_away(self, before: tuple[Block, ...]) -> None:
        """Close what was opened, go back to the story, and take back what was done."""
        for box in self.window.findChildren(QFileDialog):
            box.reject()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.window.perform("story")
        while self.desk.blocks() != before:
            self.desk.history.undo()
        for heading in list(self.story.folded):
            self.story.fold(heading)
        self.story.start()
        self.heard.clear()


def said(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def press(interface: QAccessibleInterface) -> None:
    """Perform what an interface offers. Nobody keeps one: Qt deletes it with its widget."""
    action = interface.actionInterface()
    assert action is not None, said(interface)
    assert QAccessibleActionInterface.pressAction() in action.actionNames(), said(interface)
    action.doAction(QAccessibleActionInterface.pressAction())


def is_noticed(listener: Listener, before: object) -> bool:
    """Tell whether a verb changed the story, asked or showed something, or said why not."""
    return (
        listener.desk.blocks() != before
        or QApplication.activePopupWidget() is not None
        or listener.workspaces.name != "story"
        or bool(listener.window.findChildren(QFileDialog))
        or isinstance(QApplication.focusWidget(), QLineEdit | Field)
        or bool(listener.story.folded)
        or bool(listener.heard)
    )


@pytest.fixture
def listener(window: Window, library: Path, qtbot: QtBot) -> Listener:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open(library)
    window.perform("story")
    qtbot.waitUntil(lambda: bool(window.findChildren(StoryWorkspace)))
    return Listener(window)


def test_every_verb_of_the_bar_is_performed_by_its_name(listener: Listener, qtbot: QtBot) -> None:
    for kind, number in KINDS.items():
        listener.choose(number)
        labels = [verb.text() for verb in listener.story.canvas.verbs.verbs]
        assert "Remove" in labels, kind
        for label in labels:
            listener.choose(number)
            before = listener.desk.blocks()
            names = [said(each) for each in listener.verbs()]
            if label not in names:
                assert "More" in names, (kind, label)  # there is no room: its menu has it
                continue
            press(listener.verbs()[names.index(label)])
            qtbot.waitUntil(partial(is_noticed, listener, before))
            listener.put_away(before)


def test_every_line_of_the_menu_is_performed_by_its_name(listener: Listener) -> None:
    wished: list[str] = []
    listener.story.canvas.requested.connect(lambda name, _block: wished.append(name))
    for kind, number in KINDS.items():
        count = len(listener.lines(listener.menu(number)))
        listener.put_away(listener.desk.blocks())
        wished.clear()
        for at in range(count):
            listener.choose(number)
            before = listener.desk.blocks()
            press(listener.lines(listener.menu(number))[at])
            assert len(wished) == at + 1, (kind, at)
            listener.put_away(before)
        assert len(set(wished)) == count, kind
        assert {"duplicate_block", "remove_block", "move_up", "fold", "split_section"} <= {*wished}
