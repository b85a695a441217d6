"""The recent libraries on the start page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.clock import brief_moment
from curator.gui.look.safe_text import isolated
from curator.gui.start.cards import press_by_key
from curator.gui.widgets import Button, Label, paint_ring
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr

_SHOWN = 5
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Recent(QWidget):
    """A row for each library; a missing one is marked and can be removed."""

    picked = Signal(object)
    """The Path of a library."""

    forgotten = Signal(object)
    """The Path of a library to remove from the list."""

    def __init__(self) -> None:
        super().__init__()
        self._column = column_in(self, (0, 6, 0, 0), spacing=0)
        self._column.addWidget(Label(tr("Recent libraries"), "micro", "text3", weight=600))
        self._column.addSpacing(4)
        self._rows: list[QWidget] = []

    def list(self, libraries: Sequence[Path]) -> None:
        """Show these libraries."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(path) for path in libraries[:_SHOWN]]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, path: Path) -> QWidget:
        if path.exists():
            row = _Row(path)
            row.clicked.connect(lambda: self.picked.emit(path))
            return row
        line = QWidget()
        across = row_in(line, (8, 4, 0, 4))
        sentence = Label(
            tr(
                "{name} is not where it was. Find it, or remove it from this list.",
                name=isolated(path.name),
            ),
            colour="warn",
            wrap=True,
        )
        remove = Button(tr("Remove from the list"), kind="link")
        remove.clicked.connect(lambda: self.forgotten.emit(path))
        across.addWidget(sentence, 1)
        across.addWidget(remove)
        return line


class _Row(QAbstractButton):
    """A library: name, folder, when it was last written."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._when = brief_moment(datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone())
        self.setText(path.stem)
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(
            tr("in {folder}, last changed {when}", folder=str(path.parent), when=self._when)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(32))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        press_by_key(self, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, 5, 5)
        words = QRect(self.rect()).adjusted(theme.px(8), 0, -theme.px(8), 0)
        small = QFontMetrics(theme.font("small"))
        painter.setFont(theme.font("base", weight=600))
        painter.setPen(theme.colour("text"))
        room = words.width() // 2
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, _MIDDLE, name)
        left = painter.fontMetrics().horizontalAdvance(name) + theme.px(10)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("text3"))
        right = small.horizontalAdvance(self._when) + theme.px(12)
        folder = small.elidedText(
            str(self._path.parent), Qt.TextElideMode.ElideMiddle, words.width() - left - right
        )
        painter.drawText(words.adjusted(left, 0, 0, 0), _MIDDLE, folder)
        painter.drawText(words, _MIDDLE | int(Qt.AlignmentFlag.AlignRight), self._when)
        if self.hasFocus():
            paint_ring(painter, box, 5)
