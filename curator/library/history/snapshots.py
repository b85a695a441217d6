"""Snapshots: named states of the desk, kept independently of the undo journal.

The editor makes and names them; before a large change one is made automatically, of which the
last few are kept. Restoring one is a step like any other and can be undone.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.file.connection import MEMORY, open_reader
from curator.library.history import desk_state as desk_value
from curator.library.history.undo import Changes
from curator.library.values.rows import SnapshotId
from curator.stored_words import translate_sentence

SNAPSHOTS: Changes = frozenset({"snapshots"})
"""The tables that change when a snapshot is saved or deleted."""

KEPT = 20
"""Most automatic snapshots; older ones are deleted."""

_LONGEST = 200
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot of the desk."""

    id: SnapshotId
    stored: str
    """Its name; that of an automatic one is in the language of its time."""

    at: datetime
    automatic: bool
    counts: Mapping[str, int]
    """The number of rows of each table that was not empty."""

    @property
    def name(self) -> str:
        """The name given by the editor; for an automatic one, the step that followed."""
        return translate_sentence(self.stored) if self.automatic else self.stored


class Snapshots:
    """The snapshots of a library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        tables: Iterable[str],
        changing: Callable[[Changes], AbstractContextManager[None]],
    ) -> None:
        self._connection = connection
        self._run = connection.execute
        self._path = path
        self._tables = tuple(tables)
        self._changing = changing

    def all(self) -> list[Snapshot]:
        """Return the snapshots, the newest first."""
        there = self._run("SELECT 1 FROM sqlite_master WHERE name = 'snapshots'").fetchone()
        if there is None:  # an older library that can only be read
            return []
        rows = self._run("SELECT id, name, at, automatic, counts FROM snapshots ORDER BY id DESC")
        return [
            Snapshot(
                SnapshotId(id_), name, datetime.fromisoformat(at), bool(own), json.loads(counts)
            )
            for id_, name, at, own, counts in rows
        ]

    def snapshot(self, id_: int) -> Snapshot:
        """Return one snapshot."""
        found = next((each for each in self.all() if each.id == id_), None)
        if found is None:
            raise LibraryError(tr("This snapshot was deleted. Choose another."))
        return found

    def keep(self, name: str) -> SnapshotId:
        """Save the present desk under a name, until it is deleted."""
        with self._changing(SNAPSHOTS):
            value = desk_value.take(self._connection, self._tables)
            return self._keep(_tidy(name), value, automatic=False)

    def rename(self, id_: SnapshotId, name: str) -> None:
        """Rename a snapshot; an automatic one is then kept for good."""
        with self._changing(SNAPSHOTS):
            self._run(
                "UPDATE snapshots SET name = ?, automatic = 0 WHERE id = ?", (_tidy(name), id_)
            )

    def delete(self, id_: SnapshotId) -> None:
        """Delete a snapshot; this cannot be undone."""
        with self._changing(SNAPSHOTS):
            self._run("DELETE FROM snapshots WHERE id = ?", (id_,))

    # Called inside a transaction of the library

    def keep_present(self, label: str) -> None:
        """Save the present desk before a step, unless it is saved already."""
        self._keep_once(label, desk_value.take(self._connection, self._tables))

    def keep_previous(self, label: str) -> None:
        """Save the desk as it was before the current step."""
        if self._path == MEMORY:
            return
        try:
            with closing(open_reader(self._path)) as other:
                value = desk_value.take(other, self._tables)
        except sqlite3.OperationalError as error:  # such as a file system without shared memory
            log.info("no snapshot before a step: %s", error)
            return
        self._keep_once(label, value)

    def put_back(self, id_: int) -> Counter[str]:
        """Make the desk what it was; return what is lost, as its posts are gone, by table."""
        (small,) = self._run("SELECT desk FROM snapshots WHERE id = ?", (id_,)).fetchone()
        return desk_value.put_back(self._connection, self._tables, small)

    def _keep_once(self, label: str, value: desk_value.DeskValue) -> None:
        known = self._run("SELECT 1 FROM snapshots WHERE hash = ?", (_hash(value),)).fetchone()
        if known or not value.counts:  # an empty desk is had by undoing, and worth nothing
            return
        self._keep(label, value, automatic=True)
        self._run(
            "DELETE FROM snapshots WHERE automatic = 1 AND id <= (SELECT id FROM snapshots"
            " WHERE automatic = 1 ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (KEPT,),
        )

    def _keep(self, name: str, value: desk_value.DeskValue, *, automatic: bool) -> SnapshotId:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        counts = json.dumps(dict(value.counts))
        id_ = self._run(
            "INSERT INTO snapshots (name, at, automatic, hash, counts, desk)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (name, now, automatic, _hash(value), counts, desk_value.packed(value)),
        ).lastrowid
        return SnapshotId(id_ or 0)


def _tidy(name: str) -> str:
    tidy = " ".join(name.split())[:_LONGEST]
    if not tidy:
        raise LibraryError(tr("A snapshot needs a name. Type one."))
    return tidy


def _hash(value: desk_value.DeskValue) -> str:
    return sha256(value.packed).hexdigest()
