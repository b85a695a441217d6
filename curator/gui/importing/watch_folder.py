"""Watched files and folders: what is added there is imported in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from curator import work
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.work import Watched

if TYPE_CHECKING:
    from curator.work import ImportReport

EVERY = 3_000
"""Milliseconds between two looks; a growing file is imported once two looks find it the same."""

SOON = 700
"""Milliseconds from a change reported by the system to the next look."""


class WatchFolder(QObject):
    """Watches the files and folders of a library while it is open here."""

    def __init__(self, desk: Desk, *, every: int = EVERY, soon: int = SOON) -> None:
        super().__init__(desk)
        self._desk = desk
        self._watched = Watched.recalled(desk.library)
        self._job: Job | None = None
        self._news: list[Path] = []
        self._told: set[str] = set()
        self._system = QFileSystemWatcher(self)
        self._slowly = QTimer(self, interval=every)
        self._soon = QTimer(self, interval=soon, singleShot=True)
        self._slowly.timeout.connect(self._import_changed)
        self._soon.timeout.connect(self._import_changed)
        self._system.fileChanged.connect(lambda _: self._soon.start())
        self._system.directoryChanged.connect(lambda _: self._soon.start())
        desk.closing.connect(self._rest)
        self._follow()

    @property
    def paths(self) -> Sequence[Path]:
        """Return what is watched."""
        return self._watched.paths

    def watch(self, path: Path) -> None:
        """Watch a file or a folder from now on, also in later sessions."""
        if self._desk.library.readonly:
            self._desk.reported.emit(tr("This library can only be read: nothing can come in."))
            return
        path = path.absolute()
        if path not in self._watched.paths:
            self._watched.paths.append(path)
        self._keep()
        self._desk.reported.emit(tr("Watching {name}.", name=isolated(path.name)))

    def stop(self) -> None:
        """Watch nothing any more; imported posts stay."""
        names = ", ".join(isolated(path.name) for path in self._watched.paths)
        self._watched.paths.clear()
        self._keep()
        told = tr("{names} is no longer watched.", names=names)
        self._desk.reported.emit(told if names else tr("Nothing is watched."))

    def _keep(self) -> None:
        if not self._desk.library.readonly:
            self._watched.remember(self._desk.library)
        self._follow()
        self._desk.library.changed(frozenset({"watched"}))

    def _follow(self) -> None:
        """Look at intervals, and when the system reports a change."""
        if told := [*self._system.files(), *self._system.directories()]:
            self._system.removePaths(told)
        paths = [str(path) for path in self._watched.paths if path.exists()]
        if paths:
            self._system.addPaths(paths)
        if self._watched.paths and not self._desk.library.readonly:
            self._slowly.start()
            self._soon.start()
        else:
            self._rest()

    def _rest(self) -> None:
        self._slowly.stop()
        self._soon.stop()

    def _import_changed(self) -> None:
        """Import new and completed files in the background."""
        if self._job is not None or self._desk.jobs.is_stopped:
            return
        news = self._watched.find_changed()
        if not news:
            return
        path = self._desk.library.path
        label = tr("Importing what is new")
        self._job = self._desk.tasks.start(
            lambda: work.take_in_news(path, news), label, quiet=True
        )
        self._job.done.connect(self._done)
        self._job.failed.connect(lambda _error: self._note_read())
        self._job.ended.connect(self._ended)
        self._news = [file for file, _ in news]

    def _note_read(self) -> None:
        """Record the files as read; cancelled ones are imported next time."""
        for file in self._news:
            self._watched.done(file)

    def _done(self, came: Sequence[ImportReport | CuratorError]) -> None:
        self._note_read()
        new = 0
        for each in came:
            if not isinstance(each, CuratorError):
                new += each.new
                self._desk.tasks.notify_import(each)
            elif str(each) not in self._told:
                self._told.add(str(each))
                self._desk.fail(each)
        if new:
            told = trn("{count} new post came in.", "{count} new posts came in.", new)
            self._desk.reported.emit(told)

    def _ended(self) -> None:
        self._job = None
        if not self._desk.jobs.is_stopped:
            self._watched.remember(self._desk.library)
