"""Commands for the current search: save it, or make a section of the story from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.gui.desk.desk import Desk
from curator.gui.drag.section import add_section
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sidebar.saved_searches import named
from curator.gui.sift.finding import Finding
from curator.i18n import tr


class KeptSearches(QObject):
    """Saves the search, and puts its result into the story."""

    named = Signal()
    """The user has named a newly saved search."""

    def __init__(self, desk: Desk, finding: Finding, sidebar: Sidebar) -> None:
        super().__init__(finding)
        self._desk, self._finding, self._sidebar = desk, finding, sidebar
        self._naming = False
        sidebar.named.connect(self._named)

    def save(self) -> None:
        """Save the search; the user types its name in the sidebar."""
        self._naming = self._sidebar.save_search(self._finding.terms)

    def _named(self) -> None:
        if self._naming:
            self._naming = False
            self.named.emit()

    def add_section(self) -> None:
        """Put the result into the story under a heading."""
        terms = self._finding.terms
        saved = self._desk.library.searches.all()
        name = next((each.name for each in saved if each.text == terms.text), named(terms))
        if terms.text:
            add_section(self._desk, name, terms.text)
        else:
            self._desk.said.emit(tr("Search for something first: it becomes the section."))
