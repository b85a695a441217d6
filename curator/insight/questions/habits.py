"""How late people answer in a chat: how many questions back what they answer was asked.

Learnt from those posts of the chat that carry a label, upon what is usual elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from curator.insight.questions.values import MINUTE

_SINCE = tuple(round(minutes * MINUTE) for minutes in (0.5, 1, 2, 3, 5, 20))
"""The limits of the intervals since the last question, for counting."""

FURTHEST = 3
"""Most questions to look back; answers to earlier ones count with these."""

_USUAL = (
    (0.12, 0.84, 0.02, 0.02),
    (0.25, 0.70, 0.025, 0.025),
    (0.755, 0.225, 0.01, 0.01),
    (0.86, 0.12, 0.01, 0.01),
    (0.895, 0.085, 0.01, 0.01),
    (0.89, 0.085, 0.01, 0.015),
    (0.72, 0.18, 0.05, 0.05),
)
"""The usual share of answers to the last question, the one before, and so on, by interval."""

_WEIGHT = 20
"""The usual shares weigh as much as this many labelled answers."""


class Answer(NamedTuple):
    """An answer whose question is known."""

    at: int
    person: int
    question: int
    """The index of the question, in the order of asking."""

    words: frozenset[str]


@dataclass(slots=True)
class Habits:
    """The habits of people in a chat: how late they answer."""

    asked: Sequence[int]
    """The times of the questions, in order."""

    lags: list[list[float]] = field(default_factory=list)
    """The shares by interval, as logarithms."""

    def latest(self, at: int) -> int:
        """Return the index of the last question before a time; -1: none yet."""
        return bisect_right(self.asked, at) - 1

    def by_time(self, at: int) -> tuple[int, list[float]]:
        """Return the evidence of the time for the questions asked last, as logarithms.

        The first value returned is the index of the first of them.
        """
        latest = self.latest(at)
        lags = self.lags[bisect_right(_SINCE, at - self.asked[latest])]
        first = max(0, latest - FURTHEST)
        return first, [lags[latest - question] for question in range(first, latest + 1)]

    def is_soon(self, at: int) -> bool:
        """Tell whether a question is so recent that few can have written much about it."""
        return at - self.asked[self.latest(at)] < _SINCE[2]


def learn(asked: Sequence[int], answers: Sequence[Answer]) -> Habits:
    """Learn the habits of a chat from its questions and known answers."""
    habits = Habits(asked)
    seen: Mapping[int, Counter[int]] = defaultdict(Counter)
    for answer in answers:
        latest = habits.latest(answer.at)
        if 0 <= answer.question <= latest:
            stretch = bisect_right(_SINCE, answer.at - asked[latest])
            seen[stretch][min(FURTHEST, latest - answer.question)] += 1
    habits.lags = [_blended(usual, seen[stretch]) for stretch, usual in enumerate(_USUAL)]
    return habits


def _blended(usual: Sequence[float], seen: Counter[int]) -> list[float]:
    total = seen.total() + _WEIGHT
    return [log((seen[lag] + _WEIGHT * share) / total) for lag, share in enumerate(usual)]
