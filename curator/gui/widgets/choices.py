"""Selectors: a segmented switch, and a button that opens a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QMenu,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.gui.widgets.buttons import MIDDLE, Button, paint_ring
from curator.gui.widgets.labels import shortened
from curator.gui.widgets.layouts import row_in


class Segments(QWidget):
    """A switch of which one segment is always on: Starred | Tag | Search."""

    chosen = Signal(int)

    def __init__(
        self, names: Sequence[str], *, does: Sequence[str] = (), height: int = 28, label: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self._buttons: list[_Segment] = []
        row = row_in(self, spacing=0)
        for number, name in enumerate(names):
            does_ = does[number] if does else ""
            place = (number == 0, number == len(names) - 1)
            button = _Segment(name, does_, height, place)
            self._group.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        self._buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def choose(self, number: int) -> None:
        """Turn a segment on without emitting a signal."""
        self._buttons[number].setChecked(True)

    @property
    def number(self) -> int:
        """Return the index of the segment that is on."""
        return self._group.checkedId()

    def number_at(self, point: QPoint) -> int:
        """Return the index of the segment at a point."""
        places = [button.geometry().contains(point) for button in self._buttons]
        return places.index(True) if any(places) else 0

    def show_keys(self, *, on: bool) -> None:
        """Show or hide the keys beside the labels."""
        for button in self._buttons:
            button.show_key(on=on)


class _Segment(Restyled, QAbstractButton):
    def __init__(self, text: str, does: str, height: int, place: tuple[bool, bool]) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self._does, self._height, self._place, self._keyed = does, height, place, bool(does)
        self.setAccessibleDescription(self._key)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_key(self, *, on: bool) -> None:
        self._keyed = on and bool(self._does)
        self.updateGeometry()
        self.update()

    @property
    def _key(self) -> str:
        return keymap.shown_keys(self._does) if self._does else ""

    def _padding(self) -> int:
        return theme.px(15 if self._key else 11)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("base", weight=600)).horizontalAdvance(self.text())
        if self._keyed:
            width += theme.px(8) + QFontMetrics(theme.font("micro")).horizontalAdvance(self._key)
        return QSize(width + 2 * self._padding() + 1, theme.px(self._height) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24) + 2 * self._padding(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lacks_room = self.width() < self.sizeHint().width()
        self.setToolTip(plain_tip(self.text()) if lacks_room else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.5)
        first, last = self._place
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if last else 0.5, -0.5)
        shape = box.adjusted(0 if first else -12, 0, 0 if last else 12, 0)
        painter.setClipRect(self.rect())
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(theme.colour(self._fill()))
        painter.drawRoundedRect(shape, 7, 7)
        if not last:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(self.width() - 1, 1, self.width() - 1, self.height() - 2)
        self._paint_words(painter)
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), 7)

    def _fill(self) -> str:
        if self.isChecked() and self.isEnabled():
            return "soft"
        return "hover" if self.underMouse() and self.isEnabled() else "base"

    def _paint_words(self, painter: QPainter) -> None:
        on = self.isChecked() and self.isEnabled()
        painter.setPen(theme.colour("accent" if on else "text2"))
        painter.setFont(theme.font("base", weight=600 if on else 500))
        small = QFontMetrics(theme.font("micro")).horizontalAdvance(self._key)
        room = self.width() - theme.px(8) - (theme.px(8) + small if self._keyed else 0)
        words = shortened(self.text(), painter.fontMetrics(), room)
        width = painter.fontMetrics().horizontalAdvance(words)
        whole = width + (theme.px(8) + small if self._keyed else 0)
        left = (self.width() - whole) // 2
        painter.drawText(left, 0, width + 2, self.height(), MIDDLE, words)
        if self._keyed:
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.colour("accent" if on else "text3"))
            left += width + theme.px(8)
            painter.drawText(left, 0, small + 2, self.height(), MIDDLE, self._key)


class Choice(Button):
    """A selector that shows the current option and an arrow: “Oldest first ⌄”."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], *, label: str = "") -> None:
        super().__init__("", kind="flat")
        self._label = label
        self._short = False
        self._menu = QMenu(self)
        self.number = 0
        """The index of the current option."""
        self.offer(names)
        self.clicked.connect(self._open)
        self._menu.triggered.connect(self._take)

    def offer(self, names: Sequence[str]) -> None:
        """Set the options; the first becomes current."""
        self._names = list(names)
        self.number = 0
        self._show()

    def shorten(self, *, on: bool = True) -> None:
        """Cut the label where there is little room; the tool tip has the whole."""
        self._short = on
        across = QSizePolicy.Policy.Preferred if on else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._show()

    def choose(self, number: int) -> None:
        """Set the current option without emitting a signal."""
        self.number = number
        self._show()

    def _show(self) -> None:
        name = self._names[self.number] if self._names else ""
        self.setText(name)
        self.setToolTip(plain_tip(name) if self._short else "")
        self.setAccessibleName(f"{self._label}: {name}" if self._label else name)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        self._menu.clear()
        for number, name in enumerate(self._names):
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(number == self.number)
            action.setData(number)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, action: QAction) -> None:
        self.choose(int(action.data()))
        self.chosen.emit(self.number)

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.px(80)), whole.height()) if self._short else whole

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        width = metrics.horizontalAdvance(self.text()) + theme.px(13 + 3 + 8)
        return QSize(width, theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("press"))
            painter.drawRoundedRect(box, 5, 5)
        painter.setFont(theme.font("small"))
        on = self.isEnabled()
        painter.setPen(theme.colour("text2") if on else theme.faded("text3", 0.6))
        size = theme.px(13)
        line = box.adjusted(theme.px(4), 0, -size - theme.px(6), 0)
        room = round(line.width()) + 1  # Qt rounds widths up
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, MIDDLE, name)
        arrow = theme.pixmap("chevron-down", size, "text2", self.devicePixelRatioF())
        painter.drawPixmap(
            self.width() - size - theme.px(4), (self.height() - size) // 2 + 1, arrow
        )
        if self.hasFocus():
            paint_ring(painter, box, 5)
