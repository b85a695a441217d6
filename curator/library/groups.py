"""Groups of posts that say the same: a source and those that repeat it, its echoes.

What repeats what is worked out beside the library (`work.work_out`) and kept here; the
editor's own splits and joins are laid over it and are obeyed however often it is worked
out again. Until it is worked out, a native repost is known to repeat its original, and
everything else stands alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple

from curator.library.rows import EchoWhy, GroupSize, PostId

_AT_ONCE = 5_000
"""Rows in one transaction: few enough that a star never waits long for the lock."""

_EVERY = """
    SELECT post, source, why FROM echoes
    UNION ALL
    SELECT e.id, o.id, 'native' FROM posts e JOIN posts o
     ON o.platform = e.platform AND o.key = e.repost_of AND o.id <> e.id
    WHERE e.repost_of <> '' AND NOT EXISTS (SELECT 1 FROM echoes WHERE post = e.id)
     AND NOT EXISTS (SELECT 1 FROM regroupings WHERE post = e.id)
"""


class Echo(NamedTuple):
    """That a post repeats another, and how that is known."""

    source: PostId
    why: EchoWhy


class Groups:
    """Which posts say the same."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._transaction = transaction

    def sources(self, ids: Iterable[int]) -> dict[PostId, PostId]:
        """Return of each post the one that it repeats; of one that repeats none, itself."""
        listed = [PostId(id_) for id_ in ids]
        found = self.echoes(listed)
        return {id_: found[id_].source if id_ in found else id_ for id_ in listed}

    def echoes(self, ids: Iterable[int]) -> dict[PostId, Echo]:
        """Return which of these posts repeat another, which, and how that is known."""
        rows = self._run(
            f"SELECT every.* FROM json_each(?) JOIN ({_EVERY}) AS every ON post = value",
            (json.dumps(list(ids)),),
        )
        return {PostId(post): Echo(PostId(source), why) for post, source, why in rows}

    def sizes(self, ids: Iterable[int]) -> dict[PostId, GroupSize]:
        """Return how often each of these posts is repeated; one that is not has none."""
        listed = [PostId(id_) for id_ in ids]
        rows = self._run(
            "SELECT source, count(*), count(DISTINCT person) FROM json_each(?)"
            f" JOIN ({_EVERY}) AS every ON source = value JOIN posts ON posts.id = post"
            " WHERE context = 0 GROUP BY source",
            (json.dumps(listed),),
        )
        found = {PostId(source): GroupSize(echoes, people) for source, echoes, people in rows}
        return {id_: found.get(id_, GroupSize()) for id_ in listed}

    # Keeping what was worked out

    def keep(self, found: Mapping[int, tuple[int, EchoWhy]]) -> Iterator[int]:
        """Keep what was worked out, in batches; yield how many rows are written."""
        held = {
            post: (source, why) for post, source, why in self._run("SELECT * FROM found_echoes")
        }
        gone = [(post,) for post in held if post not in found]
        fresh = [(post, *echo) for post, echo in found.items() if held.get(post) != echo]
        done = 0
        for start in range(0, len(gone), _AT_ONCE):
            with self._transaction():
                self._many(
                    "DELETE FROM found_echoes WHERE post = ?", gone[start : start + _AT_ONCE]
                )
                self._many("DELETE FROM echoes WHERE post = ?", gone[start : start + _AT_ONCE])
            yield (done := done + _AT_ONCE)
        for start in range(0, len(fresh), _AT_ONCE):
            rows = fresh[start : start + _AT_ONCE]
            with self._transaction():
                for table in ("found_echoes", "echoes"):
                    self._many(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)
            yield (done := done + _AT_ONCE)
