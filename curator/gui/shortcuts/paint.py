"""Painting of a line of the page of keys, and of a heading."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from curator.gui.look import theme
from curator.gui.look.mirror import in_order
from curator.gui.shortcuts.lines import KeyLine
from curator.gui.widgets import cap_size, paint_cap
from curator.i18n import tr

INSET = 8
"""Space left and right of the lines, for the ring around the current one."""

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_head(painter: QPainter, box: QRect, words: str) -> None:
    """Paint the heading of a group."""
    painter.setFont(theme.font("base", weight=600))
    painter.setPen(theme.colour("accent"))
    painter.drawText(box, _MIDDLE, words)


def paint_line(
    painter: QPainter, row: QRect, line: KeyLine, *, mine: bool, focus: bool, listening: bool
) -> None:
    """Paint a line: its text, and its keys or a prompt; mine: it is the current one."""
    painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("line"))
    if mine:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2) if focus else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft"))
        painter.drawRoundedRect(QRectF(row).adjusted(-INSET + 1, 1, INSET - 1, -1), 5, 5)
    words = tr("Press the new keys") if mine and listening else ""
    left = row.right() + 1
    if words:
        painter.setFont(theme.font("base", weight=500))
        painter.setPen(theme.colour("accent"))
        left -= painter.fontMetrics().horizontalAdvance(words)
        painter.drawText(row, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), words)
    else:
        left = _paint_keys(painter, row, line)
    painter.setFont(theme.font("base", weight=600 if line.is_changed else 400))
    painter.setPen(theme.colour("text"))
    room = left - row.left() - theme.px(8)
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(row, _MIDDLE, painter.fontMetrics().elidedText(line.words, elide, room))


def line_width(line: KeyLine) -> int:
    """Return the width at which nothing of a line is cut."""
    keys = sum(cap_size(key, 17).width() + theme.px(4) for key in line.keys or ("–",))
    font = theme.font("base", weight=600 if line.is_changed else 400)
    return keys + theme.px(8) + 2 + QFontMetrics(font).horizontalAdvance(line.words)


def _paint_keys(painter: QPainter, row: QRect, line: KeyLine) -> int:
    """Paint the key caps of a line; return their left edge."""
    right = row.right() + 1
    for key in in_order(painter, line.keys or ("–",)):
        size = cap_size(key, 17)
        right -= size.width()
        box = QRectF(right, row.center().y() - size.height() / 2, size.width(), size.height())
        if key in {"…", "–"}:
            painter.setPen(theme.colour("text3"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        else:
            paint_cap(painter, box, key)
        right -= theme.px(4)
    return right
