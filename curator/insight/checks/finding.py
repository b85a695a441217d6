"""A finding about a story: a value with a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["stop", "look", "good", "note"]
"""'stop' forbids publishing; 'look' needs attention; 'good' was checked and is fine."""

Verb: TypeAlias = Literal["show", "describe"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about a story."""

    level: Level
    sentence: str
    detail: str = ""
    blocks: tuple[int, ...] = ()
    """The blocks concerned, by id; the first is where to go."""

    verb: Verb = "show"
    """The remedy, offered at the block."""

    is_verbatim: bool = False
    """Whether it says that every quote is exact."""
