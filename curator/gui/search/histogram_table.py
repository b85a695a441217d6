"""The histogram as a table, for users who do not see the bars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QWidget,
)
from typing_extensions import override

from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.i18n import tr

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ALIGNED = (_LEFT, _RIGHT, _RIGHT, _RIGHT, Qt.AlignmentFlag.AlignCenter)


class ActivityTable(Overlay):
    """A row for each bin with posts; Enter selects it as the time span."""

    size_wanted = (560, 620)

    picked = Signal(int)
    """The number of a bin."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._numbers: list[int] = []
        self._title = Label("", "title")
        self._about = Label("", "small", "text2", wrap=True)
        self.table = PlainTable(tr("Posts over time, as a table"), len(_ALIGNED))
        """The table of rows."""
        self._head_table()
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self.dismiss)
        self.table.taken.connect(self._pick)
        head = QHBoxLayout()
        column = column_in(self.panel, (24, 18, 24, 20), spacing=10)
        column.addLayout(head)
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        self._title.setText(tr("Posts over time"))
        self.setAccessibleName(tr("Posts over time"))

    def _head_table(self) -> None:
        names = [tr("Time"), tr("Posts"), tr("Originals"), tr("Echoes"), tr("Question")]
        self.table.setHorizontalHeaderLabels(names)
        for column, aligned in enumerate(_ALIGNED):
            if (item := self.table.horizontalHeaderItem(column)) is not None:
                item.setTextAlignment(aligned)
        self.table.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, about: str, rows: Sequence[tuple[int, datetime, Sequence[str]]]) -> None:
        """Show rows: the number of a bin, when it begins, and the text of each column."""
        self._about.setText(about)
        self._numbers = [number for number, _, _ in rows]
        self.table.setRowCount(len(rows))
        for line, (_, at, cells) in enumerate(rows):
            for column, words in enumerate(cells):
                item = plain_cell(words)
                item.setTextAlignment(_ALIGNED[column])
                item.setData(Qt.ItemDataRole.UserRole, at)
                self.table.setItem(line, column, item)
        self.open()
        if rows:
            self.table.setCurrentCell(0, 0)

    def _pick(self, line: int, _column: int) -> None:
        if 0 <= line < len(self._numbers):
            self.dismiss()
            self.picked.emit(self._numbers[line])

    @override
    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)
