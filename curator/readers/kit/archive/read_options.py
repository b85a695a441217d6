"""The user's answers to what an archive leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers given at import; each is optional."""

    handle: str = ""
    """The owner of the archive, if it does not name its owner; without '@'."""

    zone: str = ""
    """IANA name of the zone of times that have none. Empty: as the archive proves, or UTC."""

    start: str = ""
    """When the chat began, where the archive counts from there or tells only the clock: a day, or
    a day and a time in `zone`, as ISO 8601 has them. Empty: as the archive or its name tells."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: our field → the header of its column, such as {'text': 'Tweet Text'}."""

    day_first: bool | None = None
    """Whether 5/10/12 is in October, where the archive does not tell. None: guess."""

    zone_reason: str = ""
    """Why it is likely that zone, as a sentence; empty where the user named it."""
