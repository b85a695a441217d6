"""The codebook: a tree of tags with definitions, colours and number keys.

Every method that changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.search.query import tokens, typed
from curator.library.search.visibility import ANY_MUTED, MUTED_POSTS
from curator.library.values.rows import ChatId, PostId, Tag, TagId

KEYS = 9
"""The number of tags that can have a number key."""

LONGEST_TAG = 200
"""Most letters of a tag's name."""

_OF_CHAT = (
    "post IN (SELECT posts.id FROM chats JOIN posts ON posts.at BETWEEN begins AND ends"
    " WHERE chats.id = ?)"
)
_Run: TypeAlias = Callable[..., sqlite3.Cursor]


class Tags:
    """The tags of a library, and edits of a tag on all posts at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany

    # Reading

    def all(self, chat: ChatId | None = None) -> list[Tag]:
        """Return every tag, each before those under it; by number key, then by use.

        chat: count only the posts of this chat.
        """
        among, values = ("1", []) if chat is None else (_OF_CHAT, [chat])
        if self._run(ANY_MUTED).fetchone()[0]:
            among = f"{among} AND post NOT IN ({MUTED_POSTS})"
        own = dict(
            self._run(f"SELECT tag, count(*) FROM post_tags WHERE {among} GROUP BY tag", values)
        )
        whole = self._count_with_children(among, values)
        rows = self._run("SELECT id, name, parent, definition, colour, key FROM tags").fetchall()
        under: dict[int | None, list[tuple[Any, ...]]] = defaultdict(list)
        known = {row[0] for row in rows}
        for row in sorted(rows, key=lambda row: (row[5] or KEYS + 1, -own.get(row[0], 0), row[0])):
            under[row[2] if row[2] in known else None].append(row)
        found = list(_in_tree(under))
        # a cycle of parents, which another program must have made
        lost = known - {row[0] for row, _ in found}
        found += [(row, 0) for row in rows if row[0] in lost]
        return [
            Tag(
                TagId(id_), name, None if id_ in lost else parent, definition, colour, key,
                own.get(id_, 0), whole.get(id_, own.get(id_, 0)), depth,
            )
            for (id_, name, parent, definition, colour, key), depth in found
        ]  # fmt: skip

    def _count_with_children(self, among: str, values: list[ChatId]) -> dict[int, int]:
        """Return the number of posts of a tag including the tags under it."""
        return dict(
            self._run(
                "WITH RECURSIVE below (top, id) AS ("
                " SELECT parent, id FROM tags WHERE parent IS NOT NULL UNION"
                " SELECT parent, parent FROM tags WHERE parent IS NOT NULL UNION"
                " SELECT top, tags.id FROM below JOIN tags ON tags.parent = below.id)"
                " SELECT top, count(DISTINCT post) FROM below JOIN post_tags ON tag = below.id"
                f" WHERE {among} GROUP BY top",
                values,
            )
        )

    def named(self, name: str) -> Tag | None:
        """Return the tag with a name, whatever its case."""
        tidied = tidy(name)
        row = self._run("SELECT id FROM tags WHERE name = ?", (tidied,)).fetchone()
        return next((tag for tag in self.all() if tag.id == row[0]), None) if row else None

    def tag(self, id_: TagId) -> Tag:
        """Return one tag."""
        for tag in self.all():
            if tag.id == id_:
                return tag
        raise LibraryError(tr("The tag is gone. Undo brings it back."))

    def posts(self, id_: TagId, among: Iterable[int] | None = None) -> list[int]:
        """Return the posts that have the tag itself; among: only of these."""
        rows = self._run("SELECT post FROM post_tags WHERE tag = ? ORDER BY id", (id_,))
        found = [post for (post,) in rows]
        wanted = None if among is None else set(among)
        return found if wanted is None else [post for post in found if post in wanted]

    def coded(self) -> list[tuple[PostId, TagId]]:
        """Return each tagged post with each of its tags, the oldest first."""
        return [
            (PostId(post), TagId(tag))
            for post, tag in self._run(
                "SELECT post, tag FROM post_tags JOIN posts ON posts.id = post"
                " ORDER BY at, post, post_tags.id"
            )
        ]

    def colours_and_definitions(self) -> dict[str, tuple[str, str]]:
        """Return the colour and the definition of each tag, by name, without counting."""
        rows = self._run("SELECT name, colour, definition FROM tags ORDER BY id")
        return {name: (colour, definition) for name, colour, definition in rows}

    def keys(self) -> dict[int, str]:
        """Return the tags that have a number key, by number."""
        return dict(self._run("SELECT key, name FROM tags WHERE key > 0 ORDER BY key"))

    # One tag

    def make(self, name: str) -> TagId:
        """Create a tag without posts; if the name exists, return that tag."""
        if not tidy(name):
            raise LibraryError(tr("A tag needs a name."))
        return TagId(make_tag(self._run, name))

    def rename(self, id_: TagId, name: str) -> None:
        """Rename a tag; an empty name is ignored, a name already in use is refused."""
        name = tidy(name)
        if name:
            self._refuse_taken(name, id_)
            self._follow(self.tag(id_).name, name)
            self._run(
                "UPDATE tags SET name = ? WHERE id = ? AND name <> ? COLLATE BINARY",
                (name, id_, name),
            )

    def define(self, id_: TagId, definition: str) -> None:
        """Set the definition of a tag: when it applies."""
        text = definition.strip()
        self._run(
            "UPDATE tags SET definition = ? WHERE id = ? AND definition <> ?", (text, id_, text)
        )

    def paint(self, id_: TagId, colour: str) -> None:
        """Set the colour of a tag, or none."""
        self._run("UPDATE tags SET colour = ? WHERE id = ? AND colour <> ?", (colour, id_, colour))

    def put_under(self, id_: TagId, parent: TagId | None) -> None:
        """Move a tag and the tags under it below another; None: to the top level."""
        if parent is not None and parent in {id_, *self.descendants(id_)}:
            raise LibraryError(
                tr(
                    "“{name}” cannot stand under itself. Choose a tag that is not below it.",
                    name=self.tag(id_).name,
                )
            )
        self._run(
            "UPDATE tags SET parent = ? WHERE id = ? AND parent IS NOT ?", (parent, id_, parent)
        )

    def number(self, id_: TagId, key: int) -> None:
        """Set the number key of a tag, or 0 for none; tags in between move by one."""
        slots: dict[int, int] = dict(self._run("SELECT key, id FROM tags WHERE key > 0"))
        before = {tag: slot for slot, tag in slots.items()}
        old = before.get(id_, 0)
        slots.pop(old, None)
        free = [n for n in range(1, KEYS + 1) if n not in slots]
        upwards = old > key if old else not free or free[-1] >= key
        moving: int | None = id_
        while moving is not None and 0 < key <= KEYS:
            slots[key], moving = moving, slots.get(key)
            key += 1 if upwards else -1
        after = {tag: slot for slot, tag in slots.items()}
        changed = {tag: after.get(tag, 0) for tag in {*before, *after}}
        self._many(
            "UPDATE tags SET key = ? WHERE id = ?",
            [(slot, tag) for tag, slot in changed.items() if before.get(tag, 0) != slot],
        )

    def descendants(self, id_: TagId) -> set[int]:
        """Return all tags under a tag, at any depth."""
        rows = self._run(
            "WITH RECURSIVE under (id) AS (SELECT id FROM tags WHERE parent = ?"
            " UNION SELECT tags.id FROM tags JOIN under ON tags.parent = under.id)"
            " SELECT id FROM under",
            (id_,),
        )
        return {tag for (tag,) in rows}

    # Many posts at once

    def merge(self, id_: TagId, into: TagId) -> None:
        """Merge a tag into another: its posts, the tags under it, and its definition."""
        if id_ == into:
            return
        gone, kept = self.tag(id_), self.tag(into)
        if into in self.descendants(id_):
            self.put_under(into, gone.parent)
        self._run("UPDATE tags SET parent = ? WHERE parent = ?", (into, id_))
        self._run(
            "UPDATE post_tags SET tag = ? WHERE tag = ?"
            " AND post NOT IN (SELECT post FROM post_tags WHERE tag = ?)",
            (into, id_, into),
        )
        if gone.definition and gone.definition != kept.definition:
            self.define(into, f"{kept.definition}\n\n{gone.definition}")
        if not kept.colour:
            self.paint(into, gone.colour)
        self._drop(id_)
        self._follow(gone.name, kept.name)
        if gone.key and not kept.key:
            self.number(into, gone.key)

    def split(self, id_: TagId, posts: Iterable[int], name: str) -> TagId:
        """Move posts of a tag to a new one beside it."""
        taken = self.posts(id_, posts)
        if not taken:
            raise LibraryError(
                tr(
                    "None of these posts has the tag “{name}”. Choose some that have it.",
                    name=self.tag(id_).name,
                )
            )
        self._refuse_taken(tidy(name), None)
        new = self.make(name)
        self.put_under(new, self.tag(id_).parent)
        self._run(
            "UPDATE post_tags SET tag = ? WHERE tag = ?"
            " AND post IN (SELECT value FROM json_each(?))",
            (new, id_, json.dumps(taken)),
        )
        return new

    def delete(self, id_: TagId) -> None:
        """Delete a tag and remove it from every post; the tags under it move up."""
        parent = self.tag(id_).parent
        self._run("UPDATE tags SET parent = ? WHERE parent = ?", (parent, id_))
        self._drop(id_)

    def _drop(self, id_: TagId) -> None:
        self._run("DELETE FROM post_tags WHERE tag = ?", (id_,))
        self._run("DELETE FROM tags WHERE id = ?", (id_,))

    def _follow(self, old: str, new: str) -> None:
        """Update saved searches to the new name of a tag."""
        for id_, text in self._run("SELECT id, text FROM searches").fetchall():
            followed = renamed(text, old, new)
            if followed != text:
                self._run("UPDATE searches SET text = ? WHERE id = ?", (followed, id_))

    def _refuse_taken(self, name: str, id_: TagId | None) -> None:
        row = self._run("SELECT name FROM tags WHERE name = ? AND id IS NOT ?", (name, id_))
        if taken := row.fetchone():
            raise LibraryError(
                tr("There is a tag “{name}” already. Merge the two instead.", name=taken[0])
            )


def tidy(name: str) -> str:
    """Return the stored form of a tag's name."""
    return " ".join(name.split())[:LONGEST_TAG].rstrip()


