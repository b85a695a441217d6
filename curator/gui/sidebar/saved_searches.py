"""Saved searches: kept, named, counted beside the work, and taken away again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean, isolated
from curator.gui.search.terms import Terms, chip_words
from curator.gui.widgets.entry import Entry
from curator.i18n import tr
from curator.library import ARCHIVE, ECHOES, Changes, Query, SearchId, Step

_BETWEEN = 20
"""Milliseconds between two counts, so that keys never wait for more than one."""

_OF_DESK = ("is:", "tag:", "has:note")
"""What asks for decisions; searches without it count the same until an archive comes."""

_LONGEST = 60


class SavedSearches(QObject):
    """The saved searches of a library, as lines of the sidebar."""

    counted = Signal()
    """A count is known now."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._counts: dict[str, int] = {}
        self._stale: set[str] = set()
        self._begun: tuple[SearchId, Step | None] | None = None
        self._next = QTimer(self, interval=_BETWEEN, singleShot=True)
        self._next.timeout.connect(self._count_one)

    # Lines

    def lines(self, terms: tuple[str, ...]) -> Iterator[Entry]:
        """Yield the head of the group and a line for each search; terms: what is on show."""
        saved = self._desk.library.searches.all()
        yield Entry(tr("Saved searches"), group=True)
        if not saved:
            yield Entry(tr("{keys} saves a search here.", keys=spoken("save_search")))
        for search in saved:
            if search.text not in self._counts or search.text in self._stale:
                self._next.start()
            yield Entry(
                clean(search.name), search.text, "search",
                count=self._counts.get(search.text, -1), search=search.id,
                current=Terms.of(search.text).parts == terms,
            )  # fmt: skip

    def heard(self, changes: Changes) -> None:
        """Count again what may have changed."""
        archive = bool(changes & (ARCHIVE | ECHOES))
        self._stale |= {
            text for text in self._counts if archive or any(each in text for each in _OF_DESK)
        }

    def count_all(self) -> None:
        """Count at once what waits to be counted."""
        while self._next.isActive():
            self._count_one()

    def _count_one(self) -> None:
        self._next.stop()
        texts = [search.text for search in self._desk.library.searches.all()]
        waiting = [text for text in texts if text not in self._counts or text in self._stale]
        if waiting:
            text = waiting[0]
            self._stale.discard(text)
            self._counts[text] = self._desk.library.posts.count(
                Query.parse(self._desk.within_chat(text))
            )
            self.counted.emit()
        if waiting[1:]:
            self._next.start()

    # Doing

    def save(self, terms: Terms) -> SearchId | None:
        """Keep a search under its own words; one that is kept already is not kept twice."""
        searches = self._desk.library.searches
        known = [search.id for search in searches.all() if search.text == terms.text]
        if not terms.text:
            self._desk.said.emit(tr("There is nothing to save. Search for something first."))
            return None
        if known:
            self._desk.said.emit(tr("This search is saved already. Here is its name."))
            return known[0]
        made: list[SearchId] = []
        name = named(terms)
        if not self._desk.edit(
            tr("Save a search"), lambda: made.append(searches.save(name, terms.text))
        ):
            return None
        self._begun = made[0], self._desk.library.last_step
        self._desk.said.emit(tr("The search is saved. Give it a name, or press Esc."))
        return made[0]

    def rename(self, search: int, name: str) -> None:
        """Give a search another name; the first name belongs to its saving."""
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
        """Keep a search no longer."""
        desk, name = self._desk, self._name(search)
        label = tr("Remove the saved search “{name}”", name=name)
        if desk.edit(label, lambda: desk.library.searches.remove(SearchId(search))):
            desk.said.emit(
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
    """Return the name of a search that has none: its words."""
    name = ", ".join([*(chip_words(chip) for chip in terms.chips), *terms.words.split("\0")])
    name = clean(name.strip(", "))
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
