"""Reading of posts: which match a search, and how many."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo

from curator.library.search.first_page_index import Beginnings
from curator.library.search.grouping import Grouping, PostGroup
from curator.library.search.id_lists import find_posts
from curator.library.search.mark_counts import Tally, basis_of
from curator.library.search.query import Query
from curator.library.search.row_reader import Parts, Showing, Sizes, moment_of
from curator.library.search.sql_terms import ALONE, BOTS, MUTED, OF_MUTED, UNDECIDED, Dates
from curator.library.search.visibility import ANY_MUTED, person_of
from curator.library.values.rows import (
    Bin,
    Byline,
    Counts,
    Echoes,
    GroupBy,
    Order,
    PersonId,
    PostId,
    Row,
    StoryId,
    Thread,
)

_SAMPLE = 500
_LARGE = 20_000
"""A library with more posts than this is large."""

_MANY = 20_000
"""A word in more posts than this is common."""

_REMEMBERED = 64
_PART = 100_000
"""Characters of a list of numbers parsed at once, so that other threads can run in between."""

_SCOPES: dict[Echoes, str] = {
    "shown": "context = 0",
    "folded": f"echo <> 'native' AND context <> 1 AND {ALONE}",
    "without": f"echo = '' AND echo <> 'native' AND context <> 1 AND {ALONE}",
}
_SOURCE_FOUND = (
    "posts.id IN (SELECT post FROM echoes JOIN posts ON posts.id = source WHERE {where})"
)
_ECHOES = (
    "(SELECT count(*) FROM echoes WHERE source = posts.id)"
    " + (SELECT count(*) FROM posts e WHERE e.repost_of = posts.key AND e.repost_of <> ''"
    "  AND e.platform = posts.platform AND NOT EXISTS"
    "  (SELECT 1 FROM echoes WHERE post = e.id))"
)
_ORDERS: dict[Order, str] = {
    "oldest": "at, id",
    "newest": "at DESC, id DESC",
    "echoed": f"{_ECHOES} DESC, at, id",
    "best": f"ifnull(likes, 0) + 2 * ({_ECHOES}) DESC, at, id",
    "liked": "likes DESC, at, id",
    "followed": "followers DESC, at, id",
    "longest": "length(text) DESC, at, id",
    "unquoted": "CASE WHEN person IN (SELECT id FROM people WHERE protected) OR person IN"
    " (SELECT person FROM standings WHERE consent = 'withheld' OR muted) THEN 2"
    " ELSE person IN (SELECT person FROM blocks JOIN posts q ON q.id = blocks.post"
    " WHERE story = ?) END, at, id",
}


class PostQueries:
    """The posts of a library, for reading."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        dates: Callable[[Query], Dates],
        sizes: Sizes,
        parts: Parts,
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._showing = Showing(connection, sizes, parts)
        self._dates = dates
        self._grouping = Grouping(connection)
        self._own_day: tuple[int, int | None] | None = None
        self._early = Beginnings(connection)
        self._common: dict[str, bool] = {}
        self._kinds: tuple[str, tuple[int, int, int]] | None = None
        self._marks = Tally(
            connection,
            "echo = 'native' OR context = 1, echoes.post IS NOT NULL",
            "LEFT JOIN echoes ON echoes.post = m.post",
        )

    def find(
        self,
        query: Query,
        order: Order = "oldest",
        echoes: Echoes = "shown",
        story: StoryId | None = None,
    ) -> array[int]:
        """Return the ids of every post that matches a query, in order."""
        where, values = self._walk(query, echoes)
        if order == "unquoted":
            values = [*values, story or 0]
        (listed,) = self._run(  # one string of a million ids is read faster than a million rows
            "SELECT group_concat(id) FROM"
            f" (SELECT id FROM posts WHERE {where} ORDER BY {_ORDERS[order]})",
            values,
        ).fetchone()
        return _numbers(listed or "")

    def beginning(self, query: Query, order: Order, echoes: Echoes, most: int) -> array[int]:
        """Return the first posts that match a query; quick even with many matches."""
        early = self._early
        if query.matches and early.is_ready(_scope_of_all(echoes), _ORDERS[order], self.newest()):
            found = early.find(query.matches, 2 * most)
            if echoes == "folded":
                found = self._without_echoes(found)
            if len(found) >= most:
                return found[:most]
        where, values = self._walk(query, echoes)
        rows = self._run(
            f"SELECT id FROM posts WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ?",
            [*values, most],
        )
        return array("q", [id_ for (id_,) in rows])

    def file_beginning(self, order: Order, echoes: Echoes) -> None:
        """Prepare for `beginning`: index the first posts, where words are looked up first."""
        newest = self.newest()
        scope = _scope_of_all(echoes)
        if not self._early.is_ready(scope, _ORDERS[order], newest):
            self._early.file(scope, _ORDERS[order], newest)

    def _without_echoes(self, found: array[int]) -> array[int]:
        """Remove the echoes of posts that match too."""
        behind = dict(
            self._run(
                "SELECT post, source FROM echoes WHERE post IN (SELECT value FROM json_each(?))",
                (json.dumps(list(found)),),
            )
        )
        there = {*found}
        return array("q", [id_ for id_ in found if behind.get(id_) not in there])

    def count(self, query: Query, echoes: Echoes = "shown", *, after: int = 0) -> int:
        """Return how many posts match a query; after: only those added after a post."""
        where, values = self._walk(query, echoes)
        if after:
            where, values = f"posts.id > ? AND {where}", [after, *values]
        return int(self._run(f"SELECT count(*) FROM posts WHERE {where}", values).fetchone()[0])

    def first(self, query: Query, most: int) -> list[PostId]:
        """Return a few posts that match a query, whichever are found soonest."""
        where, values = self.where(query, "folded")
        rows = self._run(f"SELECT id FROM posts WHERE {where} LIMIT ?", [*values, most])
        return [PostId(id_) for (id_,) in rows]

    def newest(self) -> int:
        """Return the post that was added last; 0 in an empty library."""
        return int(self._run("SELECT ifnull(max(id), 0) FROM posts").fetchone()[0])

    def undecided_of(self, ids: Sequence[int]) -> set[int]:
        """Return which of these posts are undecided."""
        rows = self._run(
            "SELECT posts.id FROM json_each(?) JOIN posts ON posts.id = json_each.value"
            f" WHERE {UNDECIDED}",
            (json.dumps(list(ids)),),
        )
        return {id_ for (id_,) in rows}

    def listed(self, keys: Iterable[str]) -> list[PostId]:
        """Return the posts of a list of ids."""
        return find_posts(self._connection, keys)

    def ids(self, keys: Iterable[str]) -> dict[str, PostId]:
        """Return the posts with these keys, by key; unknown keys are left out."""
        rows = self._run(
            "SELECT posts.key, posts.id FROM json_each(?) AS wanted"
            " CROSS JOIN posts ON posts.key = wanted.value"
            " ORDER BY wanted.key, context DESC, platform DESC",
            (json.dumps(list(keys)),),
        )
        return {key: PostId(id_) for key, id_ in rows}  # of several, the last is the best

    def where(
        self, query: Query, echoes: Echoes, zone: tzinfo | None = None
    ) -> tuple[str, list[str | int]]:
        """Return a WHERE clause for the posts that match a query, and its values.

        zone: that of the days in the query, if it is not that of its chat or the library.
        """
        where, values = self._answer(query, echoes, zone)
        if self._any_muted() and not query.shows_muted:
            where = f"NOT {_hidden(query)} AND {where}"
        return where, values

    def _answer(
        self, query: Query, echoes: Echoes, zone: tzinfo | None = None
    ) -> tuple[str, list[str | int]]:
        dates = self._dates(query)
        where, values = query.sql(replace(dates, zone=zone) if zone else dates)
        if query.of_desk:
            return where, values
        if echoes == "folded" and query.root.parts:  # a search for echoes must show them
            hidden = _SOURCE_FOUND.format(where=where)
            scope = f"echo <> 'native' AND context <> 1 AND NOT {hidden}"
            return f"{scope} AND {where}", [*values, *values]
        return f"{_SCOPES[echoes]} AND {where}", values

    def _any_muted(self) -> bool:
        return bool(self._run(ANY_MUTED).fetchone()[0])

    def hidden(self, query: Query, echoes: Echoes = "shown") -> int:
        """Return how many matches are hidden, because their authors or their words are muted."""
        if query.shows_muted or not self._any_muted():
            return 0
        where, values = self._answer(query, echoes)
        row = self._run(f"SELECT count(*) FROM posts WHERE {_hidden(query)} AND {where}", values)
        return int(row.fetchone()[0])

    def is_large(self) -> bool:
        """Tell whether a search may take noticeable time."""
        return self.newest() > _LARGE

    def is_common(self, query: Query) -> bool:
        """Tell whether a query consists only of very common words."""
        if query.text not in self._common:
            many = all(self._is_common(words) for words in query.matches)
            self._common[query.text] = bool(query.matches) and many
            if len(self._common) > _REMEMBERED:
                self._common.clear()
        return self._common.get(query.text, False)

    def _is_common(self, words: str) -> bool:
        row = self._run(
            "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1 OFFSET ?", (words, _MANY)
        ).fetchone()
        return row is not None

    def _walk(self, query: Query, echoes: Echoes) -> tuple[str, list[str | int]]:
        """Return the clause as `where` does, for reading posts in order of time.

        With very many matches, SQLite must not fetch each by its id and sort them: it is made to
        follow the index of times instead, and to test each post.
        """
        where, values = self.where(query, echoes)
        if query.matches and self.is_large() and self.is_common(query):
            where = where.replace("posts.id IN", "+posts.id IN")
        return where, values

    def counts(self) -> Counts:
        """Return the numbers of posts by mark."""
        basis = basis_of(self._run)
        if self._kinds is None or self._kinds[0] != basis:
            self._kinds = basis, self._kinds_counted()
        total, undecided, echoes = self._kinds[1]
        (used,) = self._run("SELECT count(DISTINCT post) FROM blocks").fetchone()
        marks = self._marks.counts(basis)
        starred = sum(
            n for (mark, follows, _), n in marks.items() if mark == "star" and not follows
        )
        rejected = sum(n for (_, follows, _), n in marks.items() if not follows) - starred
        undecided -= sum(n for (_, follows, behind), n in marks.items() if not (follows or behind))
        folded = [
            sum(
                n
                for (said, follows, behind), n in marks.items()
                if said == mark and behind and not follows
            )
            for mark in ("star", "reject")
        ]
        counts = Counts(total, undecided, starred, rejected, echoes, used, *folded)
        return counts.without(self._muted()) if self._any_muted() else counts

    def counts_of(self, query: Query) -> Counts:
        """Return the same for the posts of a search; each number agrees with a search for it."""
        counted = (
            self.count(Query.parse(f"{query.text} is:{what}"))
            for what in ("starred", "rejected", "echo", "used")
        )
        folded = (self._marked_echoes(query, mark) for mark in ("star", "reject"))
        return Counts(self.count(query), self.undecided(query, "folded"), *counted, *folded)

    def _marked_echoes(self, query: Query, mark: str) -> int:
        """Return how many posts of a query have a mark and are listed under others."""
        where, values = self.where(query, "shown")
        return int(
            self._run(
                f"SELECT count(*) FROM posts WHERE {where} AND NOT {ALONE}"
                " AND echo <> 'native' AND id IN (SELECT post FROM marks WHERE mark = ?)",
                [*values, mark],
            ).fetchone()[0]
        )

    def are_counted(self, query: Query) -> bool:
        """Tell whether posts only have what had passed since a start that is unknown.

        Of a search for chats it looks at these, else at all posts.
        """
        span = "AND EXISTS (SELECT 1 FROM chats WHERE id IN (SELECT value FROM json_each(?))"
        span += " AND posts.at BETWEEN begins AND ends)" if query.chats else ""
        names = [int(name) for name in query.chats if name.isdecimal()]
        where = f"precision {{}} 'elapsed' AND context = 0 {span if names else ''}"
        values = [json.dumps(names)] if names else []
        (counted,) = self._run(
            f"SELECT EXISTS (SELECT 1 FROM posts WHERE {where.format('=')})"
            f" AND NOT EXISTS (SELECT 1 FROM posts WHERE {where.format('<>')})",
            values * 2,
        ).fetchone()
        return bool(counted)

    def times_posted(self, handle: str, text: str) -> list[datetime]:
        """Return when somebody posted exactly these words, as far as the time of day is known."""
        rows = self._run(
            "SELECT at FROM people JOIN posts ON person = people.id"
            " WHERE handle = ? AND text = ? AND precision NOT IN ('day', 'elapsed')",
            (handle, text),
        )
        return [moment_of(at) for (at,) in rows]

    def times_and_words(self, ids: Sequence[int]) -> Iterator[tuple[datetime, str]]:
        """Yield when each of these posts was made, and its words.

        A whole row needs indexes, which a first import makes at its end.
        """
        rows = self._run(
            "SELECT at, text FROM json_each(?) JOIN posts ON posts.id = value"
            " ORDER BY json_each.key",
            (json.dumps(list(ids)),),
        )
        for at, text in rows:
            yield moment_of(at), text

    def groups(self, ids: Sequence[int], by: GroupBy, zone: tzinfo = UTC) -> list[PostGroup]:
        """Return posts in groups, see `Grouping.groups`."""
        return self._grouping.groups(ids, by, zone)

    def times(self, ids: Sequence[int]) -> array[int]:
        """Return the times of posts in the given order, in milliseconds since 1970."""
        (listed,) = self._run(
            "SELECT group_concat(at) FROM (SELECT at FROM json_each(?)"
            " JOIN posts ON posts.id = value ORDER BY json_each.key)",
            (json.dumps(list(ids)),),
        ).fetchone()
        return _numbers(listed or "")

    def _kinds_counted(self) -> tuple[int, int, int]:
        """Return the numbers of posts, of those to decide, and of echoes."""
        run = self._run
        (total,) = run("SELECT count(*) FROM posts").fetchone()
        kinds = {  # each a small index of its own: to count a million row by row takes long
            (context, echo): count
            for part in ("context <> 0 AND echo = ''", "echo <> ''")
            for context, echo, count in run(
                f"SELECT context, echo, count(*) FROM posts WHERE {part} GROUP BY 1, 2"
            )
        }
        inside = sum(n for (context, _), n in kinds.items() if context)
        echoes = sum(n for (context, echo), n in kinds.items() if echo and not context)
        follow = sum(n for (context, echo), n in kinds.items() if echo == "native" or context == 1)
        copies, untold = run(
            "SELECT count(*), total(echo = '' AND context = 0) FROM echoes"
            " JOIN posts ON posts.id = post WHERE why <> 'native' AND echo <> 'native'"
        ).fetchone()
        return total - inside, total - follow - copies, echoes + int(untold)

    def _muted(self) -> Counts:
        """Return the same for the posts of muted people."""
        deciding = "echo <> 'native' AND context <> 1"
        waiting = f"{deciding} AND e.post IS NULL"
        row = self._run(
            f"SELECT total(context = 0), total(mark IS NULL AND {waiting}),"
            f" total(mark = 'star' AND {deciding}), total(mark = 'reject' AND {deciding}),"
            " total((echo <> '' OR e.post IS NOT NULL) AND context = 0),"
            " total(EXISTS (SELECT 1 FROM blocks WHERE blocks.post = posts.id)),"
            f" total(mark = 'star' AND {deciding} AND e.post IS NOT NULL),"
            f" total(mark = 'reject' AND {deciding} AND e.post IS NOT NULL)"
            " FROM posts LEFT JOIN marks ON marks.post = posts.id"
            f" LEFT JOIN echoes e ON e.post = posts.id WHERE {MUTED}"
        ).fetchone()
        return Counts(*map(int, row))

    def undecided(self, query: Query, echoes: Echoes) -> int:
        """Return how many posts of a query are undecided."""
        if not query.text and echoes == "folded":
            return self.counts().undecided
        where, values = self._walk(query, echoes)
        row = self._run(f"SELECT count(*) FROM posts WHERE {where} AND {UNDECIDED}", values)
        return int(row.fetchone()[0])

    def answering(self, query: Query, ids: Iterable[int], echoes: Echoes = "shown") -> set[int]:
        """Return which of these posts match a query."""
        where, values = self.where(query, echoes)
        rows = self._run(
            f"SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(?)) AND {where}",
            [json.dumps(list(ids)), *values],
        )
        return {id_ for (id_,) in rows}

    def authors(self, query: Query) -> int:
        """Return how many people wrote the posts of a query, as the facts count them.

        Joined accounts count as one, and automated accounts are none.
        """
        where, values = self.where(query, "shown")
        person = person_of(self._run, "people.id")
        row = self._run(
            f"SELECT count(DISTINCT {person}) FROM people WHERE EXISTS"
            f" (SELECT 1 FROM posts WHERE person = people.id AND {where})",
            values,
        )
        return int(row.fetchone()[0]) - len(self.automated(query))

    def automated(self, query: Query) -> set[PersonId]:
        """Return the automated accounts among the authors of a query, which are no people."""
        where, values = self.where(query, "shown")
        person = person_of(self._run)
        sent = self._run(
            f"SELECT {person}, count(*) FROM posts WHERE id IN ({BOTS}) AND {where} GROUP BY 1",
            values,
        ).fetchall()
        if not sent:
            return set()
        own: dict[int, int] = dict(
            self._run(
                f"SELECT {person}, count(*) FROM posts WHERE {person} IN"
                f" (SELECT value FROM json_each(?)) AND echo = '' AND {ALONE} AND {where}"
                " GROUP BY 1",
                [json.dumps([one for one, _ in sent]), *values],
            )
        )
        return {PersonId(one) for one, count in sent if count >= own.get(one, 0)}

    def span(self) -> tuple[datetime, datetime] | None:
        """Return the times of the first and the last post, or None in an empty library."""
        ends = [
            self._run(
                f"SELECT at FROM posts WHERE context = 0 ORDER BY at {way} LIMIT 1"
            ).fetchone()
            for way in ("ASC", "DESC")
        ]
        return None if ends[0] is None else (moment_of(ends[0][0]), moment_of(ends[1][0]))

    def own_day(self, zone: tzinfo) -> date | None:
        """Return the day of the middle post in a zone: a chat's own day.

        For a large library, it is taken from an evenly spread sample.
        """
        newest = self.newest()
        if self._own_day is None or self._own_day[0] != newest:
            sample = json.dumps(sorted({1 + n * newest // _SAMPLE for n in range(_SAMPLE)}))
            times = self._run(
                "SELECT at FROM json_each(?) JOIN posts ON posts.id = value"
                " WHERE context = 0 ORDER BY at",
                (sample,),
            ).fetchall()
            self._own_day = newest, times[len(times) // 2][0] if times else None
        middle = self._own_day[1]
        return None if middle is None else moment_of(middle).astimezone(zone).date()

    def activity(self, query: Query, minutes: int) -> list[Bin]:
        """Return the number of matching posts in each interval of minutes that has any."""
        where, values = self._walk(query, "shown")
        size = minutes * 60_000
        rows = self._run(
            f"SELECT at / {size}, count(*), sum(echo <> '' OR NOT {ALONE}) FROM posts"
            f" WHERE {where} AND context = 0 GROUP BY 1 ORDER BY 1",
            values,
        )
        return [Bin(moment_of(number * size), posts, echoes) for number, posts, echoes in rows]

    # Rows

    def rows(self, ids: Sequence[int], story: StoryId | None = None) -> list[Row]:
        """Return the posts with these ids in the given order; used refers to the story."""
        return self._showing.rows(ids, story)

    def byline(self, id_: int) -> Byline | None:
        """Return the author and time of a post; None if the library does not have it."""
        row = self._run(
            "SELECT handle, at, precision FROM posts JOIN people ON people.id = person"
            " WHERE posts.id = ?",
            (id_,),
        ).fetchone()
        return row and Byline(row[0], datetime.fromtimestamp(row[1] / 1000, UTC), row[2])

    def row(self, id_: int, story: StoryId | None = None) -> Row:
        """Return one post."""
        return self._showing.row(id_, story)

    def thread(self, id_: int, story: StoryId | None = None) -> Thread:
        """Return a post with the posts it answers and its replies."""
        return self._showing.thread(id_, story)

    def versions(self, id_: int) -> list[str]:
        """Return other versions of a post's text."""
        return self._showing.versions(id_)


def _numbers(listed: str) -> array[int]:
    """Parse numbers between commas in parts, so that other threads can run in between."""
    found = array("q")
    start = 0
    while start < len(listed):
        end = listed.find(",", start + _PART)
        end = len(listed) if end < 0 else end
        found.extend(json.loads(f"[{listed[start:end]}]"))
        start = end + 1
    return found


def _hidden(query: Query) -> str:
    """Return SQL for the muted posts; whoever is searched for by name is shown."""
    return f"({MUTED} AND NOT {OF_MUTED})" if query.of_muted else MUTED


def _scope_of_all(echoes: Echoes) -> str:
    """Return the scope of a word search: folded, an echo can be found on its own."""
    return "echo <> 'native' AND context <> 1" if echoes == "folded" else _SCOPES[echoes]
