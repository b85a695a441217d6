"""Lists of ids that somebody made, and which of their posts are here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from curator.library.values.rows import PostId

LIST = "list: "
"""What stands before the name of a list where the library remembers its ids."""

LISTED = (
    "posts.key IN (SELECT value FROM json_each(coalesce((SELECT value FROM memory"
    f" WHERE name = '{LIST}' || ?), '[]')))"
)
"""The condition that a post is on a list."""

_CHUNK = 10_000


def held(connection: sqlite3.Connection, keys: Iterable[str]) -> list[PostId]:
    """Return the posts that are here of these ids, on whichever platform, by id."""
    wanted = list(dict.fromkeys(keys))
    platforms = [name for (name,) in connection.execute("SELECT DISTINCT platform FROM people")]
    found: set[int] = set()
    for start in range(0, len(wanted), _CHUNK):
        chunk = json.dumps(wanted[start : start + _CHUNK])
        for platform in platforms:
            rows = connection.execute(
                "SELECT posts.id FROM json_each(?) CROSS JOIN posts"
                " ON posts.platform = ? AND posts.key = value WHERE context <> 1",
                (chunk, platform),
            )
            found.update(id_ for (id_,) in rows)
    return [PostId(id_) for id_ in sorted(found)]


def kept(ids: Sequence[str]) -> str:
    """Return ids as they are remembered."""
    return json.dumps(list(ids))
