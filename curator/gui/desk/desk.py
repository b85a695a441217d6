"""The desk: the one object through which the window edits a library.

A pane edits through the desk and never refreshes itself after its own edit. It refreshes on
the signal `changed`, which undo and imports emit too, so all panes always agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from curator.gui.desk import messages as sentences
from curator.gui.desk.undo import DeskSteps
from curator.i18n import tr, trn
from curator.library import (
    BlockId,
    EchoGroup,
    StandIns,
    StoryId,
)
from curator.model import Mark, Quote
from curator.work import step_name


class Desk(DeskSteps):
    """An editable library: each edit is one step, with a label."""

    def decide(
        self, posts: Iterable[int], mark: Mark | None, stand_ins: StandIns | None = None
    ) -> bool:
        """Star or reject posts, or make them undecided; those already so stay unchanged.

        stand_ins: what stands for the posts, where that was looked up already.
        """
        marks = self.library.marks
        stand_ins = stand_ins or marks.stand_ins(posts)
        ids = stand_ins.sources if mark == "star" else stand_ins.originals
        what, label = _triage(mark, len(ids))
        done = self.edit(self._name(ids, what, label), lambda: marks.decide(ids, mark))
        if mark == "star":
            self._say_original(stand_ins)
        return done

    def _say_original(self, stand_ins: StandIns) -> None:
        """Say that originals were taken where echoes were chosen."""
        taken = stand_ins.sources
        if set(stand_ins.originals) <= set(taken):
            return
        if len(taken) > 1:
            self.said.emit(tr("Echoes were chosen: their originals were taken."))
            return
        row = self.library.posts.row(taken[0])
        who = row.post.author.handle or row.post.author.name
        self.said.emit(tr("An echo was chosen: its original was taken, by {who}.", who=who))

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
        return step_name(self.library, posts, what, many)

    # The story

    def add_to_story(
        self, posts: Iterable[int], after: BlockId | None = None, *, at_end: bool = False
    ) -> bool:
        """Put posts into the story behind a block, at its mark or at its end.

        Without a story one is made. Posts that are all in it already are put in a second
        time only when a place is named or the same is asked twice.
        """
        chosen = list(posts)
        stand_ins = self.library.marks.stand_ins(chosen)
        ids = stand_ins.sources
        rows = self.library.posts.rows(ids, self.story)
        if not rows or (after is None and self._already([row.used for row in rows], ids)):
            return False
        place = None if at_end else after if after is not None else self.mark
        quotes = [Quote(row.post) for row in rows]
        label = trn("Add {count} post to the story", "Add {count} posts to the story", len(quotes))
        label = self._name(ids, tr("Add to the story"), label)
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
        self._say_original(stand_ins)
        return True

    def keep_before(self, label: str) -> None:
        """Save a version of the story before a large change; call it inside that step."""
        if self.story is not None:
            self.library.versions.keep_present(self.story, label)

    def _already(self, used: Sequence[str | None], ids: Sequence[int]) -> bool:
        """Tell whether all posts are in the story; announce it the first time."""
        asked = tuple(ids)
        if None in used or self._offered == asked:
            self._offered = ()
            return False
        self._offered = asked
        if self.story is not None:
            self.said.emit(sentences.already(used[0] or ""))
        return True

    def close(self) -> None:
        """Cancel running tasks, wait for them, and close the library."""
        self.following.turn(on=False)
        self.jobs.stop()
        self.closing.emit()
        self.library.close()


def _triage(mark: Mark | None, count: int) -> tuple[str, str]:
    """Return what a decision is called, of one post by name and of several by their number."""
    match mark:
        case "star":
            return tr("Star"), trn("Star {count} post", "Star {count} posts", count)
        case "reject":
            return tr("Reject"), trn("Reject {count} post", "Reject {count} posts", count)
        case None:
            several = trn("Make {count} post undecided", "Make {count} posts undecided", count)
            return tr("Make undecided"), several
