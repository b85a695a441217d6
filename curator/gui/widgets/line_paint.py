"""Painting of the lines of an overlay's list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption

from curator.gui.look import theme
from curator.gui.look.mirror import draw_layout, in_order
from curator.gui.widgets import cap_size, paint_cap, paint_face
from curator.gui.widgets.fuzzy_match import Spans
from curator.gui.widgets.list_line import ListLine

_MARGIN = 14
_BESIDE = 0.4
"""Largest share of a line for the text beside its label."""

_CAP = 16


def paint_head(painter: QPainter, area: QRectF, words: str) -> None:
    """Paint a heading."""
    painter.setFont(theme.font("micro", weight=600))
    painter.setPen(theme.colour("text3"))
    box = area.adjusted(_MARGIN, theme.px(6), -_MARGIN, 0)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)


def paint_line(painter: QPainter, area: QRectF, line: ListLine, *, current: bool) -> None:
    """Paint a line: icon, label, text beside it, end and keys."""
    left, right = area.left() + _MARGIN, area.right() - _MARGIN
    middle = area.center().y()
    for key in in_order(painter, line.keys):
        size = cap_size(key, _CAP)
        right -= size.width()
        box = QRectF(right, middle - size.height() / 2, size.width(), size.height())
        painter.setOpacity(0.6 if line.off else 1)
        paint_cap(painter, box, key)
        painter.setOpacity(1)
        right -= theme.px(11)
    if line.end:
        end = _Words(line.end, (), "small", "text3")
        wide = _width(end)
        _paint_words(painter, QRectF(right - wide, area.top(), wide, area.height()), end)
        right -= wide + theme.px(11)
    left = _paint_sign(painter, left, middle, line, current=current)
    ink = "text3" if line.off or line.grey else "text"
    words = _Words(line.words, line.found, "base", ink, 600 if line.here else 400)
    beside = _Words(line.beside, line.found_beside, "small", "text3")
    gap = theme.px(11)
    kept = min(_width(beside) + gap, (right - left) * _BESIDE) if line.beside else 0
    room = QRectF(left, area.top(), right - left - kept, area.height())
    left = _paint_words(painter, room, words) + gap
    if line.beside:
        _paint_words(painter, QRectF(left, area.top(), right - left, area.height()), beside)


def _paint_sign(
    painter: QPainter, left: float, middle: float, line: ListLine, *, current: bool
) -> float:
    """Paint the icon or the portrait, and return where the label begins."""
    if line.face is not None:
        side = theme.px(20)
        paint_face(painter, QRectF(left, middle - side / 2, side, side), line.face)
        return left + side + theme.px(9)
    side = theme.px(16)
    if line.icon:
        ink = "accent" if current and not line.off else "text3"
        drawn = theme.pixmap(line.icon, side, ink, painter.device().devicePixelRatioF())
        painter.setOpacity(0.6 if line.off else 1)
        painter.drawPixmap(round(left), round(middle - side / 2), drawn)
        painter.setOpacity(1)
    return left + side + theme.px(11)


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    bold: Spans
    style: str
    ink: str
    weight: int = 400


def _paint_words(painter: QPainter, box: QRectF, words: _Words) -> float:
    """Paint text on one line, cut where it does not fit, and return where it ends."""
    font = theme.font(words.style, weight=words.weight)
    text = words.text
    layout = _laid_out(text, words)
    if layout.lineAt(0).naturalTextWidth() > box.width():
        room = box.width() - theme.px(8 if words.bold else 0)
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = _laid_out(text, words)
    line = layout.lineAt(0)
    painter.setPen(theme.colour(words.ink))
    at = QPointF(box.left(), box.center().y() - line.height() / 2)
    draw_layout(painter, layout, at, line.naturalTextWidth())
    return box.left() + line.naturalTextWidth()


def _width(words: _Words) -> float:
    font = theme.font(words.style, weight=words.weight)
    return QFontMetricsF(font).horizontalAdvance(words.text) + theme.px(4)


def _laid_out(text: str, words: _Words) -> QTextLayout:
    font = theme.font(words.style, weight=words.weight)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    formats = []
    for start, end in words.bold:
        if end <= len(text.removesuffix("…")) or text == words.text:
            part = QTextLayout.FormatRange()
            part.start = _units(text[:start])
            part.length = _units(text[start:end])
            part.format.setFontWeight(600)
            formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
