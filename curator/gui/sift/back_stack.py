"""The way back: where one was in Sift, step by step."""

from __future__ import annotations

from typing import NamedTuple

from curator.gui.search.terms import Terms
from curator.library import PostId

_MOST = 50


class VisitedPlace(NamedTuple):
    """What was on show."""

    terms: Terms
    post: PostId | None
    at_table: bool
    """Whether it was the table of people."""


class Trail:
    """Places, the last of them last."""

    def __init__(self) -> None:
        self._places: list[VisitedPlace] = []

    def keep(self, place: VisitedPlace) -> None:
        """Remember a place before it is left."""
        if not self._places or self._places[-1] != place:
            self._places.append(place)
            del self._places[:-_MOST]

    def back(self) -> VisitedPlace | None:
        """Return the last place and forget it; None where there is none."""
        return self._places.pop() if self._places else None
