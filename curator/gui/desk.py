"""The desk: the window's one hold on a library. What changes is heard by every pane alike.

A pane edits through the desk and never refreshes itself after its own edit: it hears of it
by `changed`, as it hears of undo and of an import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimeZone, Signal

from curator import work
from curator.errors import CuratorError
from curator.gui import sentences
from curator.gui.following import Following
from curator.gui.jobs import Begin, Job, Jobs
from curator.gui.parts_text import isolated
from curator.i18n import tr, trn
from curator.library import (
    ARCHIVE,
    STORIES,
    ArchiveId,
    BlockId,
    Changes,
    EchoGroup,
    Library,
    PostId,
    Snapshot,
    SnapshotId,
    Step,
    StoryId,
    TagId,
)
from curator.model import Block, Mark, Quote
from curator.readers import Reader
from curator.readers.kit.wishes import Wishes
from curator.settings import Settings
from curator.work import ImportReport
from curator.writers import Writer


class Desk(QObject):
    """An open library with its signals, its long work, the chosen post and the story."""

    changed = Signal(object)
    """The names of the tables that changed, a frozenset."""

    failed = Signal(object)
    """A CuratorError: its message is a sentence to show."""

    said = Signal(str)
    """A sentence about what was just done, for the foot."""

    post_changed = Signal(object)
    """The PostId that is chosen now, or None."""

    tag_renamed = Signal(str, str)
    """A tag's old name and its new one; a search for it may follow."""

    story_changed = Signal(object)
    """The StoryId that is worked on now, or None."""

    settings_changed = Signal(object)
    """The user's Settings, after one of them was chosen anew."""

    closing = Signal()
    """The library is about to be closed: nothing of it is to be held on to."""

    def __init__(
        self, path: Path, settings: Settings, parent: QObject | None = None, *, make: bool = False
    ) -> None:
        super().__init__(parent)
        fresh = make and not path.exists()
        self.library = Library(path, make=make)
        self.library.changed = self._heard
        if fresh:
            self.library.remember("zone", _own_zone())
        self.settings = settings
        self.jobs = Jobs(self)
        self.following = Following(self.library, self)
        self.following.found.connect(self._heard)
        self.post: PostId | None = None
        """The post that Sift and Story both show as chosen."""
        self.tag_at_hand: TagId | None = None
        """The tag that commands about tags begin with."""
        self.mark: BlockId | None = None
        """The block behind which posts are put into the story; None is its end."""
        self.story: StoryId | None = None
        """The story that is worked on."""
        self.search = ""
        """What Sift searches for, as typed; facts follow it everywhere."""
        self._offered: tuple[int, ...] = ()
        self._undoing: Step | None = None
        self.story = self._remembered_story()

    # Choosing

    def choose(self, post: PostId | None) -> None:
        """Choose the post that every pane shows."""
        if post != self.post:
            self.post = post
            self._offered = ()
            self.post_changed.emit(post)

    def open_story(self, story: StoryId | None) -> None:
        """Work on a story, and remember it."""
        if story != self.story:
            self.story = story
            self.mark = None
            self.library.remember("story", str(story or ""))
            self.story_changed.emit(story)

    def set(self, **choices: Any) -> None:
        """Choose settings anew, such as compact=True."""
        self.settings = replace(self.settings, **choices)
        self.settings_changed.emit(self.settings)

    def adopt(self, settings: Settings) -> None:
        """Take over what was chosen at another desk, or at none."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    # Editing

    def edit(self, label: str, act: Callable[[], object], *, onto: Step | None = None) -> bool:
        """Do something as one step that can be undone; tell why if it cannot be done.

        onto: the step that this belongs to, if nothing was done since.
        """
        try:
            with self.library.edit(label, onto):
                act()
        except CuratorError as error:
            self.failed.emit(error)
            return False
        return True

    def decide(self, posts: Iterable[int], mark: Mark | None) -> bool:
        """Star or reject posts, or make them undecided; what is so already stays."""
        ids = self.library.desk.originals(posts)
        desk, count = self.library.desk, len(ids)
        match mark:
            case "star":
                label = trn("Star {count} post", "Star {count} posts", count)
                return self.edit(label, lambda: desk.star(ids))
            case "reject":
                label = trn("Reject {count} post", "Reject {count} posts", count)
                return self.edit(label, lambda: desk.reject(ids))
            case None:
                label = trn("Make {count} post undecided", "Make {count} posts undecided", count)
                return self.edit(label, lambda: desk.unmark(ids))

    def star_best(self, groups: Sequence[EchoGroup]) -> bool:
        """Star the best of some groups of echoes and reject the others, as one step."""
        desk = self.library.desk
        best = desk.originals(group.best for group in groups)
        rest = desk.originals(id_ for group in groups for id_ in group.rest if id_ not in best)
        label = trn("Star {count} post", "Star {count} posts", len(best))
        if rest:
            settle = trn("settle {count} echo", "settle {count} echoes", len(rest))
            label = tr("{star} and {settle}", star=label, settle=settle)

        def act() -> None:
            desk.star(best)
            desk.reject(rest)

        return self.edit(label, act)

    def tag(self, posts: Iterable[int], name: str) -> bool:
        """Tag posts."""
        ids = list(posts)
        label = trn("Tag {count} post “{name}”", "Tag {count} posts “{name}”", len(ids), name=name)
        return self.edit(label, lambda: self.library.desk.tag(ids, name))

    def untag(self, posts: Iterable[int], name: str) -> bool:
        """Take a tag off posts."""
        ids = list(posts)
        label = trn(
            "Take “{name}” off {count} post",
            "Take “{name}” off {count} posts",
            len(ids),
            name=name,
        )
        return self.edit(label, lambda: self.library.desk.untag(ids, name))

    def note(self, post: int, text: str) -> bool:
        """Keep a private note on a post; the same note again is no step."""
        if self.library.posts.row(post).note == text:
            return True
        return self.edit(tr("Edit a note"), lambda: self.library.desk.note(post, text))

    # The story

    def add_to_story(
        self, posts: Iterable[int], after: BlockId | None = None, *, at_end: bool = False
    ) -> bool:
        """Put posts into the story behind a block, at its mark or at its end.

        Without a story one is made. Posts that are all in it already are put in a second
        time only when a place is named or the same is asked twice.
        """
        ids = self.library.desk.originals(posts)
        rows = self.library.posts.rows(ids, self.story)
        if not rows or (after is None and self._already([row.used for row in rows], ids)):
            return False
        place = None if at_end else after if after is not None else self.mark
        quotes = [Quote(row.post) for row in rows]
        label = trn("Add {count} post to the story", "Add {count} posts to the story", len(quotes))
        made: list[StoryId] = []
        placed: list[BlockId] = []

        def act() -> None:
            story = self.story
            if story is None:
                story = self.library.stories.new(tr("Untitled recap"))
                made.append(story)
            blocks = self.library.stories.add(story, quotes, place)
            if self.mark is not None and not at_end:
                self.mark = blocks[-1]
            placed.append(blocks[-1])

        if not self.edit(label, act):
            return False
        if made:
            self.open_story(made[0])
        if self.story is not None:
            self.said.emit(sentences.added(self.library, self.story, placed[0]))
        return True

    def _already(self, used: Sequence[str | None], ids: Sequence[int]) -> bool:
        """Tell whether all posts are in the story, and say so the first time."""
        asked = tuple(ids)
        if None in used or self._offered == asked:
            self._offered = ()
            return False
        self._offered = asked
        if self.story is not None:
            self.said.emit(sentences.already(used[0] or ""))
        return True

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the story that is worked on."""
        return self.library.stories.blocks(self.story) if self.story is not None else ()

    # Undo

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

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except CuratorError as error:
            self.failed.emit(error)
            return False
        return True

    def _replay(self, act: Callable[[], Step | None], words: Callable[[str], str]) -> None:
        """Undo or redo, and say of what; another window may have been quicker."""
        done: list[Step | None] = []
        if self._try(lambda: done.append(act())) and done[0] is not None:
            self.said.emit(words(done[0].label))

    def _import_undone(self, label: str) -> None:
        self._heard(ARCHIVE | STORIES)
        self.said.emit(tr("Undone: {label}", label=label))

    # Long work

    def start(self, begin: Begin, label: str, *, quiet: bool = False) -> Job:
        """Begin a task beside the window, once those before it have ended.

        quiet: it is shown only when it takes a while, because nobody asked for it.
        """
        job = Job(begin, label, self)
        job.is_quiet = quiet
        job.failed.connect(self._job_failed)
        self.jobs.add(job)
        return job

    def read(self, begin: Begin) -> Job:
        """Begin a task that only reads, at once."""
        job = Job(begin, "", self)
        job.failed.connect(self._reading_failed)
        self.jobs.add_beside(job)
        return job

    def import_files(self, archives: Sequence[Path], wishes: Sequence[Wishes] = ()) -> list[Job]:
        """Import archives one after the other; wishes go with them in the same order."""
        asked = [*wishes, *[Wishes()] * (len(archives) - len(wishes))]
        pairs = zip(archives, asked, strict=True)
        return [self.import_archive(path, wish) for path, wish in pairs]

    def import_archive(
        self, archive: Path | work.Found, wishes: Wishes, reader: Reader | None = None
    ) -> Job:
        """Import an archive, as a reader that is named or the one that recognises it."""
        name = isolated(archive.name)
        job = self.start(
            lambda: work.import_archive(self.library.path, archive, reader, wishes),
            tr("Importing {name}", name=name),
        )
        job.done.connect(self._imported)
        job.cancelled.connect(
            lambda: self.said.emit(
                tr("Import of {name} cancelled. Nothing of it was added.", name=name)
            )
        )
        return job

    def _imported(self, report: ImportReport) -> None:
        self._heard(ARCHIVE | STORIES if report.stories else ARCHIVE)
        self.said.emit(sentences.imported(report))

    def heard_of(self, report: ImportReport) -> None:
        """Tell the panes what came in without being asked for."""
        self._heard(ARCHIVE | STORIES if report.stories else ARCHIVE)

    def set_zone(self, zone: str) -> None:
        """Tell the chat's times in another zone; an IANA name."""
        self.library.remember("zone", zone)
        self._heard(ARCHIVE)
        self.said.emit(tr("Times are told in {zone}.", zone=zone.replace("_", " ")))

    def remove_archive(self, archive: ArchiveId, name: str) -> Job:
        """Take an archive out of the library; no step can be undone after that."""
        label = tr("Removing {name}", name=isolated(name))
        job = self.start(lambda: work.remove_archive(self.library.path, archive), label)
        job.finished.connect(lambda: self._heard(ARCHIVE))
        job.done.connect(
            lambda _nothing: self.said.emit(tr("{name} was removed.", name=isolated(name)))
        )
        return job

    def export(self, story: StoryId, writer: Writer, to: Path) -> Job:
        """Save a story as a file."""
        job = self.start(
            lambda: work.export_story(self.library.path, story, writer, to),
            tr("Saving {name}", name=isolated(to.name)),
        )
        job.done.connect(lambda _files: self.said.emit(tr("Saved {path}.", path=str(to))))
        return job

    def _reading_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.failed.emit(error)

    def _job_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self._heard(ARCHIVE)
        self.failed.emit(error)

    def close(self) -> None:
        """Cancel what is under way, wait for it, and close the library."""
        self.following.turn(on=False)
        self.jobs.stop()
        self.closing.emit()
        self.library.close()

    # Hearing

    def _heard(self, changes: Changes) -> None:
        """Keep the chosen post and story true, then tell the panes."""
        changes |= self.library.changed_elsewhere()
        if changes & ARCHIVE and self.post and not self.library.posts.rows([self.post]):
            self.choose(None)
        if "stories" in changes:
            self.open_story(self._standing_story())
        self.changed.emit(changes)

    def _standing_story(self) -> StoryId | None:
        ids = [info.id for info in self.library.stories.all()]
        return self.story if self.story in ids else ids[-1] if ids else None

    def _remembered_story(self) -> StoryId | None:
        remembered: Any = self.library.recall("story")
        self.story = StoryId(int(remembered)) if remembered.isdecimal() else None
        return self._standing_story()


def _own_zone() -> str:
    """Return the IANA name of the computer's zone."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name.removeprefix("Etc/") if name in {"Etc/UTC", "Etc/UCT"} else name
