"""Spelling suggestions from the words of the library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from curator.library.values.normalise import folded, phrase

_SHORTEST, _LONGEST = 3, 40
_SURE = 6
"""From this many letters on, two mistakes in a word are accepted."""


class Spelling:
    """The full-text index as a dictionary."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute

    def knows(self, word: str) -> bool:
        """Tell whether any post has a word that begins with this."""
        row = self._run(
            "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (phrase(word, beginning=True),)
        ).fetchone()
        return row is not None

    def nearest(self, word: str) -> str:
        """Return the word with the most similar spelling, of several the commonest; '' for none.

        Accents and case are ignored. Words with the same first letter are tried first, because
        that letter is seldom wrong.
        """
        wanted = folded(word)
        if not _SHORTEST <= len(wanted) <= _LONGEST or not wanted.isalnum():
            return ""
        self._run(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, words, row)"
        )
        first = wanted[0]
        begins = self._run(
            "SELECT term, doc FROM temp.vocabulary WHERE term >= ? AND term < ?",
            (first, chr(ord(first) + 1)),
        )
        if found := _nearest(wanted, begins):
            return found
        return _nearest(wanted, self._run("SELECT term, doc FROM temp.vocabulary"))


def _nearest(wanted: str, known: Iterable[tuple[str, int]]) -> str:
    most = 2 if len(wanted) >= _SURE else 1
    best = (most + 1, 0, "")
    for term, posts in known:
        if abs(len(term) - len(wanted)) <= best[0] and term != wanted:
            best = min(best, (distance(wanted, term, best[0]), -posts, term))
    return best[2] if best[0] <= most else ""


def distance(one: str, other: str, most: int) -> int:
    """Return the edit distance of two words, with swaps; most + 1 for anything larger."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, sign in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != sign))
            swapped = row > 1 and column > 1 and letter == other[column - 2]
            if swapped and one[row - 2] == sign:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
