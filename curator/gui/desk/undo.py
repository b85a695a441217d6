"""Undo and redo, travel in the history, and snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from typing_extensions import override

from curator import work
from curator.errors import CuratorError
from curator.gui.desk import messages as sentences
from curator.gui.desk.jobs import Begin
from curator.gui.desk.tasks import DeskWork
from curator.i18n import tr, trn
from curator.library import (
    ARCHIVE,
    DESK_TABLES,
    Snapshot,
    SnapshotId,
    Step,
    StoryId,
)


class DeskSteps(DeskWork):
    """An open library whose steps can be undone and redone."""

    _travelling: str = ""
    """The label of an undo or redo that runs in the background because it moves an archive."""

    replaying = False
    """Whether an undo or redo is running: panes may then show what it changes."""

    def undo(self) -> None:
        """Undo the last step; in the background if it adds or removes an archive."""
        step = self.library.next_undo
        if step is None:
            self.said.emit(tr("Nothing to undo."))
        elif step.archive is None:
            self._replay(self.library.undo, _undone)
        else:
            task = tr("Undo “{label}”", label=step.label)
            self._travel(lambda: work.undo(self.library.path), task, _undone)

    def redo(self) -> None:
        """Redo the last undone step; in the background if it adds or removes an archive."""
        step = self.library.next_redo
        if step is None:
            self.said.emit(tr("Nothing to redo."))
        elif step.archive is None:
            self._replay(self.library.redo, _done_again)
        else:
            task = tr("Redo “{label}”", label=step.label)
            self._travel(lambda: work.redo(self.library.path), task, _done_again)

    def go_to(self, step: int) -> None:
        """Go back or forward until a step is the last one, with one message at the end."""
        passed = [each for each in self.library.steps() if _is_passed(each, step)]
        if any(each.archive is not None for each in passed):
            task = tr("Going through the history")
            self._travel(lambda: work.go_to(self.library.path, step), task, _gone)
            return
        try:
            gone = self.library.go_to(step)
        except CuratorError as error:
            self.failed.emit(error)
            return
        self.said.emit(_gone(gone))

    def _travel(self, begin: Begin, task: str, words: Callable[[Any], str]) -> None:
        """Run an undo or redo that adds or removes an archive; only one at a time."""
        if self._travelling:
            self.said.emit(tr("Still busy with: {task}.", task=self._travelling))
            return
        self._travelling = task
        job = self.start(begin, task)
        job.done.connect(lambda done: self._arrived(words(done)))
        job.cancelled.connect(lambda: self._heard(ARCHIVE))
        job.finished.connect(self._rest)

    @override
    def edit(self, label: str, act: Callable[[], object], *, onto: Step | None = None) -> bool:
        if self._travelling:
            self.said.emit(tr("Still busy with: {task}.", task=self._travelling))
            return False
        return super().edit(label, act, onto=onto)

    def _arrived(self, words: str) -> None:
        self._heard(frozenset(DESK_TABLES) | ARCHIVE)
        self.said.emit(words)

    def _rest(self) -> None:
        self._travelling = ""

    def keep_snapshot(self, name: str) -> bool:
        """Save the state of the desk as a named snapshot."""
        done = self._try(lambda: self.library.snapshots.keep(name))
        if done:
            self.said.emit(tr("Kept as “{name}”.", name=" ".join(name.split())))
        return done

    def keep_version(self, story: StoryId, name: str) -> bool:
        """Save a story as a named version."""
        done = self._try(lambda: self.library.versions.keep(story, name))
        if done:
            self.said.emit(tr("Kept as “{name}”.", name=" ".join(name.split())))
        return done

    def keep_exported(self, story: StoryId, target: str) -> None:
        """Save a story as it was exported."""
        label = tr("Exported as {target}", target=target)
        self._try(lambda: self.library.versions.keep_exported(story, label))

    def rename_snapshot(self, snapshot: SnapshotId, name: str) -> bool:
        """Rename a snapshot."""
        return self._try(lambda: self.library.snapshots.rename(snapshot, name))

    def delete_snapshot(self, snapshot: Snapshot) -> bool:
        """Delete a snapshot."""
        done = self._try(lambda: self.library.snapshots.delete(snapshot.id))
        if done:
            self.said.emit(tr("“{name}” is kept no longer.", name=snapshot.name))
        return done

    def go_to_snapshot(self, snapshot: Snapshot) -> None:
        """Restore a snapshot as one step, and report what could not be restored."""
        lost: list[Counter[str]] = []
        if self._try(lambda: lost.append(self.library.go_to_snapshot(snapshot.id))):
            self.said.emit(sentences.went_back(snapshot.name, lost[0]))

    def _replay(self, act: Callable[[], Step | None], words: Callable[[str], str]) -> None:
        """Undo or redo and report it; another window may have done so first."""
        done: list[Step | None] = []
        self.replaying = True
        try:
            replayed = self._try(lambda: done.append(act()))
        finally:
            self.replaying = False
        if replayed and done[0] is not None:
            self.said.emit(words(done[0].label))


def _undone(label: str) -> str:
    return tr("Undone: {label}", label=label)


def _done_again(label: str) -> str:
    return tr("Done again: {label}", label=label)


def _gone(steps: int) -> str:
    if not steps:
        return tr("You are there already.")
    back = trn("Went back {count} step.", "Went back {count} steps.", -steps)
    return (
        back
        if steps < 0
        else trn("Went forward {count} step.", "Went forward {count} steps.", steps)
    )


def _is_passed(each: Step, to: int) -> bool:
    """Tell whether a step lies between here and the target."""
    return each.undone if each.id <= to else not each.undone
