"""What a line of the sidebar says and does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from curator.library import FacetKind

ENTRY = Qt.ItemDataRole.UserRole
"""Where a model keeps the Entry of a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar."""

    name: str
    term: str | None = None
    """What is searched by choosing it; None for a group, a command or a sentence."""

    icon: str = ""
    key: str = ""
    """Its number key, or of a group the word above the right column."""

    count: int = -1
    archive: int = 0
    """The archive it stands for."""

    search: int = 0
    """The saved search it stands for."""

    tag: int = 0
    """The tag it stands for."""

    depth: int = 0
    """How many lines it stands under."""

    colour: str = ""
    """Of a tag: a colour of the palette."""

    tip: str = ""
    """What is said where the pointer rests."""

    about: str = ""
    """What stands in a line of its own below the name."""
    question: int = 0
    """The question it stands for."""

    session: int = 0
    """The chat whose questions are shown by choosing it."""

    chat: int = 0
    """The chat that is looked at by choosing it; -1 is all posts."""

    number: str = ""
    """What stands before its name: “Q2”."""

    share: float = -1.0
    """How much of it is decided, from 0 to 1, drawn as a stroke; less than 0: none."""
    command: str = ""
    """The command of the window that choosing it does."""

    group: bool = False
    folded: bool = False
    """What stands under it is folded away until it is wanted."""

    takes_tags: bool = False
    """A tag that is dropped here goes to the top."""

    facet: FacetKind | None = None
    """What the lines of a group are that are counted while it is unfolded."""

    more: FacetKind | None = None
    """Choosing it shows more of a kind."""

    adds: bool = False
    """Choosing it narrows the search, instead of beginning another."""

    current: bool = False
    """It is part of the search."""

    @property
    def is_choice(self) -> bool:
        """Whether it can be chosen; else it is a heading or a sentence."""
        does = self.command or self.session or self.chat or self.more
        return self.term is not None or bool(does)

    @property
    def is_sentence(self) -> bool:
        """Whether it only says something, such as why a group is empty."""
        return not (self.is_choice or self.group)
