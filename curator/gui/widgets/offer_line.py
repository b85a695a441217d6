"""A line across the window that offers something and can be left alone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.widgets.buttons import Button
from curator.gui.widgets.labels import Label, Rule
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.notices import announce


class OfferLine(QWidget):
    """A sentence, a button that takes the offer, and one that leaves it, as Esc does."""

    taken = Signal()
    left = Signal()

    def __init__(self, take: str, leave: str, *, solid: bool = True, below: bool = False) -> None:
        super().__init__()
        self._words = Label("", wrap=True)
        self.take = Button(take, kind="solid" if solid else "plain")
        self.leave = Button(leave, kind="flat")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(14, 7, 8, 7)
        self._row.setSpacing(8)
        column = column_in(self, spacing=0)
        column.addLayout(self._row)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self.leave)
        self._row.addWidget(self.take)
        column.insertWidget(0 if below else 1, Rule())
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self._leave)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return the text of the offer."""
        return self._words.text()

    def offer(self, sentence: str) -> None:
        """Show an offer, and announce it to screen readers."""
        self._words.setText(sentence)
        self.show()
        announce(self, sentence)

    def _take(self) -> None:
        self.hide()
        self.taken.emit()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
