"""Columns saved under names: chosen, saved and deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr


class Presets(QWidget):
    """The columns saved under names that a sheet has, and a field to save more."""

    chosen = Signal(str)
    """Those of this name are to be used; '' for those that the header tells."""

    deleted = Signal(str)
    """Those of this name are to be deleted."""

    def __init__(self) -> None:
        super().__init__()
        self.names = ChoiceBox()
        self.names.setAccessibleName(tr("Saved columns"))
        self.delete = Button(tr("Delete these saved columns"), kind="link", height=20)
        self.name = QLineEdit()
        """The name under which the columns are saved at the import."""
        self.name.setAccessibleName(tr("Save these columns as"))
        self.name.setPlaceholderText(tr("Save these columns as…"))
        column = column_in(self, spacing=6)
        for widget in (self.name, self.names, self.delete):
            column.addWidget(widget)
        self.names.activated.connect(lambda: self.chosen.emit(self.current))
        self.delete.clicked.connect(lambda: self.deleted.emit(self.current))

    @property
    def current(self) -> str:
        """Return the name of the saved columns that are chosen; '' if none are."""
        return str(self.names.currentData() or "")

    def offer(self, names: Sequence[str], current: str) -> None:
        """Offer the columns saved under names, and show which are chosen."""
        self.names.clear()
        self.names.addItem(tr("As the header says"), "")
        for name in names:
            self.names.addItem(tr("As saved: {name}", name=clean(name)[:60]), name)
        self.names.setCurrentIndex(max(0, self.names.findData(current)))
        self.names.setVisible(bool(names))
        self.delete.setVisible(bool(current))
