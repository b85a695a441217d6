"""Insertion of authors: each once, with the details of the newest post."""

from __future__ import annotations

import sqlite3

from curator.library.imports.change_log import ArchiveChanges
from curator.library.values.merge_posts import milliseconds
from curator.model import Author, Media, Post


class AuthorRows:
    """Knows the authors in one archive."""

    def __init__(self, connection: sqlite3.Connection, noting: ArchiveChanges) -> None:
        self._run = connection.execute
        self._noting = noting
        self._people: dict[tuple[str, str], tuple[int, int, Author]] = {}

    def forget(self, most: int) -> None:
        """Clear the cache of people if it is larger than this."""
        if len(self._people) > most:
            self._people.clear()

    def person(self, post: Post) -> int:
        """Return the id of a post's author; insert or update the author if needed."""
        author = post.author
        name = (post.platform, author.handle.casefold())
        held = self._people.get(name)
        if held is not None and held[2] is author:
            return held[0]
        seen = milliseconds(post.at)
        if held is None:
            held = self._held_person(post.platform, author)
        id_, last, _ = held
        if seen > last:
            self._update_person(id_, seen, author)
            last = seen
        self._people[name] = (id_, last, author)
        return id_

    def refresh(self, post: Post) -> None:
        """Update the author of a post that is here already.

        Under another handle, as after an account was renamed, it stays the first author's:
        a person without any post would be left behind.
        """
        name = (post.platform, post.author.handle.casefold())
        if name in self._people or self._row(post.platform, post.author):
            self.person(post)

    def _row(self, platform: str, author: Author) -> tuple[int, int] | None:
        row = self._run(
            "SELECT id, seen FROM people WHERE platform = ? AND handle = ?",
            (platform, author.handle),
        ).fetchone()
        return row and (row[0], row[1])

    def _held_person(self, platform: str, author: Author) -> tuple[int, int, Author]:
        if row := self._row(platform, author):
            return *row, author
        id_ = self._run(
            "INSERT INTO people (platform, handle) VALUES (?, ?)", (platform, author.handle)
        ).lastrowid
        self._noting.is_new(id_ or 0)
        return id_ or 0, -(1 << 62), author

    def _update_person(self, id_: int, seen: int, author: Author) -> None:
        """Update an author from a newer post; blank fields are ignored."""
        self._noting.person(id_)
        avatar = author.avatar or Media("image")
        self._run(
            "UPDATE people SET handle = ?, key = coalesce(nullif(?, ''), key),"
            " name = coalesce(nullif(?, ''), name), bio = coalesce(nullif(?, ''), bio),"
            " avatar = coalesce(nullif(?, ''), avatar),"
            " portrait = coalesce(nullif(?, ''), portrait), protected = ?, seen = ?"
            " WHERE id = ?",
            (
                author.handle,
                author.key,
                author.name,
                author.bio,
                avatar.url,
                avatar.hash,
                author.protected,
                seen,
                id_,
            ),
        )
