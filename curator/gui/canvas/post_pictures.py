"""The pictures of a post on the canvas: Curator's copies, never the captured originals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.i18n import tr
from curator.model import Media

_ROOM = QSize(340, 240)
_SMALL = QSize(160, 120)
_MOST = 4


class Gallery(QWidget):
    """The pictures of a post, from Curator's copies."""

    def __init__(self, most: int = _MOST) -> None:
        """most: how many pictures are shown."""
        super().__init__()
        self._most = most
        self._pictures: list[tuple[QPixmap | None, QSize, str]] = []

    def show_media(self, media: tuple[Media, ...], picture: Callable[[str], bytes]) -> None:
        """Show pictures; one that the archive did not hold is announced as missing."""
        shown = media[: self._most]
        room = _ROOM if len(shown) == 1 else _SMALL
        self._pictures = [_picture(each, picture, room) for each in shown]
        said = [each.alt or tr("Picture without description") for each in shown]
        self.setAccessibleName("; ".join(said))
        self.setToolTip("")
        self.update()

    def height_for(self, width: int) -> int:
        """Return the height of the pictures at a width."""
        return max((box.bottom() + 1 for box in self._boxes(width)), default=0)

    def _boxes(self, width: int) -> list[QRect]:
        boxes: list[QRect] = []
        left = top = 0
        for _, size, _ in self._pictures:
            if left and left + size.width() > width:
                left, top = 0, boxes[-1].bottom() + 9
            boxes.append(QRect(left, top, min(size.width(), width), size.height()))
            left += size.width() + 8
        return boxes

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        boxes = self._boxes(self.width())
        for (pixmap, _, words), box in zip(self._pictures, boxes, strict=True):
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
            if pixmap is not None:
                painter.setClipPath(shape)
                painter.drawPixmap(QRectF(box), pixmap, _middle(pixmap, box.size()))
                painter.setClipping(False)
            else:
                painter.setFont(theme.font("small"))
                painter.setPen(theme.colour("text3"))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(box.adjusted(12, 8, -12, -8), int(flags), words)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawPath(shape)


def _picture(
    media: Media, picture: Callable[[str], bytes], room: QSize
) -> tuple[QPixmap | None, QSize, str]:
    pixmap = QPixmap()
    content = picture(media.hash) if media.hash else b""
    if not content or not pixmap.loadFromData(content, "PNG"):
        return None, QSize(min(room.width(), 240), 72), tr("The picture was not in the archive.")
    if room == _SMALL:
        return pixmap, room, media.alt
    fits = pixmap.width() <= room.width() and pixmap.height() <= room.height()
    size = pixmap.size()
    if not fits:
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return pixmap, size, media.alt


def _middle(pixmap: QPixmap, size: QSize) -> QRectF:
    """Return a picture cropped to a shape, around its middle."""
    part = size.scaled(pixmap.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (pixmap.width() - part.width()) / 2
    top = (pixmap.height() - part.height()) / 2
    return QRectF(left, top, part.width(), part.height())
