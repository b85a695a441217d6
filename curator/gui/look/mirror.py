"""Painting for languages that are written from right to left.

Lists and rows are painted by hand, placed from the left. In a window that runs from right to
left they are painted as in a mirror: every place is turned round within its area, while words,
pictures and icons stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPixmap,
    QPolygonF,
    QTextLayout,
    QTransform,
)

_SIDES = Qt.AlignmentFlag.AlignHorizontal_Mask
_OWN = {
    "drawText": "_text", "drawPixmap": "_pixmap", "drawLine": "_line", "fillRect": "_fill",
}  # fmt: skip
_PLACED = frozenset(
    {"setClipRect", "setClipPath", "fillPath", "drawRect", "drawEllipse", "drawRoundedRect"}
)
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


def mirrored(painter: QPainter, area: QRect | QRectF) -> QPainter:
    """Return the painter; where it paints from right to left, one that mirrors within an area."""
    if painter.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return painter
    return cast("QPainter", _Mirror(painter, area))


def mirrored_point(at: QPointF, area: QRect | QRectF) -> QPointF:
    """Return where something at a point was meant to be before it was mirrored, if it was."""
    if QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return at
    return _turned(area).map(at)


def draw_layout(painter: QPainter, layout: QTextLayout, at: QPointF, width: float) -> None:
    """Draw text that is laid out in a width, mirrored if the painter mirrors."""
    if isinstance(painter, _Mirror):
        box = painter.turned.mapRect(QRectF(at.x(), at.y(), width, 1))
        painter, at = painter.plain, box.topLeft()
    layout.draw(painter, at)


def in_order(painter: QPainter, keys: Sequence[str]) -> Iterable[str]:
    """Return keys as they are painted from the far end, so that “Shift G” is read as it stands."""
    return keys if isinstance(painter, _Mirror) else reversed(keys)


def _turned(area: QRect | QRectF) -> QTransform:
    return QTransform(-1, 0, 0, 1, 2 * area.x() + area.width(), 0)


class _Mirror:
    """A painter that turns places round; what it does not know, the plain one does."""

    def __init__(self, painter: QPainter, area: QRect | QRectF) -> None:
        self.plain = painter
        self.turned = _turned(area)

    def __getattr__(self, name: str) -> Any:
        if name in _OWN:
            return getattr(self, _OWN[name])
        does = getattr(self.plain, name)
        return partial(self._do, does) if name in _PLACED else does

    def _over(self, given: Any) -> Any:
        match given:
            case QRect() | QRectF():
                return self.turned.mapRect(given)
            case QPainterPath() | QPolygonF():
                return self.turned.map(given)
        return given

    def _do(self, does: Callable[..., None], *given: Any) -> None:
        does(*map(self._over, given))

    def _fill(self, *given: Any) -> None:
        *place, colour = given
        area = place[0] if len(place) == 1 else QRect(*place)
        self.plain.fillRect(self._over(area), colour)

    def _line(self, *given: Any) -> None:
        ends = given if len(given) == 2 else (QPointF(*given[:2]), QPointF(*given[2:]))  # noqa: PLR2004
        self.plain.drawLine(*(self.turned.map(QPointF(end)) for end in ends))

    def _pixmap(self, *given: Any) -> None:
        *place, last = given
        if isinstance(last, QPixmap):
            at = QPointF(place[0]) if len(place) == 1 else QPointF(*place)
            size = last.deviceIndependentSize()
            box = self._over(QRectF(at.x(), at.y(), size.width(), size.height()))
            self.plain.drawPixmap(box.topLeft(), last)
        else:  # a target, the picture, and a part of it
            self.plain.drawPixmap(self._over(place[0]), place[1], last)

    def _text(self, *given: Any) -> None:
        *place, text = given
        self.plain.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        if isinstance(place[0], QPointF):
            wide = QFontMetricsF(self.plain.font()).horizontalAdvance(text)
            at = self.turned.map(place[0])
            self.plain.drawText(QPointF(at.x() - wide, at.y()), text)
        else:
            *area, flags = place
            box = area[0] if len(area) == 1 else QRect(*area)
            self.plain.drawText(self._over(box), _other_side(flags), text)
        self.plain.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _other_side(given: Any) -> int:
    """Return alignment flags, numbers or Qt's own, that are turned round."""
    flags = int(getattr(given, "value", given))
    side = flags & _SIDES.value
    rest = (flags & ~_SIDES.value) | Qt.AlignmentFlag.AlignAbsolute.value
    if side & Qt.AlignmentFlag.AlignHCenter.value:
        return flags
    return rest | (_LEFT if side & _RIGHT.value else _RIGHT).value
