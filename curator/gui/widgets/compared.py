"""A comparison of two texts, line by line, with the differences highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidgetItem

from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.insight.checks.lines import Change, Pair


class ComparedTable(PlainTable):
    """A table of two columns, one for each text."""

    def __init__(self, heads: Sequence[str], name: str) -> None:
        """heads: the column headings; name: the table's accessible name."""
        super().__init__(name, len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setStyleSheet(f"QTableView::item {{ padding: {theme.px(6)}px {theme.px(10)}px; }}")

    def show_pairs(self, pairs: Sequence[Pair]) -> int:
        """Show lines side by side; return how many differ."""
        self.setRowCount(len(pairs))
        for number, pair in enumerate(pairs):
            for column, words in enumerate((pair.before, pair.after)):
                self.setItem(number, column, _cell(words, pair.change))
        self.resizeRowsToContents()
        return sum(pair.change != "same" for pair in pairs)


def _cell(words: str, change: Change) -> QTableWidgetItem:
    item = plain_cell(clean(words))
    if change != "same":
        item.setBackground(QBrush(theme.colour("soft")))
    return item
