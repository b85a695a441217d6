"""The log of changes an import makes to people and pictures that existed before.

So that it can be taken out again. What it changes in posts stands beside its hold on them.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from curator.library.values.rows import ArchiveId

PERSON = ("handle", "key", "name", "bio", "protected", "avatar", "portrait", "seen")
"""The fields that the newest post tells about its author."""


class ArchiveChanges:
    """Records the changes of one archive; the first value of each field is kept."""

    def __init__(self, connection: sqlite3.Connection, archive: ArchiveId) -> None:
        self._run = connection.execute
        self._archive = archive
        self._people: set[int] = set()

    def is_new(self, person: int) -> None:
        """Record that a person is new with this archive."""
        self._people.add(person)

    def person(self, person: int) -> None:
        """Record the fields of a person before they change."""
        if person in self._people:
            return
        self._people.add(person)
        row = self._run(
            f"SELECT {', '.join(PERSON)} FROM people WHERE id = ?", (person,)
        ).fetchone()
        self._run(
            "INSERT OR IGNORE INTO archive_people (archive, person, before) VALUES (?, ?, ?)",
            (self._archive, person, _packed(dict(zip(PERSON, row, strict=True)))),
        )

    def added(self, media: int) -> None:
        """Record that this archive added a picture to an existing post."""
        self._write(media, {"added": True})

    def filled(self, media: int, file: str) -> None:
        """Record that this archive contained a picture that was missing."""
        self._write(media, {"hash": "", "file": file})

    def holds(self, media: int, *, picture: bool) -> None:
        """Record that this archive contains a picture that another had added."""
        known: dict[str, Any] = {}
        for (before,) in self._run("SELECT before FROM archive_media WHERE media = ?", (media,)):
            known |= json.loads(before)
        shared = {name: value for name, value in known.items() if name == "added" or picture}
        if shared:
            self._write(media, shared)

    def _write(self, media: int, before: dict[str, Any]) -> None:
        row = self._run(
            "SELECT before FROM archive_media WHERE archive = ? AND media = ?",
            (self._archive, media),
        ).fetchone()
        older = json.loads(row[0]) if row else {}
        self._run(
            "INSERT INTO archive_media (archive, media, before) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET before = excluded.before",
            (self._archive, media, _packed(before | older)),
        )


def _packed(before: dict[str, Any]) -> str:
    return json.dumps(before, ensure_ascii=False)
