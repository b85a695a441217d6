"""Undo and redo, travel in the history, and snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from curator import work
from curator.errors import CuratorError
from curator.gui.desk import messages as sentences
from curator.gui.desk.jobs import Begin
from curator.i18n import tr, trn
from curator.library import (
    ARCHIVE,
    DESK_TABLES,
    Snapshot,
    SnapshotId,
    Step,
    StoryId,
)

if TYPE_CHECKING:
    from curator.gui.desk.desk import Desk


T = TypeVar("T")


class UndoneImport(NamedTuple):
    """An import that an undo, or a way back in the history, took out of the library."""

    label: str
    """The step that added it; of several the last."""

    posts: int
    """How many posts went with it."""

    step: int
    """The last step before the undo, to which one can go forward again."""


class DeskHistory(QObject):
    """The steps of an open library: undone, redone, travelled; its snapshots and versions."""

    undone = Signal(object)
    """The Step of an edit that was just undone."""

    import_undone = Signal(object)
    """An UndoneImport."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._library = desk.library
        self.busy_with = ""
        """The label of an undo or redo that runs in the background because it moves an archive."""
        self.replaying = False
        """Whether an undo or redo is running: panes may then show what it changes."""

    def undo(self) -> None:
        """Undo the last step; in the background if it adds or removes an archive."""
        step = self._library.next_undo
        if step is None:
            self._desk.reported.emit(tr("Nothing to undo."))
        elif step.archive is None:
            self._replay(self._library.undo, self._with_leftovers(_undone))
            if self._library.next_undo != step:
                self.undone.emit(step)
        else:
            task = tr("Undo “{label}”", label=step.label)
            self._travel(lambda: work.undo(self._library.path), task, _undone)

    def redo(self) -> None:
        """Redo the last undone step; in the background if it adds or removes an archive."""
        step = self._library.next_redo
        if step is None:
            self._desk.reported.emit(tr("Nothing to redo."))
        elif step.archive is None:
            self._replay(self._library.redo, _done_again)
        else:
            task = tr("Redo “{label}”", label=step.label)
            self._travel(lambda: work.redo(self._library.path), task, _done_again)

    def go_to(self, step: int) -> None:
        """Go back or forward until a step is the last one, with one message at the end."""
        passed = [each for each in self._library.steps() if _is_passed(each, step)]
        if any(each.archive is not None for each in passed):
            task = tr("Going through the history")
            words = self._with_leftovers(_travel_words)
            self._travel(lambda: work.go_to(self._library.path, step), task, words)
            return
        words = self._with_leftovers(_travel_words)
        try:
            gone = self._library.go_to(step)
        except CuratorError as error:
            self._desk.fail(error)
            return
        self._desk.reported.emit(words(gone))

    def _travel(self, begin: Begin, task: str, words: Callable[[Any], str]) -> None:
        """Run an undo or redo that adds or removes an archive; only one at a time."""
        if self.busy_with:
            self._desk.reported.emit(tr("Still busy with: {task}.", task=self.busy_with))
            return
        self.busy_with = task
        last, before = self._library.next_undo, self._library.posts.counts().all
        job = self._desk.tasks.start(begin, task)
        job.done.connect(lambda done: self._arrived(words(done)))
        job.done.connect(lambda _done: self._report_lost_import(last, before))
        job.cancelled.connect(lambda: self._desk.notify(ARCHIVE))
        job.ended.connect(self._rest)

    def _arrived(self, words: str) -> None:
        self._desk.notify(frozenset(DESK_TABLES) | ARCHIVE)
        self._desk.reported.emit(words)

    def _report_lost_import(self, last: Step | None, before: int) -> None:
        """Report an import that is gone; last, before: the last step and the posts of before."""
        gone = before - self._library.posts.counts().all
        undone = {step.id: step for step in self._library.steps() if step.undone}
        if last is None or last.id not in undone or gone <= 0:
            return
        archives = [step for step in undone.values() if step.archive and step.id <= last.id]
        label = max(archives, key=lambda step: step.id, default=last).label
        self.import_undone.emit(UndoneImport(label, gone, last.id))

    def _rest(self) -> None:
        self.busy_with = ""

    def keep_snapshot(self, name: str) -> bool:
        """Save the state of the desk as a named snapshot."""
        done = self._desk.attempt(lambda: self._library.snapshots.keep(name))
        if done:
            self._desk.reported.emit(tr("Kept as “{name}”.", name=" ".join(name.split())))
        return done

    def keep_version(self, story: StoryId, name: str) -> bool:
        """Save a story as a named version."""
        done = self._desk.attempt(lambda: self._library.versions.keep(story, name))
        if done:
            self._desk.reported.emit(tr("Kept as “{name}”.", name=" ".join(name.split())))
        return done

    def keep_exported(self, story: StoryId, target: str) -> None:
        """Save a story as it was exported."""
        label = tr("Exported as {target}", target=target)
        self._desk.attempt(lambda: self._library.versions.keep_exported(story, label))

    def rename_snapshot(self, snapshot: SnapshotId, name: str) -> bool:
        """Rename a snapshot."""
        return self._desk.attempt(lambda: self._library.snapshots.rename(snapshot, name))

    def delete_snapshot(self, snapshot: Snapshot) -> bool:
        """Delete a snapshot."""
        done = self._desk.attempt(lambda: self._library.snapshots.delete(snapshot.id))
        if done:
            self._desk.reported.emit(tr("“{name}” was deleted.", name=snapshot.name))
        return done

    def go_to_snapshot(self, snapshot: Snapshot) -> None:
        """Restore a snapshot as one step, and report what could not be restored."""
        lost: list[Counter[str]] = []
        words = self._with_leftovers(partial(sentences.went_back, snapshot.name))
        if self._desk.attempt(lambda: lost.append(self._library.go_to_snapshot(snapshot.id))):
            self._desk.reported.emit(words(lost[0]))

    def _with_leftovers(self, words: Callable[[T], str]) -> Callable[[T], str]:
        """Return words that also tell what an undo that comes now leaves outside the library."""
        before = work.outside(self._library)

        def told(done: T) -> str:
            left = work.left_outside(self._library, before)
            return f"{words(done).rstrip('.')}. {left}" if left else words(done)

        return told

    def _replay(self, act: Callable[[], Step | None], words: Callable[[str], str]) -> None:
        """Undo or redo and report it; another window may have done so first."""
        done: list[Step | None] = []
        self.replaying = True
        try:
            replayed = self._desk.attempt(lambda: done.append(act()))
        finally:
            self.replaying = False
        if replayed and done[0] is not None:
            self._desk.reported.emit(words(done[0].label))


def _undone(label: str) -> str:
    return tr("Undone: {label}", label=label)


def _done_again(label: str) -> str:
    return tr("Redone: {label}", label=label)


def _travel_words(steps: int) -> str:
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
