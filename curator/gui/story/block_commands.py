"""The commands on the selected blocks: their form, their place, copies of them, their sections.

Each works on every selected block it applies to, as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from curator import work
from curator.gui.commands.functions import Function
from curator.gui.desk.desk import Desk
from curator.gui.drag.payload import blocks_dragged
from curator.gui.story import chart_image as chart_picture
from curator.i18n import tr, trn
from curator.insight.checks.sections import carried, place_above, place_below, place_past_section
from curator.library import StoryId
from curator.model import Chart, GroupKind, Passage, PullQuote, Quote

if TYPE_CHECKING:
    from curator.gui.story.workspace import StoryWorkspace


class BlockCommands:
    """Runs commands on the selected blocks."""

    def __init__(self, story: StoryWorkspace, desk: Desk) -> None:
        self._story, self._desk = story, desk
        edits, canvas, cut = story.edits, story.canvas, story.rough_cut
        self.verbs: dict[str, Callable[[list[int]], object]] = {
            "trim": self._trim,
            "print_note": self._annotate,
            "untrim": edits.untrim,
            "small_quote": edits.shrink,
            "smaller_heading": lambda ids: edits.level(ids, 1),
            "larger_heading": lambda ids: edits.level(ids, -1),
            **{kind: partial(self._join, kind) for kind in _JOINED},
            "take_apart": edits.take_apart,
            "table": edits.set_as_table,
            "whole_post": edits.whole,
            "pull_quote": lambda ids: edits.pull(ids, canvas.chosen_words),
            "as_posted": edits.keep_as_posted,
            "pin": cut.pin,
            "swap": cut.swap,
            "offer": self._offer,
            "more_like": lambda ids: cut.more_like(ids[0]),
            "another": lambda ids: cut.another(ids[0]),
            "count_again": lambda ids: story.adding.count_again(edits.counted(ids)),
            "save_chart": self._save_chart,
            "show_in_sift": self._show_in_sift,
            "duplicate_block": self._duplicate,
            "copy_block": lambda ids: self._ask_story(partial(edits.copy_to, ids)),
            "remove_block": edits.remove,
        }
        """What each command does with the ids of blocks: those selected, in order."""
        self.functions: dict[str, Function] = {
            **{name: partial(self._on_current, name) for name in self.verbs},
            "move_up": lambda: self._move(place_above),
            "move_down": lambda: self._move(place_below),
            "move_section_up": lambda: self._move_past(up=True),
            "move_section_down": lambda: self._move_past(up=False),
            "fold": self._fold,
            **self._section_commands,
        }
        """The same for the present selection, with the commands on sections."""

    def about(self, block: int) -> list[int]:
        """Return the blocks that a command applies to: the selection, if the block is in it.

        A folded heading includes everything folded under it.
        """
        story = self._story
        chosen = story.canvas.selected if block in story.canvas.selected else [block]
        found = [id_ for each in chosen for id_ in carried(story.blocks, each, story.folded)]
        return list(dict.fromkeys(found))

    def _on_current(self, name: str) -> None:
        if (block := self._story.canvas.current) is not None:
            self.verbs[name](self.about(block))
        else:
            self._desk.reported.emit(tr("Choose a block first."))

    # Form

    def _trim(self, ids: Sequence[int]) -> None:
        """Leave the selected words out of the current post; words are selected in one only."""
        at = self._story.canvas.current
        self._story.edits.trim(ids[0] if at is None else at, *self._story.canvas.chosen_stretch)

    def _annotate(self, ids: Sequence[int]) -> None:
        """Write the note for print of the current quote, or of the first that is selected."""
        at = self._story.canvas.current
        quotes = [b.id for b in self._story.blocks if isinstance(b, Quote | PullQuote)]
        found = next((id_ for id_ in (at, *ids) if id_ in quotes), None)
        if found is None:
            self._desk.reported.emit(tr("Choose a quote first."))
            return
        if self._story.as_cards:
            self._story.show_as(cards=False)
        self._story.canvas.annotate(found)

    def _join(self, kind: GroupKind | Literal["thread"], ids: Sequence[int]) -> None:
        """Show the selected quotes as one block, and select it."""
        made = self._story.edits.join(ids, kind)
        if made is not None:
            self._story.canvas.choose(made)

    def _offer(self, ids: list[int]) -> None:
        """Offer other posts for one quote; of several, take the next best for each."""
        cut = self._story.rough_cut
        cut.swap(ids) if len(ids) > 1 else cut.offer(ids[0])

    def _show_in_sift(self, ids: Sequence[int]) -> None:
        self._story.wanted.emit("sift", self._story.edits.post_of(ids[0]))

    def _save_chart(self, ids: Sequence[int]) -> None:
        charts = [each for each in self._story.edits.counted(ids) if isinstance(each, Chart)]
        if charts:
            chart_picture.ask_where(self._desk, self._story, charts[0])
        else:
            self._desk.reported.emit(tr("Choose a chart first."))

    # Copies

    def _duplicate(self, ids: Sequence[int]) -> None:
        """Insert copies of blocks below them, and select the copies."""
        self._story.canvas.choose_several(self._story.edits.duplicate_blocks(ids))

    def copy(self) -> None:
        """Copy the selected blocks: as blocks for stories, and as text for anything else.

        The text is as the story shows it, tidied or not, and shows people as far as they
        consented, like anything that leaves the library.
        """
        story, block = self._story, self._story.canvas.current
        shown = self._desk.story
        if block is None or shown is None:
            return
        ids = self.about(block)
        chosen = [each for each in story.blocks if each.id in ids]
        copied = blocks_dragged([each.id for each in chosen], self._desk.library.path)
        copied.setText(work.words_of_blocks(self._desk.library, shown, chosen))
        QGuiApplication.clipboard().setMimeData(copied)
        self._desk.reported.emit(
            trn("Copied {count} block.", "Copied {count} blocks.", len(chosen))
        )

    def _ask_story(self, act: Callable[[StoryId | None], object]) -> None:
        """Ask to which other story something is to be copied."""
        story = self._story
        menu = QMenu(story)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._desk.library.stories.all():
            if each.id != self._desk.story:
                title = " ".join(each.title.split()) or tr("Untitled recap")
                action = menu.addAction(title.replace("&", "&&"))
                action.triggered.connect(lambda _=False, to=each.id: act(to))
        menu.addSeparator()
        menu.addAction(tr("New story")).triggered.connect(lambda: act(None))
        menu.popup(story.canvas.mapToGlobal(QPoint(24, 24)))

    # Place

    def _move(self, place: Callable[..., int | None]) -> None:
        story, block = self._story, self._story.canvas.current
        if block is None:
            return
        edge = story.canvas.selected[0 if place is place_above else -1]
        to = place(story.blocks, edge, story.folded)
        if to is not None and story.edits.move(self.about(block), to):
            story.canvas.visible_blocks.reveal(block)

    def _move_past(self, *, up: bool) -> None:
        story, block = self._story, self._story.canvas.current
        if block is None:
            return
        edge = story.canvas.selected[0 if up else -1]
        found = place_past_section(story.blocks, edge, up=up)
        if found is None:
            return
        ids, place = found
        moving = ids if len(story.canvas.selected) == 1 else self.about(block)
        if story.edits.move(moving, place):
            story.unfold(block)
            story.canvas.visible_blocks.reveal(block)

    # Sections

    @property
    def _section_commands(self) -> dict[str, Function]:
        """Return the commands on the current section."""
        parts, canvas = self._story.parts, self._story.canvas
        return {
            "sort_time": lambda: parts.sort(canvas.current, "time"),
            "sort_likes": lambda: parts.sort(canvas.current, "likes"),
            "sort_conversation": lambda: parts.sort(canvas.current, "conversation"),
            "split_section": self._split,
            "join_section": lambda: parts.join(canvas.current),
            "remove_section": lambda: parts.remove(canvas.current),
            "copy_section": lambda: self._ask_story(partial(parts.copy, canvas.current)),
        }

    def _split(self) -> None:
        """Begin a new section at the current place, and edit its heading."""
        canvas = self._story.canvas
        made = self._story.parts.split(canvas.current, canvas.words_around)
        if made is not None:
            canvas.write(made)

    def _fold(self) -> None:
        heading = self._story.edits.heading_over(self._story.canvas.current)
        if heading is not None:
            self._story.fold(heading)

    def go_on_after(self, block: int, begin: Callable[[Passage, int], object]) -> None:
        """Go on to the text after a heading or the title; begin one if there is none."""
        canvas = self._story.canvas
        shown, at = canvas.column.blocks, canvas.column.number(block)
        below = 0 if at is None else at + 1
        follows = shown[below] if below < len(shown) else None
        if isinstance(follows, Passage) and (at is None or not follows.text.strip()):
            canvas.write(follows.id, end=False)
        else:
            begin(Passage(""), block)


_JOINED: tuple[GroupKind | Literal["thread"], ...] = ("thread", "exchange", "gallery", "voices")
