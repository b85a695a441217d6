"""What one does with the search in Sift: keep it under a name, make a section of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.gui.desk.desk import Desk
from curator.gui.drag.section import add_section
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sidebar.saved_searches import named
from curator.gui.sift.finding import Finding
from curator.i18n import tr


class KeptSearches(QObject):
    """Saves the search, and puts it into the story."""

    named = Signal()
    """A search that was just saved has its name."""

    def __init__(self, desk: Desk, finding: Finding, sidebar: Sidebar) -> None:
        super().__init__(finding)
        self._desk, self._finding, self._sidebar = desk, finding, sidebar
        self._naming = False
        sidebar.named.connect(self._named)

    def save(self) -> None:
        """Keep what is searched for; its name is typed in the sidebar."""
        self._naming = self._sidebar.save_search(self._finding.terms)

    def _named(self) -> None:
        if self._naming:
            self._naming = False
            self.named.emit()

    def add_section(self) -> None:
        """Put what is found into the story under a heading."""
        terms = self._finding.terms
        saved = self._desk.library.searches.all()
        name = next((each.name for each in saved if each.text == terms.text), named(terms))
        if terms.text:
            add_section(self._desk, name, terms.text)
        else:
            self._desk.said.emit(tr("Search for something first: it becomes the section."))
