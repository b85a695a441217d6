"""The editor's saved searches, by name.

Every method that changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import sqlite3

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.values.rows import SavedSearch, SearchId


class Searches:
    """The saved searches of a library."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def all(self) -> list[SavedSearch]:
        """Return the saved searches, the oldest first."""
        there = self._run("SELECT 1 FROM sqlite_master WHERE name = 'searches'").fetchone()
        if there is None:  # an older library that can only be read
            return []
        rows = self._run("SELECT id, name, text FROM searches ORDER BY id")
        return [SavedSearch(SearchId(id_), name, text) for id_, name, text in rows]

    def save(self, name: str, text: str) -> SearchId:
        """Save a search under a name; a name already in use gets a number."""
        taken = {search.name.casefold() for search in self.all()}
        name = _tidy(name) or text
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} {number}", number + 1
        row = self._run("INSERT INTO searches (name, text) VALUES (?, ?)", (free, text))
        return SearchId(row.lastrowid or 0)

    def rename(self, id_: SearchId, name: str) -> None:
        """Rename a search; a name already in use is refused, an empty one ignored."""
        name = _tidy(name)
        others = {search.name.casefold() for search in self.all() if search.id != id_}
        if name.casefold() in others:
            raise LibraryError(
                tr("There is a saved search “{name}” already. Choose another name.", name=name)
            )
        if name:
            self._run("UPDATE searches SET name = ? WHERE id = ? AND name <> ?", (name, id_, name))

    def remove(self, id_: SearchId) -> None:
        """Delete a saved search; its posts are not affected."""
        self._run("DELETE FROM searches WHERE id = ?", (id_,))


def _tidy(name: str) -> str:
    return " ".join(name.split())[:200]
