"""Reading of posts as rows, and of conversations."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import orjson

from curator.library.search.visibility import Standings
from curator.library.values.rows import GroupSize, Part, PostId, Row, StoryId, Thread
from curator.model import Author, Media, Post, Span, Standing

Sizes: TypeAlias = Callable[[Iterable[int]], Mapping[PostId, GroupSize]]
"""Returns how often posts are repeated."""

Parts: TypeAlias = Callable[[Sequence[int]], Mapping[PostId, Part]]
"""Returns the part of posts in their chat."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NO_PART = Part()
_DEEPEST = 40
_LONGEST_THREAD = 200

_BACK = (
    "SELECT o.id FROM posts p JOIN posts o ON o.platform = p.platform AND o.key = p.reply_to"
    " WHERE p.id = ? AND p.reply_to <> '' AND o.person = p.person"
)
_ONWARD = (
    "SELECT a.id FROM posts p JOIN posts a ON a.reply_to = p.key AND a.reply_to <> ''"
    " AND a.platform = p.platform WHERE p.id = ? AND +a.person = p.person ORDER BY a.at, a.id"
)

_OWN = (
    "SELECT id FROM posts WHERE id IN (SELECT post FROM threads WHERE first = ifnull("
    "(SELECT first FROM threads WHERE post = ?1), ?1) UNION SELECT first FROM threads"
    " WHERE post = ?1 OR first = ?1) ORDER BY at, id"
)
"""The thread of a post, as it was worked out."""

_POST = (
    "SELECT posts.id, posts.platform, posts.key, posts.at, precision, text, spans, url, lang,"
    " reply_to, reply_handle, quote_of, repost_of, conversation, likes, reposts, replies,"
    " raw_id, context, cut, automated, sensitive, followers, people.handle, people.name,"
    " people.key, bio, protected, avatar, portrait, posts.person"
    " FROM posts JOIN people ON people.id = posts.person"
)


class Showing:
    """Reads posts as rows, with the editor's decisions."""

    def __init__(self, connection: sqlite3.Connection, sizes: Sizes, parts: Parts) -> None:
        self._run = connection.execute
        self._sizes = sizes
        self._parts = parts
        self._standings = Standings(connection)

    def rows(self, ids: Sequence[int], story: StoryId | None = None) -> list[Row]:
        """Return the posts with these ids in the given order; used refers to the story."""
        ids = list(ids)
        marks = ", ".join("?" * len(ids))
        found = self._run(f"{_POST} WHERE posts.id IN ({marks})", ids).fetchall()
        media = self._media(ids, marks)
        decided = self._decided(ids, marks)
        tags = self._grouped(
            "SELECT post, name, colour FROM post_tags JOIN tags ON tags.id = tag"
            f" WHERE post IN ({marks}) ORDER BY post_tags.id",
            ids,
        )
        notes = dict(self._run(f"SELECT post, text FROM notes WHERE post IN ({marks})", ids))
        standings = self._standings.of({row[-1] for row in found})
        echoes = self._sizes(ids)
        used = self._used(story, ids, marks) if story else {}
        parts = self._parts(ids)
        authors: dict[tuple[Any, ...], Author] = {}
        rows = {
            row[0]: Row(
                PostId(row[0]),
                _post(row, media.get(row[0], ()), authors),
                decided.get(row[0]),
                tuple(name for name, _ in tags.get(row[0], ())),
                notes.get(row[0], ""),
                used.get(row[0]),
                *echoes[row[0]],
                *_role_and_withheld(standings.get(row[-1])),
                tuple(colour for _, colour in tags.get(row[0], ())),
                part=parts.get(PostId(row[0]), _NO_PART),
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

    def _used(self, story: StoryId, ids: list[int], marks: str) -> dict[int, str]:
        """Return the headings under which a story uses posts; it may have many other blocks."""
        heading, used = "", dict[int, str]()
        for kind, text, post in self._run(
            "SELECT kind, text, post FROM blocks WHERE story = ?"
            f" AND (kind = 'heading' OR post IN ({marks})) ORDER BY rank, id",
            (story, *ids),
        ):
            heading = text if kind == "heading" else heading
            if post is not None:
                used.setdefault(post, heading)
        return used

    # Conversations

    def thread(self, id_: int, story: StoryId | None = None) -> Thread:
        """Return a post with the posts it answers and its replies."""
        above = self._ancestors(id_)
        below = self._answers(id_)
        own = self._own(id_)
        ids = [*above, *own, *(answer for _, answer in below)]
        rows = {row.id: row for row in self.rows(list(dict.fromkeys(ids)), story)}
        return Thread(
            tuple(rows[PostId(each)] for each in above),
            rows[PostId(id_)],
            tuple((depth, rows[PostId(each)]) for depth, each in below),
            tuple(rows[PostId(each)] for each in own),
        )

    def versions(self, id_: int) -> list[str]:
        """Return other versions of a post's text, in the order of their import."""
        rows = self._run("SELECT text FROM versions WHERE post = ? ORDER BY id", (id_,))
        return [text for (text,) in rows]

    def _own(self, id_: int) -> list[int]:
        """Return the author's own thread around a post, as found, or else by replies."""
        found = self._run(_OWN, (id_,)).fetchall()
        if found:
            return [post for (post,) in found]
        own = [id_]
        for follow, at in ((_ONWARD, -1), (_BACK, 0)):
            while len(own) < _LONGEST_THREAD:
                row = self._run(follow, (own[at],)).fetchone()
                if row is None or row[0] in own:
                    break
                own.insert(len(own) if at else 0, row[0])
        return own

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


def moment_of(milliseconds: int) -> datetime:
    """Return a datetime from the stored milliseconds."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def _role_and_withheld(standing: Standing | None) -> tuple[str, bool]:
    """Return an author's role, and whether they must not be quoted."""
    return (standing.role, standing.consent == "withheld") if standing else ("", False)


def _author(by: tuple[Any, ...]) -> Author:
    followers, handle, name, key, bio, protected, avatar, portrait = by
    face = Media("image", avatar, hash=portrait) if avatar or portrait else None
    return Author(handle, name, key, bio, followers, bool(protected), face)


def _post(
    row: tuple[Any, ...], media: tuple[Media, ...], authors: dict[tuple[Any, ...], Author]
) -> Post:
    (
        _, platform, key, at, precision, text, spans, url, lang, reply_to, reply_handle,
        quote_of, repost_of, conversation, likes, reposts, replies, raw_id, context, cut,
        automated, sensitive, *by, _,
    ) = row  # fmt: skip
    who = tuple(by)
    author = authors.get(who) or authors.setdefault(who, _author(who))
    return Post(
        platform,
        key,
        author,
        moment_of(at),
        text,
        precision,
        url,
        lang,
        reply_to,
        reply_handle,
        quote_of,
        repost_of,
        conversation,
        tuple([Span(*span) for span in orjson.loads(spans)]) if spans else (),
        media,
        likes,
        reposts,
        replies,
        raw_id,
        bool(context),
        bool(cut),
        automated=bool(automated),
        sensitive=bool(sensitive),
    )
