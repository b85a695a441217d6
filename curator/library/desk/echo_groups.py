"""Groups of posts that say the same: a source and those that repeat it, its echoes.

What repeats what is worked out beside the library (`work.work_out`) and kept here; the
editor's own splits and joins are laid over it. Until it is worked out, a native repost is
known to repeat its original, and everything else stands alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from curator.library.desk.echo_edits import Regrouping
from curator.library.values.normalise import address
from curator.library.values.rows import EchoWhy, GroupSize, PostId

_AT_ONCE = 5_000
"""Rows in one transaction: few enough that a star never waits long for the lock."""

_EVERY = """
    SELECT post, source, why FROM echoes WHERE {echo} IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT e.id, o.id, 'native' FROM posts o JOIN posts e
     ON e.repost_of = o.key AND e.platform = o.platform AND e.repost_of <> '' AND e.id <> o.id
    WHERE {native} IN (SELECT value FROM json_each(?1))
     AND NOT EXISTS (SELECT 1 FROM echoes WHERE post = e.id)
"""
_OF_POSTS = _EVERY.format(echo="post", native="e.id")
_OF_SOURCES = _EVERY.format(echo="source", native="o.id")

_Said = tuple[int, str, str, str, int, str, frozenset[str], str, bool, bool, bool]


class Echo(NamedTuple):
    """A post that repeats another, and how that is known."""

    source: PostId
    why: EchoWhy


@dataclass(frozen=True, slots=True)
class EchoGroup:
    """A post and its echoes."""

    best: PostId
    """The source; where the library does not hold it, the earliest that repeats it."""

    rest: tuple[PostId, ...]
    """The others that are decided by themselves, the earliest first. Native reposts are not
    among them, for they follow their original."""


class Groups:
    """The groups of posts that repeat one another."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._transaction = transaction
        self._regrouping = Regrouping(connection)

    def sources(self, ids: Iterable[int]) -> dict[PostId, PostId]:
        """Return for each post the one that it repeats, or itself."""
        listed = [PostId(id_) for id_ in ids]
        found = self.echoes(listed)
        return {id_: found[id_].source if id_ in found else id_ for id_ in listed}

    def echoes(self, ids: Iterable[int]) -> dict[PostId, Echo]:
        """Return which of these posts repeat another, which, and how that is known."""
        rows = self._run(_OF_POSTS, (json.dumps(list(ids)),))
        return {PostId(post): Echo(PostId(source), why) for post, source, why in rows}

    def keys(self, ids: Iterable[int]) -> dict[PostId, str]:
        """Return for each post the platform's key of the post that it repeats, or its own."""
        sources = self.sources(ids)
        rows = self._run(
            "SELECT id, key FROM posts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources.values())),),
        )
        keys = dict(rows.fetchall())
        return {post: keys[source] for post, source in sources.items()}

    def sizes(self, ids: Iterable[int]) -> dict[PostId, GroupSize]:
        """Return how often each of these posts is repeated; those never repeated are left out."""
        listed = [PostId(id_) for id_ in ids]
        rows = self._run(
            "SELECT source, count(*), count(DISTINCT person),"
            " max(CASE WHEN why IN ('spam', 'bot') THEN why ELSE '' END)"
            f" FROM ({_OF_SOURCES})"
            " JOIN posts ON posts.id = post GROUP BY source",
            (json.dumps(listed),),
        )
        found = {
            PostId(source): GroupSize(echoes, people, left_out)
            for source, echoes, people, left_out in rows
        }
        alone = GroupSize()
        return {id_: found.get(id_, alone) for id_ in listed}

    def excluded_accounts(self) -> dict[tuple[str, str], str]:
        """Return the accounts of link spam and programs: platform and folded handle, and which.

        An account of which the editor let a post in is none of them as far as that post goes.
        """
        rows = self._run(
            "SELECT DISTINCT posts.platform, handle, why FROM echoes JOIN posts"
            " ON posts.id IN (post, source) JOIN people ON people.id = person"
            " WHERE why IN ('spam', 'bot')"
        )
        return {(platform, handle.casefold()): why for platform, handle, why in rows}

    def members(self, source: int) -> list[PostId]:
        """Return the posts that repeat a post, the earliest first."""
        return [post for post, _ in self._members(source)]

    def group(self, post: int) -> EchoGroup:
        """Return the best post of a post's group, and the others."""
        (source,) = self.sources([post]).values()
        rest = [id_ for id_, echo in self._members(source) if echo != "native"]
        return EchoGroup(source, tuple(rest))

    def _members(self, source: int) -> list[tuple[PostId, str]]:
        rows = self._run(
            f"SELECT posts.id, echo FROM ({_OF_SOURCES}) JOIN posts ON posts.id = post"
            " ORDER BY at, posts.id",
            (json.dumps([source]),),
        )
        return [(PostId(id_), echo) for id_, echo in rows]

    # Edits by hand, inside library.edit

    def splittable(self, posts: Iterable[int]) -> list[PostId]:
        """Return which posts can be split off: no native reposts, and none that are alone."""
        listed = list(posts)
        grouped = set(self.echoes(listed))
        grouped |= {source for source, size in self.sizes(listed).items() if size.echoes}
        rows = self._run(
            "SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(?))"
            " AND echo <> 'native' ORDER BY at, id",
            (json.dumps(list(grouped)),),
        )
        return [PostId(id_) for (id_,) in rows]

    def split(self, posts: Iterable[int]) -> None:
        """Take posts out of their groups.

        A native repost cannot be taken out: it is nothing but the original. If the source is split
        off, the others stay together under the earliest.
        """
        chosen = dict.fromkeys(posts)
        for source in dict.fromkeys(self.sources(chosen).values()):
            members = self._members(source)
            if source in chosen:
                rest = [id_ for id_, echo in members if echo != "native" and id_ not in chosen]
                for id_ in rest:
                    self._regrouping.put(id_, rest[0])
            for id_, echo in members:
                if id_ in chosen and echo != "native":
                    self._regrouping.put(id_, id_)
        self._regrouping.settle()

    def join(self, posts: Iterable[int], onto: int | None = None) -> PostId | None:
        """Join the groups of posts; return the source of the new group.

        onto: a post of the group to join. None: that of the earliest.
        """
        sources = list(dict.fromkeys(self.sources(posts).values()))
        target = self.sources([onto])[PostId(onto)] if onto is not None else self._first(sources)
        if target is None:
            return None
        for source in sources:
            if source != target:
                self._regrouping.put(source, target)
        self._regrouping.settle()
        return target

    def settle(self) -> None:
        """Apply the editor's splits and joins again, as after undoing one."""
        self._regrouping.settle()

    def _first(self, posts: list[PostId]) -> PostId | None:
        row = self._run(
            "SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(?))"
            " ORDER BY at, id LIMIT 1",
            (json.dumps(posts),),
        ).fetchone()
        return PostId(row[0]) if row else None

    # Analysis

    def posts_to_compare(self) -> Iterator[_Said]:
        """Yield of every post what tells whether it repeats another.

        Its id, platform, key, author's handle, time, words, links, what it reposts, whether
        its words are cut, whether it is known from inside a quote only, and whether a program
        sent it.
        """
        rows = self._run(
            "SELECT posts.id, posts.platform, posts.key, handle, at, text, spans, repost_of, cut,"
            " context, automated FROM posts JOIN people ON people.id = person"
        )
        none: frozenset[str] = frozenset()
        for id_, platform, key, handle, at, text, spans, repost_of, cut, context, sent in rows:
            links = _links(spans) if "link" in spans else none
            inside = context == 1
            known = (id_, platform, key, handle, at, text, links)
            yield *known, repost_of, bool(cut), inside, bool(sent)

    def keep(self, found: Mapping[int, tuple[int, EchoWhy]]) -> Iterator[int]:
        """Save the groups that were found, in batches; yield the number of rows written."""
        held = {
            post: (source, why) for post, source, why in self._run("SELECT * FROM found_echoes")
        }
        gone = [(post,) for post in held if post not in found]
        fresh = [(post, *echo) for post, echo in found.items() if held.get(post) != echo]
        del held
        yield from self._in_batches("DELETE FROM {table} WHERE post = ?", gone)
        yield from self._in_batches("INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", fresh)
        with self._transaction():
            self.settle()

    def _in_batches(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> Iterator[int]:
        for start in range(0, len(rows), _AT_ONCE):
            with self._transaction():
                for table in ("found_echoes", "echoes"):
                    self._many(statement.format(table=table), rows[start : start + _AT_ONCE])
            yield start


def _links(spans: str) -> frozenset[str]:
    spread = orjson.loads(spans)
    return frozenset(address(value) for kind, _, _, value, *_ in spread if kind == "link")
