"""The picture viewer: one picture over the whole window, with its description."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label, announce
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr
from curator.model import Media
from curator.work import Work, enlarge

_MARGIN = 40


class PictureView(Overlay):
    """Shows the pictures of a post one at a time; arrow keys go to the next."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        self._media: Sequence[Media] = ()
        self._place = 0
        self.sheet = _Sheet()
        """The picture."""
        self._place_words = Label(style="small", colour="text2")
        self._alt = Label(style="base", wrap=True)
        self._to_previous = Button(tr("Previous"), key="←", kind="flat")
        self._to_next = Button(tr("Next"), key="→", kind="flat")
        close = Button(tr("Close"), key="Esc", kind="flat")
        self._to_previous.clicked.connect(lambda: self.turn(-1))
        self._to_next.clicked.connect(lambda: self.turn(1))
        close.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 10, 10)
        row.setSpacing(8)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addWidget(self.sheet, 1)
        column.addLayout(row)
        row.addWidget(self._alt, 1)
        row.addWidget(self._place_words)
        for button in (self._to_previous, self._to_next, close):
            row.addWidget(button)
        self.setAccessibleName(tr("Picture"))

    @property
    def words(self) -> str:
        """Return the description of the picture that is shown."""
        return self._alt.text()

    @property
    def place(self) -> str:
        """Return “2 of 4”: the picture's number and how many there are."""
        return self._place_words.text()

    def show_media(self, media: Sequence[Media], place: int) -> None:
        """Show the pictures of a post that the library has, beginning with one of its media."""
        chosen = media[place]
        self._media = [each for each in media if each.hash]
        self._place = next(n for n, each in enumerate(self._media) if each is chosen)
        self.open()
        self._show()

    def turn(self, step: int) -> None:
        """Go to the next picture or the previous one; stop at either end."""
        place = min(max(0, self._place + step), len(self._media) - 1)
        if place != self._place:
            self._place = place
            self._show()
            announce(self, self.words)

    def _show(self) -> None:
        media, count = self._media[self._place], len(self._media)
        self._alt.setText(clean(media.alt[:2_000]) or tr("The picture has no description."))
        self._place_words.setText(
            tr("{number} of {count}", number=self._place + 1, count=count) if count > 1 else ""
        )
        for button in (self._to_previous, self._to_next):
            button.setVisible(count > 1)
        self._to_previous.setEnabled(self._place > 0)
        self._to_next.setEnabled(self._place < count - 1)
        self.sheet.setAccessibleName(self.words)
        small = QPixmap()
        small.loadFromData(self._desk.library.pictures.thumbnail(media.hash), "PNG")
        self.sheet.show_picture(small, media.width, media.height)
        library = self._desk.library.path

        def read() -> Work[tuple[Media, bytes]]:
            return media, (yield from enlarge(library, media.hash))

        job: Job = self._desk.tasks.read(read)
        job.done.connect(self._arrived)  # no lambda: of a viewer that is gone, Qt forgets this

    def _arrived(self, read: tuple[Media, bytes]) -> None:
        """Replace the small picture by the full one, if it is still shown."""
        media, png = read
        if not self.isVisible() or self._media[self._place] is not media:
            return
        whole = QPixmap()
        if whole.loadFromData(png, "PNG"):
            self.sheet.show_picture(whole, whole.width(), whole.height())

    @override
    def box(self, room: QRect) -> QRect:
        return room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                self.turn(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down | Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.turn(1)
            case Qt.Key.Key_Home:
                self.turn(-len(self._media))
            case Qt.Key.Key_End:
                self.turn(len(self._media))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.dismiss()
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        on_picture = self.panel.geometry().contains(event.position().toPoint())
        below = event.position().y() - self.panel.y() > self.sheet.height()
        if not (on_picture and below):
            self.dismiss()

    @override
    def _take_focus(self) -> None:
        self.sheet.setFocus(Qt.FocusReason.PopupFocusReason)


class _Sheet(QWidget):
    """One picture, scaled to the room there is, but never beyond its own size."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self._size = QSizeF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_picture(self, picture: QPixmap, width: int, height: int) -> None:
        """Show a picture at the size of the full one."""
        self._picture = picture
        self._size = QSizeF(max(1, width), max(1, height))
        self.update()

    @property
    def shown(self) -> QPixmap:
        """Return the picture that is painted."""
        return self._picture

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(12, 12, -12, -8)
        size = self._size
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = room.center() - QPointF(size.width() / 2, size.height() / 2)
        if not self._picture.isNull():
            box = QRectF(left, size)
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
