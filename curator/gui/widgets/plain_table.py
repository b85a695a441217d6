"""A table that is read, not written, as overlays show them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem
from typing_extensions import override


class PlainTable(QTableWidget):
    """A table in which arrows go from cell to cell and Tab leaves; Enter picks a cell."""

    taken = Signal(int, int)
    """The row and the column that were picked."""

    def __init__(self, name: str, columns: int = 0, *, by_cell: bool = False) -> None:
        """by_cell: cells are selected, not whole rows."""
        super().__init__(0, columns)
        by = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(by.SelectItems if by_cell else by.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.setAccessibleName(name)
        self.cellDoubleClicked.connect(self.taken)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)


def plain_cell(words: str) -> QTableWidgetItem:
    """Return a cell that can be selected and not be edited."""
    cell = QTableWidgetItem(words)
    cell.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
    return cell
