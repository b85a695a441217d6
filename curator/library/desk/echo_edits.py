"""The editor's splits and joins of echo groups, applied to the groups that were found.

A regrouping assigns a post to another as its source, or to itself to stand alone. The found
groups are pointers too. Following both, the editor's first, gives the group of a post. So a
regrouping survives every new analysis, and leaves no trace when it is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_DEEPEST = 100


class Regrouping:
    """Stores the editor's decisions about groups, inside `library.edit`, and applies them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def put(self, post: int, source: int) -> None:
        """Assign a post to a source; nothing is stored if it belongs there anyhow."""
        if self._found(post) == source:
            self._run("DELETE FROM regroupings WHERE post = ?", (post,))
        else:
            self._run(
                "INSERT INTO regroupings (post, source) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET source = excluded.source",
                (post, source),
            )

    def settle(self) -> None:
        """Apply the editor's decisions to the groups that were found."""
        self._run("DELETE FROM echoes WHERE why = 'hand'")
        self._run(
            "INSERT INTO echoes SELECT * FROM found_echoes"
            " WHERE post NOT IN (SELECT post FROM echoes)"
        )
        decided = dict(self._run("SELECT post, source FROM regroupings"))
        roots = {post: self._root(post, decided) for post in decided}
        for post, root in roots.items():
            self._place([post], root)
            if root != post:
                self._place(self._followers(post, decided), root)

    def _place(self, posts: Iterable[int], root: int) -> None:
        for post in posts:
            self._run("DELETE FROM echoes WHERE post = ?", (post,))
            if post != root:
                self._run("INSERT INTO echoes VALUES (?, ?, 'hand')", (post, root))

    def _followers(self, post: int, decided: dict[int, int]) -> list[int]:
        rows = self._run(
            "SELECT post FROM found_echoes WHERE source = ? UNION SELECT e.id FROM posts o"
            " JOIN posts e ON e.platform = o.platform AND e.repost_of = o.key"
            " AND e.repost_of <> '' WHERE o.id = ?",
            (post, post),
        )
        return [follower for (follower,) in rows if follower not in decided]

    def _root(self, post: int, decided: dict[int, int]) -> int:
        seen = {post}
        for _ in range(_DEEPEST):
            following = decided.get(post) or self._found(post)
            if following in seen:
                return following if following == post else min(seen)
            seen.add(following)
            post = following
        return post

    def _found(self, post: int) -> int:
        """Return the post that a post was found to repeat; itself if none."""
        row = self._run(
            "SELECT source FROM found_echoes WHERE post = ?1 UNION ALL"
            " SELECT o.id FROM posts e JOIN posts o ON o.platform = e.platform"
            " AND o.key = e.repost_of WHERE e.id = ?1 AND e.repost_of <> ''",
            (post,),
        ).fetchone()
        return int(row[0]) if row else post
