"""Steps of a desk: undo, redo, any step of the history, and snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from curator import work
from curator.errors import CuratorError
from curator.gui.desk import messages as sentences
from curator.gui.desk.tasks import DeskWork
from curator.i18n import tr, trn
from curator.library import (
    ARCHIVE,
    STORIES,
    Snapshot,
    SnapshotId,
    Step,
)


class DeskSteps(DeskWork):
    """A library whose steps can be gone back and forth."""

    _undoing: Step | None = None

    replaying = False
    """Whether a step is being undone or done again: a pane may go to what it changes."""

    def undo(self) -> None:
        """Take back the last step; an import beside the window."""
        step = self.library.next_undo
        if step is None:
            self.said.emit(tr("Nothing to undo."))
        elif step == self._undoing:
            self.said.emit(tr("“{label}” is still being undone.", label=step.label))
        elif step.archive is not None:
            self._undo_import(step)
        else:
            self._replay(self.library.undo, lambda label: tr("Undone: {label}", label=label))

    def _undo_import(self, step: Step) -> None:
        self._undoing = step
        label = tr("Undo “{label}”", label=step.label)
        job = self.start(lambda: work.undo(self.library.path, step), label)
        job.done.connect(self._import_undone)
        job.cancelled.connect(lambda: self._heard(ARCHIVE))
        job.finished.connect(self._rest)

    def _rest(self) -> None:
        self._undoing = None

    def redo(self) -> None:
        """Do the last undone step again."""
        step = self.library.next_redo
        if step is None:
            self.said.emit(tr("Nothing to redo."))
        else:
            self._replay(self.library.redo, lambda label: tr("Done again: {label}", label=label))

    def go_to(self, step: int) -> None:
        """Go back, or forward, to where a step was the last; say it once."""
        try:
            gone = self.library.go_to(step)
        except CuratorError as error:
            self.failed.emit(error)
            return
        back = trn("Went back {count} step.", "Went back {count} steps.", -gone)
        forward = trn("Went forward {count} step.", "Went forward {count} steps.", gone)
        there = tr("You are there already.")
        self.said.emit(back if gone < 0 else forward if gone else there)

    def keep_snapshot(self, name: str) -> bool:
        """Keep the desk as it is under a name."""
        done = self._try(lambda: self.library.snapshots.keep(name))
        if done:
            self.said.emit(tr("Kept as “{name}”.", name=" ".join(name.split())))
        return done

    def rename_snapshot(self, snapshot: SnapshotId, name: str) -> bool:
        """Give a snapshot another name."""
        return self._try(lambda: self.library.snapshots.rename(snapshot, name))

    def delete_snapshot(self, snapshot: Snapshot) -> bool:
        """Keep a snapshot no longer."""
        done = self._try(lambda: self.library.snapshots.delete(snapshot.id))
        if done:
            self.said.emit(tr("“{name}” is kept no longer.", name=snapshot.name))
        return done

    def go_to_snapshot(self, snapshot: Snapshot) -> None:
        """Make everything what it was, as one step, and say what could not be."""
        lost: list[Counter[str]] = []
        if self._try(lambda: lost.append(self.library.go_to_snapshot(snapshot.id))):
            self.said.emit(sentences.went_back(snapshot.name, lost[0]))

    def _replay(self, act: Callable[[], Step | None], words: Callable[[str], str]) -> None:
        """Undo or redo, and say of what; another window may have been quicker."""
        done: list[Step | None] = []
        self.replaying = True
        try:
            replayed = self._try(lambda: done.append(act()))
        finally:
            self.replaying = False
        if replayed and done[0] is not None:
            self.said.emit(words(done[0].label))

    def _import_undone(self, label: str) -> None:
        self._heard(ARCHIVE | STORIES)
        self.said.emit(tr("Undone: {label}", label=label))
