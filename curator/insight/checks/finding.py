"""One thing found in a story: a value, told as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["stop", "look", "good", "note"]
"""'stop' forbids publishing; 'look' asks for a look; 'good' was checked and is well."""

Verb: TypeAlias = Literal["show", "describe"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a story."""

    level: Level
    sentence: str
    detail: str = ""
    blocks: tuple[int, ...] = ()
    """The blocks concerned, by id; the first is where to look."""

    verb: Verb = "show"
    """What is done about it at its block."""

    is_verbatim: bool = False
    """Whether it tells that every quote is the archive's."""
