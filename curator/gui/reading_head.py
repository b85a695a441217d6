"""The head of the reading pane, and what it says with no post."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui import theme
from curator.gui.parts import Label
from curator.i18n import tr


class ReadingHead(QWidget):
    """“Post”, and which of how many."""

    def __init__(self) -> None:
        super().__init__()
        self._tab = Label(tr("Post"), weight=600)
        self._place = Label(style="small", colour="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 1)
        row.addWidget(self._tab)
        row.addStretch(1)
        row.addWidget(self._place)
        self.setFixedHeight(theme.px(44))

    def say(self, words: str) -> None:
        """Say which post of how many is shown."""
        self._place.setText(words)

    @property
    def words(self) -> str:
        """What is said."""
        return self._place.text()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedHeight(theme.px(44))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        left, wide = self._tab.x(), self._tab.sizeHint().width()
        painter.fillRect(left, self.height() - 2, wide, 2, theme.colour("accent"))


class Unread(QWidget):
    """A sentence in the middle of an empty pane."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(Label(sentence, colour="text3"), 0, Qt.AlignmentFlag.AlignCenter)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("base"))
