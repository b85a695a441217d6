"""Notices: an error across a pane, a progress bar, a person's portrait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets.buttons import Button
from curator.gui.widgets.labels import Label, Rule
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.model import Author


def announce(widget: QWidget, sentence: str, *, urgent: bool = False) -> None:
    """Let screen readers announce a sentence."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class Glyph(QLabel):
    """An icon beside a text."""

    def __init__(self, name: str, size: int = 16, colour: str = "text2") -> None:
        super().__init__()
        self._name, self._size, self._colour = name, size, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def redraw_as(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        drawn = theme.pixmap(self._name, theme.px(self._size), self._colour, ratio)
        QPainter(self).drawPixmap(0, 0, drawn)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What can be done about an error, at the press of a button."""

    words: str
    act: Callable[[], object]


class Notice(QWidget):
    """A line across the top of a pane that reports an error until it is closed or resolved."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._details = ""
        self._sentence = Label(style="base", colour="bad", wrap=True)
        self._copy = Button(tr("Copy details"), kind="flat")
        self.remedy = Button(tr("Help"))
        """The button for a remedy, if there is one."""
        self._remedied: tuple[str, str, Remedy] | None = None
        """The message that has a remedy, its details and the remedy."""
        close = Button(tr("Close"), kind="flat")
        row = QHBoxLayout()
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(8)
        column = column_in(self, spacing=0)
        column.addLayout(row)
        row.addWidget(Glyph("triangle-alert", 16, "bad"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.remedy)
        row.addWidget(self._copy)
        row.addWidget(close)
        column.addWidget(Rule())
        self._copy.clicked.connect(self._copied)
        self.remedy.clicked.connect(self._do_help)
        close.clicked.connect(self.clear)
        self.setAccessibleName(tr("Something went wrong"))
        self.hide()

    @property
    def sentence(self) -> str:
        """Return the message, or ''."""
        return "" if self.isHidden() else self._sentence.text()

    def show_error(self, sentence: str, details: str = "", remedy: Remedy | None = None) -> None:
        """Show an error; the details can be copied.

        One without a remedy does not replace one that has a remedy: it is added below it, in
        place of another that was added before.
        """
        told, known = sentence, details or sentence
        if remedy is not None:
            self.remedy.set_words(remedy.words)
            self._remedied = sentence, known, remedy
        elif self._remedied is not None and sentence != self._remedied[0]:
            told = f"{self._remedied[0]}\n{sentence}"
            known = f"{self._remedied[1]}\n{known}"
        self._sentence.setText(told)
        self._details = known
        self.remedy.setVisible(self._remedied is not None)
        self.show()
        announce(self, sentence, urgent=True)

    def clear(self) -> None:
        """Hide the message, because its cause is resolved or it was read."""
        self._remedied = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def withdraw(self, sentence: str) -> None:
        """Take back one message, if it is shown, because its cause is gone."""
        told = self._remedied
        if self.sentence == sentence:
            self.clear()
        elif told is not None and self.sentence == f"{told[0]}\n{sentence}":
            self._sentence.setText(told[0])
            self._details = told[1]

    def _do_help(self) -> None:
        if self._remedied is not None:
            self._remedied[2].act()

    def _copied(self) -> None:
        QGuiApplication.clipboard().setText(self._details)


class Meter(QWidget):
    """A thin progress bar of one part or two."""

    def __init__(self, height: int = 5) -> None:
        super().__init__()
        self._height = height
        self._shares: tuple[float, float] | None = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float | None, other: float = 0.0) -> None:
        """Show a share from 0 to 1, and next to it a second in grey; None is unknown."""
        self._shares = None if share is None else (share, other)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(140), self._height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setClipPath(shape)
        painter.fillRect(box, theme.colour("bar2"))
        if self._shares is None:
            return
        first, second = (max(0.0, min(1.0, share)) * box.width() for share in self._shares)
        painter.fillRect(QRectF(first, 0, second, box.height()), theme.colour("bar"))
        painter.fillRect(QRectF(0, 0, first, box.height()), theme.colour("accent"))


def paint_face(
    painter: QPainter, box: QRectF, author: Author, portrait: QPixmap | None = None
) -> None:
    """Paint a person's portrait, or initials on the person's own colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addEllipse(box)
    if portrait is not None and not portrait.isNull():
        painter.setClipPath(shape)
        side = min(portrait.width(), portrait.height())
        part = QRectF((portrait.width() - side) / 2, (portrait.height() - side) / 2, side, side)
        painter.drawPixmap(box, portrait, part)
    else:
        letters, fill, ink = theme.initials(author.name, author.handle)
        painter.fillPath(shape, fill)
        painter.setClipRect(box)
        painter.setPen(ink)
        painter.setFont(theme.sized_font(max(1, round(box.height() * 0.36)), 600))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


class Face(Restyled, QWidget):
    """A person's portrait, or their initials."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._author: Author | None = None
        self._portrait: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_author(self, author: Author | None, portrait: bytes = b"") -> None:
        """Show a person; the portrait is Curator's copy, never the captured original."""
        self._author = author
        self._portrait = None
        if portrait:
            self._portrait = QPixmap()
            self._portrait.loadFromData(portrait)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._size), theme.px(self._size))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._author is not None:
            paint_face(QPainter(self), QRectF(self.rect()), self._author, self._portrait)
