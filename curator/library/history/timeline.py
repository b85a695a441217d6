"""Undo and redo across all steps, edits of the desk and archives alike.

Importing or removing an archive is a step like any other: rows that leave are stored with the
step, and restored when it is undone or redone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from typing import TypeAlias

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.desk.stories import Stories
from curator.library.history.set_aside import put_back, setting_aside
from curator.library.history.undo import NOTHING, Changes, Journal, Step
from curator.library.imports.archives import ARCHIVE, Archives
from curator.library.values.rows import ArchiveId

Going: TypeAlias = Generator[int, None, Changes]
"""Yields the number of posts or rows done, and returns what changed."""


class Timeline:
    """Undoes and redoes steps one by one. The caller holds the transaction for all of them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        journal: Journal,
        archives: Archives,
        stories: Stories,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._archives = archives
        self._stories = stories

    def undo(self, step: Step) -> Going:
        """Undo the last step."""
        if step.archive is None:
            return self._journal.undo()[0]
        if step.removes:
            changes = yield from self._put_back(step)
        else:
            changes = yield from self._take_out(step)
        self._journal.mark(step, undone=True)
        return changes

    def redo(self, step: Step) -> Going:
        """Redo the last undone step."""
        if step.archive is None:
            return self._journal.redo()[0]
        if step.removes:
            changes = yield from self._take_out(step)
        else:
            changes = yield from self._put_back(step)
        self._journal.mark(step, undone=False)
        return changes

    def remove(self, archive: ArchiveId, label: str) -> Going:
        """Remove an archive as a new step, whatever was done since its import."""
        changes = yield from self._take_out(self._journal.record_removal(label, archive))
        return changes

    def _take_out(self, step: Step) -> Going:
        """Store an archive's rows and, if the step is its import, the stories it brought."""
        archive = ArchiveId(step.archive or 0)
        for story in () if step.removes else self._archives.stories(archive):
            self._stories.delete(story)
        changes = self._journal.file_under(step)
        with setting_aside(self._connection, step.id):
            yield from self._archives.take_out(archive)
        return changes | ARCHIVE

    def _put_back(self, step: Step) -> Going:
        running = self._archives.unfinished
        if running:
            raise LibraryError(
                tr(
                    "“{name}” is being imported, or its import was cut short. Wait for it, or"
                    " import it again; then “{label}” can be undone or redone.",
                    name=running,
                    label=step.label,
                )
            )
        try:
            yield from put_back(self._connection, step.id)
        except sqlite3.IntegrityError as error:
            raise LibraryError(
                tr(
                    "“{label}” cannot be undone or redone, because its posts were imported in"
                    " another way since. Nothing was changed.",
                    label=step.label,
                )
            ) from error
        self._archives.note_change()
        changes = NOTHING if step.removes else self._journal.replay_filed(step)
        return changes | ARCHIVE
