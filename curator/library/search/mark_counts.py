"""Running totals of starred and rejected posts, so that no decision needs a full count.

An editor who decides twenty thousand posts sees the totals after each of them. So they are
stored, and updated by the changes that a trigger of this connection records.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any

_NOTED = (
    (
        "CREATE TEMP TABLE IF NOT EXISTS marked"
        " (id INTEGER PRIMARY KEY AUTOINCREMENT, post INT, mark TEXT, n INT)"
    ),
    (
        "CREATE TEMP TRIGGER IF NOT EXISTS marked_in AFTER INSERT ON main.marks BEGIN"
        " INSERT INTO marked (post, mark, n) VALUES (new.post, new.mark, 1); END"
    ),
    (
        "CREATE TEMP TRIGGER IF NOT EXISTS marked_out AFTER DELETE ON main.marks BEGIN"
        " INSERT INTO marked (post, mark, n) VALUES (old.post, old.mark, -1); END"
    ),
    (
        "CREATE TEMP TRIGGER IF NOT EXISTS marked_over AFTER UPDATE ON main.marks BEGIN"
        " INSERT INTO marked (post, mark, n)"
        " VALUES (old.post, old.mark, -1), (new.post, new.mark, 1); END"
    ),
)
_MANY = 2_000
"""After more changes than this, everything is counted again."""


class Tally:
    """Counts marks by the kinds of their posts."""

    def __init__(self, connection: sqlite3.Connection, kinds: str, joined: str) -> None:
        """Count by some columns; joined: the tables they are in, joined to `m.post`."""
        self._connection = connection
        self._run = connection.execute
        self._count = (
            f"SELECT mark, {kinds}, total(n) FROM {{marks}} AS m"
            f" CROSS JOIN posts ON posts.id = m.post {joined} GROUP BY mark, {kinds}"
        )
        self._kept: Counter[tuple[Any, ...]] = Counter()
        self._basis: Hashable = None
        self._seen = 0
        for statement in _NOTED:
            self._run(statement)

    def counts(self, basis: Hashable) -> Counter[tuple[Any, ...]]:
        """Return the number of marks by mark and kind; basis: the state the kinds depend on."""
        if self._connection.in_transaction:
            return self._counted("(SELECT post, mark, 1 AS n FROM marks)")
        (version,) = self._run("PRAGMA data_version").fetchone()
        (newest,) = self._run("SELECT ifnull(max(id), 0) FROM temp.marked").fetchone()
        if self._basis != (basis, version) or newest - self._seen > _MANY:
            self._kept = self._counted("(SELECT post, mark, 1 AS n FROM marks)")
            self._basis = basis, version
        elif newest != self._seen:
            changed = f"(SELECT post, mark, n FROM temp.marked WHERE id > {self._seen})"
            self._kept.update(self._counted(changed))
        self._seen = newest
        return self._kept

    def _counted(self, marks: str) -> Counter[tuple[Any, ...]]:
        rows = self._run(self._count.format(marks=marks))
        return Counter({tuple(kind): int(count) for *kind, count in rows})


def basis_of(run: Callable[[str], sqlite3.Cursor]) -> str:
    """Return a token of the state of posts and groups; it differs once any were changed."""
    rows = run(
        "SELECT ifnull(max(id), 0) FROM posts UNION ALL SELECT ifnull(group_concat(turn), '')"
        " FROM touched WHERE tbl IN ('posts', 'echoes') UNION ALL"
        " SELECT value FROM memory WHERE name = 'times the posts changed'"
    )
    return " ".join(str(value) for (value,) in rows)
