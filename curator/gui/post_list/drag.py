"""Posts on their way from a list to a story: what is dragged, and the picture of it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from curator.gui.look import theme
from curator.gui.post_list.delegate import RowDelegate, State, row_height
from curator.gui.post_list.row_head import advance, font
from curator.i18n import tr
from curator.library import PostId, Row

MIME = "application/x-curator-posts"
"""Posts that are dragged: a JSON list of their ids."""

_WIDTH = 360


def posts_dragged(ids: Sequence[int]) -> QMimeData:
    """Return posts as what is dragged."""
    dragged = QMimeData()
    dragged.setData(MIME, json.dumps(list(ids)).encode())
    return dragged


def posts_dropped(dragged: QMimeData) -> list[PostId]:
    """Return the posts in what is dropped; none if it is something else."""
    if not dragged.hasFormat(MIME):
        return []
    try:
        ids = json.loads(bytes(dragged.data(MIME).data()))
    except ValueError:  # another program may say anything
        return []
    if not isinstance(ids, list):
        return []
    return [PostId(id_) for id_ in ids if isinstance(id_, int)]


def picture_dragged(rows: RowDelegate, row: Row, more: int, ratio: float) -> QPixmap:
    """Return the first row as it is dragged, with how many more there are."""
    width, height = theme.px(_WIDTH), row_height(rows.compact, rows.kind)
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    area = QRectF(0, 0, width, height)
    rows.draw(painter, area, row, State(chosen=True))
    if more > 0:
        _paint_more(painter, tr("+{count}", count=f"{more:,}"), area)
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.end()
    return made


def _paint_more(painter: QPainter, words: str, area: QRectF) -> None:
    width = advance(words, "small", 600) + 2 * theme.px(8)
    box = QRectF(0, 0, width, theme.px(22))
    box.moveBottomRight(area.adjusted(0, 0, -8, -8).bottomRight())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font("small", 600))
    painter.setPen(theme.colour("on-accent"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
