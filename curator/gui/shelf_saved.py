"""The saved searches as the shelf offers them: a button that opens a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from curator.gui.cleaned import clean
from curator.gui.desk import Desk
from curator.gui.parts import Button
from curator.i18n import tr


class SavedChoice(Button):
    """Offers the searches that are saved; while there is none it is not shown."""

    recalled = Signal(str)
    """The words of a saved search."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Saved"), icon="search", kind="flat")
        self._desk = desk
        self._menu = QMenu(self)
        self._menu.triggered.connect(lambda action: self.recalled.emit(action.data()))
        self.setAccessibleName(tr("Saved searches"))
        self.clicked.connect(self._open)

    @property
    def is_wanted(self) -> bool:
        """Whether there is anything to offer."""
        return bool(self._desk.library.searches.all())

    def _open(self) -> None:
        self._menu.clear()
        for search in self._desk.library.searches.all():
            action = self._menu.addAction(clean(search.name).replace("&", "&&"))
            action.setData(search.text)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
