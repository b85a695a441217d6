"""The list of suggestions below a field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from curator.gui.look.style import set_kind

_NUMBERED = 9


class Suggestions(QListView):
    """A popup list for a QCompleter."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.StyledPanel)
        set_kind(self, "suggestions")

    def number_lines(self) -> None:
        """Show before each of the first lines the digit that takes it."""
        self.setItemDelegate(_Numbered(self))


class _Numbered(QStyledItemDelegate):
    """Paints the number of a line before its text."""

    @override
    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        number = f"{index.row() + 1}" if index.row() < _NUMBERED else " "
        option.text = f"{number}  {option.text}"
