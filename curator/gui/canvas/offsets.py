"""The positions of items of different heights in a column. Plain numbers, no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Offsets:
    """A column of items: each begins where the heights above it end."""

    def __init__(self, first: int = 0, gap: int = 0) -> None:
        self._first, self._gap = first, gap
        self._heights: list[int] = []
        self._tops: list[int] | None = None

    def __len__(self) -> int:
        return len(self._heights)

    def fill(self, heights: Iterable[int], first: int) -> None:
        """Start over with these heights; the first item begins at `first`."""
        self._heights, self._first, self._tops = list(heights), first, None

    def height(self, number: int) -> int:
        """Return the height of an item."""
        return self._heights[number]

    def put(self, number: int, height: int) -> int:
        """Change the height of an item; return by how much it grew."""
        grown = height - self._heights[number]
        if grown:
            self._heights[number] = height
            self._tops = None
        return grown

    def top(self, number: int) -> int:
        """Return where an item begins; one past the last is where another would begin."""
        if self._tops is None:
            steps = (height + self._gap for height in self._heights)
            self._tops = list(accumulate(steps, initial=self._first))
        return self._tops[number]

    def bottom(self, number: int) -> int:
        """Return where an item ends."""
        return self.top(number) + self._heights[number]

    @property
    def first(self) -> int:
        """Where the first item begins."""
        return self._first

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.bottom(len(self) - 1) if self._heights else self._first

    def between(self, low: int, high: int) -> range:
        """Return the items of which any part lies between two positions."""
        self.top(0)
        tops = self._tops or []
        first = max(0, bisect_right(tops, low) - 1)
        return range(first, min(len(self), bisect_left(tops, high)))

    def crack(self, at: int) -> int:
        """Return how many items lie above the gap that is nearest to a position."""
        middles = [(self.top(n) + self.bottom(n)) // 2 for n in self.between(at, at + 1)]
        before = self.between(at, at + 1).start
        return before + sum(middle < at for middle in middles)
