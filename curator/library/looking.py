"""Looking at posts: which answer a search, and what the list and the panes show of them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from curator.library.meanings import UNDECIDED
from curator.library.rows import Bin, Counts, Echoes, Order, PostId, Row, StoryId, Thread
from curator.library.search import Query
from curator.model import Author, Media, Post, Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DEEPEST = 40
_SAMPLE = 500

_SCOPES: dict[Echoes, str] = {
    "shown": "context = 0",
    "folded": "echo <> 'native' AND context <> 1",
    "without": "echo = '' AND echo <> 'native' AND context <> 1",
}
_ORDERS: dict[Order, str] = {
    "oldest": "at, id",
    "newest": "at DESC, id DESC",
    "echoed": "(SELECT count(*) FROM posts e WHERE e.repost_of = posts.key"
    " AND e.repost_of <> '' AND e.platform = posts.platform) DESC, at, id",
    "liked": "likes DESC, at, id",
    "unquoted": "person IN (SELECT person FROM blocks JOIN posts q ON q.id = blocks.post"
    " WHERE story = ?), at, id",
}
_POST = (
    "SELECT posts.id, posts.platform, posts.key, posts.at, precision, text, spans, url, lang,"
    " reply_to, reply_handle, quote_of, repost_of, conversation, likes, reposts, replies,"
    " raw_id, context, cut, followers, people.handle, people.name, people.key, bio, protected,"
    " avatar, portrait, posts.person FROM posts JOIN people ON people.id = posts.person"
)


class Looking:
    """The posts of a library, to read."""

    def __init__(self, connection: sqlite3.Connection, zone: Callable[[], tzinfo]) -> None:
        self._run = connection.execute
        self._zone = zone
        self._own_day: tuple[int, int | None] | None = None

    def find(
        self,
        query: Query,
        order: Order = "oldest",
        echoes: Echoes = "shown",
        story: StoryId | None = None,
    ) -> array[int]:
        """Return the ids of every post that answers a query, in order."""
        where, values = self.where(query, echoes)
        if order == "unquoted":
            values = [*values, story or 0]
        (listed,) = self._run(  # one string of a million ids is read faster than a million rows
            "SELECT group_concat(id) FROM"
            f" (SELECT id FROM posts WHERE {where} ORDER BY {_ORDERS[order]})",
            values,
        ).fetchone()
        return array("q", json.loads(f"[{listed or ''}]"))

    def count(self, query: Query, echoes: Echoes = "shown", *, after: int = 0) -> int:
        """Return how many posts answer a query; after: of those that came in after a post."""
        where, values = self.where(query, echoes)
        if after:
            where, values = f"posts.id > ? AND {where}", [after, *values]
        return int(self._run(f"SELECT count(*) FROM posts WHERE {where}", values).fetchone()[0])

    def first(self, query: Query, most: int) -> list[PostId]:
        """Return a few posts that answer a query, whichever are found soonest."""
        where, values = self.where(query, "folded")
        rows = self._run(f"SELECT id FROM posts WHERE {where} LIMIT ?", [*values, most])
        return [PostId(id_) for (id_,) in rows]

    def newest(self) -> int:
        """Return the post that came in last, whenever it was said; 0 in an empty library."""
        return int(self._run("SELECT ifnull(max(id), 0) FROM posts").fetchone()[0])

    def undecided_of(self, ids: Sequence[int]) -> set[int]:
        """Return which of these posts wait for a decision."""
        rows = self._run(
            "SELECT posts.id FROM json_each(?) JOIN posts ON posts.id = json_each.value"
            f" WHERE {UNDECIDED}",
            (json.dumps(list(ids)),),
        )
        return {id_ for (id_,) in rows}

    def ids(self, keys: Iterable[str]) -> dict[str, PostId]:
        """Return the posts with these keys, by key; those that are not here are left out."""
        found: dict[str, PostId] = {}
        for key in keys:
            row = self._run(
                "SELECT id FROM posts WHERE key = ? ORDER BY context, platform", (key,)
            ).fetchone()
            if row:
                found[key] = PostId(row[0])
        return found

    def where(self, query: Query, echoes: Echoes) -> tuple[str, list[str | int]]:
        """Return a WHERE clause over the posts that answer a query, and its values."""
        where, values = query.sql(self._zone())
        if query.of_desk:
            return where, values
        return f"{_SCOPES[echoes]} AND {where}", values

    def counts(self) -> Counts:
        """Return how many posts there are, by what was decided of them."""
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
        marks = dict(
            run(
                "SELECT mark, count(*) FROM marks JOIN posts ON posts.id = post"
                " WHERE echo <> 'native' AND context <> 1 GROUP BY mark"
            )
        )
        (used,) = run("SELECT count(DISTINCT post) FROM blocks").fetchone()
        starred, rejected = marks.get("star", 0), marks.get("reject", 0)
        undecided = total - follow - starred - rejected
        return Counts(total - inside, undecided, starred, rejected, echoes, used)

    def undecided(self, query: Query, echoes: Echoes) -> int:
        """Return how many of the posts that answer a query wait for a decision."""
        if not query.text and echoes == "folded":
            return self.counts().undecided
        where, values = self.where(query, echoes)
        row = self._run(f"SELECT count(*) FROM posts WHERE {where} AND {UNDECIDED}", values)
        return int(row.fetchone()[0])

    def answering(self, query: Query, ids: Iterable[int], echoes: Echoes = "shown") -> set[int]:
        """Return which of these posts answer a query."""
        where, values = self.where(query, echoes)
        rows = self._run(
            f"SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(?)) AND {where}",
            [json.dumps(list(ids)), *values],
        )
        return {id_ for (id_,) in rows}

    def authors(self, query: Query) -> int:
        """Return how many people wrote the posts that answer a query."""
        where, values = self.where(query, "shown")
        row = self._run(
            "SELECT count(*) FROM people WHERE EXISTS"
            f" (SELECT 1 FROM posts WHERE person = people.id AND {where})",
            values,
        )
        return int(row.fetchone()[0])

    def span(self) -> tuple[datetime, datetime] | None:
        """Return when the first and the last post were said, or None in an empty library."""
        ends = [
            self._run(
                f"SELECT at FROM posts WHERE context = 0 ORDER BY at {way} LIMIT 1"
            ).fetchone()
            for way in ("ASC", "DESC")
        ]
        return None if ends[0] is None else (_when(ends[0][0]), _when(ends[1][0]))

    def own_day(self) -> date | None:
        """Return the day of the middle post, in the chat's zone: a chat's own day.

        Of a large library the middle of a sample, evenly spread over the posts.
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
        return None if middle is None else _when(middle).astimezone(self._zone()).date()

    def activity(self, query: Query, minutes: int) -> list[Bin]:
        """Return how many posts answer a query in each stretch of minutes that has any."""
        where, values = self.where(query, "shown")
        size = minutes * 60_000
        rows = self._run(
            f"SELECT at / {size}, count(*), sum(echo <> '') FROM posts"
            f" WHERE {where} AND context = 0 GROUP BY 1 ORDER BY 1",
            values,
        )
        return [Bin(_when(number * size), posts, echoes) for number, posts, echoes in rows]

    # Rows

    def rows(self, ids: Sequence[int], story: StoryId | None = None) -> list[Row]:
        """Return the posts with these ids, in the order asked for; used tells of the story."""
        ids = list(ids)
        marks = ", ".join("?" * len(ids))
        found = self._run(f"{_POST} WHERE posts.id IN ({marks})", ids).fetchall()
        media = self._media(ids, marks)
        decided = self._decided(ids, marks)
        tags = self._grouped(
            "SELECT post, name FROM post_tags JOIN tags ON tags.id = tag"
            f" WHERE post IN ({marks}) ORDER BY post_tags.id",
            ids,
        )
        notes = dict(self._run(f"SELECT post, text FROM notes WHERE post IN ({marks})", ids))
        standings = self._standings({row[-1] for row in found})
        echoes = self._echoes(ids, marks)
        used = self._used(story) if story else {}
        rows = {
            row[0]: Row(
                PostId(row[0]),
                _post(row, media.get(row[0], ())),
                decided.get(row[0]),
                tuple(tags.get(row[0], ())),
                notes.get(row[0], ""),
                used.get(row[0]),
                *echoes.get(row[0], (0, 0)),
                *standings.get(row[-1], ("", False)),
            )
            for row in found
        }
        return [rows[id_] for id_ in ids if id_ in rows]

    def row(self, id_: int, story: StoryId | None = None) -> Row:
        """Return one post."""
        return self.rows([id_], story)[0]

    def _grouped(self, sql: str, values: Sequence[int]) -> dict[int, list[Any]]:
        groups: dict[int, list[Any]] = defaultdict(list)
        for id_, *rest in self._run(sql, values):
            groups[id_].append(rest[0] if len(rest) == 1 else rest)
        return groups

    def _media(self, ids: list[int], marks: str) -> dict[int, tuple[Media, ...]]:
        groups = self._grouped(
            "SELECT post, kind, url, coalesce(nullif(d.text, ''), alt), file, media.hash,"
            " ifnull(width, 0), ifnull(height, 0) FROM media"
            " LEFT JOIN pictures ON pictures.hash = media.hash"
            " LEFT JOIN descriptions d ON d.media = media.id"
            f" WHERE post IN ({marks}) ORDER BY media.id",
            ids,
        )
        return {id_: tuple(Media(*values) for values in group) for id_, group in groups.items()}

    def _decided(self, ids: list[int], marks: str) -> dict[int, Any]:
        own = dict(self._run(f"SELECT post, mark FROM marks WHERE post IN ({marks})", ids))
        originals = self._run(
            "SELECT e.id, mark FROM posts e JOIN posts o"
            " ON o.platform = e.platform AND o.key = e.repost_of"
            f" JOIN marks ON marks.post = o.id WHERE e.id IN ({marks}) AND e.repost_of <> ''",
            ids,
        )
        return own | dict(originals)

    def _standings(self, people: set[int]) -> dict[int, tuple[str, bool]]:
        marks = ", ".join("?" * len(people))
        rows = self._run(
            f"SELECT person, role, consent FROM standings WHERE person IN ({marks})", list(people)
        )
        return {person: (role, consent == "withheld") for person, role, consent in rows}

    def _echoes(self, ids: list[int], marks: str) -> dict[int, tuple[int, int]]:
        rows = self._run(
            "SELECT o.id, count(*), count(DISTINCT e.person) FROM posts o JOIN posts e"
            " ON e.repost_of = o.key AND e.platform = o.platform AND e.repost_of <> ''"
            f" WHERE o.id IN ({marks}) GROUP BY o.id",
            ids,
        )
        return {id_: (posts, people) for id_, posts, people in rows}

    def _used(self, story: StoryId) -> dict[int, str]:
        heading, used = "", dict[int, str]()
        for kind, text, post in self._run(
            "SELECT kind, text, post FROM blocks WHERE story = ? ORDER BY rank, id", (story,)
        ):
            heading = text if kind == "heading" else heading
            if post is not None:
                used.setdefault(post, heading)
        return used

    # Conversations

    def thread(self, id_: int, story: StoryId | None = None) -> Thread:
        """Return a post with what it answers and what answered it."""
        above = self._ancestors(id_)
        below = self._answers(id_)
        ids = [*above, id_, *(answer for _, answer in below)]
        rows = {row.id: row for row in self.rows(list(dict.fromkeys(ids)), story)}
        return Thread(
            tuple(rows[PostId(each)] for each in above),
            rows[PostId(id_)],
            tuple((depth, rows[PostId(each)]) for depth, each in below),
        )

    def _ancestors(self, id_: int) -> list[int]:
        above: list[int] = []
        at = id_
        while len(above) < _DEEPEST:
            row = self._run(
                "SELECT o.id FROM posts p JOIN posts o ON o.platform = p.platform"
                " AND o.key = CASE WHEN p.reply_to <> '' THEN p.reply_to ELSE p.quote_of END"
                " WHERE p.id = ?",
                (at,),
            ).fetchone()
            if row is None or row[0] in {id_, *above}:
                break
            at = row[0]
            above.insert(0, at)
        return above

    def _answers(self, id_: int) -> list[tuple[int, int]]:
        return [
            (depth, answer)
            for depth, answer in self._run(
                "WITH RECURSIVE below (depth, id, platform, key, path) AS ("
                " SELECT 0, id, platform, key, printf('%020d', at) FROM posts WHERE id = ?"
                " UNION ALL"
                " SELECT depth + 1, a.id, a.platform, a.key, path || printf('%020d', a.at)"
                " FROM below JOIN posts a ON a.reply_to = below.key AND a.reply_to <> ''"
                " AND a.platform = below.platform WHERE depth < ? LIMIT 500)"
                " SELECT depth, id FROM below WHERE depth > 0 ORDER BY path, id",
                (id_, _DEEPEST),
            )
            if answer != id_
        ]


def _when(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _post(row: tuple[Any, ...], media: tuple[Media, ...]) -> Post:
    (
        _, platform, key, at, precision, text, spans, url, lang, reply_to, reply_handle,
        quote_of, repost_of, conversation, likes, reposts, replies, raw_id, context, cut,
        followers, handle, name, person, bio, protected, avatar, portrait, _,
    ) = row  # fmt: skip
    face = Media("image", avatar, hash=portrait) if avatar or portrait else None
    return Post(
        platform,
        key,
        Author(handle, name, person, bio, followers, bool(protected), face),
        _when(at),
        text,
        precision,
        url,
        lang,
        reply_to,
        reply_handle,
        quote_of,
        repost_of,
        conversation,
        tuple(Span(*span) for span in json.loads(spans)) if spans else (),
        media,
        likes,
        reposts,
        replies,
        raw_id,
        bool(context),
        bool(cut),
    )
