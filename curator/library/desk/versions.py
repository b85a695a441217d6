"""Versions of a story: saved states with names, to be compared and restored.

The editor saves them; before a large change and with each export one is saved automatically. A
version identical to the one before it is not saved again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.desk.stories import Stories
from curator.library.history.undo import Changes
from curator.library.values.rows import StoryId, VersionId
from curator.model import Block, Story
from curator.stored_words import translate_sentence

VERSIONS: Changes = frozenset({"story_versions"})
"""The tables that change when a version is saved or renamed."""

KEPT = 40
"""Most automatic versions of a story; older ones are deleted."""

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a story."""

    id: VersionId
    stored: str
    """Its name; that of an automatic one is in the language of its time."""

    at: datetime
    automatic: bool
    title: str
    """The title of the story at that time."""

    @property
    def name(self) -> str:
        """The name given by the editor; for an automatic one, the step that followed."""
        return translate_sentence(self.stored) if self.automatic else self.stored


class Versions:
    """The versions of a library's stories."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        stories: Stories,
        changing: Callable[[Changes], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._stories = stories
        self._changing = changing

    def all(self, story: StoryId) -> list[Version]:
        """Return the versions of a story, the newest first."""
        if not self._run("SELECT 1 FROM sqlite_master WHERE name = 'story_versions'").fetchone():
            return []  # an older library that can only be read
        rows = self._run(
            "SELECT id, name, at, automatic, title FROM story_versions WHERE story = ?"
            " ORDER BY id DESC",
            (story,),
        )
        return [
            Version(VersionId(id_), name, datetime.fromisoformat(at), bool(own), title)
            for id_, name, at, own, title in rows
        ]

    def keep(self, story: StoryId, name: str) -> None:
        """Save the present state of a story under a name."""
        tidy = " ".join(name.split())[:_LONGEST]
        if not tidy:
            raise LibraryError(tr("A version needs a name. Type one."))
        with self._changing(VERSIONS):
            self._keep(story, tidy, automatic=False)

    def keep_exported(self, story: StoryId, name: str) -> None:
        """Save a story as exported, unless that version exists already."""
        with self._changing(VERSIONS):
            self.keep_present(story, name)

    def keep_present(self, story: StoryId, name: str) -> None:
        """Save a story before a step, unless that version exists; the caller edits."""
        last = self._run(
            "SELECT title, blocks FROM story_versions WHERE story = ? ORDER BY id DESC LIMIT 1",
            (story,),
        ).fetchone()
        if last is None or last != self._value(story):
            self._keep(story, name, automatic=True)
            self._run(
                "DELETE FROM story_versions WHERE story = ? AND automatic = 1 AND id <= ("
                "SELECT id FROM story_versions WHERE story = ? AND automatic = 1"
                " ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (story, story, KEPT),
            )

    def blocks(self, version: VersionId) -> tuple[Block, ...]:
        """Return the blocks of a version, without those whose posts are gone."""
        return self._stories.made(self._available(self._rows(version)))

    def story(self, version: VersionId) -> Story | None:
        """Return a story as it was in a version; None if that is not kept any more."""
        row = self._run(
            "SELECT story, title FROM story_versions WHERE id = ?", (version,)
        ).fetchone()
        if row is None:
            return None
        return replace(self._stories.story(StoryId(row[0]), self.blocks(version)), title=row[1])

    def put_back(self, version: VersionId) -> int:
        """Restore a version of a story, inside an edit; return the number of lost blocks.

        Blocks are lost if their posts are no longer in the library.
        """
        found = self._run(
            "SELECT story, title FROM story_versions WHERE id = ?", (version,)
        ).fetchone()
        if found is None:
            raise LibraryError(tr("This version was deleted. Choose another."))
        story, title = found
        rows = self._rows(version)
        standing = self._available(rows)
        self._run("UPDATE stories SET title = ? WHERE id = ?", (title, story))
        self._run("DELETE FROM blocks WHERE story = ?", (story,))
        columns = {name for _, name, *_ in self._run("PRAGMA table_info(blocks)")}
        for row in standing:
            known = {name: value for name, value in row.items() if name in columns}
            names, holes = ", ".join(known), ", ".join("?" * len(known))
            self._run(f"INSERT INTO blocks ({names}) VALUES ({holes})", tuple(known.values()))
        return len(rows) - len(standing)

    def _keep(self, story: StoryId, name: str, *, automatic: bool) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._run(
            "INSERT INTO story_versions (story, at, name, automatic, title, blocks)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (story, now, name, int(automatic), *self._value(story)),
        )

    def _value(self, story: StoryId) -> tuple[str, str]:
        """Return a story's title, and its blocks as JSON."""
        row = self._run("SELECT title FROM stories WHERE id = ?", (story,)).fetchone()
        if row is None:
            raise LibraryError(tr("This story is not here any more."))
        cursor = self._run("SELECT * FROM blocks WHERE story = ? ORDER BY rank, id", (story,))
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, values, strict=True)) for values in cursor]
        return row[0], json.dumps(rows, ensure_ascii=False)

    def _rows(self, version: VersionId) -> list[dict[str, Any]]:
        row = self._run("SELECT blocks FROM story_versions WHERE id = ?", (version,)).fetchone()
        return json.loads(row[0]) if row else []

    def _available(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows whose posts are in the library."""
        wanted = json.dumps([row["post"] for row in rows if row["post"] is not None])
        here = {
            id_
            for (id_,) in self._run(
                "SELECT id FROM posts WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        }
        return [row for row in rows if row["post"] is None or row["post"] in here]
