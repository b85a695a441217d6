"""The posts that answer a search, column by column: a million are counted in seconds.

To read numbers as one list of JSON is several times faster than row by row, and to count
them in Python is faster than to let SQLite sort them once for every figure.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import le

from curator.library.search.sql_terms import BOTS

MINUTE = 60_000
"""In milliseconds, as times are kept."""

_REPLY, _NATIVE, _TEXTUAL, _DAY, _ELAPSED = 4, 1, 2, 8, 16
_ECHO = _NATIVE | _TEXTUAL
REPEATS = "posts.id IN (SELECT post FROM echoes)"
"""SQL: a post repeats another, as was worked out or as the editor says."""

SPAM = "SELECT source FROM echoes WHERE why IN ('spam', 'bot')"
"""SQL: the posts that stand for link spam or a program's posts, as long as none is let in."""

_FEW = 4
"""Terms are looked up post by post if there are this many times more terms than posts."""


def spam_sources(run: Callable[[str], sqlite3.Cursor]) -> set[int]:
    """Return the posts that stand for a campaign of link spam, or for the posts of a program."""
    return {post for (post,) in run(SPAM)}


def folded_of_bots(run: Callable[[str], sqlite3.Cursor], found: Columns) -> int:
    """Return how many posts are echoes only as further posts of an automated account."""
    return sum(post in found.who for (post,) in run("SELECT post FROM echoes WHERE why = 'bot'"))


def bots_in(run: Callable[[str], sqlite3.Cursor], found: Columns) -> set[int]:
    """Return the automated accounts among the authors: those who posted nothing of their own."""
    sent = Counter(found.who[post] for (post,) in run(BOTS) if post in found.who)
    return {person for person, count in sent.items() if count >= found.own_by_person[person]}


@dataclass(frozen=True)
class Columns:
    """Posts as lists of equal length."""

    ids: Sequence[int]
    people: Sequence[int]
    """The author of each post; for joined accounts, the main account."""

    times: Sequence[int]
    kinds: Sequence[int]
    followers: Sequence[int]
    """-1 where it is not recorded."""

    @cached_property
    def native(self) -> int:
        """Return the number of native reposts."""
        return sum(count for kind, count in self._by_kind.items() if kind & _NATIVE)

    @cached_property
    def textual(self) -> int:
        """Return the number of typed reposts and copies, which a list folds."""
        return sum(count for kind, count in self._by_kind.items() if kind & _TEXTUAL)

    @cached_property
    def replies(self) -> int:
        """Return the number of replies to a post or a person."""
        return sum(count for kind, count in self._by_kind.items() if kind & _REPLY)

    @cached_property
    def elapsed(self) -> int:
        """Return the number of posts of which is known what had passed since an unknown start."""
        return sum(count for kind, count in self._by_kind.items() if kind & _ELAPSED)

    @cached_property
    def by_person(self) -> Counter[int]:
        """Return the number of posts of each person."""
        return Counter(self.people)

    @cached_property
    def own_by_person(self) -> Counter[int]:
        """Return the number of original posts of each person who has any."""
        return Counter(
            person
            for person, kind in zip(self.people, self.kinds, strict=True)
            if not kind & _ECHO
        )

    @cached_property
    def impressions(self) -> tuple[int, int]:
        """The sum of followers over posts, and of how many posts they are recorded."""
        known = [count for count in self.followers if count >= 0]
        return sum(known), len(known)

    @cached_property
    def reach(self) -> dict[int, int]:
        """Return each person's latest recorded number of followers."""
        order: Iterable[int] = range(len(self.ids))
        if not all(map(le, self.times, islice(self.times, 1, None))):
            order = sorted(order, key=self.times.__getitem__)
        people, followers = self.people, self.followers
        return {people[n]: followers[n] for n in order if followers[n] >= 0}

    @cached_property
    def minutes(self) -> Counter[int]:
        """Return the number of posts in each minute since 1970, without those of unknown time."""
        if not any(kind & _DAY for kind in self._by_kind):
            return Counter([at // MINUTE for at in self.times])
        return Counter(
            at // MINUTE
            for at, kind in zip(self.times, self.kinds, strict=True)
            if not kind & _DAY
        )

    @cached_property
    def who(self) -> dict[int, int]:
        """Return the author of each post."""
        return dict(zip(self.ids, self.people, strict=True))

    @cached_property
    def when(self) -> dict[int, int]:
        """Return the time of each post."""
        return dict(zip(self.ids, self.times, strict=True))

    @cached_property
    def own(self) -> set[int]:
        """The posts that are no echo."""
        kinds = zip(self.ids, self.kinds, strict=True)
        return {id_ for id_, kind in kinds if not kind & _ECHO}

    @cached_property
    def _by_kind(self) -> Counter[int]:
        return Counter(self.kinds)

    def terms(self, connection: sqlite3.Connection) -> Iterator[tuple[int, list[int]]]:
        """Yield each term in any of the posts, with those posts."""
        (newest,) = connection.execute("SELECT ifnull(max(id), 0) FROM posts").fetchone()
        if len(self.ids) * _FEW < newest:
            rows = connection.execute(
                "SELECT term, group_concat(post) FROM json_each(?)"
                " CROSS JOIN post_terms ON post = value GROUP BY term",
                (json.dumps(self.ids),),
            )
            yield from ((term, json.loads(f"[{posts}]")) for term, posts in rows)
            return
        here = bytearray(newest + 1)
        for id_ in self.ids:
            here[id_] = 1
        rows = connection.execute("SELECT term, group_concat(post) FROM post_terms GROUP BY term")
        for term, posts in rows:
            found = [post for post in json.loads(f"[{posts}]") if here[post]]
            if found:
                yield term, found


def columns(
    connection: sqlite3.Connection, where: str, values: Sequence[str | int], person: str
) -> Columns:
    """Read the posts that meet a condition; person is SQL for who said each."""
    row = connection.execute(
        f"SELECT group_concat(id), group_concat({person}), group_concat(at),"
        f" group_concat((precision IN ('day', 'elapsed')) * {_DAY}"
        f" + (precision = 'elapsed') * {_ELAPSED}"
        f" + (reply_to <> '' OR reply_handle <> '') * {_REPLY}"
        f" + (echo = 'native') * {_NATIVE}"
        f" + (echo <> 'native' AND (echo = 'textual' OR {REPEATS})) * {_TEXTUAL}),"
        f" group_concat(ifnull(followers, -1)) FROM posts WHERE {where} AND context = 0",
        values,
    ).fetchone()
    return Columns(*(json.loads(f"[{column or ''}]") for column in row))
