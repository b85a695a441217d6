"""Where stories were published: each export with its files, and what a take-down did to them.

That is what happened outside the library, so that no undo takes it back.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from curator.library.history.undo import Changes
from curator.library.values.rows import StoryId, VersionId

PUBLICATIONS: Changes = frozenset({"publications"})
"""The tables that change when a story is exported."""

ALL_STORIES = StoryId(0)
"""Stands for a publication of all stories at once."""

_NONE = VersionId(0)
_UNRECORDED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Publication:
    """One export of a story."""

    story: StoryId
    """Or ALL_STORIES."""

    target: str
    place: Path
    """The story's file, or the folder it was written into."""

    files: tuple[tuple[Path, str], ...]
    """The files, each with the SHA-256 of what was written."""

    version: VersionId = _NONE
    """The version of the story that was written; 0 is none."""

    look: Mapping[str, str] = field(default_factory=dict)
    """The template and the colour, where they were the user's."""

    at: datetime = _UNRECORDED

    def holds(self, path: Path) -> bool:
        """Tell whether it wrote a file; its path is absolute."""
        return any(path == each for each, _ in self.files)


@dataclass(frozen=True, slots=True)
class TakeDown:
    """What was done to publications after a person was withheld."""

    at: datetime
    who: tuple[tuple[str, str], ...]
    """The person's accounts: platform and handle."""

    report: tuple[str, ...]
    """What happened to each file, in sentences."""


class Publications:
    """The publications of a library's stories."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        changing: Callable[[Changes], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._changing = changing

    def all(self, story: StoryId | None = None) -> list[Publication]:
        """Return the publications of a story, or of all, the newest first."""
        if not self._is_kept():
            return []
        rows = self._run(
            "SELECT story, target, place, files, version, look, at FROM publications"
            " WHERE ?1 IS NULL OR story IN (?1, 0) ORDER BY id DESC",
            (story,),
        )
        return [
            Publication(
                StoryId(of),
                target,
                Path(place),
                tuple((Path(path), digest) for path, digest in json.loads(files)),
                VersionId(version),
                json.loads(look) if look else {},
                datetime.fromisoformat(at),
            )
            for of, target, place, files, version, look, at in rows
        ]

    def latest(self, story: StoryId | None = None) -> list[Publication]:
        """Return the last publication at each place, the newest first."""
        found: dict[Path, Publication] = {}
        for each in self.all(story):
            found.setdefault(each.place, each)
        return list(found.values())

    def last(self, story: StoryId, target: str) -> Publication | None:
        """Return the last publication of a story for a target, if any."""
        of_it = (each for each in self.all(story) if each.story == story)
        return next((each for each in of_it if each.target == target), None)

    def record(self, made: Publication) -> int:
        """Record that a story was exported now; return the number of the record."""
        files = json.dumps([[str(path), digest] for path, digest in made.files])
        look = json.dumps(dict(made.look)) if made.look else ""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._changing(PUBLICATIONS):
            row = self._run(
                "INSERT INTO publications (story, version, target, place, at, look, files)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                (made.story, made.version, made.target, str(made.place), now, look, files),
            ).fetchone()
        number: int = row[0]
        return number

    def forget(self, number: int) -> None:
        """Remove the record of an export that wrote nothing."""
        with self._changing(PUBLICATIONS):
            self._run("DELETE FROM publications WHERE id = ?", (number,))

    def note_take_down(self, who: Iterable[tuple[str, str]], report: Sequence[str]) -> None:
        """Record what was done to publications after a person was withheld."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._changing(PUBLICATIONS):
            self._run(
                "INSERT INTO take_downs (at, who, report) VALUES (?, ?, ?)",
                (now, json.dumps(sorted(who)), json.dumps(list(report), ensure_ascii=False)),
            )

    def take_downs(self) -> list[TakeDown]:
        """Return what was done after people were withheld, the newest first."""
        if not self._is_kept():
            return []
        rows = self._run("SELECT at, who, report FROM take_downs ORDER BY id DESC")
        return [
            TakeDown(
                datetime.fromisoformat(at),
                tuple((platform, handle) for platform, handle in json.loads(who)),
                tuple(json.loads(report)),
            )
            for at, who, report in rows
        ]

    def _is_kept(self) -> bool:
        """Tell whether the library has the tables; an older one may only be readable."""
        return bool(self._run("SELECT 1 FROM sqlite_master WHERE name = 'take_downs'").fetchone())
