"""One line of the list of an overlay."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from curator.gui.widgets.fuzzy_match import Spans
from curator.i18n import tr
from curator.model import Author

LINE = Qt.ItemDataRole.UserRole
"""Where a model keeps the Line of a row."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line; without anything to do it is the heading of those below it."""

    words: str
    do: str = ""
    """What choosing it does, as 'command:star'."""

    beside: str = ""
    icon: str = ""
    face: Author | None = None
    keys: tuple[str, ...] = ()
    found: Spans = ()
    """The letters of its words that were typed."""

    found_beside: Spans = ()
    off: bool = False
    """It cannot be done now; beside it stands why."""

    grey: bool = False
    """It was undone."""

    end: str = ""
    """What stands at the right end, such as a time."""

    here: bool = False
    """It is where one is: told by a bar and a weight of its own."""

    @property
    def said(self) -> str:
        """What is read aloud."""
        parts = (self.words, self.beside, " ".join(self.keys), self.end)
        told = tr("cannot be done now") if self.off else ""
        return ", ".join(part for part in (*parts, told) if part)
