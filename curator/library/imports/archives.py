"""The archives of a library: their import and removal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from curator.library.file.connection import writing_through
from curator.library.file.foreign_keys import references
from curator.library.file.schema import ARCHIVE_TABLES, DESK_TABLES
from curator.library.file.tables import drop_indexes, make_indexes
from curator.library.history.set_aside import drop_lost_pictures
from curator.library.history.undo import Changes
from curator.library.imports.insert_posts import Intake
from curator.library.imports.restore import Restoration
from curator.library.values.rows import Archive, ArchiveId, StoryId
from curator.model import MADE, Origin, Post

_FORGOTTEN_AT_ONCE = 1_000
_DAY = len("2026-05-14")
_TIMES = "times the posts changed"

ARCHIVE: Changes = frozenset({"archives", "posts"})
"""The tables that change when an archive is imported or removed."""

_Transaction = Callable[[], AbstractContextManager[None]]


class Archives:
    """The imported archives."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: _Transaction,
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._transaction = transaction

    def all(self) -> list[Archive]:
        """Return the archives in the order of their import."""
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

    @property
    def state(self) -> str:
        """A token of the archives' state; it changes with every import and its undoing."""
        (taken,) = self._run(
            "SELECT ifnull(max(value), 0) FROM memory WHERE name = ?", (_TIMES,)
        ).fetchone()
        rows = self._run("SELECT id, imported_at, finished, posts FROM archives ORDER BY id")
        return json.dumps([int(taken), *rows])

    @property
    def unfinished(self) -> str:
        """The name of an archive whose import is running or was interrupted; or ''."""
        row = self._run("SELECT name FROM archives WHERE finished = 0 LIMIT 1").fetchone()
        return row[0] if row else ""

    def note_change(self) -> None:
        """Record that posts were added or removed."""
        self._run(
            "INSERT INTO memory (name, value) VALUES (?, '1')"
            " ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (_TIMES,),
        )

    def containing(self, post: int) -> list[tuple[str, str]]:
        """Return the archives that contain a post: name, and the position in it."""
        return list(
            self._run(
                "SELECT name, place FROM archive_posts JOIN archives ON archives.id = archive"
                " WHERE post = ? ORDER BY archive",
                (post,),
            )
        )

    def posts_of(self, archive: ArchiveId) -> frozenset[int]:
        """Return the ids of the posts of an archive."""
        rows = self._run("SELECT post FROM archive_posts WHERE archive = ?", (archive,))
        return frozenset(id_ for (id_,) in rows)

    def is_alone(self, archive: ArchiveId) -> bool:
        """Tell whether a library has no other archive."""
        return not self._run("SELECT 1 FROM archives WHERE id <> ?", (archive,)).fetchone()

    def origins(self, posts: Iterable[Post]) -> dict[tuple[str, str], Origin]:
        """Return where posts were read first, by platform and key, of archives with a digest."""
        rows = self._run(
            "SELECT platform, key, json_extract(report, '$.digest'), place, imported_at"
            " FROM archive_posts JOIN archives ON archives.id = archive"
            " JOIN posts ON posts.id = post WHERE (platform, key) IN"
            " (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
            " AND json_extract(report, '$.digest') <> '' ORDER BY archive DESC",
            (json.dumps([(post.platform, post.key) for post in posts]),),
        )
        return {
            (platform, key): Origin(digest, place, at[:_DAY])
            for platform, key, digest, place, at in rows
        }

    def new(self, path: Path | str, format_: str, name: str = "") -> ArchiveId:
        """Record that an archive is being imported; an interrupted one is continued.

        path: its identity. name: for people; by default the path's last part.
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

    def latest_of(self, path: str) -> ArchiveId | None:
        """Return the latest completely imported archive of a path."""
        row = self._run(
            "SELECT max(id) FROM archives WHERE path = ? AND finished = 1", (path,)
        ).fetchone()
        return ArchiveId(row[0]) if row[0] is not None else None

    def as_stored(self, archive: ArchiveId, post: Post) -> Post:
        """Return a post of an archive under its key in the library.

        A post with a damaged id was joined to the one with the sound id at its import.
        """
        if not post.key.startswith(MADE):
            return post
        rows = self._run(
            "SELECT DISTINCT posts.key FROM archive_posts JOIN posts ON posts.id = post"
            " JOIN people ON people.id = person WHERE archive = ? AND place = ?"
            " AND posts.platform = ? AND handle = ? AND context = 0",
            (archive, post.place, post.platform, post.author.handle),
        ).fetchall()
        return replace(post, key=rows[0][0]) if len(rows) == 1 else post

    def intake(self, archive: ArchiveId) -> Intake:
        """Return the object that inserts posts of an archive."""
        return Intake(self._connection, archive)

    def fast_inserts(self) -> AbstractContextManager[None]:
        """Insert many batches without waiting for the disk; call `finish` afterwards."""
        return writing_through(self._connection)

    def finish(self, archive: ArchiveId, report: dict[str, Any]) -> None:
        """Record that an archive was read to its end; the caller holds the transaction."""
        make_indexes(self._connection)
        self.note_change()
        self._run(
            "UPDATE archives SET finished = 1, report = ?, posts ="
            " (SELECT count(*) FROM archive_posts JOIN posts ON posts.id = post"
            "  WHERE archive = archives.id AND context = 0) WHERE id = ?",
            (json.dumps(report, ensure_ascii=False), archive),
        )

    def report(self, archive: ArchiveId) -> dict[str, Any]:
        """Return the report stored with an archive."""
        row = self._run("SELECT report FROM archives WHERE id = ?", (archive,)).fetchone()
        found: dict[str, Any] = json.loads(row[0]) if row else {}
        return found

    def stories(self, archive: ArchiveId) -> list[StoryId]:
        """Return the stories that came with an archive."""
        return [StoryId(id_) for id_ in self.report(archive).get("stories", ())]

    def forget(self, archive: ArchiveId) -> Iterator[int]:
        """Delete an archive, except posts that another archive or the desk refers to.

        It works in batches, each a transaction, and yields how many posts are done, so that nobody
        waits long for the lock. What the archive had changed in remaining posts is restored.
        """
        yield from self._forget(archive, self._transaction)
        with self._transaction():
            drop_lost_pictures(self._connection)

    def take_out(self, archive: ArchiveId) -> Iterator[int]:
        """Do the same inside the caller's transaction."""
        yield from self._forget(archive, nullcontext)

    def _forget(self, archive: ArchiveId, transaction: _Transaction) -> Iterator[int]:
        if self._is_all(archive):
            with transaction():
                posts = self._wipe()
            yield posts
            return
        with transaction():
            make_indexes(self._connection)
        intake = Intake(self._connection, archive)
        putting_back = Restoration(self._connection, archive, intake.file_terms)
        with transaction():
            putting_back.media(self._reference_condition("media", "media.id"))
        done = 0
        while batch := self._batch(archive):
            with transaction():
                putting_back.posts(batch)
                self._release(archive, [post for post, _ in batch], putting_back.filed)
            done += len(batch)
            yield done
        with transaction():
            self._end(archive, putting_back)

    def _end(self, archive: ArchiveId, putting_back: Restoration) -> None:
        """Delete the rest of an archive after its posts."""
        self.note_change()
        putting_back.people()
        putting_back.claims()
        self._run("DELETE FROM archives WHERE id = ?", (archive,))
        self._run(
            "DELETE FROM people WHERE id NOT IN (SELECT person FROM posts)"
            " AND id NOT IN (SELECT id FROM kept_alone WHERE tbl = 'people')"
            f" AND NOT ({self._reference_condition('people', 'people.id')})"
        )
        self._run(
            "INSERT OR IGNORE INTO kept_alone (tbl, id)"
            " SELECT 'people', id FROM people WHERE id NOT IN (SELECT person FROM posts)"
        )
        self._run(
            "DELETE FROM terms WHERE NOT EXISTS (SELECT 1 FROM post_terms WHERE term = terms.id)"
        )
        drop_lost_pictures(self._connection)

    def _is_all(self, archive: ArchiveId) -> bool:
        """Tell whether a library contains nothing but an archive, without any edits."""
        others = self._run(
            "SELECT 1 FROM archives WHERE id <> ? UNION ALL SELECT 1 FROM kept_alone", (archive,)
        ).fetchone()
        held = any(
            self._run(
                f"SELECT 1 FROM {table} WHERE {self._reference_condition(table, 'id')}"
            ).fetchone()
            for table in ("posts", "people", "media")
        )
        return not others and not held

    def _wipe(self) -> int:
        """Delete all archive rows, which is quick and needs no space; return how many posts."""
        (posts,) = self._run("SELECT count(*) FROM posts").fetchone()
        for table in ARCHIVE_TABLES:
            self._run(f"DELETE FROM {table}")
        self.note_change()
        self._run("INSERT INTO words (words) VALUES ('delete-all')")
        make_indexes(self._connection)
        return int(posts)

    def _reference_condition(self, table: str, id_: str) -> str:
        """Return an SQL condition: that the desk refers to a row."""
        return " OR ".join(
            f"{id_} IN (SELECT {each.column} FROM {each.table} WHERE {each.column} IS NOT NULL)"
            for each in references(self._connection, DESK_TABLES)
            if each.to == table
        )

    def _batch(self, archive: ArchiveId) -> list[tuple[int, str]]:
        return self._run(
            "SELECT post, before FROM archive_posts WHERE archive = ? LIMIT ?",
            (archive, _FORGOTTEN_AT_ONCE),
        ).fetchall()

    def _release(self, archive: ArchiveId, posts: list[int], filed: Callable[[int], str]) -> None:
        """Remove an archive's hold on posts, and delete those without any other.

        A post that remains only because of the desk is recorded as older than any later import.
        """
        marks = ", ".join("?" * len(posts))
        alone = [
            post
            for (post,) in self._run(
                f"SELECT id FROM posts WHERE id IN ({marks})"
                " AND id NOT IN (SELECT post FROM archive_posts"
                f" WHERE archive <> ? AND post IN ({marks}))",
                [*posts, archive, *posts],
            )
        ]
        held = self._referenced(alone)
        gone = [post for post in alone if post not in held]
        many = self._connection.executemany
        many(
            "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            [(post, filed(post)) for post in gone],
        )
        many(
            "INSERT OR IGNORE INTO kept_alone (tbl, id) VALUES ('posts', ?)",
            [(post,) for post in held],
        )
        many("DELETE FROM posts WHERE id = ?", [(post,) for post in gone])
        many(
            "DELETE FROM archive_posts WHERE archive = ? AND post = ?",
            [(archive, post) for post in posts],
        )

    def _referenced(self, posts: list[int]) -> set[int]:
        """Return the posts that the desk refers to, or that are kept for its sake."""
        marks = ", ".join("?" * len(posts))
        rows = self._run(
            f"SELECT id FROM posts WHERE id IN ({marks})"
            f" AND ({self._reference_condition('posts', 'posts.id')}"
            " OR id IN (SELECT id FROM kept_alone WHERE tbl = 'posts')"
            " OR EXISTS (SELECT 1 FROM media WHERE media.post = posts.id"
            f" AND ({self._reference_condition('media', 'media.id')})))",
            posts,
        )
        return {post for (post,) in rows}
