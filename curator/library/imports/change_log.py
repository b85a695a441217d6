"""What an import changes in people and pictures that were here already, written down.

So that it can be taken out again. What it changes in posts stands beside its hold on them.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from curator.library.values.rows import ArchiveId

PERSON = ("handle", "key", "name", "bio", "protected", "avatar", "portrait", "seen")
"""What the newest post tells of its author."""


class Noting:
    """Writes down what one archive changes, the oldest kept."""

    def __init__(self, connection: sqlite3.Connection, archive: ArchiveId) -> None:
        self._run = connection.execute
        self._archive = archive
        self._people: set[int] = set()

    def is_new(self, person: int) -> None:
        """Note that a person came with this archive."""
        self._people.add(person)

    def person(self, person: int) -> None:
        """Write down what is known of a person, before it is changed."""
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
        """Write down that this archive added a picture to a post that was here."""
        self._write(media, {"added": True})

    def filled(self, media: int, file: str) -> None:
        """Write down that this archive held the picture itself, which was not here before."""
        self._write(media, {"hash": "", "file": file})

    def holds(self, media: int, *, picture: bool) -> None:
        """Write down that this archive has too what another added."""
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
