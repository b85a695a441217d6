"""The history for going back: places visited in Sift."""

from __future__ import annotations

from typing import NamedTuple

from curator.gui.search.terms import Terms
from curator.library import PostId

_MOST = 50


class VisitedPlace(NamedTuple):
    """What was shown: search, order, post."""

    terms: Terms
    post: PostId | None
    at_table: bool
    """Whether the table of people was shown."""


class BackStack:
    """A stack of visited places."""

    def __init__(self) -> None:
        self._places: list[VisitedPlace] = []

    def keep(self, place: VisitedPlace) -> None:
        """Push a place before it is left."""
        if not self._places or self._places[-1] != place:
            self._places.append(place)
            del self._places[:-_MOST]

    def back(self) -> VisitedPlace | None:
        """Pop the last place; None where there is none."""
        return self._places.pop() if self._places else None
