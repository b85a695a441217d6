"""Buttons with their keys, and chips."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
)
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.gui.widgets.labels import cap_size, paint_cap, shortened
from curator.i18n import tr

Kind: TypeAlias = Literal["plain", "solid", "flat", "link"]

_LEAST = 90
"""Least width of a button that shrinks."""

MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_ring(painter: QPainter, box: QRectF, radius: float, ink: str = "accent") -> None:
    """Paint the focus ring."""
    painter.setPen(QPen(theme.colour(ink), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


class Button(Restyled, QPushButton):
    """A button that shows its key; kind 'solid' once on a screen at most, 'link' for text alone.

    key: one such as 'Esc', or the command whose keys are shown.
    """

    def __init__(
        self,
        text: str,
        *,
        key: str = "",
        icon: str = "",
        kind: Kind = "plain",
        checkable: bool = False,
        height: int = 28,
    ) -> None:
        super().__init__(text)
        self._shrinks = False
        self._does, self._icon, self._kind, self._height = key, icon, kind, height
        self._key = keymap.cap(key)
        self._bare = False
        self._ink = "accent"
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(text)
        self.setAccessibleDescription(keymap.shown_keys(key))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def shrink(self) -> None:
        """End the label with … from now on where there is no room for it."""
        self._shrinks = True
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, *, short: str = "") -> None:
        """Set the label; where it is shortened, screen readers still get the whole."""
        self.setText(short or text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def recolour(self, colour: str) -> None:
        """Show the label of a link in another colour of the design, such as 'warn'."""
        self._ink = colour
        self.update()

    def redraw_as(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def bare(self, *, on: bool) -> None:
        """Show only icon and key; the label becomes the tool tip."""
        if on == self._bare:
            return
        self._bare = on
        self.setToolTip(plain_tip(self.accessibleName()) if on else "")
        self.updateGeometry()
        self.update()

    @property
    def bare_width(self) -> int:
        """The width without the label."""
        shown = [width for width in self._widths()[::2] if width]
        return sum(shown) + theme.px(7) * (len(shown) - 1) + 2 * self._margin() + 2

    def _words(self) -> str:
        return "" if self._bare else self.text()

    def _font_weight(self) -> int:
        return 500 if self._kind in {"solid", "link"} else 400

    def _type(self) -> str:
        """Return the font: small print for links lower than a line of text."""
        if self._kind != "link" or self._height > 20:  # noqa: PLR2004  a line and its room
            return "base"
        return "micro" if self._height < 20 else "small"  # noqa: PLR2004

    def _widths(self) -> tuple[int, int, int]:
        """Return the widths of icon, label and key."""
        metrics = QFontMetrics(theme.font(self._type(), weight=self._font_weight()))
        icon = theme.px(15) if self._icon else 0
        words = metrics.horizontalAdvance(self._words()) if self._words() else 0
        key = cap_size(self._key).width() if self._key else 0
        return icon, words, key

    def _margin(self) -> int:
        if self._kind == "link":
            return theme.px(2)
        return theme.px(14 if self._height > 30 else 9)  # noqa: PLR2004  the tall kind is wider

    @override
    def sizeHint(self) -> QSize:
        widths = [width for width in self._widths() if width]
        gaps = theme.px(7) * (len(widths) - 1)
        return QSize(sum(widths) + gaps + 2 * self._margin() + 2, theme.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        least = min(whole.width(), theme.px(_LEAST))
        return QSize(least, whole.height()) if self._shrinks else whole

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shrinks:
            cut = self.width() < self.sizeHint().width()
            self.setToolTip(plain_tip(self.text()) if cut else "")

    @override
    def follow_style(self) -> None:
        if self._key != keymap.cap(self._does):
            self._key = keymap.cap(self._does)
            self.setAccessibleDescription(keymap.shown_keys(self._does))
        self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        fill, edge, ink = self._colours()
        if self._kind != "link":
            painter.setPen(QPen(edge, 1) if edge.alpha() else Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        self._paint_inside(painter, ink)
        if self.hasFocus():
            inside = box.adjusted(2, 2, -2, -2) if self._kind == "solid" else box
            paint_ring(painter, inside, 6, "base" if self._kind == "solid" else "accent")

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        none = QColor(0, 0, 0, 0)
        if not self.isEnabled():
            edge = theme.colour("line") if self._kind in {"plain", "solid"} else none
            return none, edge, theme.faded("text3", 0.6)
        if self._kind == "solid":
            fill = theme.colour("accent")
            if self.isDown() or self.underMouse():
                fill = fill.lighter(112) if theme.is_dark() else fill.darker(112)
            return fill, none, theme.colour("on-accent")
        if self.isChecked():
            return theme.colour("soft"), theme.colour("soft-line"), theme.colour("accent")
        plain = self._kind == "plain"
        fill = theme.colour("base") if plain else none
        if self.isDown():
            fill = theme.colour("press")
        elif self.underMouse():
            fill = theme.colour("hover" if plain else "press")
        ink = {"plain": "text", "flat": "text2", "link": self._ink}[self._kind]
        return fill, theme.colour("line2") if plain else none, theme.colour(ink)

    def _paint_inside(self, painter: QPainter, ink: QColor) -> None:
        icon, words, key = self._widths()
        gap = theme.px(7)
        told = self._words()
        if self._shrinks and (over := self.sizeHint().width() - self.width()) > 0:
            metrics = QFontMetrics(theme.font(self._type(), weight=self._font_weight()))
            told = shortened(told, metrics, words - over)
            words = metrics.horizontalAdvance(told)
        parts = [width for width in (icon, words, key) if width]
        left = (self.width() - sum(parts) - gap * (len(parts) - 1)) / 2
        middle = self.height() / 2
        if icon:
            drawn = theme.pixmap(self._icon, icon, self._ink_token(), self.devicePixelRatioF())
            painter.setOpacity(ink.alphaF())
            painter.drawPixmap(round(left), round(middle - icon / 2), drawn)
            painter.setOpacity(1)
            left += icon + gap
        if words:
            painter.setFont(theme.font(self._type(), weight=self._font_weight()))
            painter.setPen(ink)
            box = QRectF(left, 0, words + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, told)
            if self._kind == "link" and self.underMouse():
                under = round(middle + painter.fontMetrics().ascent() / 2 + 1)
                painter.drawLine(round(left), under, round(left) + words, under)
            left += words + gap
        if key:
            self._paint_key(painter, left, middle)

    def _ink_token(self) -> str:
        if not self.isEnabled():
            return "text3"
        if self._kind == "solid":
            return "on-accent"
        if self.isChecked() or self._kind == "link":
            return "accent"
        return "text2" if self._kind == "flat" else "text"

    def _paint_key(self, painter: QPainter, left: float, middle: float) -> None:
        size = cap_size(self._key)
        box = QRectF(left, middle - size.height() / 2, size.width(), size.height())
        painter.setOpacity(1 if self.isEnabled() else 0.6)
        if self._kind == "solid" and self.isEnabled():
            paint_cap(painter, box, self._key, ink="on-accent", edge="on-accent", fill="")
        elif self.isChecked():
            paint_cap(painter, box, self._key, ink="accent", edge="soft-line", fill="")
        else:
            paint_cap(painter, box, self._key)
        painter.setOpacity(1)


class Chip(Restyled, QAbstractButton):
    """A condition or a tag in a small box; if removable, Delete or its cross removes it."""

    removed = Signal()

    def __init__(
        self, text: str, *, removable: bool = False, key: str = "", tint: str = ""
    ) -> None:
        super().__init__()
        self.setText(text)
        self._removable, self._key, self._tint = removable, key, tint
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name = tr("{name}, press Delete to remove", name=text) if removable else text
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if removable:
            self.clicked.connect(self.removed)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("small"))
        width = min(metrics.horizontalAdvance(self.text()), theme.px(240)) + theme.px(15)
        width += theme.px(18) if self._removable else 0
        width += metrics.horizontalAdvance(self._key) + theme.px(6) if self._key else 0
        return QSize(width, theme.px(22))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        soft = self._removable
        tint = theme.tag_colours(self._tint)
        if self._key:
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(theme.colour("hover" if self.underMouse() else "base"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = tint[0] if tint else theme.colour("soft" if soft else "idle")
            painter.setBrush(fill)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        ink = tint[1] if tint and not self._key else theme.colour("accent" if soft else "text")
        self._paint_words(painter, ink)
        if self.hasFocus():
            paint_ring(painter, box, 5)

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        left = theme.px(7)
        right = self.width() - theme.px(24 if self._removable else 7)
        if self._key:
            painter.setFont(theme.font("small", weight=600))
            tint = theme.tag_colours(self._tint)
            painter.setPen(tint[1] if tint else theme.colour("text2"))
            painter.drawText(left, 0, self.width(), self.height(), MIDDLE, self._key)
            left += painter.fontMetrics().horizontalAdvance(self._key) + theme.px(6)
        painter.setFont(theme.font("small"))
        painter.setPen(ink)
        room = right - left + 1
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, 0, room, self.height(), MIDDLE, shown)
        if self._removable:
            size = theme.px(12)
            cross = theme.tinted("x", size, ink, self.devicePixelRatioF())
            painter.drawPixmap(right + theme.px(5), (self.height() - size) // 2, cross)
