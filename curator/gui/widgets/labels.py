"""Labels, key caps and dividing lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.commands.keymap import ENTER, cap, shown_keys
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import isolated, plain_tip


class Label(Restyled, QLabel):
    """A label in a style and colour of the design; its text is never interpreted as markup."""

    def __init__(
        self,
        text: str = "",
        style: str = "base",
        colour: str = "text",
        *,
        wrap: bool = False,
        weight: int | None = None,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        # the same text colour on every kind of background
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self._style, self._colour, self._weight = style, colour, weight
        self.setWordWrap(wrap)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # on a base ground as well
        self._restyle()

    def recolour(self, colour: str) -> None:
        """Show the text in another colour of the design."""
        if colour != self._colour:
            self._colour = colour
            self._restyle()

    def restyle(self, style: str) -> None:
        """Show the text in another style of the design."""
        if style != self._style:
            self._style = style
            self._restyle()

    def _restyle(self) -> None:
        self.setFont(theme.font(self._style, weight=self._weight))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(self._colour))
        self.setPalette(palette)
        if not self.wordWrap():
            self.setMinimumHeight(theme.line(self._style))

    @override
    def follow_style(self) -> None:
        self._restyle()


def shortened(text: str, metrics: QFontMetrics, room: int) -> str:
    """Return text as far as it fits, with … after its last whole word, or within its first."""
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if cut == text:
        return text
    kept = cut.removesuffix("…")
    whole = kept if text[len(kept) :].startswith(" ") else kept.rpartition(" ")[0]
    return f"{whole.rstrip(' ·,;:')}…" if whole.strip(" ·,;:") else cut


class Elided(Label):
    """A one-line label that ends with … after the last word that fits; its tip has the whole."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(24), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = shortened(self.text(), self.fontMetrics(), self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(self.alignment()), isolated(shown))
        tip = plain_tip(self.text()) if shown != self.text() else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)


class NameLink(Elided):
    """A name that links to its person; a right click opens a menu."""

    clicked = Signal()
    menu_wanted = Signal(QPoint)
    """The context menu is to open, at a position of the screen."""

    def __init__(self, style: str = "base", *, weight: int | None = None) -> None:
        super().__init__(style=style, weight=weight)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._underline(on=True)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._underline(on=False)

    def _underline(self, *, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())


def cap_size(key: str, height: int = 18) -> QSize:
    """Return the size of a key cap."""
    metrics = QFontMetrics(theme.font("micro", weight=500))
    width = theme.px(14) if key == ENTER else metrics.horizontalAdvance(key)
    tall = theme.px(height)
    return QSize(max(tall, width + theme.px(9)), tall)


def paint_cap(
    painter: QPainter,
    box: QRectF,
    key: str,
    *,
    ink: str = "text3",
    edge: str = "line2",
    fill: str = "window",
) -> None:
    """Paint a key cap; fill may be '' for none."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(edge), 1))
    painter.setBrush(theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QPen(theme.colour(ink), 1.3))
    if key == ENTER:
        _paint_arrow(painter, box)
    else:
        painter.setFont(theme.font("micro", weight=500))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def _paint_arrow(painter: QPainter, box: QRectF) -> None:
    unit = theme.px(1)
    at = box.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    shaft = QPolygonF()
    head = QPolygonF()
    for x, y in ((5, -3.5), (5, 1), (-5, 1)):
        shaft.append(at + QPointF(x * unit, y * unit))
    for x, y in ((-2, -2), (-5, 1), (-2, 4)):
        head.append(at + QPointF(x * unit, y * unit))
    painter.drawPolyline(shaft)
    painter.drawPolyline(head)


class KeyCap(Restyled, QWidget):
    """A key cap: a key such as 'Esc', or the keys of a command."""

    def __init__(self, key: str, *, height: int = 18) -> None:
        super().__init__()
        self._key, self._height = key, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown_keys(key))

    @override
    def sizeHint(self) -> QSize:
        return cap_size(cap(self._key), self._height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if text := cap(self._key):
            paint_cap(QPainter(self), QRectF(self.rect()), text)

    @override
    def follow_style(self) -> None:
        self.setAccessibleName(shown_keys(self._key))
        self.updateGeometry()


class Rule(QWidget):
    """A dividing line."""

    def __init__(self, *, upright: bool = False, colour: str = "line") -> None:
        super().__init__()
        self._colour = colour
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else free, free if upright else fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self._colour))
