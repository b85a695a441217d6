"""The desk: the one object through which the window edits a library.

A pane edits through the desk and never refreshes itself after its own edit. It refreshes on
the signal `changed`, which undo and imports emit too, so all panes always agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimeZone, Signal

from curator import work
from curator.errors import CuratorError
from curator.gui.desk import messages as sentences
from curator.gui.desk.follow_changes import ChangeFollower
from curator.gui.desk.history import DeskHistory
from curator.gui.desk.jobs import Jobs
from curator.gui.desk.tasks import DeskTasks
from curator.i18n import tr, trn
from curator.insight.checks.sections import end_of_question
from curator.insight.figures.scope import within
from curator.library import (
    ARCHIVE,
    CHATS,
    BlockId,
    Changes,
    Chat,
    ChatId,
    EchoGroup,
    KnownBlocks,
    Library,
    PostId,
    Query,
    Row,
    StandIns,
    Step,
    StoryId,
    TagId,
    typed,
)
from curator.model import Block, Group, Mark, Quote
from curator.settings import Settings

if TYPE_CHECKING:
    from curator.insight.checks.length import Length, WordCounts

_ZONES_KEPT = 6
"""Zones that are offered first, because they were used last."""

_BESIDE_STORY = frozenset({"marks", "tags", "post_tags", "notes", "searches"})
"""Tables whose changes do not affect the blocks of a story."""

_BESIDE_POSTS = _BESIDE_STORY | {"stories", "blocks", "story_versions", "publications"}
"""Tables whose changes do not affect the posts."""


class Desk(QObject):
    """An open, editable library: its signals, what is selected, and each edit as one step."""

    changed = Signal(object)
    """The names of the tables that changed, a frozenset."""

    failed = Signal(object)
    """A CuratorError: its message is a sentence to show. It is sent by `fail` alone."""

    recovered = Signal(object)
    """The error that was reported earlier, whose cause is gone."""

    reported = Signal(str)
    """A sentence about what was just done, for the status bar."""

    post_changed = Signal(object)
    """The PostId that is selected now, or None."""

    tag_renamed = Signal(str, str)
    """A tag was renamed: its old and new name, so that a search for it can follow."""

    story_changed = Signal(object)
    """The StoryId of the current story, or None."""

    chat_changed = Signal(object)
    """The ChatId that is shown now, or None for all posts."""

    settings_changed = Signal(object)
    """The user's Settings, after one of them was changed."""

    closing = Signal()
    """The library is about to be closed: drop every reference to its data."""

    _length: tuple[tuple[Block, ...], Length, WordCounts] | None = None
    """The length of the current story, with the blocks it is of."""

    _doubted_archives: tuple[str, Sequence[str]] = "", ()
    """The searches for the archives that name no zone, with the state of the archives then."""

    awaited = 0
    """How many rough cuts are being made, each of which will be the current story."""

    def __init__(
        self, path: Path, settings: Settings, parent: QObject | None = None, *, make: bool = False
    ) -> None:
        super().__init__(parent)
        fresh = make and not path.exists()
        self.library = Library(path, make=make)
        self.library.changed = self.notify
        if fresh:
            self.library.remember("zone", own_zone())
        self.settings = settings
        self.jobs = Jobs(self)
        self.tasks = DeskTasks(self)
        """What runs in the background."""
        self.history = DeskHistory(self)
        """Undo, redo, snapshots."""
        self.following = ChangeFollower(self.library, self)
        self.following.found.connect(self.notify)
        self.post: PostId | None = None
        """The post that Sift and Story both show as selected."""
        self.tag_at_hand: TagId | None = None
        """The tag that the tag commands offer first."""
        self.mark: BlockId | None = None
        """The block after which posts are inserted into the story; None is its end."""
        self.story: StoryId | None = None
        """The current story."""
        self._blocks: tuple[StoryId, tuple[Block, ...]] | None = None
        self._known = KnownBlocks()
        self.search = ""
        """What Sift searches for within the chat; figures elsewhere use it too."""
        self.chat: ChatId | None = None
        """The chat that is shown; None is all posts. All counts follow it."""
        self._offered: tuple[int, ...] = ()
        self._recall()

    def _recall(self) -> None:
        """Go on where the library was left."""
        self.story = self._remembered_story()
        self.chat = self._remembered_chat()
        self.search = self.scope

    # Selection

    def look_at(self, chat: ChatId | None) -> None:
        """Show one chat, or all posts, and remember it."""
        if chat != self.chat:
            self.chat = chat
            self.search = self.scope
            self.library.remember("chat", str(chat or ""))
            self.chat_changed.emit(chat)

    @property
    def scope(self) -> str:
        """Return the search for the posts of the current chat; '' for all posts."""
        return f"chat:{self.chat}" if self.chat is not None else ""

    def within_chat(self, text: str) -> str:
        """Return a search restricted to the posts of the current chat."""
        return within(text, self.scope)

    def choose(self, post: PostId | None) -> None:
        """Select the post that every pane shows."""
        if post != self.post:
            self.post = post
            self._offered = ()
            self.post_changed.emit(post)

    def open_story(self, story: StoryId | None) -> None:
        """Make a story current, and remember it."""
        if story != self.story:
            self.story = story
            self.mark = None
            self.library.remember("story", str(story or ""))
            self.story_changed.emit(story)

    def set(self, **choices: Any) -> None:
        """Change settings, such as compact=True."""
        self.settings = replace(self.settings, **choices)
        self.settings_changed.emit(self.settings)

    def adopt(self, settings: Settings) -> None:
        """Take over settings that were changed elsewhere."""
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit(settings)

    # Edits

    def edit(self, label: str, act: Callable[[], object], *, onto: Step | None = None) -> bool:
        """Run an edit as one step that can be undone; report why if it fails.

        onto: the step to extend, if nothing was done since.
        """
        if self.history.busy_with:
            self.reported.emit(tr("Still busy with: {task}.", task=self.history.busy_with))
            return False
        try:
            with work.story_edit(self.library, label, self.story, self.blocks(), onto):
                act()
        except CuratorError as error:
            self.fail(error)
            return False
        return True

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something that is no step of the desk; tell why if it cannot be done."""
        try:
            act()
        except CuratorError as error:
            self.fail(error)
            return False
        return True

    def fail(self, error: Exception) -> None:
        """Report why something could not be done, whoever tried it; a bug is raised.

        Every failure of the open library comes through here, so that a file that is gone is told
        of as such, and not by what fails because of it.
        """
        reason = self.library.reason(error)
        if not isinstance(reason, CuratorError):
            raise reason
        self.failed.emit(reason)

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks of the current story."""
        if self.story is None:
            return ()
        if self._blocks is None or self._blocks[0] != self.story:
            self._blocks = self.story, self.library.stories.blocks(self.story, self._known)
        return self._blocks[1]

    def length(self) -> Length:
        """Return the length of the current story."""
        from curator.insight.checks.length import (  # noqa: PLC0415  there may be no story
            WordCounts,
            length,
        )

        blocks, known = self.blocks(), self._length
        if known is None or known[0] is not blocks:
            counts = known[2] if known else WordCounts()
            known = self._length = blocks, length(blocks, counts), counts
        return known[1]

    # Changes

    def notify(self, changes: Changes) -> None:
        """Update the selected post and story, then notify the panes."""
        changes |= self.library.changed_elsewhere()
        self._forget(changes)
        if changes & ARCHIVE and self.post and not self.library.posts.rows([self.post]):
            self.choose(None)
        if changes & CHATS:
            self._follow_chat()
        if "stories" in changes:
            self.open_story(self._current_story())
        self.changed.emit(changes)

    def _follow_chat(self) -> None:
        """Follow the chat if it was merged into another; if it is gone, show all posts."""
        if self.chat is not None:
            there = self.library.chats.called(self.chat)
            self.look_at(there.id if there else None)

    def _remembered_chat(self) -> ChatId | None:
        remembered: Any = self.library.recall("chat")
        there = self.library.chats.called(int(remembered)) if remembered.isdecimal() else None
        return there.id if there else None

    def _forget(self, changes: Changes) -> None:
        """Drop cached data: of the story, and of posts unless only the story changed."""
        if not changes <= _BESIDE_STORY:
            self._blocks = None
        if not changes <= _BESIDE_POSTS:
            self._known.clear()

    def _current_story(self) -> StoryId | None:
        ids = [info.id for info in self.library.stories.all()]
        return self.story if self.story in ids else ids[-1] if ids else None

    def _remembered_story(self) -> StoryId | None:
        remembered: Any = self.library.recall("story")
        self.story = StoryId(int(remembered)) if remembered.isdecimal() else None
        return self._current_story()

    # The zone

    @property
    def tz(self) -> tzinfo:
        """The zone in which times are shown: that of the current chat, or else the library's."""
        return self.library.tz_of(Query.parse(self.scope))

    @property
    def is_zone_settled(self) -> bool:
        """Whether the zone was chosen by the user, or shown as a suggestion in an import."""
        library = self.library
        return bool(library.recall("zone settled")) or bool(library.archives.all())

    def is_zone_doubted(self, chat: Chat) -> bool:
        """Whether the times of a chat may be of another zone: an archive of it names none."""
        state = self.library.archives.state
        if self._doubted_archives[0] != state:
            doubts = work.doubts_about_zones(self.library)
            self._doubted_archives = state, [typed("in", each.archive) for each in doubts]
        queries = (Query.parse(f"chat:{chat.id} {term}") for term in self._doubted_archives[1])
        return any(map(self.library.posts.count, queries))

    def settle_zone(self, zone: str) -> None:
        """Set the zone suggested or chosen at an import, unless one was set before."""
        zones = [zone, *(each for each in self.settings.zones if each != zone)]
        self.set(zones=zones[:_ZONES_KEPT])
        if not self.is_zone_settled:
            self.library.remember("zone", zone)
        self.library.remember("zone settled", "1")

    @property
    def chat_of_zone(self) -> Chat | None:
        """The chat for which, with all others of its hashtag, a zone is set; None: for all."""
        chats = self.library.chats.all()
        if len({each.hashtag.casefold() for each in chats}) < 2:  # noqa: PLR2004  several
            return None
        return next((each for each in chats if each.id == self.chat), None)

    def set_zone(self, zone: str) -> None:
        """Show times in another zone, given by its IANA name.

        Of the chat that is shown, and all others of its hashtag, where the library has chats of
        several; else all times.
        """
        self.settle_zone(zone)
        chats, chat = self.library.chats, self.chat_of_zone
        if chat is not None:
            if not self.edit(tr("Set a time zone"), lambda: chats.set_zone(chat.id, zone)):
                return
        else:
            self.library.remember("zone", zone)
            chats.zones.overrule()
            self.notify(ARCHIVE | CHATS)
        self.reported.emit(tr("Times are shown in {zone}.", zone=zone.replace("_", " ")))

    # Posts

    def decide(
        self, posts: Iterable[int], mark: Mark | None, stand_ins: StandIns | None = None
    ) -> bool:
        """Star or reject posts, or make them undecided; those already so stay unchanged.

        stand_ins: the posts that stand for these, if they were looked up already.
        """
        marks = self.library.marks
        stand_ins = stand_ins or marks.stand_ins(posts)
        ids = stand_ins.sources if mark == "star" else stand_ins.originals
        what, label = _decision_words(mark, len(ids))
        done = self.edit(self._name(ids, what, label), partial(marks.decide, ids, mark))
        if done and len(ids) > 1:
            self.reported.emit(decided_words(mark, len(ids)))
        if mark == "star":
            self._report_originals(stand_ins)
        return done

    def _report_originals(self, stand_ins: StandIns) -> None:
        """Say that originals were taken where echoes were chosen."""
        taken = stand_ins.sources
        if set(stand_ins.originals) <= set(taken):
            return
        if len(taken) > 1:
            self.reported.emit(tr("Echoes were chosen: their originals were taken."))
            return
        row = self.library.posts.row(taken[0])
        who = row.post.author.handle or row.post.author.name
        self.reported.emit(tr("An echo was chosen: its original was taken, by {who}.", who=who))

    def star_best(self, groups: Sequence[EchoGroup]) -> bool:
        """Star the best post of each group of echoes and reject the others, as one step."""
        desk = self.library.marks
        best = desk.originals(group.best for group in groups)
        rest = desk.originals(id_ for group in groups for id_ in group.rest if id_ not in best)
        label = trn("Star {count} post", "Star {count} posts", len(best))
        if not rest:
            label = self._name(best, tr("Star"), label)
        else:
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
        label = self._name(ids, tr("Tag “{name}”", name=name), label)
        return self.edit(label, lambda: self.library.marks.tag(ids, name))

    def untag(self, posts: Iterable[int], name: str) -> bool:
        """Remove a tag from posts."""
        ids = list(posts)
        label = trn(
            "Take “{name}” off {count} post",
            "Take “{name}” off {count} posts",
            len(ids),
            name=name,
        )
        label = self._name(ids, tr("Take off “{name}”", name=name), label)
        return self.edit(label, lambda: self.library.marks.untag(ids, name))

    def note(self, post: int, text: str) -> bool:
        """Save a private note on a post; an unchanged note makes no step."""
        if self.library.posts.row(post).note == text:
            return True
        label = self._name([post], tr("Edit the note"), tr("Edit a note"))
        return self.edit(label, lambda: self.library.marks.note(post, text))

    def _name(self, posts: Sequence[int], what: str, many: str) -> str:
        return work.step_name(self.library, posts, what, many)

    # The story

    def is_awaiting_story(self) -> bool:
        """Tell whether a rough cut is being made, which will be the story; if so, say it.

        What is added meanwhile would go into the story that it takes the place of.
        """
        if self.awaited:
            self.reported.emit(
                tr("A rough cut is being made. Nothing was added; add it when the cut is here.")
            )
        return self.awaited > 0

    def add_to_story(
        self, posts: Iterable[int], after: BlockId | None = None, *, at_end: bool = False
    ) -> bool:
        """Put posts into the story after a block, at its mark or at its end.

        Where no block is chosen in the story, each goes to the end of its question's section.
        Without a story, one is made. Posts that are in it already are inserted again only when a
        place is given, or when the command is repeated.
        """
        chosen = list(posts)
        stand_ins = self.library.marks.stand_ins(chosen)
        ids = stand_ins.sources
        rows = self.library.posts.rows(ids, self.story)
        if not rows or (after is None and self._is_in_story([row.used for row in rows], ids)):
            return False
        fresh = [row for row in rows if row.used is None] if after is None else []
        rows, left_out = fresh or rows, len(rows) - len(fresh or rows)
        place = None if at_end else after if after is not None else self.mark
        quotes = [Quote(row.post) for row in rows]
        label = trn("Add {count} post to the story", "Add {count} posts to the story", len(quotes))
        label = self._name(ids, tr("Add to the story"), label)
        parts: list[tuple[BlockId | None, list[Block]]] = []
        for row, quote in zip(rows, quotes, strict=True):
            where = place if place is not None or at_end else self._answers_end(row)
            if not parts or parts[-1][0] != where:
                parts.append((where, []))
            parts[-1][1].append(quote)
        if not self._insert(label, parts, at_end=at_end, left_out=left_out):
            return False
        self._report_originals(stand_ins)
        return True

    def add_exchange(self, posts: Sequence[int]) -> bool:
        """Put posts that answer one another into the story as one block, as they were said."""
        ids = self.library.marks.stand_ins(posts).sources
        rows = self.library.posts.rows(list(dict.fromkeys(ids)))
        block = Group("exchange", tuple(Quote(row.post) for row in rows))
        label = trn(
            "Add an exchange of {count} post", "Add an exchange of {count} posts", len(rows)
        )
        return self._insert(label, [(self.mark, [block])])

    def _answers_end(self, row: Row) -> BlockId | None:
        """Return after which block the answers to a post's question end in the story."""
        question = row.part.question
        if self.story is None or question is None:
            return None
        end = end_of_question(self.blocks(), question.number)
        return None if end is None else BlockId(end)

    def _insert(
        self,
        label: str,
        parts: Sequence[tuple[BlockId | None, Sequence[Block]]],
        *,
        at_end: bool = False,
        left_out: int = 0,
    ) -> bool:
        """Insert blocks, each after another or at the end, as one step; without a story, make one.

        left_out: how many posts were not inserted, because they are in the story.
        """
        if self.is_awaiting_story():
            return False
        stories: list[StoryId] = []
        placed: list[BlockId] = []

        def act() -> None:
            story = self.story or self.library.stories.new(tr("Untitled recap"))
            stories.append(story)
            for place, blocks in parts:
                placed.append(self.library.stories.add(story, blocks, place)[-1])
            if self.mark is not None and not at_end:
                self.mark = placed[-1]

        if not self.edit(label, act):
            return False
        self.open_story(stories[0])
        self.reported.emit(sentences.added(self.library, stories[0], placed, left_out))
        return True

    def keep_before(self, label: str) -> None:
        """Save a version of the story before a large change; call it inside that step."""
        if self.story is not None:
            self.library.versions.keep_present(self.story, label)

    def _is_in_story(self, used: Sequence[str | None], ids: Sequence[int]) -> bool:
        """Tell whether all posts are in the story; announce it the first time."""
        asked = tuple(ids)
        if None in used or self._offered == asked:
            self._offered = ()
            return False
        self._offered = asked
        if self.story is not None:
            self.reported.emit(sentences.already(used[0] or ""))
        return True

    def close(self) -> None:
        """Cancel running tasks, wait for them, close the library, and be deleted soon.

        Until then its signals hold every pane that listens to them.
        """
        self.following.turn(on=False)
        self.jobs.stop()
        self.closing.emit()
        self.library.close()
        self.deleteLater()


def own_zone() -> str:
    """Return the IANA name of the computer's zone."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return name.removeprefix("Etc/") if name in {"Etc/UTC", "Etc/UCT"} else name


def decided_words(mark: Mark | None, count: int) -> str:
    """Return that posts were decided, as a sentence."""
    match mark:
        case "star":
            return trn("{count} post is starred.", "{count} posts are starred.", count)
        case "reject":
            return trn("{count} post is rejected.", "{count} posts are rejected.", count)
        case None:
            return trn("{count} post is undecided.", "{count} posts are undecided.", count)


def _decision_words(mark: Mark | None, count: int) -> tuple[str, str]:
    """Return what a decision is called, of one post by name and of several by their number."""
    match mark:
        case "star":
            return tr("Star"), trn("Star {count} post", "Star {count} posts", count)
        case "reject":
            return tr("Reject"), trn("Reject {count} post", "Reject {count} posts", count)
        case None:
            several = trn("Make {count} post undecided", "Make {count} posts undecided", count)
            return tr("Make undecided"), several
