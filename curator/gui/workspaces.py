"""Sift, Story and Publish over one desk, and the page on which archives come in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from curator.gui.desk import Desk
from curator.gui.importing import Importing
from curator.gui.publish import Publish
from curator.gui.sift import Sift
from curator.gui.story import Story
from curator.i18n import tr
from curator.library import PostId


class Workspace(Protocol):
    """What the window asks of a workspace."""

    def perform(self, name: str) -> bool:
        """Do a command; tell whether it was done."""

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""

    def start(self) -> None:
        """Take the focus."""


class Workspaces(QStackedWidget):
    """One of three arrangements at a time; each keeps its place."""

    shown = Signal(str)
    """The name of the workspace that is shown now."""

    imported = Signal()
    """The page of the import was left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        sift, story, publish = Sift(desk), Story(desk), Publish(desk)
        self._story = story
        story.wanted.connect(self._wanted)
        self._importing = Importing(desk)
        self._sift = QStackedWidget()
        self._sift.addWidget(sift)
        self._sift.addWidget(self._importing)
        self._all: dict[str, Workspace] = {"sift": sift, "story": story, "publish": publish}
        for widget in (self._sift, story, publish):
            self.addWidget(widget)
        self._importing.finished.connect(self._imported)
        self.name = "sift"
        """Which workspace is shown."""

    @property
    def current(self) -> Workspace:
        """The workspace that is shown."""
        return self._all[self.name]

    def show_workspace(self, name: str) -> None:
        """Show a workspace and let it take the focus; an unknown name is Sift."""
        self.name = name if name in self._all else "sift"
        self.setCurrentIndex(list(self._all).index(self.name))
        self._desk.library.remember("workspace", self.name)
        if not self._is_importing():
            self.current.start()
        self.shown.emit(self.name)

    def import_archives(self, archives: Sequence[Path]) -> None:
        """Show the page of the import and begin."""
        self._sift.setCurrentWidget(self._importing)
        self.show_workspace("sift")
        self._importing.begin(list(archives))
        self._importing.setFocus()

    def panes(self) -> list[QWidget]:
        """Return the panes between which F6 goes."""
        return [self._importing] if self._is_importing() else self.current.panes()

    def hints(self) -> list[tuple[str, str]]:
        """Return the keys that help where one is, and the way to all of them."""
        here = [] if self._is_importing() else self.current.hints()
        return [*(hint for hint in here if hint[0] != "?"), ("?", tr("all keys"))]

    def resting(self) -> str:
        """Return what the foot says while nothing was just done."""
        match self.name:
            case "story":
                return self._story.resting()
            case "publish":
                return tr("All changes are saved.")
            case _:
                return ""

    def perform(self, name: str) -> bool:
        """Let the workspace do a command."""
        return not self._is_importing() and self.current.perform(name)

    def _wanted(self, name: str, post: PostId | None) -> None:
        """Show a post in another workspace."""
        self._desk.choose(post)
        self.show_workspace(name)

    def _is_importing(self) -> bool:
        return self.name == "sift" and self._sift.currentWidget() is self._importing

    def _imported(self) -> None:
        self._sift.setCurrentIndex(0)
        if self.name == "sift":
            self.show_workspace("sift")
        self.imported.emit()
