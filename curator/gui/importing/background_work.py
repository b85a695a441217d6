"""Background analysis of posts that are new to the library: echoes and answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.i18n import tr
from curator.library import ARCHIVE, Changes

_BASES = ARCHIVE | {"standings", "regroupings", "question_marks", "question_places"}
"""The tables that the analysis depends on; an unchanged input is recognised at once."""

_AFTER = 200
"""Milliseconds from the opening of a library to its analysis: first it is painted."""


class BackgroundWork(QObject):
    """Finds echoes and answers after every import, and when a library is opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job | None = None
        desk.changed.connect(self._desk_changed)
        QTimer.singleShot(_AFTER, self, self.start)

    def start(self) -> None:
        """Begin now, unless it has begun: what is shown next waits for the figures."""
        if self._job is None:
            self._begin()

    def _desk_changed(self, changes: Changes) -> None:
        if changes & _BASES:
            self._begin()

    def _begin(self) -> None:
        """Queue the analysis after the running tasks, unless it is queued already."""
        desk = self._desk
        if (
            desk.jobs.is_stopped
            or self._job in desk.jobs.waiting
            or work.is_worked_out(desk.library)
        ):
            return
        path = desk.library.path
        label = tr("Finding echoes and answers")
        self._job = desk.tasks.start(lambda: work.work_out(path), label, quiet=True)
        self._job.done.connect(self._done)

    def _done(self, changes: Changes) -> None:
        if not self._desk.jobs.is_stopped:
            self._desk.library.changed(changes)
