"""Library maintenance: integrity checks, backups, restoring, and salvage of damaged files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from curator import work
from curator.errors import CuratorError, UnrelatedError
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_library, ask_for_salvaged
from curator.gui.desk.jobs import Job, Jobs
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.library import Backup, Choice, Opinion, Salvaged

_EVERY = 5 * 60 * 1_000
"""Milliseconds between two checks whether a backup is due."""

_PAUSE = 2_000
"""Milliseconds after the last change until it is in the file itself, which may then be copied."""


class LibraryCare(QObject):
    """Checks and backs up libraries in the background, and restores and salvages them."""

    damaged = Signal(object)
    """The path of the open library, in which damage was found."""

    harmed = Signal()
    """Damage was found in the open library: reopen it read-only."""

    closing = Signal()
    """The open library must be closed, because another file will replace it."""

    conflicting = Signal(object, object)
    """The path of another copy, and the list of ConflictWords to decide before it is merged."""

    unrelated = Signal(object, str)
    """The path of a library that is no copy of the open one, and a sentence that says so."""

    doubled = Signal(object)
    """The path of a copy of the open library beside it, in which other things were done."""

    failed = Signal(object)
    """A CuratorError."""

    def __init__(self, window: QWidget, jobs: Jobs, opened: Callable[[Path], object]) -> None:
        super().__init__(window)
        self._window, self._jobs, self._open = window, jobs, opened
        self._desk: Desk | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.back_up_if_due)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._write_journal)

    def follow(self, desk: Desk | None) -> None:
        """Maintain the library of this desk from now on."""
        self._desk = desk
        self._pause.stop()
        if desk is None:
            self._timer.stop()
        elif not desk.library.readonly:
            self._timer.start()
            self._pause.start()
            desk.changed.connect(lambda _changes: self._pause.start())
            self.check_damage(desk)
            job = desk.tasks.read(lambda: work.unmerged_copies(desk.library.path))
            job.done.connect(lambda found: self._offer_copies(desk, found))
        else:
            self.check_damage(desk)

    def _write_journal(self) -> None:
        """Write the last changes into the file, so that a copy of that alone has them."""
        if (desk := self._desk) is not None and not desk.library.is_moved:
            path = desk.library.path
            job = desk.tasks.read(lambda: work.write_journal(path))
            job.done.connect(lambda whole: None if whole else self._pause.start())

    def back_up_if_due(self) -> None:
        """Make the hourly backup, if anything was changed."""
        if (desk := self._desk) is not None and not desk.library.readonly:
            path = desk.library.path
            desk.tasks.start(lambda: work.back_up_if_due(path), tr("Backing up"), quiet=True)

    def back_up(self) -> None:
        """Make a backup now, and report where it is."""
        if (desk := self._desk) is not None:
            path = desk.library.path
            job = desk.tasks.start(lambda: work.back_up_library(path), tr("Backing up"))
            job.done.connect(
                lambda made: desk.reported.emit(tr("Saved {path}.", path=str(made.path)))
            )

    def restore(self, backup: Backup) -> None:
        """Replace the open library with a backup, and open it."""
        if self._desk is None:
            return
        path = self._desk.library.path
        self.closing.emit()
        job = Job(lambda: work.restore_library(path, backup), tr("Restoring"), self)
        job.failed.connect(self._failed)
        job.done.connect(lambda _before: self._open(path))
        self._jobs.add(job)

    def protect(self, *, on: bool) -> None:
        """Begin or end to show everybody by role at most, for chats with minors."""
        if (desk := self._desk) is not None:
            try:
                desk.reported.emit(work.protect_minors(desk.library, on=on))
            except CuratorError as error:
                self.failed.emit(error)

    def withhold_listed(self) -> None:
        """Withhold everybody here who is on the list of whom not to quote."""
        if (desk := self._desk) is not None:
            try:
                count = work.withhold_listed(desk.library)
            except CuratorError as error:
                self.failed.emit(error)
                return
            desk.reported.emit(
                trn("{count} person was withheld.", "{count} people were withheld.", count)
            )

    def _offer_copies(self, desk: Desk, found: Sequence[Path]) -> None:
        if found and desk is self._desk:
            self.doubled.emit(found[0])

    def merge(self) -> None:
        """Ask for another editor's copy of the library, and merge its decisions."""
        if self._desk is not None:
            ask_for_library(self._window, self.merge_from)

    def merge_from(self, other: Path, *, unrelated: bool = False) -> None:
        """Compare another copy; if both changed something, let that be decided, else merge it.

        unrelated: whether it may be another library altogether; else that is asked.
        """
        if (desk := self._desk) is None:
            return
        path = desk.library.path
        label = tr("Comparing {name}", name=isolated(other.name))
        task = partial(work.merge_conflicts, path, other, unrelated=unrelated)
        job = desk.tasks.start(task, label)
        job.failed.connect(lambda error: self._refused(other, error))
        job.done.connect(lambda found: self._compared(other, found))

    def _refused(self, other: Path, error: Exception) -> None:
        """Ask whether a library that is no copy is merged all the same."""
        if isinstance(error, UnrelatedError):
            self.unrelated.emit(other, str(error))

    def _compared(self, other: Path, conflicts: Sequence[work.ConflictWords]) -> None:
        if conflicts:
            self.conflicting.emit(other, conflicts)
        else:
            self.merge_as_chosen(other, {})

    def merge_as_chosen(self, other: Path, choices: Mapping[Opinion, Choice]) -> None:
        """Merge the decisions of another copy as one step."""
        if (desk := self._desk) is None:
            return
        path = desk.library.path
        label = tr("Merging {name}", name=isolated(other.name))
        task = partial(work.merge_library, path, other, choices=choices, unrelated=True)
        job = desk.tasks.start(task, label)
        job.done.connect(lambda merged: self._merged(desk, merged))

    def _merged(self, desk: Desk, merged: work.Merged) -> None:
        words = work.merged_words(merged, listed=False)
        if len(words) > 1:
            self.failed.emit(CuratorError("\n".join(words)))
        else:
            desk.reported.emit(words[0])

    def save_anew(self) -> None:
        """Save a library whose file was deleted under a new name, and go on with that."""
        if (desk := self._desk) is None:
            return
        try:
            saved = desk.library.save_anew()
        except CuratorError as error:
            self.failed.emit(error)
            return
        self.closing.emit()
        self._open(saved)

    def check_damage(self, desk: Desk) -> None:
        """Check for damage: use what opening found, or else check in the background."""
        library = desk.library
        if library.damage:
            self.damaged.emit(library.path)
        elif library.is_unchecked:
            job = desk.tasks.read(lambda: work.check_library(library.path))
            job.done.connect(lambda damage: self._found(desk, damage))

    def _found(self, desk: Desk, damage: list[str]) -> None:
        desk.library.take_findings(damage)
        if damage:
            self.harmed.emit()

    def salvage(self, old: Path | None = None) -> None:
        """Ask for a file name, and save there what can be read of a damaged library."""
        if old is None:
            ask_for_library(self._window, self.salvage)
        else:
            ask_for_salvaged(self._window, old, lambda new: self.save(old, new))

    def save(self, old: Path, new: Path) -> Job:
        """Save what can be read of a library as a new one, open it and report what is lost."""
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
