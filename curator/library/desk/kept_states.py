"""Versions of stories and snapshots that still show somebody who was taken down.

They are kept beside the undo journal, and going back to one brings the quotes back. They can be
deleted, which no undo takes back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, TypeAlias

from curator.library.desk.people import People
from curator.library.desk.versions import VERSIONS
from curator.library.history import desk_state
from curator.library.history.snapshots import SNAPSHOTS
from curator.library.history.undo import Changes
from curator.library.values.rows import PersonId, PostId, SnapshotId, VersionId

Named: TypeAlias = Callable[[str], bool]
"""Tells whether a text of the editor's names somebody."""


@dataclass(frozen=True, slots=True)
class KeptStates:
    """Versions and snapshots."""

    versions: tuple[VersionId, ...] = ()
    snapshots: tuple[SnapshotId, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.versions or self.snapshots)


class KeptStateQueries:
    """The versions and snapshots of a library, by whom they show."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        people: People,
        changing: Callable[[Changes], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._people = people
        self._changing = changing

    def find_showing(self, person: PersonId, named: Named) -> KeptStates:
        """Return those that quote a person, or an echo of theirs, or name them otherwise."""
        tables = {name for (name,) in self._run("SELECT name FROM sqlite_master")}
        return KeptStates(
            tuple(self._versions(person, named)) if "story_versions" in tables else (),
            tuple(self._snapshots(person, named)) if "snapshots" in tables else (),
        )

    def delete(self, states: KeptStates) -> None:
        """Delete versions and snapshots for good, their bytes in the file too."""
        (usual,) = self._run("PRAGMA secure_delete").fetchone()
        self._run("PRAGMA secure_delete = ON")
        try:
            with self._changing(VERSIONS | SNAPSHOTS):
                for table, ids in (
                    ("story_versions", states.versions), ("snapshots", states.snapshots),
                ):  # fmt: skip
                    self._many(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in ids])
        finally:
            self._run(f"PRAGMA secure_delete = {('OFF', 'ON', 'FAST')[usual]}")

    def _versions(self, person: PersonId, named: Named) -> Iterator[VersionId]:
        for id_, title, blocks in self._run("SELECT id, title, blocks FROM story_versions"):
            rows: list[dict[str, Any]] = json.loads(blocks)
            posts = [PostId(row["post"]) for row in rows if row["post"] is not None]
            words = [title, *(text for row in rows for text in row.values())]
            if self._show(person, posts, words, named):
                yield VersionId(id_)

    def _snapshots(self, person: PersonId, named: Named) -> Iterator[SnapshotId]:
        for id_, desk in self._run("SELECT id, desk FROM snapshots"):
            keys, words = desk_state.shown_in(desk)
            found = self._run(
                "SELECT posts.id FROM json_each(?) AS wanted JOIN posts"
                " ON posts.platform = wanted.value ->> 0 AND posts.key = wanted.value ->> 1",
                (json.dumps(keys),),
            )
            if self._show(person, [PostId(post) for (post,) in found], words, named):
                yield SnapshotId(id_)

    def _show(
        self, person: PersonId, posts: list[PostId], words: Iterable[object], named: Named
    ) -> bool:
        if self._people.posts_by(person, posts):
            return True
        return any(isinstance(text, str) and named(text) for text in words)
