"""What the user says about an archive that the archive does not say itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wishes:
    """Answers given at import; every one of them may be left out."""

    handle: str = ""
    """Whose own archive this is, where the archive does not name them; without '@'."""

    zone: str = ""
    """IANA name of the zone of times that have none. Empty: as the archive proves, or UTC."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: our field → the header of its column, such as {'text': 'Tweet Text'}."""

    day_first: bool | None = None
    """Whether 5/10/12 is in October, where an archive does not tell. None: as it seems."""
