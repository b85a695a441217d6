"""Watches files and folders beside the window: what came is taken in once it is at rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from curator import work
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.work import ImportReport, Watched

EVERY = 3_000
"""Milliseconds between two looks; a file that grows waits for two alike."""

SOON = 700
"""Milliseconds after which one looks when the system told of a change."""


class Watching(QObject):
    """Follows what is watched for a library, as long as the library is open here."""

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
        self._slowly.timeout.connect(self._look)
        self._soon.timeout.connect(self._look)
        self._system.fileChanged.connect(lambda _: self._soon.start())
        self._system.directoryChanged.connect(lambda _: self._soon.start())
        desk.closing.connect(self._rest)
        self._follow()

    @property
    def paths(self) -> Sequence[Path]:
        """What is watched."""
        return self._watched.paths

    def watch(self, path: Path) -> None:
        """Watch a file or a folder from now on, also when the library is opened again."""
        if self._desk.library.readonly:
            self._desk.said.emit(tr("This library can only be read: nothing can come in."))
            return
        path = path.absolute()
        if path not in self._watched.paths:
            self._watched.paths.append(path)
        self._keep()
        self._desk.said.emit(tr("Watching {name}.", name=isolated(path.name)))

    def stop(self) -> None:
        """Watch nothing more; what came in stays."""
        names = ", ".join(isolated(path.name) for path in self._watched.paths)
        self._watched.paths.clear()
        self._keep()
        told = tr("{names} is watched no longer.", names=names)
        self._desk.said.emit(told if names else tr("Nothing is watched."))

    def _keep(self) -> None:
        if not self._desk.library.readonly:
            self._watched.remember(self._desk.library)
        self._follow()
        self._desk.library.changed(frozenset({"watched"}))

    def _follow(self) -> None:
        """Look now and then, and when the system tells of a change."""
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

    def _look(self) -> None:
        """Take in what has come to rest, beside the window."""
        if self._job is not None or self._desk.jobs.is_stopped:
            return
        news = self._watched.look()
        if not news:
            return
        path = self._desk.library.path
        label = tr("Taking in what is new")
        self._job = self._desk.start(lambda: work.take_in_news(path, news), label, quiet=True)
        self._job.done.connect(self._done)
        self._job.failed.connect(lambda _error: self._note_read())
        self._job.finished.connect(self._ended)
        self._news = [file for file, _ in news]

    def _note_read(self) -> None:
        """Note what was read; what was cancelled is taken up again."""
        for file in self._news:
            self._watched.done(file)

    def _done(self, came: Sequence[ImportReport | CuratorError]) -> None:
        self._note_read()
        new = 0
        for each in came:
            if isinstance(each, ImportReport):
                new += each.new
                self._desk.heard_of(each)
            elif str(each) not in self._told:
                self._told.add(str(each))
                self._desk.failed.emit(each)
        if new:
            told = trn("{count} new post came in.", "{count} new posts came in.", new)
            self._desk.said.emit(told)

    def _ended(self) -> None:
        self._job = None
        if not self._desk.jobs.is_stopped:
            self._watched.remember(self._desk.library)
