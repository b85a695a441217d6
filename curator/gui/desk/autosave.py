"""Saving text while it is typed: all typing of one visit to a field is one step."""

from __future__ import annotations

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.i18n import tr
from curator.library import BlockId, Step


class Autosave:
    """Saves the title and the text of blocks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._block: int | None = None
        self._step: Step | None = None

    def save(self, block: int, text: str) -> None:
        """Save the text of a block, or with 0 the title.

        Everything saved since the field was entered is one step.
        """
        library, story = self._desk.library, self._desk.story
        if story is None:
            return
        onto = self._step if block == self._block else None
        try:
            with library.edit(tr("Edit text") if block else tr("Edit the title"), onto):
                if block:
                    library.stories.edit(BlockId(block), text)
                else:
                    library.stories.rename(story, text)
        except CuratorError as error:
            self._desk.fail(error)
            return
        if library.last_step is not None:
            self._block, self._step = block, library.last_step

    def leave(self) -> None:
        """End the step: further typing begins a new one."""
        self._block = self._step = None
