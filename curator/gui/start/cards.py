"""The large buttons of the start page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from curator.gui.commands import keymap
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import cap_size, paint_cap, paint_ring
from curator.i18n import tr

_WRAP = int(Qt.TextFlag.TextWordWrap)


class BigButton(Restyled, QAbstractButton):
    """A way to begin: icon, label, key and explanation."""

    def __init__(self, icon: str, text: str, words: str, key: str, *, first: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._words, self._does, self._first = icon, words, key, first
        self.setAccessibleName(text)
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(100))

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - theme.px(40) - 34, 1000)
        words = QFontMetrics(theme.font("base")).boundingRect(room, _WRAP, self._words)
        return max(theme.px(100), words.height() + theme.px(58))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_by_key(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        fill = "press" if self.isDown() else "hover" if self.underMouse() else "base"
        painter.setPen(QPen(theme.colour("accent" if self._first else "line2"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.hasFocus():
            paint_ring(painter, box, 8)
        ink = "accent" if self._first else "text2"
        size = theme.px(20)
        left, top = theme.px(20), theme.px(18)
        glyph = theme.pixmap(self._icon, size, ink, self.devicePixelRatioF())
        painter.drawPixmap(left, top + 1, glyph)
        self._paint_words(painter, QRect(self.rect()).adjusted(left + size + 14, top, -20, -12))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        head = theme.font("canvas", weight=600)
        words = QFontMetrics(head).horizontalAdvance(self.text())
        key = keymap.cap(self._does)
        cap = cap_size(key)
        if key and words + cap.width() + theme.px(8) <= box.width():
            at = QRectF(box.right() - cap.width(), box.top(), cap.width(), cap.height())
            paint_cap(painter, at, key)
        painter.setFont(head)
        painter.setPen(theme.colour("accent" if self._first else "text"))
        line = QRect(box.left(), box.top() - 2, box.width(), theme.px(22))
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(box.adjusted(0, theme.px(23), 0, 8), _WRAP, self._words)


class DropArea(QAbstractButton):
    """An area for dropping files, which works anywhere in the window; Enter opens a dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Drop files or folders anywhere in this window"))
        self.setAccessibleName(self.text())
        self._words = tr(
            "Post archives (.zip, .js), JSON and JSON Lines, CSV and TSV sheets, saved"
            " transcripts. Recognised by content, not by name."
        )
        self.setAccessibleDescription(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(118))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_by_key(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        pen = QPen(theme.colour("edge"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.colour("alt"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        middle = self.height() // 2
        painter.setFont(theme.font("post", weight=500))
        painter.setPen(theme.colour("text"))
        head = QRect(12, middle - theme.px(23), self.width() - 24, theme.px(20))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text3"))
        under = QRect(16, middle + theme.px(2), self.width() - 32, theme.px(40))
        flags = int(Qt.AlignmentFlag.AlignHCenter) | _WRAP
        painter.drawText(under, flags, self._words)
        if self.hasFocus():
            paint_ring(painter, box, 8)


def press_by_key(button: QAbstractButton, event: QKeyEvent) -> None:
    """Press a button with Return, too; keys that are not for it go on to its parent."""
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
        button.click()
    else:
        event.ignore()
