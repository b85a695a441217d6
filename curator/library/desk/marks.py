"""The editor's decisions about posts and people: marks, tags, notes, consent.

Every method here is called inside `library.edit(label)`, which makes it one undo step.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache

import orjson

from curator.library.desk.chat_zones import OF_CHAT
from curator.library.desk.tags import make_tag
from curator.library.search.visibility import Standings, standing_values
from curator.library.values.normalise import folded
from curator.library.values.rows import ChatId, PersonId, StandIns, StoryId
from curator.model import Mark, Standing

_NAMES, _WEIGHED = 50_000, 400
_PROLIFIC = 2_000
"""For people with more posts than this, starred posts are searched instead of theirs."""


def _as_json(posts: Iterable[int]) -> str:
    """Return ids as one value that a statement can take."""
    return orjson.dumps(list(posts)).decode()


class Marks:
    """The editor's decisions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._standings = Standings(connection)
        # names are folded again on every key press while a name is typed
        kept = lru_cache(maxsize=_NAMES)(folded)
        connection.create_function("folded", 1, kept, deterministic=True)

    # Marks

    def star(self, posts: Iterable[int]) -> None:
        """Star posts; an echo is replaced by its original, if the library has it."""
        self.decide(self.sources(posts), "star")

    def reject(self, posts: Iterable[int]) -> None:
        """Reject posts."""
        self.decide(self.originals(posts), "reject")

    def unmark(self, posts: Iterable[int]) -> None:
        """Make posts undecided again."""
        self.decide(self.originals(posts), None)

    def decide(self, posts: Iterable[int], mark: Mark | None) -> None:
        """Mark exactly these posts; None makes them undecided."""
        ids = _as_json(posts)
        # a mark is replaced by two statements, each of which is undone for all posts at once
        self._run(
            "DELETE FROM marks WHERE post IN (SELECT value FROM json_each(?)) AND mark IS NOT ?",
            (ids, mark),
        )
        if mark is not None:
            self._run(
                "INSERT INTO marks (post, mark) SELECT value, ? FROM json_each(?) WHERE true"
                " ON CONFLICT DO NOTHING",
                (mark, ids),
            )

    def originals(self, posts: Iterable[int]) -> list[int]:
        """Return the posts with native reposts replaced by their originals, without duplicates."""
        return self.stand_ins(posts).originals

    def sources(self, posts: Iterable[int]) -> list[int]:
        """Return the posts, each echo replaced by what it repeats, without duplicates.

        So a post is starred and quoted in the words of whoever said it first. If the library has
        only echoes of it, the earliest stands for the others.
        """
        return self.stand_ins(posts).sources

    def stand_ins(self, posts: Iterable[int]) -> StandIns:
        """Return the posts to mark or quote in place of these."""
        ids = list(posts)
        found = self._run(
            "SELECT p.id, coalesce(o.id, p.id), coalesce(e.source, o.id)"
            " FROM json_each(?) AS asked JOIN posts p ON p.id = asked.value"
            " LEFT JOIN posts o ON p.repost_of <> ''"
            " AND o.platform = p.platform AND o.key = p.repost_of"
            " LEFT JOIN echoes e ON e.post = coalesce(o.id, p.id)"
            " WHERE o.id IS NOT NULL OR e.source IS NOT NULL",
            (_as_json(ids),),
        ).fetchall()
        original = {post: other for post, other, _ in found}
        source = {post: other for post, _, other in found}
        return StandIns(
            list(dict.fromkeys(original.get(post, post) for post in ids)),
            list(dict.fromkeys(source.get(post, post) for post in ids)),
        )

    # Tags

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags, the most used first, with their numbers of posts."""
        return list(
            self._run(
                "SELECT name, count(post) FROM tags LEFT JOIN post_tags ON tag = tags.id"
                " GROUP BY tags.id ORDER BY count(post) DESC, tags.id"
            )
        )

    def recent_tags(self) -> list[str]:
        """Return the tags, the last used first."""
        return [
            name
            for (name,) in self._run(
                "SELECT name FROM tags LEFT JOIN post_tags ON tag = tags.id"
                " GROUP BY tags.id ORDER BY max(post_tags.id) DESC, tags.id"
            )
        ]

    def tag(self, posts: Iterable[int], name: str) -> None:
        """Tag posts; a tag is created when first used."""
        name = " ".join(name.split())
        if not name:
            return
        tag = make_tag(self._run, name)
        self._many(
            "INSERT INTO post_tags (post, tag) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(post, tag) for post in posts],
        )

    def untag(self, posts: Iterable[int], name: str) -> None:
        """Remove a tag from posts; a tag without posts or description is deleted."""
        row = self._run("SELECT id FROM tags WHERE name = ?", (name,)).fetchone()
        if row is None:
            return
        self._many(
            "DELETE FROM post_tags WHERE post = ? AND tag = ?", [(post, row[0]) for post in posts]
        )
        self._run(
            "DELETE FROM tags WHERE id = ? AND id NOT IN (SELECT tag FROM post_tags)"
            " AND parent IS NULL AND definition = '' AND colour = ''"
            " AND id NOT IN (SELECT parent FROM tags WHERE parent IS NOT NULL)",
            (row[0],),
        )

    # Notes and descriptions

    def note(self, post: int, text: str) -> None:
        """Set the private note of a post; an empty text deletes it."""
        if text.strip():
            self._run(
                "INSERT INTO notes (post, text) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET text = excluded.text",
                (post, text),
            )
        else:
            self._run("DELETE FROM notes WHERE post = ?", (post,))

    def describe(self, post: int, place: int, text: str) -> None:
        """Set the description of a post's picture by its index, from 0."""
        row = self._run(
            "SELECT id FROM media WHERE post = ? ORDER BY id LIMIT 1 OFFSET ?", (post, place)
        ).fetchone()
        if row is None:
            return
        if text.strip():
            self._run(
                "INSERT INTO descriptions (media, text) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET text = excluded.text",
                (row[0], text.strip()),
            )
        else:
            self._run("DELETE FROM descriptions WHERE media = ?", (row[0],))

    # People

    def people(self, beginning: str, most: int = 8) -> list[tuple[str, str, int]]:
        """Return people whose handle begins with this, the busiest first: handle, name, posts."""
        pattern = re.sub(r"([%_\\])", r"\\\1", beginning) + "%"
        return list(
            self._run(
                "SELECT handle, name, (SELECT count(*) FROM posts WHERE person = people.id) AS n"
                " FROM people WHERE handle LIKE ? ESCAPE '\\' AND n > 0"
                " ORDER BY n DESC, handle LIMIT ?",
                (pattern, most),
            )
        )

    def people_named(self, typed: str, most: int) -> tuple[list[tuple[str, str, int]], int]:
        """Return people whose name or handle contains what is typed, and how many there are.

        People with a word that begins so come first, then the busiest; accents are ignored.
        """
        wanted = re.sub(r"([%_!])", r"!\1", folded(typed))
        rows = self._run(
            "WITH named AS MATERIALIZED ("
            " SELECT id, handle, name, CASE WHEN name GLOB '*[^ -~]*' THEN folded(name)"
            " ELSE name END AS plain FROM people),"
            " found AS MATERIALIZED (SELECT id, handle, name, handle LIKE ?2 ESCAPE '!'"
            " OR plain LIKE ?2 ESCAPE '!' OR plain LIKE ?3 ESCAPE '!' AS begins FROM named"
            " WHERE (handle LIKE ?1 ESCAPE '!' OR plain LIKE ?1 ESCAPE '!')"
            " AND EXISTS (SELECT 1 FROM posts WHERE person = named.id)),"
            " best AS MATERIALIZED (SELECT *, count(*) OVER () AS whole FROM found"
            # counting the posts of thousands of people takes too long
            " ORDER BY begins DESC LIMIT ?5)"
            " SELECT handle, name, (SELECT count(*) FROM posts WHERE person = best.id) AS n,"
            " whole FROM best ORDER BY begins DESC, n DESC, handle LIMIT ?4",
            (f"%{wanted}%", f"{wanted}%", f"% {wanted}%", most, _WEIGHED),
        ).fetchall()
        people = [(handle, name, posts) for handle, name, posts, _ in rows]
        return people, rows[0][3] if rows else 0

    def person(self, post: int) -> PersonId:
        """Return the author of a post."""
        (id_,) = self._run("SELECT person FROM posts WHERE id = ?", (post,)).fetchone()
        return PersonId(id_)

    def person_called(self, platform: str, handle: str) -> PersonId | None:
        """Return the person with a handle, if there is one."""
        row = self._run(
            "SELECT id FROM people WHERE platform = ? AND handle = ?", (platform, handle)
        ).fetchone()
        return row and PersonId(row[0])

    def standing(self, person: PersonId) -> Standing:
        """Return what the editor has set for a person, under whichever account."""
        return self._standings.of([person]).get(person, Standing())

    def standings(self) -> Mapping[tuple[str, str], Standing]:
        """Return all standings, by platform and folded handle.

        Somebody with several accounts has an entry for each, all with the strictest consent.
        """
        return self._standings.named()

    def set_standing(self, person: PersonId, standing: Standing) -> None:
        """Set a person's consent and role, for all accounts."""
        self._standings.put([person], standing_values(standing))

    def person_counts(
        self, person: PersonId, story: StoryId | None, chat: ChatId | None = None
    ) -> tuple[int, int, int]:
        """Return how many posts a person has, how many are starred, and how often quoted.

        chat: count the posts and the starred of this chat; quoted is in the whole story.
        Each count starts from the smaller set, because one person may have half of the posts.
        """
        accounts = json.dumps(self._standings.accounts([person]))
        own = "person IN (SELECT value FROM json_each(?)) AND context <> 1"
        there = own if chat is None else f"{own} AND {OF_CHAT.format(chat=int(chat))}"
        (posts,) = self._run(f"SELECT count(*) FROM posts WHERE {there}", (accounts,)).fetchone()
        if posts < _PROLIFIC:
            stars = "EXISTS (SELECT 1 FROM marks WHERE post = posts.id AND mark = 'star')"
            starring = f"SELECT count(*) FROM posts WHERE {there} AND {stars}"
        else:
            starring = (
                "SELECT count(*) FROM marks CROSS JOIN posts ON posts.id = post"
                f" WHERE mark = 'star' AND {there}"
            )
        (starred,) = self._run(starring, (accounts,)).fetchone()
        (quoted,) = self._run(
            "SELECT count(*) FROM blocks CROSS JOIN posts ON posts.id = post"
            f" WHERE story = ? AND {own}",
            (story or 0, accounts),
        ).fetchone()
        return posts, starred, quoted
