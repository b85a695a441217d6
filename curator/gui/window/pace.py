"""The editor's pace of deciding, from which the remaining time is estimated."""

from __future__ import annotations

from collections import deque

_LOOKED_AT = 40
_ENOUGH = 10
_PAUSE = 30.0
"""Seconds after which the editor is taken to have been away."""


class TriagePace:
    """The median time of the last decisions, without pauses."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._decided: int | None = None
        self._taken: deque[float] = deque(maxlen=_LOOKED_AT)

    def note(self, decided: int, now: float) -> None:
        """Record a number of decisions at a time in seconds."""
        if self._decided is not None and decided == self._decided + 1:
            taken = now - self._last if self._last is not None else _PAUSE
            if taken < _PAUSE:
                self._taken.append(taken)
        if decided != self._decided:
            self._last = now
        self._decided = decided

    @property
    def seconds(self) -> float | None:
        """Return the seconds per decision, or None while unknown."""
        enough = len(self._taken) >= _ENOUGH
        return sorted(self._taken)[len(self._taken) // 2] if enough else None

    def minutes(self, left: int) -> int | None:
        """Return the minutes that a number of posts will take, or None while unknown."""
        seconds = self.seconds
        return max(1, round(left * seconds / 60)) if seconds is not None and left else None
