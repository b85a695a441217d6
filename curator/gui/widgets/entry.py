"""A line of the sidebar as a value: its text, its count, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from curator.library import FacetKind

ENTRY = Qt.ItemDataRole.UserRole
"""The role under which a model keeps the Entry of a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar."""

    name: str
    term: str | None = None
    """The term to search for; None for a group, a command or a sentence."""

    icon: str = ""
    key: str = ""
    """Its number key; for a group, the title of the right column."""

    count: int = -1
    archive: int = 0
    """The archive of this line, or 0."""

    search: int = 0
    """The saved search of this line, or 0."""

    tag: int = 0
    """The tag of this line, or 0."""

    depth: int = 0
    """Its depth of nesting."""

    colour: str = ""
    """For a tag: its colour in the palette."""

    tip: str | Callable[[], str] = ""
    """The tool tip, or what works it out when it is shown."""

    about: str = ""
    """A second line of text, below the name."""
    question: int = 0
    """The question of this line, or 0."""

    session: int = 0
    """The chat whose questions the line shows, or 0."""

    chat: int = 0
    """The chat the line shows; -1 is all posts."""

    number: str = ""
    """A prefix of its name: “Q2”."""

    share: float = -1.0
    """The share that is decided, from 0 to 1, drawn as a stroke; less than 0: none."""
    command: str = ""
    """The command of the window that the line runs."""

    muted: str = ""
    """The muted words of this line."""

    person: int = 0
    """The muted person of this line, or 0."""

    group: bool = False
    folded: bool = False
    """Whether the lines below it are folded at first."""

    takes_tags: bool = False
    """Whether a tag dropped here goes to the top level."""

    facet: FacetKind | None = None
    """For a group that is counted only while unfolded: its facet."""

    more: FacetKind | None = None
    """The facet of which the line shows more values."""

    adds: bool = False
    """Whether the line narrows the search, instead of starting another."""

    current: bool = False
    """Whether it is part of the search."""

    @property
    def tip_words(self) -> str:
        """The words of the tool tip."""
        return self.tip if isinstance(self.tip, str) else self.tip()

    @property
    def is_choice(self) -> bool:
        """Whether it can be selected; else it is a heading or a sentence."""
        does = self.command or self.session or self.chat or self.more
        return self.term is not None or bool(does)

    @property
    def is_sentence(self) -> bool:
        """Whether it is only text, such as why a group is empty."""
        return not (self.is_choice or self.group)
