"""The page in place of the canvas while there is no story."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from curator.gui.drag.payload import carried
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr

_MARGIN = 16


class NoStory(QWidget):
    """Offers the ways to begin a story."""

    begun = Signal()
    cut = Signal()
    """A rough cut is to be made."""
    dropped = Signal(object)
    """A Carried: posts to begin a story with."""

    def __init__(self) -> None:
        super().__init__()
        self.button = Button(tr("Make a rough cut"), kind="solid", height=32)
        self.button.clicked.connect(self.cut)
        self.new = Button(tr("New story"), height=32)
        self.new.clicked.connect(self.begun)
        column = column_in(self, (_MARGIN, _MARGIN, _MARGIN, _MARGIN), spacing=14)
        column.addStretch(2)
        self._words = words = Label(
            tr("Start with a title, drag posts in, or let Curator make a rough cut."),
            "title",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        column.addLayout(row)
        row.addStretch()
        row.addWidget(self.button)
        row.addWidget(self.new)
        row.addStretch()
        column.addStretch(3)
        self.setAcceptDrops(True)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_by_side = self.button.sizeHint().width() + 8 + self.new.sizeHint().width()
        has_room = self.width() - 2 * _MARGIN >= side_by_side
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if has_room else way.TopToBottom)
        beside = 1 if has_room else 2
        room = self.height() - 2 * _MARGIN - beside * (self.new.sizeHint().height() + 14)
        self._words.restyle("title")
        if self._words.heightForWidth(self.width() - 2 * _MARGIN) > room:
            self._words.restyle("base")

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        held = carried(event.mimeData())
        event.setAccepted(held is not None and held.kind in {"posts", "search"})

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        held = carried(event.mimeData())
        if held is not None and held.kind in {"posts", "search"}:
            event.acceptProposedAction()
            self.dropped.emit(held)
