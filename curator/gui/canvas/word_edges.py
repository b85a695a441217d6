"""Word boundaries in a post: a selection never begins or ends inside a word.

Places are counted in code points. A hashtag, a mention and an address are one word each.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from PySide6.QtCore import QTextBoundaryFinder

_WHOLE = re.compile(r"https?://\S+|[@#＃＠]\w[\w.-]*\w|[@#＃＠]\w|\w+(?:[’'.]\w+)+")
"""Counts as one word whatever the word rules of the language are."""


class WordEdges:
    """The words of a text."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)
        self._starts = [start for start, _ in self._words]
        self._ends = [end for _, end in self._words]

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """Return a range widened to whole words; unchanged where it touches none."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        if first > last or start == end:
            return start, start
        return self._starts[first], max(self._ends[last], self._starts[first])

    def moved(self, start: int, end: int, way: int, edge: str) -> tuple[int, int]:
        """Return a range with its 'start', its 'end' or 'both' moved by one word.

        Without a selection it is the first word. The range always keeps at least a word.
        """
        if not self._words:
            return start, end
        if start == end:
            return self._words[0]
        first = min(bisect_left(self._starts, start), len(self._words) - 1)
        last = max(bisect_right(self._ends, end) - 1, first)
        if edge == "both":
            first = last = max(0, min((last if way > 0 else first) + way, len(self._words) - 1))
        elif edge == "start":
            first = max(0, min(first + way, last))
        else:
            last = min(max(last + way, first), len(self._words) - 1)
        return self._starts[first], self._ends[last]


def _words(text: str) -> list[tuple[int, int]]:
    """Return each word with the punctuation that follows it, so that none is left alone."""
    whole = [match.span() for match in _WHOLE.finditer(text)]
    found = whole + [
        (start, end)
        for start, end in _by_language(text)
        if not any(first < end and start < last for first, last in whole)
    ]
    return sorted(found)


def _by_language(text: str) -> list[tuple[int, int]]:
    units = _code_points(text)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    edges = [0]
    while (at := finder.toNextBoundary()) >= 0:
        edges.append(units[at])
    return [(start, end) for start, end in pairwise(edges) if text[start:end].strip()]


def _code_points(text: str) -> list[int]:
    """Return, for each UTF-16 unit of a text, its index in code points."""
    places: list[int] = []
    for at, letter in enumerate(text):
        places += [at] * (2 if ord(letter) > 0xFFFF else 1)  # noqa: PLR2004  outside the first plane
    return [*places, len(text)]
