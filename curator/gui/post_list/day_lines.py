"""Date lines in a list of posts: above the first row of each day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from curator.gui.look import theme
from curator.gui.post_list.row_head import font

DAY = Qt.ItemDataRole.UserRole + 2
"""The role of the date above the first row of a day; None for other rows."""

_DAY = timedelta(days=1)


def band_height() -> int:
    """Return the height of a date line."""
    return theme.px(26)


def day_beginnings(times: Sequence[int], zone: tzinfo) -> dict[int, date]:
    """Return which of some sorted times is the first of its day in a zone, and the day.

    The times are in milliseconds since 1970, rising or falling.
    """
    rising = len(times) < 2 or times[0] <= times[-1]  # noqa: PLR2004  one has no direction
    ordered = times if rising else times[::-1]
    found: dict[int, date] = {}
    place = 0
    while place < len(ordered):
        day = datetime.fromtimestamp(ordered[place] / 1000, UTC).astimezone(zone).date()
        midnight = datetime.combine(day + _DAY, time(), zone)
        following = bisect_left(ordered, int(midnight.timestamp() * 1000), place + 1)
        found[place if rising else len(times) - following] = day
        place = following
    return found


def paint_day(painter: QPainter, area: QRectF, words: str) -> QRectF:
    """Paint the date line at the top of an area, and return the rest of the area."""
    height = band_height()
    line = QRectF(area.left(), area.top(), area.width(), height)
    painter.fillRect(line, theme.colour("alt"))
    painter.fillRect(QRectF(line.left(), line.bottom() - 1, line.width(), 1), theme.colour("line"))
    painter.setFont(font("small", 600))
    painter.setPen(theme.colour("text2"))
    words_at = QRectF(line.topLeft() + QPointF(theme.px(14), 0), line.size())
    painter.drawText(words_at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    return area.adjusted(0, height, 0, 0)


def below_day(area: QRectF, words: str | None) -> QRectF:
    """Return the area of the row itself, below its date line if it has one."""
    return area.adjusted(0, band_height(), 0, 0) if words else area
