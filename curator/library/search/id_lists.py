"""Stored lists of ids, and their posts in the library."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from curator.library.values.rows import PostId

LIST = "list: "
"""Prefix of the name under which the library stores a list."""

LISTED = (
    "posts.key IN (SELECT value FROM json_each(coalesce((SELECT value FROM memory"
    f" WHERE name = '{LIST}' || ?), '[]')))"
)
"""SQL condition: the post is on a list."""

_CHUNK = 10_000


def find_posts(connection: sqlite3.Connection, keys: Iterable[str]) -> list[PostId]:
    """Return the posts with these ids, on any platform, by id."""
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


def dump_ids(ids: Sequence[str]) -> str:
    """Return ids in stored form."""
    return json.dumps(list(ids))
