"""Rough cuts: made in the background, then changed quote by quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from curator import work
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.facts.add_to_story import StoryAdder
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.insight.checks.sections import section_of
from curator.library import STORIES, BlockId, StoryId
from curator.model import Block, Post, Quote
from curator.work import KeptUp, RoughCut, Swap
from curator.work.task import Work

_LINE = 70
"""Most letters of a post in a menu."""


class RoughCutCommands(QObject):
    """Makes rough cuts, and exchanges their quotes."""

    made = Signal(object)
    """The StoryId of a new rough cut."""

    def __init__(self, desk: Desk, place: Callable[[], QPoint]) -> None:
        """place: returns where on the screen choices for the current block open."""
        super().__init__(desk)
        self._desk, self._place = desk, place
        self.choices = QMenu()
        """The menu of alternative or additional quotes."""

    def make(self, name: str = "questions", query: str = "") -> None:
        """Make a rough cut from a template, of the posts of a search."""
        path, found = self._desk.library.path, work.recipe(name)
        if found is None:
            self._desk.reported.emit(tr("That template is not there any more."))
            return
        made_of = found.text
        job = self._desk.tasks.start(
            lambda: work.rough_cut(path, query, made_of=made_of),
            tr("Making a rough cut"),
        )
        self._desk.awaited += 1
        for ended in (job.done, job.failed, job.cancelled):
            ended.connect(self._ended)
        job.done.connect(self._made)
        job.cancelled.connect(
            lambda: self._desk.reported.emit(
                tr("The rough cut was cancelled. Nothing was changed.")
            )
        )

    def _ended(self) -> None:
        self._desk.awaited -= 1

    def keep_up(self) -> None:
        """Let the current story, a rough cut, take in what came since it was made."""
        path, story = self._desk.library.path, self._desk.story
        if story is None:
            self._desk.reported.emit(tr("There is no story yet."))
            return
        job = self._desk.tasks.start(lambda: work.keep_up(path, story), tr("Taking in new posts"))
        job.done.connect(self._report_update)

    def _report_update(self, done: KeptUp) -> None:
        if self._desk.jobs.is_stopped:
            return
        self._desk.library.changed(STORIES)
        undo = tr("{keys} takes it away.", keys=spoken("undo")) if done.renewed else ""
        self._desk.reported.emit(" ".join(filter(None, (done.words, *done.touched, undo))))

    def put_in(self, key: str, query: str = "") -> None:
        """Insert a snippet at the mark, its fields filled in from the chat."""
        found, path = work.recipe(key), self._desk.library.path
        if found is None:
            self._desk.reported.emit(tr("That snippet is not there any more."))
            return
        job = self._desk.tasks.start(
            lambda: work.snippet_blocks(path, found.text, query),
            tr("Putting in “{name}”", name=isolated(found.name)),
        )
        job.done.connect(partial(self._put_in, found.name))

    def _put_in(self, name: str, blocks: list[Block]) -> None:
        if self._desk.jobs.is_stopped:
            return
        if blocks:
            StoryAdder(self._desk, self).add(blocks, tr("Put in “{name}”", name=name))
        else:
            words = tr(
                "Nothing of “{name}” is known here, so nothing was put in.", name=isolated(name)
            )
            self._desk.reported.emit(words)

    def _made(self, cut: RoughCut) -> None:
        if self._desk.jobs.is_stopped:
            return
        self._desk.library.changed(STORIES)
        self._desk.open_story(cut.story)
        self.made.emit(cut.story)
        if not cut.quotes:
            nothing = tr("No post says enough to be quoted. Star some, then try again.")
            self._desk.reported.emit(nothing)
            return
        quotes = trn("{count} quote", "{count} quotes", cut.quotes)
        undo = tr("{keys} takes it away.", keys=spoken("undo"))
        if cut.chats > 1:
            which = tr("of the last of {count} chats", count=cut.chats)
            choose = tr("{keys} chooses another.", keys=spoken("chats"))
            self._desk.reported.emit(f"{tr('Rough cut')} {which}: {quotes}. {choose} {undo}")
        else:
            self._desk.reported.emit(" ".join((f"{tr('Rough cut')}: {quotes}.", *cut.notes, undo)))

    # Changing a rough cut

    def swap(self, blocks: Sequence[int]) -> None:
        """Replace each of some quotes by its next best post, as one step."""
        if found := self._quotes(blocks):
            self._swap(found)
        else:
            self._desk.reported.emit(tr("Choose a quote first."))

    def offer(self, block: int | None) -> None:
        """Offer the next best posts as a replacement, each with its reason."""
        self._offer(block, work.choices, self._swapped)

    def more_like(self, block: int | None) -> None:
        """Offer posts on the same subject as a quote, to be quoted next to it."""
        self._offer(block, work.more_of_the_same, self._insert_swap)

    def _offer(
        self,
        block: int | None,
        find: Callable[[Path, StoryId, BlockId], Work[list[Swap]]],
        take: Callable[[StoryId, list[Swap]], None],
    ) -> None:
        found, path, story = self._quote(block), self._desk.library.path, self._desk.story
        if found is None or story is None:
            self._desk.reported.emit(tr("Choose a quote first."))
            return
        job = self._desk.tasks.read(lambda: find(path, story, BlockId(found.id)))
        job.done.connect(partial(self._show_choices, story, take))

    def _show_choices(
        self,
        story: StoryId,
        take: Callable[[StoryId, list[Swap]], None],
        swaps: list[Swap],
    ) -> None:
        desk = self._desk
        if desk.jobs.is_stopped or desk.story != story:
            return
        if not swaps:
            desk.reported.emit(tr("Nothing else here says enough to be quoted."))
            return
        self.choices.clear()
        rows = {row.id: row for row in desk.library.posts.rows([swap.post for swap in swaps])}
        for swap in swaps:
            action = self.choices.addAction(_choice(rows[swap.post].post, swap.why))
            action.triggered.connect(lambda _=False, swap=swap: take(story, [swap]))
        self.choices.popup(self._place())

    def _insert_swap(self, _story: StoryId, swaps: list[Swap]) -> None:
        library = self._desk.library

        def act() -> None:
            for swap in swaps:
                work.insert_swap(library, swap)

        self._desk.edit(tr("Quote more of the same"), act)

    def another(self, block: int | None) -> None:
        """Select the quotes of a section anew; pinned and starred ones stay."""
        blocks = self._desk.blocks()
        section = section_of(blocks, block) if block is not None else None
        loose = [
            each
            for each in (section.blocks if section else ())
            if isinstance(each, Quote) and each.why and not each.pinned
        ]
        if loose:
            self._swap(loose)
        else:
            self._desk.reported.emit(tr("No quote in this section is the rough cut’s own choice."))

    def pin(self, blocks: Sequence[int]) -> None:
        """Pin quotes, so that they stay when others are exchanged, or let them all go."""
        found, stories = self._quotes(blocks), self._desk.library.stories
        if not found:
            self._desk.reported.emit(tr("Choose a quote first."))
            return
        on = not all(quote.pinned for quote in found)
        label = (
            trn("Pin a quote", "Pin {count} quotes", len(found))
            if on
            else trn("Unpin a quote", "Unpin {count} quotes", len(found))
        )

        def act() -> None:
            for each in found:
                stories.pin(BlockId(each.id), on=on)

        if self._desk.edit(label, act):
            self._desk.reported.emit(
                tr("Pinned: another choice leaves it alone.") if on else tr("Not pinned any more.")
            )

    def _quotes(self, blocks: Sequence[int]) -> list[Quote]:
        chosen = set(blocks)
        return [e for e in self._desk.blocks() if isinstance(e, Quote) and e.id in chosen]

    def _quote(self, block: int | None) -> Quote | None:
        found = next((each for each in self._desk.blocks() if each.id == block), None)
        return found if isinstance(found, Quote) else None

    def _swap(self, quotes: Sequence[Quote]) -> None:
        path, story = self._desk.library.path, self._desk.story
        if story is None:
            return
        ids = [BlockId(quote.id) for quote in quotes]
        job = self._desk.tasks.read(lambda: work.other_choices(path, story, ids))
        job.done.connect(partial(self._swapped, story))

    def _swapped(self, story: StoryId, swaps: list[Swap]) -> None:
        desk, library = self._desk, self._desk.library
        if desk.jobs.is_stopped or desk.story != story:
            return
        quotes = {each.id: each for each in desk.blocks() if isinstance(each, Quote)}
        swaps = [swap for swap in swaps if swap.block in quotes]
        if not swaps:
            desk.reported.emit(tr("Nothing else here says enough to be quoted."))
            return
        keys = [quotes[swap.block].post.key for swap in swaps]
        gone = library.posts.ids(keys)

        def act() -> None:
            for swap in swaps:
                work.take(library, swap)

        label = trn("Swap {count} quote", "Swap {count} quotes", len(swaps))
        if desk.edit(label, act):
            work.note_swapped(library, story, list(gone.values()))
            desk.reported.emit(
                _swapped_words(library.posts.row(swaps[0].post).post.author.handle, len(swaps))
            )


def _choice(post: Post, why: str) -> str:
    """Return a post as one line of a menu, with its reason."""
    words = " ".join(post.shown.split())
    short = words if len(words) <= _LINE else f"{words[:_LINE].rstrip()}…"
    line = tr("@{handle}: {words}", handle=isolated(post.author.handle), words=isolated(short))
    return f"{line}\t{why}".replace("&", "&&")


def _swapped_words(handle: str, count: int) -> str:
    if count > 1:
        return trn("{count} quote swapped.", "{count} quotes swapped.", count)
    return tr("Swapped for @{handle}.", handle=isolated(handle))
