"""A splitter whose handle looks thin but is wide enough to grasp."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.library import Library

_GRASPED = 7
_STEP = 24
"""Pixels by which a key moves the line between two panes."""


def widen(focus: QWidget | None, step: int) -> None:
    """Make the pane of a widget wider, or with step=-1 narrower, as dragging its line does."""
    pane, splitter = focus, focus.parentWidget() if focus else None
    while splitter is not None and not isinstance(splitter, QSplitter):
        pane, splitter = splitter, splitter.parentWidget()
    if pane is None or splitter is None:
        return
    here = splitter.indexOf(pane)
    beside = [
        number
        for number in (here - 1, here + 1)
        if (other_pane := splitter.widget(number)) is not None and other_pane.isVisible()
    ]
    if not beside:
        return
    sizes = splitter.sizes()
    other = max(beside, key=lambda number: sizes[number])
    change = step * theme.px(_STEP)
    sizes[here] += change
    sizes[other] -= change
    if min(sizes[here], sizes[other]) > 0:  # what a pane needs at least, Qt knows
        splitter.setSizes(sizes)
        splitter.splitterMoved.emit(0, max(here, other))
    if isinstance(splitter, Splitter):
        splitter.keep()


class Splitter(QSplitter):
    """Remembers its widths in the library; a double click resets them."""

    def __init__(self, library: Library, name: str, usual: Sequence[int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._library, self._name, self._usual = library, f"widths-{name}", list(usual)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def add_pane(self, pane: QWidget, growth: int) -> None:
        """Add a pane that takes a share of spare room."""
        self.addWidget(pane)
        self.setStretchFactor(self.count() - 1, growth)

    def restore(self) -> None:
        """Apply the remembered widths, or the defaults."""
        try:
            widths = json.loads(self._library.recall(self._name) or "null")
        except ValueError:  # the stored value may be of another form
            widths = None
        good = isinstance(widths, list) and len(widths) == self.count()
        if good and all(isinstance(width, int) and width > 0 for width in widths):
            self.setSizes(widths)
        else:
            self.setSizes(self._usual)

    def reset(self) -> None:
        """Apply the default widths."""
        self.setSizes(self._usual)
        self.keep()

    def keep(self) -> None:
        """Save the widths."""
        if all(self.sizes()):
            self._library.remember(self._name, json.dumps(self.sizes()))

    @override
    def createHandle(self) -> QSplitterHandle:
        handle = _Handle(self.orientation(), self)
        handle.released.connect(self.keep)
        handle.reset.connect(self.reset)
        return handle


class _Handle(QSplitterHandle):
    released = Signal()
    reset = Signal()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        side = (_GRASPED - 1) // 2  # Qt's own handle would be five pixels wide
        self.setAttribute(Qt.WidgetAttribute.WA_MouseNoMask)
        self.setContentsMargins(side, 0, side, 0)
        self.setMask(QRegion(self.contentsRect()))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.raise_()
        return super().event(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.released.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.contentsRect(), theme.colour("line"))
