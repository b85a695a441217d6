"""The workspace Sift."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.gui.desk import Desk
from curator.gui.parts import Label
from curator.i18n import trn


class Sift(QWidget):
    """How many posts the library holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Label(style="title")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Sift")
        column = QVBoxLayout(self)
        column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignCenter)
        desk.changed.connect(self._count)
        self._count()

    def perform(self, name: str) -> bool:
        """Do a command; tell whether it is one of this workspace's."""
        return not name

    def panes(self) -> list[QWidget]:
        """Return the panes in reading order."""
        return [self]

    def hints(self) -> list[tuple[str, str]]:
        """Return keys and what they do here."""
        return []

    def start(self) -> None:
        """Take the focus."""
        self.setFocus()

    def _count(self) -> None:
        count = self._desk.library.posts.counts().all
        self._words.setText(trn("{count} post", "{count} posts", count))
