"""An editor at the keyboard of the whole window, for tests: import, search, star, save.

Nothing here reaches past what a person has: keys, a file that is dropped, a file's name in
the box that asks for one, and what stands on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.importing.page import ImportPage
from curator.gui.publish.save import SaveCommand
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.window import Window
from curator.gui.window.workspaces import Workspaces
from curator.library import Row
from curator.model import Block

Pane = TypeVar("Pane", bound=QWidget)

SLOW = 20_000
"""Milliseconds that anything may take on a busy machine."""


class Editor:
    """An editor at work in a window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self._window = window
        self._qtbot = qtbot
        with qtbot.waitExposed(window, timeout=SLOW):
            window.show()
        self._come_forward()

    # Doing

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for each in keys:
            QTest.keySequence(QApplication.focusWidget() or self._window, each)

    def write(self, words: str) -> None:
        """Type words, letter by letter."""
        for letter in words:
            QTest.keyClicks(QApplication.focusWidget() or self._window, letter)

    def bring(self, archive: Path) -> None:
        """Drop an archive on the window, and wait until it has been looked at."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(archive))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        held, at = Qt.KeyboardModifier.NoModifier, QPointF(700, 500)
        enter = QDragEnterEvent(at.toPoint(), copy, mime, left, held)
        QApplication.sendEvent(self._window, enter)
        QApplication.sendEvent(self._window, QDropEvent(at, copy, mime, left, held))
        self._until(self._is_looked_at)

    def take_in(self) -> None:
        """Import what is shown, read the report, and go on to the posts."""
        self.press("Return")
        self.hear("added from")
        self.press("Return")
        self._until(lambda: bool(self.found))
        self._until(self._is_worked_out)

    def search(self, words: str) -> None:
        """Search, and go on in the list."""
        self.press("/")
        self.write(words)
        self.press("Return")

    def tag(self, name: str) -> None:
        """Tag the post one is at."""
        self.press("t")
        self.write(name)
        self.press("Return")

    def save_as(self, path: Path) -> None:
        """Save the story under a name that is given in the box."""
        self._until(self._part(SaveCommand).save.isEnabled)
        self.press("Ctrl+S")
        self._until(lambda: self._window.findChild(QFileDialog) is not None)
        box = self._part(QFileDialog)
        box.selectFile(str(path))
        box.accept()
        self._come_forward()
        self.hear("Saved ")

    def leave(self) -> None:
        """Close the window."""
        self.press("Ctrl+Q")
        self._until(self._window.isHidden)

    def come_back(self, library: Path) -> None:
        """Open a library again."""
        assert self._window.open(library)

    # Seeing

    def hear(self, words: str) -> None:
        """Wait until the foot says something."""
        self._until(lambda: words in self.said)

    @property
    def said(self) -> str:
        """What the foot says."""
        return self._part(StatusBar).sentence

    @property
    def workspace(self) -> str:
        """Which workspace is shown."""
        return self._part(Workspaces).name

    @property
    def searched(self) -> str:
        """What is searched for."""
        return self._part(PostsPane).terms.text

    @property
    def found(self) -> list[Row]:
        """The posts in the list."""
        posts = self._part(PostsPane).posts
        return [posts.row(number) for number in range(len(posts.ids))]

    @property
    def place(self) -> int:
        """The number of the post one is at, from 0."""
        return self._part(PostsPane).view.current_number()

    @property
    def post(self) -> Row:
        """The post one is at, as its row shows it."""
        return self.found[self.place]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The story, as the canvas shows it."""
        return self._part(StoryWorkspace).blocks

    def _is_looked_at(self) -> bool:
        page = self._window.findChild(ImportPage)
        return isinstance(page, ImportPage) and page.preview.go.isEnabled()

    def _is_worked_out(self) -> bool:
        desk = self._window.findChild(Desk)
        assert isinstance(desk, Desk)
        return desk.jobs.current is None and work.is_worked_out(desk.library)

    def _part(self, kind: type[Pane]) -> Pane:
        """Return a part of the window, once it is there: many are made when first shown."""
        self._until(lambda: self._window.findChild(kind) is not None)
        part = self._window.findChild(kind)
        assert isinstance(part, kind)
        return part

    def _come_forward(self) -> None:
        """Be the window that has the keys, as a desktop sees to when a box is closed."""
        self._window.activateWindow()
        self._until(self._window.isActiveWindow)

    def _until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=SLOW)
