"""Commands for the current search: save it, or make a section of the story from it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.gui.desk.desk import Desk
from curator.gui.drag.section import add_section
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sidebar.saved_searches import named
from curator.gui.sift.posts_pane import PostsPane
from curator.i18n import tr


class SavedSearchCommands(QObject):
    """Saves the search, and puts its result into the story."""

    named = Signal()
    """The user has named a newly saved search."""

    def __init__(self, desk: Desk, posts_pane: PostsPane, sidebar: Sidebar) -> None:
        super().__init__(posts_pane)
        self._desk, self._posts_pane, self._sidebar = desk, posts_pane, sidebar
        self._naming = False
        sidebar.named.connect(self._named)

    def save(self) -> None:
        """Save the search; the user types its name in the sidebar."""
        self._naming = self._sidebar.save_search(self._posts_pane.terms)

    def _named(self) -> None:
        if self._naming:
            self._naming = False
            self.named.emit()

    def add_section(self) -> None:
        """Put the result into the story under a heading."""
        terms = self._posts_pane.terms
        saved = self._desk.library.searches.all()
        name = next((each.name for each in saved if each.text == terms.text), named(terms))
        if terms.text:
            add_section(self._desk, name, terms.text)
        else:
            self._desk.reported.emit(tr("Search for something first: it becomes the section."))
