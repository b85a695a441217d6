"""An overlay over the window. It is no modal dialog, so nothing has to be answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.widgets.buttons import Button
from curator.gui.widgets.pane_focus import HELP

_EDGE = 8


class Panel(QWidget):
    """The sheet that holds an overlay's content."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class Overlay(QWidget):
    """Covers the window with a scrim; Esc or a click outside closes it, and the focus returns."""

    closed = Signal()

    lets: frozenset[str] = frozenset()
    """Commands that stay available while it is shown, besides 'keys' and 'help'."""

    size_wanted: tuple[int, int] | None = None
    """The size of the sheet at the normal size of text; None: as its content needs."""

    about = ""
    """What its help page is about, see `page_for`; '' is the workspace below."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.panel = Panel(self)
        """The sheet with the content."""
        self.sheds: tuple[Button, ...] = ()
        """Buttons that show their icons only, in turn, where the sheet is too narrow for all."""
        if self.about:
            self.setProperty(HELP, self.about)
        window.installEventFilter(self)
        self.hide()

    def box(self, room: QRect) -> QRect:
        """Return the position of the sheet in the window."""
        if self.size_wanted is not None:
            width, height = map(theme.px, self.size_wanted)
            width, height = min(width, room.width() - 48), min(height, room.height() - 96)
            return QRect((room.width() - width) // 2, 62, width, height)
        size = self.panel.sizeHint().boundedTo(room.size())
        return QRect((room.width() - size.width()) // 2, 96, size.width(), size.height())

    def open(self) -> None:
        """Open it over the window."""
        self._before = QApplication.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._place_panel()
        self._take_focus()

    def dismiss(self) -> None:
        """Close it and return the focus."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():  # a pop-up may be gone
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def _place_panel(self) -> None:
        """Place the sheet, as wide as its content needs where the window has that room."""
        for button in self.sheds:
            button.bare(on=False)
        box, room = self.box(self.rect()), self.width() - 2 * _EDGE
        for button in self.sheds:
            if self._needed() <= max(box.width(), room):
                break
            button.bare(on=True)
        wide = max(box.width(), min(self._needed(), room))
        if wide > box.width():
            box.setLeft((self.width() - wide) // 2)
            box.setWidth(wide)
        self.panel.setGeometry(box)

    def _needed(self) -> int:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return self.panel.minimumSizeHint().width()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        inside = [w for w in self.panel.findChildren(QWidget) if _takes_focus(w)]
        if not inside:
            return True
        here = QApplication.focusWidget()
        at = inside.index(here) if here in inside else -1
        step = 1 if next else -1
        reason = Qt.FocusReason.TabFocusReason
        inside[(at + step) % len(inside)].setFocus(reason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif self.isVisible():  # a key that has closed it is not for the window as well
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scrim = theme.colour("scrim")
        painter.fillRect(self.rect(), scrim)


def _takes_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled()
