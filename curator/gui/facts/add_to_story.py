"""Adding figures to the story, each as one step with a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from curator.gui.commands.keymap import spoken
from curator.gui.desk import messages as sentences
from curator.gui.desk.desk import Desk
from curator.i18n import tr
from curator.library import BlockId, StoryId
from curator.model import Block, Counted, Links
from curator.work import counted_blocks as counting

if TYPE_CHECKING:
    from curator.work.counted_blocks import What


class StoryAdder(QObject):
    """Adds blocks of figures to the current story."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def add(self, blocks: Sequence[Block], label: str = "") -> None:
        """Insert blocks at the insertion mark; without a story, begin one."""
        desk, stories = self._desk, self._desk.library.stories
        if desk.is_awaiting_story():
            return
        made: list[tuple[StoryId, BlockId]] = []

        def act() -> None:
            story = desk.story
            if story is None:
                story = stories.new(tr("Untitled recap"))
            placed = stories.add(story, blocks, desk.mark)
            if desk.mark is not None:
                desk.mark = placed[-1]
            made.append((story, placed[-1]))

        if blocks and desk.edit(label or tr("Add figures to the story"), act):
            desk.open_story(made[0][0])
            story, block = made[0]
            desk.reported.emit(sentences.added(desk.library, story, [block]))

    def count(self, what: What, query: str) -> None:
        """Count something in the background and insert the result."""
        path, story = self._desk.library.path, self._desk.story
        job = self._desk.tasks.read(lambda: counting.count_block(path, what, query, story))
        job.done.connect(self._counted)

    def count_again(self, blocks: Sequence[Counted]) -> None:
        """Count blocks of the story again, each in its own scope."""
        path = self._desk.library.path
        if blocks:
            job = self._desk.tasks.read(lambda: counting.count_anew(path, blocks))
            job.done.connect(self.keep)

    def keep(self, blocks: Sequence[Counted], label: str = "") -> None:
        """Replace blocks by their new versions, unless nothing changed."""
        stories = self._desk.library.stories
        known = {each.id: each for each in self._desk.blocks()}
        fresh = [each for each in blocks if each.id in known and known[each.id] != each]
        if not fresh:
            self._desk.reported.emit(tr("Nothing has changed since it was counted."))
            return

        def act() -> None:
            for each in fresh:
                stories.keep(BlockId(each.id), each)

        if self._desk.edit(label or tr("Count again"), act):
            words = tr("Counted again. {keys} brings the old figures back.", keys=spoken("undo"))
            self._desk.reported.emit(words)

    def keep_by_hand(self, block: Counted) -> None:
        """Save a block edited by hand, and remember its link titles for other stories."""
        library = self._desk.library
        before = next((each for each in self._desk.blocks() if each.id == block.id), None)
        if before is None or before == block:
            return
        old = {r.value: r.title for r in before.resources} if isinstance(before, Links) else {}

        def act() -> None:
            library.stories.keep(BlockId(block.id), block)
            if isinstance(block, Links):
                for each in block.resources:
                    if each.kind == "link" and old.get(each.value, each.title) != each.title:
                        library.shared.entitle(each.value, each.title)

        self._desk.edit(tr("Change a block"), act)

    def _counted(self, block: Counted) -> None:
        if _is_empty(block):
            self._desk.reported.emit(tr("There is nothing of that kind to add."))
        else:
            self.add([block])


def _is_empty(block: Counted) -> bool:
    """Tell whether a block contains nothing."""
    parts = (getattr(block, name, ()) for name in ("figures", "bars", "people", "resources"))
    return not any(parts)
