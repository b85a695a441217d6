"""Printing all keys on one page."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPen,
)

from curator.gui.commands.commands import groups
from curator.gui.shortcuts.lines import KeyLine, lines
from curator.gui.shortcuts.sheet import COLUMNS
from curator.i18n import tr

_MARGIN = 14.0
"""Margin in millimetres."""

_LARGEST = 15.0
"""Largest line spacing in points, where the page has room."""

_INK, _PALE, _RULE = QColor("#1d1f1c"), QColor("#62665e"), QColor("#d5d5cf")


def print_keys(paper: QPagedPaintDevice) -> None:
    """Print all keys on one page of any size."""
    paper.setPageMargins(
        QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter
    )
    found = lines()
    painter = QPainter(paper)
    point = painter.device().logicalDpiY() / 72
    page = QRectF(painter.viewport())
    head = 34 * point
    most = max(sum(len(found[name]) + 2 for name in names) for names in COLUMNS)
    step = min(_LARGEST * point, (page.height() - head) / most)
    painter.setPen(_INK)
    painter.setFont(_font(18 * point, 600))
    painter.drawText(QRectF(0, 0, page.width(), head), tr("Curator: all keys"))
    gap = 18 * point
    width = (page.width() - gap * (len(COLUMNS) - 1)) / len(COLUMNS)
    for number, names in enumerate(COLUMNS):
        box = QRectF(number * (width + gap), head, width, step)
        for name in names:
            _group(painter, box, groups()[name], found[name], point)
    painter.end()


def _group(painter: QPainter, box: QRectF, head: str, group: list[KeyLine], point: float) -> None:
    """Print a group and return the remaining box below it."""
    step, size = box.height(), min(9.5 * point, box.height() * 0.66)
    painter.setFont(_font(size, 700))
    painter.setPen(_INK)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, head)
    for line in group:
        box.translate(0, step)
        keys = " ".join(line.keys)
        painter.setFont(_font(size, 600))
        painter.setPen(_INK)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
        room = box.width() - QFontMetricsF(painter.font()).horizontalAdvance(keys) - 6 * point
        painter.setFont(_font(size, 400))
        elide = Qt.TextElideMode.ElideRight
        words = QFontMetricsF(painter.font()).elidedText(line.words, elide, room)
        painter.setPen(_PALE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QPen(_RULE, 0.5 * point))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
    box.translate(0, step * 2)


def _font(size: float, weight: int) -> QFont:
    made = QFont()
    made.setPixelSize(max(1, round(size)))
    made.setWeight(QFont.Weight(weight))
    return made
