"""The layout of a row, and the painting of everything but its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from curator.gui.look import theme
from curator.gui.post_list.row_head import Kind, baseline, font
from curator.library import Row


def row_height(compact: bool, kind: Kind = "list") -> int:  # noqa: FBT001  others call it so
    """Return the height of a row at the present zoom, including its bottom line."""
    return plan_of(kind, compact and kind == "list", theme.px(1000)).height


ECHO = Qt.ItemDataRole.UserRole + 1
"""The role that tells whether an index is an echo listed under its original."""

INDENT = 24
"""Indent of such an echo."""


@dataclass(frozen=True, slots=True)
class State:
    """The state in which a row is painted."""

    chosen: bool = False
    active: bool = True
    """Whether its pane has the keyboard focus."""

    hover: bool = False
    ring: bool = False
    """Whether it is the current row and keys are used."""

    echo: bool = False
    """Whether it is listed under its original."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The positions of a row's parts, in pixels at the present zoom."""

    height: int
    top: int
    margin: int
    """Left edge of the portrait, after the column of the mark."""

    face: int
    text: int
    """Left edge of the text."""

    end: int
    """Distance of everything from the right edge."""

    words: int
    """Top of the text."""

    lines: int
    style: str
    line: int
    picture: int
    beside: int
    """Space between text and picture."""

    mark: int
    """Top of the mark."""


@lru_cache(maxsize=16)
def plan_of(kind: Kind, compact: bool, _zoom: int) -> Plan:  # noqa: FBT001  a key of the cache
    """Return the layout of rows of a kind at a zoom."""
    px = theme.px
    margin = {"list": 34, "shelf": 14, "preview": 48}[kind]
    face = 28 if kind == "shelf" else 32
    style, line = ("base", 19) if kind == "shelf" else ("post", 20)
    top, gap, lines = (6, 1, 1) if compact else (7, 2, 2)
    line = max(px(line), ceil(QFontMetricsF(font(style)).height()))  # some systems have tall fonts
    words = px(top) + theme.line("base") + px(gap)
    return Plan(
        height=max(px(52 if compact else 74), words + lines * line + px(7)),
        top=px(top),
        margin=px(margin),
        face=px(face),
        text=px(margin + face + 10),
        end=px(14),
        words=words,
        lines=lines,
        style=style,
        line=line,
        picture=px(38 if compact else 56),
        beside=px(12),
        mark=px(11 if compact else 15),
    )


def band(area: QRectF, top: int, bottom: int) -> QRectF:
    """Return the area of a line of text, with room for tall scripts."""
    return QRectF(area.left(), area.top() + top - 3, area.width(), bottom - top + 2)


def paint_ground(painter: QPainter, area: QRectF, state: State, *, asks: bool = False) -> None:
    """Paint the background of a row: fill, bottom line, bar of a selected row.

    asks: the row is a question.
    """
    fill = "hover" if state.hover else "alt" if state.echo or asks else "base"
    if state.chosen:
        fill = "soft" if state.active else "idle"
    painter.fillRect(area, theme.colour(fill))
    left = area.left() + (theme.px(INDENT) if state.echo else 0)
    line = QRectF(left, area.bottom() - 1, area.right() - left, 1)
    painter.fillRect(line, theme.colour("line"))
    if state.chosen:
        bar = QRectF(area.left(), area.top(), 3, area.height() - 1)
        painter.fillRect(bar, theme.colour("accent" if state.active else "edge"))


def paint_strokes(painter: QPainter, area: QRectF, plan: Plan) -> None:
    """Paint a placeholder for a row that is not loaded, or gone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("line2"))
    for top, share in ((plan.top + theme.px(6), 0.2), (plan.words + theme.px(7), 0.6)):
        place = QPointF(area.left() + plan.text, area.top() + top)
        painter.drawRoundedRect(QRectF(place.x(), place.y(), area.width() * share, 6), 3, 3)


def paint_mark(painter: QPainter, row: Row, area: QRectF, plan: Plan) -> None:
    """Paint the mark: a filled star, a cross, or a ring."""
    top = area.top() + plan.mark
    column = QRectF(area.left(), top, plan.margin, theme.px(15))
    match row.mark:
        case "star":
            paint_icon(painter, "star-filled", 15, "accent", column)
        case "reject":
            paint_icon(painter, "x", 16, "text3", column)
        case _:
            side = theme.px(9) - 1.5
            ring = QRectF(0, 0, side, side)
            ring.moveCenter(QPointF(column.center().x(), column.center().y() + 1))
            painter.setPen(QPen(theme.colour("edge"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)


def paint_number(painter: QPainter, number: int, area: QRectF, plan: Plan) -> None:
    """Paint the row number in a file."""
    painter.setFont(font("small"))
    painter.setPen(theme.colour("text3"))
    base = area.top() + plan.top + baseline("base", theme.line("base"))
    painter.drawText(QPointF(area.left() + theme.px(12), base), f"{number}")


def paint_icon(painter: QPainter, name: str, size: int, colour: str, area: QRectF) -> None:
    """Paint an icon in the middle of an area."""
    side = theme.px(size)
    ratio = painter.device().devicePixelRatioF()
    place = QPointF(round(area.center().x() - side / 2), round(area.center().y() - side / 2))
    painter.drawPixmap(place, theme.pixmap(name, side, colour, ratio))
