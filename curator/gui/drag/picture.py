"""The image of a drag: a small label beside the pointer that hides no drop target."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDrag, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from curator.gui.look import theme
from curator.gui.post_list.drag import BESIDE
from curator.i18n import grouped, tr

_WIDEST, _HEIGHT = 240, 28
_OPACITY = 0.9


def dress_drag(drag: QDrag, words: str, more: int = 0) -> None:
    """Give a drag a label with its content and how many more items it holds."""
    source = drag.source()
    ratio = source.devicePixelRatioF() if isinstance(source, QWidget) else 1.0
    drag.setPixmap(_label(" ".join(words.split()), more, ratio))
    drag.setHotSpot(BESIDE)


def _label(words: str, more: int, ratio: float) -> QPixmap:
    width, height = theme.px(_WIDEST), theme.px(_HEIGHT)
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(_OPACITY)
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.setBrush(theme.colour("raised"))
    box = QRectF(0.5, 0.5, width - 1, height - 1)
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(theme.font("small"))
    painter.setPen(theme.colour("text"))
    count = tr("+{count}", count=grouped(more)) if more > 0 else ""
    metrics = painter.fontMetrics()
    room = width - theme.px(20) - (metrics.horizontalAdvance(count) + theme.px(8) if count else 0)
    inner = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
    painter.setPen(theme.colour("accent"))
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(inner, int(right), count)
    painter.end()
    return made
