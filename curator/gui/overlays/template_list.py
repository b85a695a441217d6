"""The list of recap templates and snippets, in three groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QStandardItem
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_list import EntryList
from curator.i18n import tr
from curator.work import Recipe

_KEY = ENTRY + 1


class TemplateList(EntryList):
    """Templates that come with Curator, the user's own, and snippets."""

    chosen = Signal(str)
    """The key of the one that was selected."""

    def __init__(self) -> None:
        super().__init__(tr("Templates and snippets"))
        self._quiet = False
        self.selectionModel().currentChanged.connect(lambda now, _before: self._changed(now))

    def show_recipes(self, recipes: Sequence[Recipe]) -> None:
        """Show templates and snippets, and select none."""
        self._quiet = True
        self.rows.clear()
        for kind, heading in (
            ("built-in", tr("Come with Curator")),
            ("recap", tr("Your own")),
            ("snippet", tr("Snippets")),
        ):
            group = [each for each in recipes if each.kind == kind]
            if group:
                self._add(Entry(heading, group=True), "", chooses=False)
            icon = "pilcrow" if kind == "snippet" else "book-open"
            for each in group:
                self._add(Entry(clean(each.name[:200]), icon=icon), each.key, chooses=True)
        self._quiet = False

    def choose(self, key: str) -> None:
        """Highlight the one with a key; '' highlights none, for a new one not yet saved."""
        row = self.keys.index(key) if key and key in self.keys else -1
        self._quiet = True
        self.setCurrentIndex(self.rows.index(row, 0))
        self._quiet = False
        self.viewport().update()

    @property
    def keys(self) -> list[str]:
        """Return the key of each line; '' for a heading."""
        return [str(self.rows.item(row).data(_KEY)) for row in range(self.rows.rowCount())]

    def _add(self, entry: Entry, key: str, *, chooses: bool) -> None:
        item = QStandardItem(entry.name)
        item.setData(entry, ENTRY)
        item.setData(key, _KEY)
        item.setEnabled(chooses)
        self.rows.appendRow(item)

    def _changed(self, current: QModelIndex) -> None:
        if (key := current.data(_KEY)) and not self._quiet:
            self.chosen.emit(key)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), 300)
