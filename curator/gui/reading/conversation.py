"""The posts around the selected one: what it answers, its replies, what it quotes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.clock import Clock
from curator.gui.post_list.accessible_text import spoken_row
from curator.gui.post_list.row_head import head
from curator.gui.post_list.row_text import RowStyle, RowText, lay_out
from curator.gui.post_list.thumbnails import RowPictures
from curator.gui.widgets import paint_ring
from curator.library import PostId, Row, Thread

_FACE = 28
_LINES = 24
"""Most lines shown of a post in a conversation; the rest is read at the post itself."""


class ContextPost(QWidget):
    """A post of a conversation, in small print. Selecting it goes there."""

    chosen = Signal(object)
    """The PostId of the post."""

    def __init__(
        self,
        row: Row,
        clock: Clock,
        pictures: RowPictures,
        *,
        tied: bool = False,
        framed: bool = False,
        depth: int = 0,
    ) -> None:
        super().__init__()
        self.row = row
        self.clock, self._pictures = clock, pictures
        self._tied, self._framed = tied, framed
        self._depth = min(depth, 4)
        self._words: tuple[int, int, RowText] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken_row(row, clock))
        pictures.arrived.connect(self.update)

    @property
    def post(self) -> PostId:
        """Return the post."""
        return self.row.id

    def untie(self) -> None:
        """Draw no line from this post to the next."""
        self._tied = False
        self.update()

    def _margin(self) -> int:
        return theme.px(12) if self._framed else 0

    def _left(self) -> int:
        return self._margin() + theme.px(_FACE + 9) + self._depth * theme.px(16)

    def _laid_out(self, width: int) -> RowText:
        if self._words is None or self._words[:2] != (width, theme.px(1000)):
            room = max(theme.px(80), width - self._left() - self._margin())
            manner = RowStyle(room, _LINES, "base", theme.px(19))
            self._words = (width, theme.px(1000), lay_out(self.row.post, manner))
        return self._words[2]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        words = self._laid_out(width).lines * theme.px(19)
        tall = theme.line("base") + theme.px(2) + words + theme.px(9)
        return max(tall, theme.px(_FACE + 9)) + 2 * self._margin()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._words = None
            self.updateGeometry()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.row.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(self.row.id)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect())
        if self._framed:
            painter.setPen(QPen(theme.colour("line2"), 1))
            painter.setBrush(theme.colour("hover" if self.underMouse() else "base"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        self._paint_face(painter)
        self._paint_post(painter)
        if self.hasFocus():
            paint_ring(painter, box, 5)

    def _paint_post(self, painter: QPainter) -> None:
        left, top = self._left(), self._margin()
        width = self.width() - left - self._margin()
        line = head(self.row, "list", width, self.width(), self.clock)
        line.paint(painter, QPointF(left, top), chosen=False, dim=False)
        painter.setPen(theme.colour("text2"))
        below = top + theme.line("base") + theme.px(1)
        self._laid_out(self.width()).paint(painter, QPointF(left, below))

    def _paint_face(self, painter: QPainter) -> None:
        side = theme.px(_FACE)
        at = QPointF(self._margin() + self._depth * theme.px(16), self._margin() + 2)
        box = QRectF(at.x(), at.y(), side, side)
        if self._tied:
            painter.setPen(QPen(theme.colour("line2"), 1.5))
            middle = box.center().x()
            painter.drawLine(QPointF(middle, box.bottom() + 6), QPointF(middle, self.height() - 2))
        author = self.row.post.author
        if author.avatar and author.avatar.hash:
            ratio = self.devicePixelRatioF()
            face = self._pictures.square(author.avatar.hash, side, side / 2, ratio)
            if face is not None and not face.isNull():
                painter.drawPixmap(box.topLeft(), face)
                return
        letters, fill, ink = theme.initials(author.name, author.handle)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(box)
        painter.setFont(theme.font("micro", weight=600))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


def replies(thread: Thread) -> list[tuple[int, Row]]:
    """Return the replies of others to a thread, each with its depth from 1.

    The author's own thread is read as one post: its parts are no replies.
    """
    own = {row.id for row in thread.own}
    found: list[tuple[int, Row]] = []
    line: list[bool] = []
    for depth, row in thread.below:
        del line[depth - 1 :]
        if row.id not in own:
            found.append((depth - sum(line), row))
        line.append(row.id in own)
    return found
