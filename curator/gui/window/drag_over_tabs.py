"""Dragging over the workspace tabs: opens Story, or drops into the story."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from typing_extensions import override

from curator.gui.drag.payload import DragPayload, carried
from curator.gui.widgets import Segments

_HELD_FOR = 600
"""Milliseconds to hover over a tab until it opens."""


class DragOverTabs(QObject):
    """Watches the tabs while posts or a saved search are dragged."""

    opened = Signal(str)
    """The workspace whose tab was hovered over."""

    dropped = Signal(object)
    """A Carried that was dropped on the Story tab."""

    def __init__(self, switch: Segments, names: tuple[str, ...]) -> None:
        super().__init__(switch)
        self._switch, self._names = switch, names
        self._over = ""
        self._held = QTimer(self, interval=_HELD_FOR, singleShot=True)
        self._held.timeout.connect(lambda: self.opened.emit(self._over))
        switch.setAcceptDrops(True)
        switch.installEventFilter(self)

    def _hold(self, event: QDragMoveEvent) -> None:
        over = self._names[self._switch.number_at(event.position().toPoint())]
        if self._dropped(event) is None or over != "story":
            self._held.stop()
            event.ignore()
            return
        event.acceptProposedAction()
        if not self._held.isActive() and over != self._over:
            self._held.start()
        self._over = over

    def _dropped(self, event: QDropEvent) -> DragPayload | None:
        found = carried(event.mimeData())
        return found if found is not None and found.kind in {"posts", "search"} else None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDragMoveEvent):
                self._hold(event)
            case QEvent.Type.DragLeave:
                self._held.stop()
                self._over = ""
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._held.stop()
                self._over = ""
                if (fallen := self._dropped(event)) is not None:
                    event.acceptProposedAction()
                    self.dropped.emit(fallen)
            case _:
                return False
        return True
