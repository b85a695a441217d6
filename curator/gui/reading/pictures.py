"""The pictures of the selected post, each with its description, or a note that it has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Glyph, Label, paint_ring
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.model import Media

_TALLEST = 320
_MOST = 8


class Pictures(QWidget):
    """Pictures one below the other."""

    described = Signal(int, str)
    """The index of a picture in its post, from 0, and its new description."""

    enlarged = Signal(int)
    """The index of a picture to show large."""

    wanted = Signal()
    """Missing pictures are to be fetched."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = read
        self._shown: tuple[Media, ...] | None = None
        self._column = column_in(self, spacing=10)
        self.items: list[PictureItem] = []
        """One for each picture."""

    def show_media(self, media: Sequence[Media]) -> None:
        """Show what came with a post."""
        if tuple(media) == self._shown:
            return
        self._shown = tuple(media)
        for item in self.items:
            self._column.removeWidget(item)
            item.hide()
            item.deleteLater()
        self.items = []
        for place, each in enumerate(media[:_MOST]):
            item = PictureItem(each, self._read(each.hash) if each.hash else b"")
            item.described.connect(lambda words, place=place: self.described.emit(place, words))
            item.wanted.connect(self.wanted)
            item.frame.opened.connect(lambda place=place: self.enlarged.emit(place))
            self._column.addWidget(item)
            self.items.append(item)
        self.setVisible(bool(self.items))


class PictureItem(QWidget):
    """A picture with its description below it, which can be edited."""

    described = Signal(str)

    wanted = Signal()
    """The picture is missing and is to be fetched."""

    def __init__(self, media: Media, png: bytes) -> None:
        super().__init__()
        self._media = media
        self.fetch = Button(tr("Fetch it…"), kind="link", height=20)
        """Offered where only the address of the picture is known."""
        self.fetch.clicked.connect(self.wanted)
        self.warning = Button(tr("The picture has no description."), kind="link", height=20)
        self.warning.recolour("warn")
        self._warned = Glyph("image-off", 15, "warn")
        self._alt = Label(style="small", colour="text2", wrap=True)
        self._change = Button(tr("Change"), kind="link", height=20)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("What the picture shows, for those who cannot see it"))
        self.field.setAccessibleName(tr("Description of the picture"))
        self.field.setMaxLength(2_000)
        self.field.installEventFilter(self)
        self.frame = _Frame(media, png)
        """The picture; Enter or a click enlarges it."""
        self._lay_out()
        known = not png and media.kind in {"image", "gif"} and bool(media.url)
        self.fetch.setVisible(known)
        self.warning.clicked.connect(self.ask)
        self._change.clicked.connect(self.ask)
        self._show()

    def _lay_out(self) -> None:
        column = column_in(self, spacing=5)
        column.addWidget(self.frame)
        row = QHBoxLayout()
        row.setSpacing(6)
        column.addLayout(row)
        row.addWidget(self._warned)
        row.addWidget(self.warning)
        row.addWidget(self._alt, 1)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        row.addWidget(self.fetch)
        column.addWidget(self.field)

    def ask(self) -> None:
        """Edit the description in place."""
        self.field.setText(self._media.alt)
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        words = " ".join(self.field.text().split())
        self.field.hide()
        if words != self._media.alt:
            self.described.emit(words)

    def _show(self) -> None:
        wanting = not self._media.alt and self._media.kind in {"image", "gif"}
        self._warned.setVisible(wanting)
        self.warning.setVisible(wanting)
        self._alt.setText(clean(self._media.alt[:2_000]))
        self._alt.setVisible(not wanting)
        self._change.setVisible(bool(self._media.alt))
        self.field.hide()

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.field.hide()
            self.warning.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._done()
        else:
            return False
        return True


class _Frame(QWidget):
    """The picture itself, or an empty frame of its shape."""

    opened = Signal()
    """The picture is to be shown large."""

    def __init__(self, media: Media, png: bytes) -> None:
        super().__init__()
        self._media = media
        self._picture = QPixmap()
        if png:
            self._picture.loadFromData(png, "PNG")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(media.alt or self._missing() or tr("Picture"))
        if not self._picture.isNull():
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(tr("Enter enlarges it."))

    def _missing(self) -> str:
        if not self._picture.isNull():
            return ""
        match self._media.kind:
            case "video":
                return tr("The film was not in the archive.")
            case "audio":
                return tr("The sound was not in the archive.")
            case _:
                return tr("The picture was not in the archive.")

    def _ratio(self) -> float:
        if not self._picture.isNull():
            return self._picture.height() / max(1, self._picture.width())
        if self._media.width and self._media.height:
            return self._media.height / self._media.width
        return 0.3

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._picture.isNull() and self._box().contains(event.position()):
            self.opened.emit()

    def _box(self) -> QRectF:
        whole = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(0, 0, whole.width(), whole.height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        tallest = _TALLEST if not self._picture.isNull() else 120
        return max(theme.px(48), min(tallest, round(width * self._ratio())))

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._picture.isNull():
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(theme.colour("alt"))
            painter.drawRoundedRect(box, 7, 7)
            painter.setPen(theme.colour("text3"))
            painter.setFont(theme.font("small"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._missing())
            return
        shape = QPainterPath()
        box = self._box()
        shape.addRoundedRect(box, 7, 7)
        painter.setClipPath(shape)
        painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        if self.hasFocus():
            paint_ring(painter, box, 7)
