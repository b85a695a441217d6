"""The archives of a library: reading them in and taking them out again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curator.library.connection import drop_indexes, make_indexes
from curator.library.intake import Intake
from curator.library.rows import Archive, ArchiveId, StoryId
from curator.library.words import indexed

_FORGOTTEN_AT_ONCE = 1_000


class Archives:
    """What was imported."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._transaction = transaction

    def all(self) -> list[Archive]:
        """Return the archives, in the order they were imported."""
        rows = self._run(
            "SELECT id, name, path, format, imported_at, finished, report, posts"
            " FROM archives ORDER BY id"
        )
        return [
            Archive(
                ArchiveId(id_),
                name,
                path,
                format_,
                datetime.fromisoformat(at),
                bool(finished),
                posts,
                json.loads(report),
            )
            for id_, name, path, format_, at, finished, report, posts in rows
        ]

    def holding(self, post: int) -> list[tuple[str, str]]:
        """Return the archives that hold a post: name, and the place in it."""
        return list(
            self._run(
                "SELECT name, place FROM archive_posts JOIN archives ON archives.id = archive"
                " WHERE post = ? ORDER BY archive",
                (post,),
            )
        )

    def new(self, path: Path | str, format_: str, name: str = "") -> ArchiveId:
        """Note that an archive is being read in; one that was cut short is gone on with.

        path: what tells it from others. name: for people; without it, the path's last part.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction():
            row = self._run(
                "SELECT id FROM archives WHERE path = ? AND finished = 0", (str(path),)
            ).fetchone()
            if row:
                return ArchiveId(row[0])
            if self._run("SELECT 1 FROM posts LIMIT 1").fetchone() is None:
                drop_indexes(self._connection)
            id_ = self._run(
                "INSERT INTO archives (name, path, format, imported_at) VALUES (?, ?, ?, ?)",
                (name or Path(path).name, str(path), format_, now),
            ).lastrowid
        return ArchiveId(id_ or 0)

    def intake(self, archive: ArchiveId) -> Intake:
        """Return what puts posts into an archive."""
        return Intake(self._connection, archive)

    def finish(self, archive: ArchiveId, report: dict[str, Any]) -> None:
        """Note that an archive was read to its end; the caller holds the transaction."""
        make_indexes(self._connection)
        self._run(
            "UPDATE archives SET finished = 1, report = ?, posts ="
            " (SELECT count(*) FROM archive_posts JOIN posts ON posts.id = post"
            "  WHERE archive = archives.id AND context = 0) WHERE id = ?",
            (json.dumps(report, ensure_ascii=False), archive),
        )

    def stories(self, archive: ArchiveId) -> list[StoryId]:
        """Return the stories that came with an archive."""
        row = self._run("SELECT report FROM archives WHERE id = ?", (archive,)).fetchone()
        return [StoryId(id_) for id_ in json.loads(row[0]).get("stories", ())] if row else []

    def forget(self, archive: ArchiveId) -> Iterator[int]:
        """Take an archive out, but no post that another archive or the desk holds.

        Works in batches, each a transaction, and yields how many posts are done, so that
        nobody waits long for the lock. What the archive had changed in posts that stay is
        put back.
        """
        with self._transaction():
            make_indexes(self._connection)
        done = 0
        while batch := self._batch(archive):
            with self._transaction():
                self._put_back(archive, batch)
                self._release(archive, [post for post, _ in batch])
            done += len(batch)
            yield done
        with self._transaction():
            self._run("DELETE FROM archives WHERE id = ?", (archive,))
            self._run(
                "DELETE FROM people WHERE id NOT IN (SELECT person FROM posts)"
                " AND id NOT IN (SELECT person FROM standings)"
            )
            self._run(
                "DELETE FROM pictures WHERE hash NOT IN (SELECT hash FROM media)"
                " AND hash NOT IN (SELECT portrait FROM people)"
            )

    def _batch(self, archive: ArchiveId) -> list[tuple[int, str]]:
        return self._run(
            "SELECT post, before FROM archive_posts WHERE archive = ? LIMIT ?",
            (archive, _FORGOTTEN_AT_ONCE),
        ).fetchall()

    def _put_back(self, archive: ArchiveId, batch: list[tuple[int, str]]) -> None:
        """Give posts that stay what the archive replaced, unless a later one replaced it again."""
        for post, before in batch:
            if not before:
                continue
            older = json.loads(before)
            later = self._run(
                "SELECT archive, before FROM archive_posts"
                " WHERE post = ? AND archive > ? AND before <> '' ORDER BY archive",
                (post, archive),
            ).fetchall()
            for other, text in later:
                taken = json.loads(text)
                shared = {name: older.pop(name) for name in list(older) if name in taken}
                self._run(
                    "UPDATE archive_posts SET before = ? WHERE archive = ? AND post = ?",
                    (json.dumps(taken | shared), other, post),
                )
            self._restore(post, older)

    def _restore(self, post: int, older: dict[str, Any]) -> None:
        if not older:
            return
        if "text" in older or "spans" in older:
            self._run(
                "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
                (post, self._filed(post)),
            )
        assign = ", ".join(f"{name} = ?" for name in older)
        self._run(f"UPDATE posts SET {assign} WHERE id = ?", (*older.values(), post))
        if "text" in older or "spans" in older:
            self._run(
                "INSERT INTO words (rowid, text) VALUES (?, ?)",
                (post, self._filed(post)),
            )

    def _release(self, archive: ArchiveId, posts: list[int]) -> None:
        """Let go of posts, and delete those that nobody else holds."""
        marks = ", ".join("?" * len(posts))
        gone = [
            post
            for (post,) in self._run(
                f"SELECT id FROM posts WHERE id IN ({marks})"
                " AND id NOT IN (SELECT post FROM archive_posts"
                f"  WHERE archive <> ? AND post IN ({marks}))"
                " AND id NOT IN (SELECT post FROM marks)"
                " AND id NOT IN (SELECT post FROM post_tags)"
                " AND id NOT IN (SELECT post FROM notes)"
                " AND id NOT IN (SELECT post FROM blocks WHERE post IS NOT NULL)"
                " AND id NOT IN (SELECT post FROM descriptions"
                "  JOIN media ON media.id = descriptions.media)",
                [*posts, archive, *posts],
            )
        ]
        many = self._connection.executemany
        many(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            [(post, self._filed(post)) for post in gone],
        )
        many("DELETE FROM posts WHERE id = ?", [(post,) for post in gone])
        many(
            "DELETE FROM archive_posts WHERE archive = ? AND post = ?",
            [(archive, post) for post in posts],
        )

    def _filed(self, post: int) -> str:
        """Return the words under which a post is filed in the index."""
        text, spans = self._run("SELECT text, spans FROM posts WHERE id = ?", (post,)).fetchone()
        return indexed(text, spans)
