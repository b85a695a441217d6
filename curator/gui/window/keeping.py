"""Keeping a library whole: looking it over, and saving what can be read of a damaged one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from curator import work
from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_library, ask_for_salvaged
from curator.gui.desk.jobs import Job, Jobs
from curator.gui.look.safe_text import isolated
from curator.i18n import tr
from curator.library import Salvaged


class Keeping(QObject):
    """Looks libraries over beside the window, and salvages those that are damaged."""

    damaged = Signal(object)
    """The path of the open library, in which damage was found."""

    harmed = Signal()
    """Damage was found in the open library; it is to be opened anew, only to be read."""

    failed = Signal(object)
    """A CuratorError."""

    def __init__(self, window: QWidget, jobs: Jobs, opened: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._window, self._jobs, self._open = window, jobs, opened

    def look_over(self, desk: Desk) -> None:
        """Look for damage: at once where that was done in opening, else beside the window."""
        library = desk.library
        if library.damage:
            self.damaged.emit(library.path)
        elif library.is_unchecked:
            job = desk.read(lambda: work.look_over(library.path))
            job.done.connect(lambda damage: self._found(desk, damage))

    def _found(self, desk: Desk, damage: list[str]) -> None:
        desk.library.take_findings(damage)
        if damage:
            self.harmed.emit()

    def salvage(self, old: Path | None = None) -> None:
        """Ask for a place, and save there what can be read of a damaged library."""
        if old is None:
            ask_for_library(self._window, self.salvage)
        else:
            ask_for_salvaged(self._window, old, lambda new: self.save(old, new))

    def save(self, old: Path, new: Path) -> Job:
        """Save what can be read of a library as a new one, open it and tell what is lost."""
        label = tr("Salvaging {name}", name=isolated(old.name))
        job = Job(lambda: work.salvage_library(old, new), label, self)
        job.failed.connect(self._failed)
        job.done.connect(lambda found: self._saved(new, found))
        self._jobs.add(job)
        return job

    def _saved(self, new: Path, found: Salvaged) -> None:
        self._open(new)
        self.failed.emit(CuratorError(" ".join(work.salvaged_words(found))))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.failed.emit(error)
