"""Painting of sidebar lines: icon, name, count; or the heading of a group."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from curator.gui.look import theme
from curator.gui.look.safe_text import elided
from curator.gui.widgets import cap_size, paint_cap
from curator.gui.widgets.entry import Entry
from curator.i18n import decimal, grouped, tr

INDENT = 14
"""Indent of a nested line."""

LINE = 25
"""Height of a line."""

_MILLION = 1_000_000
_WRAPPED = Qt.TextFlag.TextWordWrap
_STROKES_FROM = 200
"""In a narrower sidebar, the strokes for the share decided are left out."""


def count_words(count: int) -> str:
    """Return a count, abbreviated to fit a column."""
    if count < _MILLION:
        return grouped(count)
    return tr("{millions} m", millions=decimal(count / _MILLION))


def paint_group(painter: QPainter, area: QRectF, entry: Entry, *, folded: bool) -> None:
    """Paint the heading of a group, with an arrow if it is folded."""
    if entry.facet:
        _paint_kind(painter, area, entry, folded=folded)
        return
    line = QRectF(area.left() + theme.px(16), area.bottom() - theme.px(21), 0, theme.px(18))
    line.setRight(area.right() - theme.px(14))
    painter.setFont(theme.font("micro", weight=600))
    painter.setPen(theme.colour("text2"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, entry.name)
    if folded:
        wide = painter.fontMetrics().horizontalAdvance(entry.name) + theme.px(6)
        _paint_arrow(painter, line.left() + wide, line.center().y(), folded=True)
    painter.setFont(theme.font("micro", weight=400))
    painter.setPen(theme.colour("text3"))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(line, side, "" if folded else entry.key)


def _paint_kind(painter: QPainter, area: QRectF, entry: Entry, *, folded: bool) -> None:
    """Paint the heading of a facet, which unfolds."""
    left = area.left() + theme.px(16)
    _paint_arrow(painter, left + theme.px(2), area.center().y(), folded=folded)
    line = QRectF(left + theme.px(25), area.top(), 0, area.height())
    line.setRight(area.right() - theme.px(14))
    painter.setFont(theme.font("base"))
    painter.setPen(theme.colour("text2" if folded else "text"))
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, entry.name)


def _paint_arrow(painter: QPainter, left: float, middle: float, *, folded: bool) -> None:
    side = theme.px(12)
    ratio = painter.device().devicePixelRatioF()
    drawn = theme.pixmap("chevron-right" if folded else "chevron-down", side, "text3", ratio)
    painter.drawPixmap(round(left), round(middle - side / 2), drawn)


def paint_entry(painter: QPainter, area: QRectF, entry: Entry, *, hover: bool) -> None:
    """Paint a selectable line, or a sentence."""
    box = area.adjusted(8, 0, -8, 0)
    if entry.current or (hover and entry.is_choice):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft" if entry.current else "press"))
        painter.drawRoundedRect(box, 5, 5)
    if entry.about:
        _paint_about(painter, area, entry)
        area = QRectF(area.left(), area.top() + 1, area.width(), theme.px(LINE))
    left, right = area.left() + theme.px(16), area.right() - theme.px(14)
    if entry.is_sentence:
        _paint_sentence(painter, QRectF(left, area.top(), right - left, area.height()), entry)
        return
    left += theme.px(INDENT * entry.depth) if entry.depth else 0
    start = left + _paint_start(painter, left, area, entry)
    count = count_words(entry.count) if entry.count >= 0 else ""
    painter.setFont(theme.font("small"))
    wide = painter.fontMetrics().horizontalAdvance(count)
    painter.setPen(theme.colour("accent" if entry.current else "text3"))
    side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(left, area.top(), right - left, area.height()), side, count)
    if entry.share >= 0 and area.width() >= theme.px(_STROKES_FROM):
        wide = max(wide, _paint_share(painter, right, area.bottom(), entry))
    font = theme.font("base", weight=600 if entry.current else 400)
    painter.setFont(font)
    ink = "text2" if entry.session else "text"
    painter.setPen(theme.colour("accent" if entry.current else ink))
    room = right - wide - theme.px(8) - start
    words = elided(entry.name, font, room)
    painter.drawText(
        QRectF(start, area.top(), room + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, words
    )


def entry_width(entry: Entry) -> int:
    """Return the width at which a line with an icon is whole, whether it is current or not."""
    count = count_words(entry.count) if entry.count >= 0 else ""
    beside = QFontMetricsF(theme.font("small")).horizontalAdvance(count)
    name = QFontMetricsF(theme.font("base", weight=600)).horizontalAdvance(entry.name)
    return ceil(theme.px(16 + 25 + 8 + 14) + name + beside) + 2


def _paint_start(painter: QPainter, left: float, area: QRectF, entry: Entry) -> int:
    """Paint what precedes the name, and return its width."""
    if entry.number:
        return _paint_number(painter, left, area, entry)
    if entry.icon or entry.key:
        _paint_sign(painter, left, area.center().y(), entry)
        return theme.px(25)
    if entry.session:
        _paint_arrow(painter, left + theme.px(2), area.center().y(), folded=entry.folded)
        return theme.px(25)
    return theme.px(25) if entry.adds or entry.more else 0


def _paint_number(painter: QPainter, left: float, area: QRectF, entry: Entry) -> int:
    """Paint the number of a question, and return its width."""
    font = theme.font("small", weight=600)
    painter.setFont(font)
    painter.setPen(theme.colour("accent" if entry.current else "text2"))
    room = max(theme.px(27), painter.fontMetrics().horizontalAdvance(entry.number) + theme.px(8))
    box = QRectF(left, area.top(), room, area.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, entry.number)
    return room


def _paint_share(painter: QPainter, right: float, bottom: float, entry: Entry) -> int:
    """Paint the share decided below the count, and return its width."""
    width, thick = theme.px(26), theme.px(2)
    whole = QRectF(right - width, bottom - theme.px(4), width, thick)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("bar2"))
    painter.drawRoundedRect(whole, 1, 1)
    if entry.share > 0:
        done = QRectF(whole.topLeft(), whole.size())
        done.setWidth(max(3.0, width * min(1.0, entry.share)))
        painter.setBrush(theme.colour("accent" if entry.current else "bar"))
        painter.drawRoundedRect(done, 1, 1)
    return width


def _paint_sign(painter: QPainter, left: float, middle: float, entry: Entry) -> None:
    tint = theme.tag_colours(entry.colour)
    if entry.key:
        size = cap_size(entry.key, 17)
        box = QRectF(left - 1, middle - size.height() / 2, size.width(), size.height())
        if tint:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint[0])
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(tint[1])
            painter.setFont(theme.font("micro", weight=600))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.key)
        else:
            paint_cap(painter, box, entry.key, fill="base")
        return
    side = theme.px(16)
    ink = "accent" if entry.current else "text2"
    ratio = painter.device().devicePixelRatioF()
    if tint:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint[0])
        painter.drawRoundedRect(QRectF(left - 1, middle - side / 2 - 1, side + 2, side + 2), 4, 4)
        side = theme.px(12)
        drawn = theme.tinted(entry.icon, side, tint[1], ratio)
        left += theme.px(2)
    else:
        drawn = theme.pixmap(entry.icon, side, ink, ratio)
    painter.drawPixmap(round(left), round(middle - side / 2), drawn)


def _paint_about(painter: QPainter, area: QRectF, entry: Entry) -> None:
    font = theme.font("micro", weight=400)
    left = area.left() + theme.px(41 + INDENT * entry.depth)
    line = QRectF(left, area.top() + theme.px(LINE - 3), 0, theme.px(16))
    line.setRight(area.right() - theme.px(14))
    painter.setFont(font)
    painter.setPen(theme.colour("text2" if entry.current else "text3"))
    words = elided(entry.about, font, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)


def sentence_height(entry: Entry, width: int) -> int:
    """Return the height of a sentence wrapped to a width."""
    room = QRectF(0, 0, width - theme.px(30 + 25 * entry.depth), 10_000)
    metrics = QFontMetricsF(theme.font("small"))
    high = metrics.boundingRect(room, int(_WRAPPED), entry.name).height()
    return max(theme.px(LINE), round(high) + theme.px(7))


def _paint_sentence(painter: QPainter, area: QRectF, entry: Entry) -> None:
    area.setLeft(area.left() + theme.px(25 * entry.depth))
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text3"))
    painter.drawText(area, int(_WRAPPED | Qt.AlignmentFlag.AlignVCenter), entry.name)
