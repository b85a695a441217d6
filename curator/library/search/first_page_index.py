"""A separate full-text index of the first posts, for large libraries.

If a word is in every tenth post, the first screens of the result come from the first thousands
of posts. Searching only these takes no time; the index of the whole library first collects every
post with the word.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from curator.library.values.normalise import indexed

_LOOKED_AT = 4_000


class Beginnings:
    """Searches words among the first posts of an order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._run = connection.execute
        self._ready: tuple[str, str, int] | None = None
        self._ids: array[int] = array("q")

    def is_ready(self, scope: str, order: str, newest: int) -> bool:
        """Tell whether these posts are indexed in this order."""
        return self._ready == (scope, order, newest)

    def file(self, scope: str, order: str, newest: int) -> None:
        """Index the first posts of a scope in an order, both in SQL."""
        self._ready = None
        self._run("DROP TABLE IF EXISTS temp.beginnings")
        self._run(
            "CREATE VIRTUAL TABLE temp.beginnings USING fts5"
            " (text, content='', tokenize='unicode61 remove_diacritics 2')"
        )
        rows = self._run(
            f"SELECT id, text, spans FROM posts WHERE {scope} ORDER BY {order} LIMIT ?",
            (_LOOKED_AT,),
        ).fetchall()
        self._ids = array("q", [id_ for id_, _, _ in rows])
        self._run("SAVEPOINT beginnings")
        self._connection.executemany(
            "INSERT INTO temp.beginnings (rowid, text) VALUES (?, ?)",
            ((place, indexed(text, spans)) for place, (_, text, spans) in enumerate(rows)),
        )
        self._run("RELEASE beginnings")
        self._ready = scope, order, newest

    def find(self, matches: Sequence[str], most: int) -> array[int]:
        """Return the first posts that contain all words; fewer if there are not so many."""
        rows = self._run(
            "SELECT rowid FROM temp.beginnings WHERE beginnings MATCH ? ORDER BY rowid LIMIT ?",
            (" AND ".join(matches), most),
        )
        return array("q", [self._ids[place] for (place,) in rows])
