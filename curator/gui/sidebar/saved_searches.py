"""Saved searches in the sidebar: saved, renamed, counted in the background, removed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.gui.look.safe_text import clean, isolated
from curator.gui.search.terms import Terms, chip_words
from curator.gui.widgets.entry import Entry
from curator.i18n import tr
from curator.library import ARCHIVE, ECHOES, MUTING, Changes, Query, SearchId, Step
from curator.work import count_search

_BETWEEN = 20
"""Milliseconds between two counts, so that several changes at once are counted once."""

_OF_DESK = ("is:", "tag:", "has:note")
"""Conditions on the editor's marks; a search without them keeps its count until an import."""

_LONGEST = 60


class SavedSearches(QObject):
    """The saved searches of a library as lines of the sidebar."""

    counted = Signal()
    """A count has arrived."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: dict[str, int] = {}
        """The counts of searches, each restricted to the chat that was shown."""
        self._stale: set[str] = set()
        self._begun: tuple[SearchId, Step | None] | None = None
        self._latest = Latest(self, _BETWEEN)
        self._latest.answered.connect(self._counted)
        self._counting = ""

    # Lines

    def lines(self, terms: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the heading of the group and a line for each search; terms: the current search."""
        saved = self._desk.library.searches.all()
        yield Entry(tr("Saved searches"), group=True)
        if not saved:
            yield Entry(tr("{keys} saves a search here.", keys=spoken("save_search")))
        if not self._latest.is_asking:
            self._count_next()
        for search in saved:
            yield Entry(
                clean(search.name), search.text, "search",
                count=self._counts.get(self._desk.within_chat(search.text), -1), search=search.id,
                current=Terms.of(search.text).parts == terms,
            )  # fmt: skip

    def follow(self, changes: Changes) -> None:
        """Count again what the changes may affect."""
        self._latest.drop()
        archive = bool(changes & (ARCHIVE | ECHOES | MUTING))
        self._stale |= {
            text for text in self._counts if archive or any(each in text for each in _OF_DESK)
        }

    def count_all(self) -> None:
        """Do at once the counts that are queued."""
        while self._latest.is_asking:
            self._latest.finish()

    def _count_next(self) -> None:
        saved = self._desk.library.searches.all()
        texts = [self._desk.within_chat(search.text) for search in saved]
        waiting = [text for text in texts if text not in self._counts or text in self._stale]
        if waiting:
            self._counting = waiting[0]
            path, query = self._desk.library.path, Query.parse(waiting[0])
            self._latest.ask(self._desk, lambda: count_search(path, query))

    def _counted(self, count: int) -> None:
        self._stale.discard(self._counting)
        self._counts[self._counting] = count
        self._count_next()
        self.counted.emit()

    # Edits

    def save(self, terms: Terms) -> SearchId | None:
        """Save a search under its own text; a search that is saved already is not saved again."""
        searches = self._desk.library.searches
        known = [search.id for search in searches.all() if search.text == terms.text]
        if not terms.text:
            self._desk.reported.emit(tr("There is nothing to save. Search for something first."))
            return None
        if known:
            self._desk.reported.emit(tr("This search is saved already. Here is its name."))
            return known[0]
        made: list[SearchId] = []
        name = named(terms)
        if not self._desk.edit(
            tr("Save a search"), lambda: made.append(searches.save(name, terms.text))
        ):
            return None
        self._begun = made[0], self._desk.library.last_step
        self._desk.reported.emit(tr("The search is saved. Give it a name, or press Esc."))
        return made[0]

    def rename(self, search: int, name: str) -> None:
        """Rename a search; the first name given belongs to the step that saved it."""
        desk = self._desk
        if not name.strip() or name == self._name(search):
            return
        began, step = self._begun or (None, None)
        self._begun = None
        desk.edit(
            tr("Rename a saved search"),
            lambda: desk.library.searches.rename(SearchId(search), name),
            onto=step if began == search else None,
        )

    def remove(self, search: int) -> None:
        """Delete a saved search."""
        desk, name = self._desk, self._name(search)
        label = tr("Remove the saved search “{name}”", name=name)
        if desk.edit(label, lambda: desk.library.searches.remove(SearchId(search))):
            desk.reported.emit(
                tr(
                    "“{name}” was removed. {keys} brings it back.",
                    name=isolated(name),
                    keys=spoken("undo"),
                )
            )

    def _name(self, search: int) -> str:
        return next(
            (each.name for each in self._desk.library.searches.all() if each.id == search), ""
        )


def named(terms: Terms) -> str:
    """Return the name of an unnamed search: its text."""
    name = ", ".join([*(chip_words(chip) for chip in terms.chips), *terms.words.split("\0")])
    name = clean(name.strip(", "))
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