def renamed(text: str, old: str, new: str) -> str:
    """Return a search with a tag's new name in place of the old one."""
    asked = typed("tag", old).casefold()
    found = tokens(text)
    told = [
        each[: each.startswith("-")] + typed("tag", new)
        if each.removeprefix("-").casefold() in {asked, f'tag:"{old}"'.casefold()}
        else each
        for each in found
    ]
    return " ".join(told) if told != found else text


def make_tag(run: _Run, name: str) -> int:
    """Return the tag with a name; a new one gets the first free number key."""
    name = tidy(name)
    row = run("SELECT id FROM tags WHERE name = ?", (name,)).fetchone()
    if row is None:
        taken = {key for (key,) in run("SELECT key FROM tags WHERE key > 0")}
        key = next((n for n in range(1, KEYS + 1) if n not in taken), 0)
        row = run(
            "INSERT INTO tags (name, key) VALUES (?, ?) RETURNING id", (name, key)
        ).fetchone()
    return int(row[0])


def _in_tree(
    under: dict[int | None, list[tuple[Any, ...]]],
) -> Iterator[tuple[tuple[Any, ...], int]]:
    """Yield each tag with its depth, before those under it."""
    waiting = [(row, 0) for row in reversed(under.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(each, depth + 1) for each in reversed(under.get(row[0], []))]
