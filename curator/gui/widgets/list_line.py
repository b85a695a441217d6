"""A line of an overlay's list as a value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from curator.gui.widgets.fuzzy_match import Spans
from curator.i18n import tr
from curator.model import Author

LINE = Qt.ItemDataRole.UserRole
"""The role under which a model keeps the Line of a row."""


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line; without an action it is the heading of those below it."""

    words: str
    do: str = ""
    """What selecting it does, as 'command:star'."""

    beside: str = ""
    icon: str = ""
    face: Author | None = None
    keys: tuple[str, ...] = ()
    found: Spans = ()
    """The ranges of its label that match what was typed."""

    found_beside: Spans = ()
    off: bool = False
    """Whether it is disabled; the text beside it says why."""

    grey: bool = False
    """Whether the step was undone."""

    end: str = ""
    """The text at the right end, such as a time."""

    here: bool = False
    """Whether this is the present state, shown by a bar and bold type."""

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        parts = (self.words, self.beside, " ".join(self.keys), self.end)
        told = tr("cannot be done now") if self.off else ""
        return ", ".join(part for part in (*parts, told) if part)
