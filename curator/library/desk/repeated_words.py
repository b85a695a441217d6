"""Whose words a post repeats, so that consent covers those who repeat somebody."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from curator.library.values.rows import PostId
from curator.model import Post

Sources: TypeAlias = Callable[[Sequence[PostId]], Mapping[PostId, PostId]]
"""Returns for posts the one that each repeats; itself, or no entry, if none."""

Named: TypeAlias = tuple[str, str]
"""A platform, and a lower-case handle or the key of a post."""


class Repeating:
    """Finds out who first wrote what a post repeats."""

    def __init__(self, connection: sqlite3.Connection, sources: Sources | None = None) -> None:
        self._run = connection.execute
        self._sources = sources or self._originals

    def authors(self, posts: Sequence[PostId]) -> dict[PostId, set[int]]:
        """Return the authors of posts, and the authors of what they repeat."""
        sources = self._sources(posts)
        wrote = dict(
            self._run(
                "SELECT posts.id, person FROM json_each(?) JOIN posts ON posts.id = value",
                (json.dumps([*posts, *sources.values()]),),
            )
        )
        return {post: {wrote[post], wrote[sources.get(post, post)]} for post in posts}

    def repeated(self, posts: Iterable[Post]) -> dict[Named, Named]:
        """Return whose words posts repeat, by platform and key; other posts are left out."""
        keys = list(dict.fromkeys((post.platform, post.key) for post in posts))
        found = self._run(
            "SELECT posts.id, platform, posts.key, person FROM json_each(?) AS asked"
            " JOIN posts ON platform = json_extract(asked.value, '$[0]')"
            " AND posts.key = json_extract(asked.value, '$[1]')",
            (json.dumps(keys),),
        ).fetchall()
        authors = self.authors([id_ for id_, *_ in found])
        others = {
            (platform, key): other
            for id_, platform, key, person in found
            for other in authors[id_] - {person}
        }
        people = {
            id_: (platform, handle.casefold())
            for id_, platform, handle in self._run(
                "SELECT people.id, platform, handle FROM json_each(?)"
                " JOIN people ON people.id = value",
                (json.dumps(list(set(others.values()))),),
            )
        }
        return {post: people[other] for post, other in others.items()}

    def _originals(self, posts: Sequence[PostId]) -> dict[PostId, PostId]:
        """Return the originals of native reposts, which are known without any analysis."""
        return dict(
            self._run(
                "SELECT e.id, o.id FROM json_each(?) JOIN posts e ON e.id = value JOIN posts o"
                " ON o.platform = e.platform AND o.key = e.repost_of WHERE e.repost_of <> ''",
                (json.dumps(list(posts)),),
            )
        )
