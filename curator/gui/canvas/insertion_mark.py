"""The insertion mark: a line with a dot that shows where the next post will go."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.look import theme

HEIGHT = 22


class InsertionMark(QWidget):
    """A line across the column, with a label while something is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def words(self) -> str:
        """Return the text of the label."""
        return self._words

    def set_words(self, words: str) -> None:
        """Set the label: what would be inserted here; '' hides it."""
        if words != self._words:
            self._words = words
            self.update()

    def place(self, left: int, middle: int, width: int) -> None:
        """Move to a height, across a column."""
        self.setGeometry(left, middle - HEIGHT // 2, width, HEIGHT)
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = HEIGHT // 2
        painter.fillRect(4, middle - 1, self.width() - 4, 2, theme.colour("accent"))
        painter.setBrush(theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPoint(4, middle), 4, 4)
        if not self._words:
            return
        painter.setFont(theme.font("micro", weight=500))
        wide = QFontMetrics(painter.font()).horizontalAdvance(self._words) + 18
        box = QRectF((self.width() - wide) / 2, 1, wide, HEIGHT - 2)
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(theme.colour("on-accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
