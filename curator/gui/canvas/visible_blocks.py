"""Scrolling of the canvas: makes and places the blocks in view, and keeps the caret visible."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QScrollArea

from curator.gui.canvas.column import BlockColumn
from curator.gui.canvas.text_edit import Field

_EDGE = 40
"""Pixels kept free above and below a block that is scrolled to."""

_MOST = 4
"""Most passes over the layout: each can correct an estimated height and so move the target."""


class VisibleBlocks(QObject):
    """Scrolls a column of blocks."""

    arranged = Signal()
    """All blocks in view are in place."""

    def __init__(self, area: QScrollArea, column: BlockColumn) -> None:
        super().__init__(area)
        self._area, self._column = area, column
        self._bar = area.verticalScrollBar()
        self._is_arranging, self._is_due = False, True
        self._arranged: tuple[object, ...] = ()
        """What the blocks were last placed for."""
        self.keep: int | None = None
        """The block whose widget is kept however far away it is, because it has the focus."""
        self._bar.valueChanged.connect(self.arrange)

    @property
    def is_arranging(self) -> bool:
        """Whether blocks are being placed, which may hide the widget that has the focus."""
        return self._is_arranging

    def rearrange(self) -> None:
        """Measure and place the blocks in view anew, since one may be higher or lower now."""
        self._is_due = True
        self.arrange()

    def arrange(self) -> None:
        """Make and place the blocks in view, unless they are in place already."""
        if self._is_arranging or not self._area.isVisible():
            return
        if self._is_due or self._arranged != self._place():
            self._arrange()
        self.arranged.emit()

    def _place(self) -> tuple[object, ...]:
        """Return all that the places of the blocks depend on, but their heights."""
        return self._bar.value(), self._area.viewport().size(), self.keep, self._column.filled

    def _arrange(self) -> None:
        self._is_arranging, self._is_due = True, False
        filled, keep = self._column.filled, self.keep  # placing may move the focus, and change it
        screen = self._area.viewport().height()
        for _ in range(_MOST):
            room = self._area.viewport().width()
            moved = self._column.settle(room, self._bar.value(), screen)
            if not moved:
                break
            self._bar.setValue(self._bar.value() + moved)
        self._column.place(self._bar.value(), screen, self.keep)
        self._arranged = self._bar.value(), self._area.viewport().size(), keep, filled
        self._is_arranging = False

    def reveal(self, block: int) -> None:
        """Scroll as little as needed to show a block, its beginning first."""
        self.arrange()
        for _ in range(_MOST):  # the block is measured only once it is in view, which may move it
            before, at = self._bar.value(), self._column.number(block)
            if at is None:
                return
            top, bottom = self._column.span(at)
            self._to(top - _EDGE, bottom + _EDGE)
            if self._bar.value() == before:
                return

    def follow(self, field: Field) -> None:
        """Keep the caret visible while the user types in a field."""
        if field.hasFocus():
            self.arrange()
            caret = field.cursorRect()
            top = field.mapTo(self._column, QPoint(0, caret.top())).y()
            self._to(top - _EDGE, top + caret.height() + _EDGE)

    def holds(self, block: int | None, screen: int) -> bool:
        """Tell whether any part of a block is in view, or within a screen's height of it."""
        at = self._column.number(block)
        if at is None:
            return False
        (top, bottom), low = self._column.span(at), self._bar.value()
        return bottom > low - _EDGE and top < low + screen + _EDGE

    def _to(self, top: int, bottom: int) -> None:
        screen = self._area.viewport().height()
        if top < self._bar.value() or bottom - top > screen:
            self._bar.setValue(top)
        elif bottom > self._bar.value() + screen:
            self._bar.setValue(bottom - screen)
