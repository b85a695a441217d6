"""Drops on the canvas: the insertion mark follows the pointer, and the edges scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QScrollArea
from typing_extensions import override

from curator.gui.drag.payload import DragPayload, carried

_EDGE = 40
"""Pixels from an edge within which the canvas scrolls."""

_STEP = 14


class DropTarget(QObject):
    """Handles drags over a scroll area."""

    moved = Signal()
    """`carried` or `y` has changed."""

    dropped = Signal(object, int)
    """A Carried was dropped at this height of the page."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.carried: DragPayload | None = None
        """What is being dragged over the canvas, or None."""
        self._at = 0
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(30)
        self._scrolling.timeout.connect(self._scroll)
        area.viewport().setAcceptDrops(True)
        area.viewport().installEventFilter(self)

    @property
    def y(self) -> int:
        """The pointer's height on the page."""
        return self._at + self._area.verticalScrollBar().value()

    def _hold(self, event: QDragMoveEvent) -> None:
        """Move the insertion mark to where the drop would go."""
        self.carried = carried(event.mimeData())
        if self.carried is None:
            event.ignore()
            return
        self._at = round(event.position().y())
        blocks = self.carried.kind == "blocks"
        event.setDropAction(Qt.DropAction.MoveAction if blocks else Qt.DropAction.CopyAction)
        event.accept()
        if self._pull():
            self._scrolling.start()
        else:
            self._scrolling.stop()
        self.moved.emit()

    def _drop(self, event: QDropEvent) -> None:
        fallen = carried(event.mimeData())
        self._at = round(event.position().y())
        self._leave()
        if fallen is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(fallen, self.y)

    def _leave(self) -> None:
        self._scrolling.stop()
        self.carried = None
        self.moved.emit()

    def _pull(self) -> int:
        """Return how far to scroll: further the nearer the pointer is to an edge."""
        if self._at < _EDGE:
            return -_STEP
        return _STEP if self._at > self._area.viewport().height() - _EDGE else 0

    def _scroll(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + self._pull())
        self.moved.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDragMoveEvent):
                self._hold(event)
            case QEvent.Type.DragLeave:
                self._leave()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._drop(event)
            case _:
                return False
        return True
