"""The start page: what to do first, and the libraries opened lately."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui import theme
from curator.gui.actions import shown_keys
from curator.gui.parts import Button, Label, Rule, cap_size, paint_cap, paint_ring
from curator.gui.recent import Recent
from curator.i18n import tr

_WIDTH = 820
_LEAST = 520
_TOP = 104
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Welcome(QScrollArea):
    """Never an empty window: the sample, an import, or a library from the list."""

    asked = Signal(str)
    """The name of a command."""

    picked = Signal(object)
    """The Path of a library from the list."""

    forgotten = Signal(object)
    """The Path of a library that is to leave the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Start page"))
        self._recent = Recent()
        self._nothing = Label(tr("Libraries you open will be listed here."), colour="text3")
        self.sample = BigButton(
            "book-open",
            tr("Open the sample chat"),
            tr(
                "A fictional chat of 400 posts with six questions. Make your first recap in three"
                " minutes."
            ),
            shown_keys("sample"),
            first=True,
        )
        self.import_ = BigButton(
            "file-down",
            tr("Import an archive…"),
            tr(
                "A file, a folder or a zip, just as it was captured. You see ten posts before"
                " anything is added."
            ),
            shown_keys("import"),
        )
        self._drop = DropArea()
        self._build()
        self.sample.clicked.connect(lambda: self.asked.emit("sample"))
        self.import_.clicked.connect(lambda: self.asked.emit("import"))
        self._drop.clicked.connect(lambda: self.asked.emit("import"))
        self._recent.picked.connect(self.picked)
        self._recent.forgotten.connect(self.forgotten)

    def show_recent(self, libraries: Sequence[Path]) -> None:
        """List the libraries opened lately."""
        self._recent.list(libraries)
        self._recent.setVisible(bool(libraries))
        self._nothing.setVisible(not libraries)

    def start(self) -> None:
        """Take the focus: Enter opens the sample."""
        self.sample.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        page = _Page()
        page.setMaximumWidth(theme.px(_WIDTH))
        page.setMinimumWidth(_LEAST)
        self._fill(QVBoxLayout(page))
        holder = _Page()
        across = QHBoxLayout(holder)
        across.setContentsMargins(24, 0, 24, 0)
        across.addStretch(1)
        across.addWidget(page, 100)
        across.addStretch(1)
        self.setWidget(holder)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, _TOP, 0, 40)
        column.setSpacing(0)
        column.addWidget(Label(tr("Make a recap of your chat"), "display"))
        column.addSpacing(10)
        column.addWidget(_introduction())
        column.addSpacing(30)
        pair = QHBoxLayout()
        pair.setSpacing(14)
        pair.addWidget(self.sample, 1)
        pair.addWidget(self.import_, 1)
        column.addLayout(pair)
        column.addSpacing(14)
        column.addWidget(self._drop)
        column.addSpacing(44)
        column.addWidget(Rule())
        column.addSpacing(22)
        column.addLayout(_steps())
        column.addSpacing(42)
        column.addWidget(Rule())
        column.addSpacing(14)
        column.addLayout(self._links())
        column.addSpacing(10)
        column.addWidget(self._recent)
        column.addStretch(1)

    def _links(self) -> QHBoxLayout:
        open_ = Button(tr("Open a library…"), icon="folder-open", kind="link")
        keys = Button(tr("All keys"), icon="keyboard", kind="link")
        open_.clicked.connect(lambda: self.asked.emit("open"))
        keys.clicked.connect(lambda: self.asked.emit("keys"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(open_)
        row.addWidget(keys)
        row.addStretch(1)
        row.addWidget(self._nothing)
        return row


class _Page(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("base"))


class BigButton(QAbstractButton):
    """A way to begin: icon, name, key and what comes of it."""

    def __init__(self, icon: str, text: str, words: str, key: str, *, first: bool = False) -> None:
        super().__init__()
        self.setText(text)
        self._icon, self._words, self._key, self._first = icon, words, key, first
        self.setAccessibleName(text)
        self.setAccessibleDescription(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(380), theme.px(100))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(100))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        _press(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        fill = "press" if self.isDown() else "hover" if self.underMouse() else "base"
        painter.setPen(QPen(theme.colour("accent" if self._first else "line2"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.hasFocus():
            paint_ring(painter, box, 8)
        ink = "accent" if self._first else "text2"
        size = theme.px(20)
        left, top = theme.px(20), theme.px(18)
        glyph = theme.pixmap(self._icon, size, ink, self.devicePixelRatioF())
        painter.drawPixmap(left, top + 1, glyph)
        self._paint_words(painter, QRect(self.rect()).adjusted(left + size + 14, top, -20, -12))

    def _paint_words(self, painter: QPainter, box: QRect) -> None:
        cap = cap_size(self._key)
        at = QRectF(box.right() - cap.width(), box.top(), cap.width(), cap.height())
        paint_cap(painter, at, self._key)
        painter.setFont(theme.font("canvas", weight=600))
        painter.setPen(theme.colour("accent" if self._first else "text"))
        head = QRect(box.left(), box.top() - 2, box.width(), theme.px(22))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text2"))
        painter.drawText(box.adjusted(0, theme.px(23), 0, 8), _WRAP, self._words)


class DropArea(QAbstractButton):
    """Where files can be dropped, though they can be anywhere; Enter asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("Drop files or folders anywhere in this window"))
        self.setAccessibleName(self.text())
        self._words = tr(
            "Post archives (.zip, .js), JSON and JSON Lines, CSV and TSV sheets, saved"
            " transcripts. Recognised by content, not by name."
        )
        self.setAccessibleDescription(self._words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(118))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        _press(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        pen = QPen(theme.colour("edge"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.colour("alt"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        middle = self.height() // 2
        painter.setFont(theme.font("post", weight=500))
        painter.setPen(theme.colour("text"))
        head = QRect(12, middle - theme.px(23), self.width() - 24, theme.px(20))
        painter.drawText(head, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.setFont(theme.font("base"))
        painter.setPen(theme.colour("text3"))
        under = QRect(16, middle + theme.px(2), self.width() - 32, theme.px(40))
        flags = int(Qt.AlignmentFlag.AlignHCenter) | _WRAP
        painter.drawText(under, flags, self._words)
        if self.hasFocus():
            paint_ring(painter, box, 8)


def _press(button: QAbstractButton, event: QKeyEvent) -> None:
    if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
        button.click()
    else:
        event.ignore()


def _introduction() -> Label:
    words = Label(
        tr(
            "Curator turns the archive of a hashtag chat into a published page. Everything"
            " stays on this computer: no account, no key, no network."
        ),
        "reading",
        "text2",
        wrap=True,
    )
    words.setMaximumWidth(theme.px(640))
    return words


def _steps() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(26)
    for number, head, words in (
        (
            "1",
            tr("Sift"),
            tr("Keep or reject each post with one key. Echoes are folded, questions are found."),
        ),
        ("2", tr("Story"), tr("Put the best answers in order and write between them.")),
        ("3", tr("Publish"), tr("Check the true page, then copy or save it for your site.")),
    ):
        column = QVBoxLayout()
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(number, "post", "text3", weight=500))
        line.addWidget(Label(head, "post", weight=600))
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(Label(words, "base", "text2", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 1)
    return row
