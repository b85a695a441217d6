"""Thumbnails and portraits for rows: loaded after a row is painted, never during it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPixmap

_KEPT = 500
_WAITING = 60
"""Most requests in the queue; the oldest are dropped, as they were scrolled past."""

Key: TypeAlias = tuple[str, int, float, float]


class RowPictures(QObject):
    """A cache of small pictures by hash, cut to squares with round corners."""

    arrived = Signal()
    """A requested picture is available now."""

    def __init__(self, read: Callable[[str], bytes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._wanted: OrderedDict[Key, None] = OrderedDict()
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._read_one)

    def square(self, name: str, side: int, radius: float, ratio: float) -> QPixmap | None:
        """Return a picture, an empty one if it is missing, or None while it is not loaded."""
        key = (name, side, radius, ratio)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._wanted[key] = None
        self._wanted.move_to_end(key)
        if len(self._wanted) > _WAITING:
            self._wanted.popitem(last=False)
        self._timer.start()
        return None

    def _read_one(self) -> None:
        key, _ = self._wanted.popitem()
        self._kept[key] = cut(self._read(key[0]), *key[1:])
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if self._wanted:
            self._timer.start()
        self.arrived.emit()


def cut(png: bytes, side: int, radius: float, ratio: float) -> QPixmap:
    """Return the middle of a picture, cut to a square with round corners."""
    content = QByteArray(png)
    buffer = QBuffer(content)
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setAutoDetectImageFormat(False)
    image = reader.read()
    if image.isNull():
        return QPixmap()
    pixels = round(side * ratio)
    image = image.scaled(
        QSize(pixels, pixels),
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    made = QPixmap(pixels, pixels)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, pixels, pixels), radius * ratio, radius * ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(1 / ratio, 1 / ratio)
    painter.setClipPath(path)
    painter.drawImage((pixels - image.width()) // 2, (pixels - image.height()) // 2, image)
    painter.end()
    return made
