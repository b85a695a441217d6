"""Restoring what an archive changed in rows that remain after its removal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from curator.library.values.checksum import renew_checksum
from curator.library.values.normalise import indexed
from curator.library.values.rows import ArchiveId


class Restoration:
    """Restores in posts, people and pictures what one archive replaced.

    A value that a later archive replaced again is left to that archive's removal. The caller holds
    the transaction.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        archive: ArchiveId,
        file_terms: Callable[[int, str], None],
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._archive = archive
        self._file_terms = file_terms

    # Posts

    def posts(self, batch: list[tuple[int, str]]) -> None:
        """Restore posts, each from its record of what the archive replaced."""
        for post, before in batch:
            if before:
                self._restore(post, self._unshared(post, json.loads(before)))

    def _unshared(self, post: int, older: dict[str, Any]) -> dict[str, Any]:
        later = self._run(
            "SELECT archive, before FROM archive_posts"
            " WHERE post = ? AND archive > ? AND before <> '' ORDER BY archive",
            (post, self._archive),
        ).fetchall()
        for other, text in later:
            taken = json.loads(text)
            shared = {name: older.pop(name) for name in list(older) if name in taken}
            self._run(
                "UPDATE archive_posts SET before = ? WHERE archive = ? AND post = ?",
                (json.dumps(taken | shared), other, post),
            )
        return older

    def _restore(self, post: int, older: dict[str, Any]) -> None:
        if not older:
            return
        worded = "text" in older or "spans" in older
        if worded:
            self._run(
                "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
                (post, self.filed(post)),
            )
        assign = ", ".join(f"{name} = ?" for name in older)
        self._run(f"UPDATE posts SET {assign} WHERE id = ?", (*older.values(), post))
        renew_checksum(self._connection, post)
        if worded:
            self._run("INSERT INTO words (rowid, text) VALUES (?, ?)", (post, self.filed(post)))
            (spans,) = self._run("SELECT spans FROM posts WHERE id = ?", (post,)).fetchone()
            self._run("DELETE FROM post_terms WHERE post = ?", (post,))
            self._file_terms(post, spans)

    def filed(self, post: int) -> str:
        """Return the text under which a post is indexed."""
        text, spans = self._run("SELECT text, spans FROM posts WHERE id = ?", (post,)).fetchone()
        return indexed(text, spans)

    def claims(self) -> None:
        """Let posts be known only from inside others again whose reposts are gone."""
        self._run(
            "UPDATE posts SET context = 1 WHERE context = 2 AND NOT EXISTS (SELECT 1 FROM posts e"
            " WHERE e.repost_of = posts.key AND e.repost_of <> '' AND e.platform = posts.platform)"
        )

    # People

    def people(self) -> None:
        """Restore the names, bios and portraits of people."""
        for person, before in self._run(
            "SELECT person, before FROM archive_people WHERE archive = ?", (self._archive,)
        ).fetchall():
            later = self._run(
                "SELECT min(archive) FROM archive_people WHERE person = ? AND archive > ?",
                (person, self._archive),
            ).fetchone()[0]
            if later:
                self._run(
                    "UPDATE archive_people SET before = ? WHERE archive = ? AND person = ?",
                    (before, later, person),
                )
            else:
                older = json.loads(before)
                assign = ", ".join(f"{name} = ?" for name in older)
                self._run(f"UPDATE people SET {assign} WHERE id = ?", (*older.values(), person))
        self._run("DELETE FROM archive_people WHERE archive = ?", (self._archive,))

    # Pictures

    def media(self, kept: str) -> None:
        """Delete an archive's additions to the pictures of posts that existed before.

        kept: an SQL condition for the ids the desk refers to.
        """
        for media, before in self._run(
            "SELECT media, before FROM archive_media WHERE archive = ?",
            (self._archive,),
        ).fetchall():
            own = json.loads(before)
            for (text,) in self._run(
                "SELECT before FROM archive_media WHERE media = ? AND archive <> ?",
                (media, self._archive),
            ):
                own = {name: own[name] for name in own if name not in json.loads(text)}
            if "added" in own:
                self._run(f"DELETE FROM media WHERE id = ? AND NOT ({kept})", (media,))
            elif "hash" in own:
                self._run(
                    "UPDATE media SET hash = ?, file = ? WHERE id = ?",
                    (own["hash"], own["file"], media),
                )
        self._run("DELETE FROM archive_media WHERE archive = ?", (self._archive,))
