"""Dragging posts from a list: the data and the image of the drag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.post_list.delegate import RowDelegate, State, row_height
from curator.gui.post_list.row_head import advance, font
from curator.i18n import grouped, tr
from curator.library import PostId, Row

MIME = "application/x-curator-posts"
"""The format of dragged posts: a JSON list of their ids."""

LIBRARY = "application/x-curator-library"
"""The path of the library that dragged items belong to: their ids mean nothing elsewhere."""

BESIDE = QPoint(-14, -18)
"""Offset of the drag image from the pointer, so that it hides no drop target."""

_WIDTH = 300
_OPACITY = 0.86


def stamp(dragged: QMimeData, library: Path | None) -> QMimeData:
    """Record in a drag which library it belongs to."""
    if library is not None:
        dragged.setData(LIBRARY, str(library.resolve()).encode("utf-8", "surrogateescape"))
    return dragged


def library_of(dragged: QMimeData) -> Path | None:
    """Return the library of a drag, if it names one."""
    said = bytes(dragged.data(LIBRARY).data()).decode("utf-8", "surrogateescape")
    return Path(said) if said and "\0" not in said else None


def is_foreign(library: Path | None, own: Path) -> bool:
    """Tell whether a drag belongs to another library."""
    return library is not None and library != own.resolve()


def refusal(library: Path) -> str:
    """Return why items of another library are refused, and what to do."""
    return tr(
        "This is from another library, “{name}”, so nothing was put in. Import its archive"
        " here first.",
        name=isolated(library.stem),
    )


def posts_dragged(ids: Sequence[int], library: Path | None = None) -> QMimeData:
    """Return posts of a library as drag data."""
    dragged = QMimeData()
    dragged.setData(MIME, json.dumps(list(ids)).encode())
    return stamp(dragged, library)


def posts_dropped(dragged: QMimeData) -> list[PostId]:
    """Return the posts of a drop; none if it holds something else."""
    if not dragged.hasFormat(MIME):
        return []
    try:
        ids = json.loads(bytes(dragged.data(MIME).data()))
    except ValueError:  # another program may send anything under this name
        return []
    if not isinstance(ids, list):
        return []
    return [PostId(id_) for id_ in ids if isinstance(id_, int)]


def picture_dragged(rows: RowDelegate, row: Row, more: int, ratio: float) -> QPixmap:
    """Return the drag image: the first row, and how many more there are."""
    width, height = theme.px(_WIDTH), row_height(rows.compact, rows.kind)
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(_OPACITY)
    area = QRectF(0, 0, width, height)
    rows.draw(painter, area, row, State(chosen=True))
    if more > 0:
        _paint_more(painter, tr("+{count}", count=grouped(more)), area)
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
