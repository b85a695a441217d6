"""Triage: what a decision key does to posts of the list, and which post comes next.

The rules are those of culling photographs. The next post is determined before the decision
could hide the present one. At the end the selection goes to the nearest undecided post above;
where there is none, a message says so. A key pressed twice has no further effect. A post that
no longer matches the search stays, dimmed, until the selection moves on; undo restores it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer

from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import isolated
from curator.gui.post_list.view import PostsView
from curator.i18n import tr, trn
from curator.library import ARCHIVE, Changes, EchoGroup, PostId, Step
from curator.model import Mark

_MOST_GROUPS = 500
"""Most posts whose echoes are looked up at once: each look-up is a search of its own."""


class Triage(QObject):
    """Decides the selected posts of a list."""

    def __init__(self, desk: Desk, view: PostsView) -> None:
        super().__init__(view)
        self._desk, self._view, self._posts = desk, view, view.posts
        self._touched: set[int] = set()
        self._left: set[int] = set()
        self._decided: dict[int, PostId] = {}
        """The first post of each decision, by the step that made it."""
        self._advancing = False
        self._tidy = QTimer(self, interval=0, singleShot=True)
        self._tidy.timeout.connect(self.settle)
        view.chosen.connect(self._moved)
        desk.history.undone.connect(self._go_back)

    @property
    def targets(self) -> list[PostId]:
        """Return the posts that a command applies to."""
        if chosen := self._view.selected_ids():
            return chosen
        return [self._desk.post] if self._desk.post is not None else []

    # Decisions

    def decide(self, mark: Mark) -> None:
        """Star or reject the selected posts, and go to the next undecided one."""
        self.settle()
        targets = self.targets
        if not targets:
            return
        stand_ins = self._desk.library.marks.stand_ins(targets)
        following = self._following(targets, {*targets, *stand_ins.sources})
        self._touch(targets)
        if self._desk.decide(targets, mark, stand_ins):
            self._note(targets[0])
            self._go_on(following, self._used(targets) if mark == "reject" else "")

    def mark(self, targets: Sequence[PostId], mark: Mark | None) -> None:
        """Decide posts without moving; the caller determines where to go next."""
        self.settle()
        self._touch(targets)
        if targets and self._desk.decide(targets, mark):
            self._note(targets[0])

    def _note(self, post: PostId) -> None:
        """Note to which post the undo of the last step leads back."""
        if (step := self._desk.library.last_step) is not None:
            self._decided[step.id] = post

    def _go_back(self, step: Step) -> None:
        """Go to the post whose decision was undone, if it is listed."""
        post = self._decided.pop(step.id, None)
        number = None if post is None else self._posts.number(self._posts.original(post))
        if number is not None:
            self.go(number)

    def advance(self, post: int) -> None:
        """Go to a post; posts decided before it stay visible until the selection moves on."""
        number = self._posts.number(post)
        if number is not None:
            self._advance(number)

    def star_best(self) -> None:
        """Star the best post of each echo group in the selection, reject the others, go on."""
        self.settle()
        targets = self.targets
        if len(targets) > _MOST_GROUPS:
            self._desk.reported.emit(
                tr("Choose at most {count} posts to settle their echoes.", count=_MOST_GROUPS)
            )
        elif targets:
            groups = [self._desk.library.groups.group(post) for post in targets]
            decided = [post for group in groups for post in (group.best, *group.rest)]
            sources = self._desk.library.marks.sources(decided)
            following = self._following(targets, {*targets, *decided, *sources})
            self._touch([*targets, *(post for post in decided if self._is_on_show(post))])
            if self._desk.star_best(groups):
                self._note(targets[0])
                self._go_on(following, _settled(groups))

    def _go_on(self, following: int | None, said: str = "") -> None:
        """Go to the next undecided post, or report that there is none."""
        if following is not None:
            self._advance(following)
        elif self._view.current_number() >= 0:
            said = f"{said} {_all_decided(self._posts.found)}".strip()
        if said:
            self._desk.reported.emit(said)

    def unmark(self) -> None:
        """Make the selected posts undecided again, and stay."""
        self._touch(self.targets)
        self._desk.decide(self.targets, None)

    def tag(self, name: str) -> None:
        """Tag the selected posts, and stay."""
        targets = self.targets
        self._touch(targets)
        rows = self._desk.library.posts.rows(targets)
        if rows and all(name in row.tags for row in rows):
            self._desk.reported.emit(tr("Already tagged “{name}”.", name=isolated(name)))
        elif targets:
            self._desk.tag(targets, name)

    def untag(self, name: str) -> None:
        """Remove a tag from the selected posts, and stay."""
        self._touch(self.targets)
        self._desk.untag(self.targets, name)

    # Movement

    def step(self, posts: int) -> None:
        """Go down by a number of posts, or up."""
        if self._posts.ids:
            number = self._view.current_number() + posts
            self.go(max(0, min(number, len(self._posts.ids) - 1)))

    def go(self, number: int) -> None:
        """Go to an index in the list."""
        self._view.rows.keys_used = True
        self._view.choose(number)

    def next_undecided(self) -> None:
        """Go to the next undecided post below, or else to the nearest above."""
        self.settle()
        at = self._view.current_number()
        self._go_or_report(self._below(at, set()), self._above(at, set()))

    def previous_undecided(self) -> None:
        """Go to the nearest undecided post above."""
        self.settle()
        at = self._view.current_number()
        self._go_or_report(self._above(at, set()), self._below(at, set()))

    def unfold(self) -> None:
        """Show the echoes of the current post under it, or report where they are."""
        number = self._view.current_number()
        if number < 0 or self._view.unfold():
            return
        row = self._posts.row(number)
        if row.echoes and not row.thread and self._posts.folds.at(row.id) is None:
            self._desk.reported.emit(tr("Its echoes are in the list already."))

    def _go_or_report(self, first: int | None, second: int | None) -> None:
        number = first if first is not None else second
        if number is not None:
            self.go(number)
        else:
            self._desk.reported.emit(tr("Nothing more is undecided here."))

    def _following(self, targets: Sequence[int], decided: set[int]) -> int | None:
        """Return where to go once posts are decided, found while all posts are still listed."""
        numbers = self._posts.numbers(set(targets))
        if not numbers:
            return None
        below = self._below(numbers[-1], decided)
        return below if below is not None else self._above(numbers[-1], decided)

    def _below(self, number: int, decided: set[int]) -> int | None:
        found = self._posts.undecided_after(number)
        while found is not None and self._posts.ids[found] in decided:
            found = self._posts.undecided_after(found)
        return found

    def _above(self, number: int, decided: set[int]) -> int | None:
        found = self._posts.undecided_before(number)
        while found is not None and self._posts.ids[found] in decided:
            found = self._posts.undecided_before(found)
        return found

    def _advance(self, number: int) -> None:
        self._advancing = True
        self.go(number)
        self._advancing = False

    # Posts that no longer match the search

    def _touch(self, targets: Sequence[int]) -> None:
        """Keep changed posts in the list; an unfolded echo is kept with its original."""
        self._touched.update(self._posts.originals(targets))

    def _is_on_show(self, post: int) -> bool:
        return self._posts.number(post) is not None

    def follow(self, changes: Changes) -> None:
        """Dim posts that no longer match the search, and restore those that match again."""
        if changes & ARCHIVE:
            return
        answering = self._answering(self._left)
        if answering:
            self._left -= answering
            self._posts.add_new()
        self._touch(self._posts.listed(self.targets))
        self._touched -= self._answering(self._touched)
        self._dim()

    def forget(self) -> None:
        """Start over, because another search is run."""
        self._touched.clear()
        self._left.clear()
        self._view.rows.stale = frozenset()

    def settle(self) -> None:
        """Remove posts that no longer match the search and are not selected."""
        self._tidy.stop()
        if not self._touched:
            return
        kept = {*self._posts.originals(self._view.selected_ids())}
        gone = (self._touched & self._view.rows.stale) - kept
        if gone:
            self._touched -= gone
            self._left |= gone
            self._posts.drop(self._posts.folds.with_echoes(gone))
            self._dim()

    def _dim(self) -> None:
        self._view.rows.stale = self._posts.folds.with_echoes(self._touched)

    def _moved(self, _post: PostId | None) -> None:
        if self._view.rows.stale and not self._advancing:
            self._tidy.start()

    def _answering(self, ids: set[int]) -> set[int]:
        if not ids:
            return set()
        posts = self._posts
        if not posts.query.follows_desk:  # a decision does not change which posts match
            return {*ids}
        return self._desk.library.posts.answering(posts.query, ids, posts.echoes)

    # Messages

    def _used(self, targets: Sequence[PostId]) -> str:
        """Report that a post just rejected is still used in the story."""
        stories = self._desk.library.stories
        if len(targets) > 1:
            story = self._desk.story
            count = len(stories.used(story, targets)) if story else 0
            return (
                trn(
                    "{count} of them is used in the story. It stays there.",
                    "{count} of them are used in the story. They stay there.",
                    count,
                )
                if count
                else ""
            )
        (post,) = self._desk.library.marks.originals(targets)
        using = stories.quoting(post)
        if not using:
            return ""
        title = isolated(using[0].title)
        return tr("This post is used in “{story}”. It stays there.", story=title)


def _settled(groups: Sequence[EchoGroup]) -> str:
    count = len({post for group in groups for post in group.rest})
    return trn("{count} echo settled.", "{count} echoes settled.", count) if count else ""


def _all_decided(count: int) -> str:
    return trn(
        "The one post is decided. Press {keys} to arrange it.",
        "All {count} posts are decided. Press {keys} to arrange them.",
        count,
        keys=spoken("story"),
    )
