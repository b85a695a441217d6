"""The histogram as a table, for users who do not see the bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.widgets import Button, Label
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGNED = (_LEFT, _RIGHT, _RIGHT, _RIGHT, Qt.AlignmentFlag.AlignCenter)


class ActivityTable(Overlay):
    """A row for each bin with posts; Enter selects it as the time span."""

    picked = Signal(int)
    """The number of a bin."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._numbers: list[int] = []
        self._title = Label("", "title")
        self._about = Label("", "small", "text2", wrap=True)
        self.table = _Table()
        """The table of rows."""
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self.dismiss)
        self.table.taken.connect(self._pick)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        self._title.setText(tr("Posts over time"))
        self.setAccessibleName(tr("Posts over time"))

    def show_rows(self, about: str, rows: Sequence[tuple[int, datetime, Sequence[str]]]) -> None:
        """Show rows: the number of a bin, when it begins, and the text of each column."""
        self._about.setText(about)
        self._numbers = [number for number, _, _ in rows]
        self.table.setRowCount(len(rows))
        for line, (_, at, cells) in enumerate(rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
                item.setTextAlignment(_ALIGNED[column])
                item.setData(Qt.ItemDataRole.UserRole, at)
                self.table.setItem(line, column, item)
        self.open()
        if rows:
            self.table.setCurrentCell(0, 0)

    def _pick(self, line: int) -> None:
        if 0 <= line < len(self._numbers):
            self.dismiss()
            self.picked.emit(self._numbers[line])

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(560), room.width() - 48)
        height = min(theme.px(620), room.height() - 96)
        return QRect((room.width() - width) // 2, 62, width, height)

    @override
    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)


class _Table(QTableWidget):
    """A table to read cell by cell; Enter picks a row."""

    taken = Signal(int)
    """The number of the row that was picked."""

    def __init__(self) -> None:
        super().__init__(0, 5)
        names = [tr("Time"), tr("Posts"), tr("Originals"), tr("Echoes"), tr("Question")]
        self.setHorizontalHeaderLabels(names)
        for column, aligned in enumerate(_ALIGNED):
            if (item := self.horizontalHeaderItem(column)) is not None:
                item.setTextAlignment(aligned)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAccessibleName(tr("Posts over time, as a table"))
        self.cellDoubleClicked.connect(lambda row, _column: self.taken.emit(row))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit(self.currentRow())
        else:
            super().keyPressEvent(event)
