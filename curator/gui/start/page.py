"""The start page: first steps, and recent libraries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.start.cards import BigButton, DropArea
from curator.gui.start.recent_libraries import Recent
from curator.gui.widgets import Button, Elided, Label, Rule
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr

_WIDTH = 820
_LEAST = 520
_TOP = 104
_LEAST_TOP = 36
_WRAP = int(Qt.TextFlag.TextWordWrap)


class StartPage(QScrollArea):
    """Offers the sample, an import, or a recent library, so that the window is never empty."""

    asked = Signal(str)
    """The name of a command."""

    picked = Signal(object)
    """The Path of a library from the list."""

    forgotten = Signal(object)
    """The Path of a library to remove from the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Start page"))
        self._top = _TOP
        self._recent = Recent()
        self._nothing = Elided(tr("Libraries you open will be listed here."), colour="text3")
        self.sample = BigButton(
            "book-open",
            tr("Open the sample chat"),
            tr(
                "A fictional chat of 400 posts with six questions. Make your first recap in three"
                " minutes."
            ),
            "sample",
            first=True,
        )
        self.import_ = BigButton(
            "file-down",
            tr("Import an archive…"),
            tr(
                "A file, a folder or a zip, just as it was captured. You see ten posts before"
                " anything is added."
            ),
            "import",
        )
        self._drop = DropArea()
        self._build()
        self.sample.clicked.connect(lambda: self.asked.emit("sample"))
        self.import_.clicked.connect(lambda: self.asked.emit("import"))
        self._drop.clicked.connect(lambda: self.asked.emit("import"))
        self._recent.picked.connect(self.picked)
        self._recent.forgotten.connect(self.forgotten)

    def show_recent(self, libraries: Sequence[Path]) -> None:
        """Show the recent libraries."""
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
        self._column = QVBoxLayout(page)
        self._fill(self._column)
        holder = _Page()
        across = row_in(holder, (24, 0, 24, 0))
        across.addStretch(1)
        across.addWidget(page, 100)
        across.addStretch(1)
        self.setWidget(holder)

    def _fill(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, _TOP, 0, 28)
        column.setSpacing(0)
        column.addWidget(Label(tr("Make a recap of your chat"), "display", wrap=True))
        column.addSpacing(10)
        column.addWidget(_introduction())
        column.addSpacing(30)
        pair = QHBoxLayout()
        pair.setSpacing(14)
        column.addLayout(pair)
        pair.addWidget(self.sample, 1)
        pair.addWidget(self.import_, 1)
        column.addSpacing(14)
        column.addWidget(self._drop)
        column.addSpacing(44)
        column.addWidget(Rule())
        column.addSpacing(22)
        steps = QHBoxLayout()
        column.addLayout(steps)
        _fill_steps(steps)
        column.addSpacing(42)
        column.addWidget(Rule())
        column.addSpacing(14)
        links = QHBoxLayout()
        column.addLayout(links)
        self._fill_links(links)
        column.addSpacing(10)
        column.addWidget(self._recent)
        column.addStretch(1)

    def _fill_links(self, row: QHBoxLayout) -> None:
        open_ = Button(tr("Open a library…"), icon="folder-open", kind="link")
        keys = Button(tr("All keys"), icon="keyboard", kind="link")
        open_.clicked.connect(lambda: self.asked.emit("open"))
        keys.clicked.connect(lambda: self.asked.emit("keys"))
        row.setSpacing(16)
        row.addWidget(open_)
        row.addWidget(keys)
        row.addStretch(1)
        row.addWidget(self._nothing)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = self.viewport().height() - (self._column.sizeHint().height() - self._top)
        self._top = max(_LEAST_TOP, min(_TOP, spare))
        self._column.setContentsMargins(0, self._top, 0, 28)


class _Page(QWidget):
    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("base"))


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


def _fill_steps(row: QHBoxLayout) -> None:
    row.setSpacing(26)
    for number, head, words in (
        (
            "1",
            tr("Sift"),
            tr("Keep or reject each post with one key. Echoes are folded, nothing is lost."),
        ),
        ("2", tr("Story"), tr("Put the best answers in order and write between them.")),
        ("3", tr("Publish"), tr("Check the true page, then copy or save it for your site.")),
    ):
        column = QVBoxLayout()
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        row.addLayout(column, 1)
        column.addLayout(line)
        line.addWidget(Label(number, "post", "text3", weight=500))
        line.addWidget(Label(head, "post", weight=600))
        line.addStretch(1)
        column.addWidget(Label(words, "base", "text2", wrap=True))
        column.addStretch(1)
