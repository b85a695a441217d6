"""How the people of a chat answer: how late, in which order, and in which words.

Learnt from those posts of the chat that carry a label, upon what is usual elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple

from curator.insight.questions.values import MINUTE

_SINCE = tuple(minutes * MINUTE for minutes in (1, 2, 3, 5, 20))
"""Where the time since the last question was asked is cut into stretches."""

_FURTHEST = 3
_LAGS = range(-1, _FURTHEST + 1)

_USUAL: tuple[dict[int, float], ...] = (
    {-1: 0.002, 0: 0.25, 1: 0.68, 2: 0.03, 3: 0.03},
    {-1: 0.002, 0: 0.76, 1: 0.21, 2: 0.015, 3: 0.01},
    {-1: 0.003, 0: 0.86, 1: 0.12, 2: 0.01, 3: 0.01},
    {-1: 0.005, 0: 0.90, 1: 0.075, 2: 0.01, 3: 0.01},
    {-1: 0.008, 0: 0.89, 1: 0.08, 2: 0.01, 3: 0.012},
    {-1: 0.02, 0: 0.72, 1: 0.18, 2: 0.04, 3: 0.04},
)
"""For each stretch, how many questions back what is answered then was asked."""

_WEIGHT = 20
"""As many labelled answers in a stretch count as much as what is usual."""

_ONWARD: dict[tuple[int, bool], dict[int, float]] = {
    (0, True): {-1: 0.03, 0: 0.85, 1: 0.10, 2: 0.01, 3: 0.01},
    (0, False): {-1: 0.05, 0: 0.72, 1: 0.20, 2: 0.02, 3: 0.01},
    (1, True): {-1: 0.02, 0: 0.60, 1: 0.36, 2: 0.01, 3: 0.01},
    (1, False): {-1: 0.02, 0: 0.08, 1: 0.85, 2: 0.03, 3: 0.02},
    (2, True): {-1: 0.02, 0: 0.40, 1: 0.30, 2: 0.25, 3: 0.03},
    (2, False): {-1: 0.01, 0: 0.03, 1: 0.14, 2: 0.57, 3: 0.25},
}
"""How many questions on a person's next answer is, by how many were asked meanwhile (0, 1,
more) and whether it came within three minutes."""

SOON = 3 * MINUTE
_JUST = 1.5 * MINUTE
_NEAR = 12
"""So many answers before and after a time are looked at, which fade in a minute or two."""

_CROWD = 2.0
"""As many answers just then count as much as how late people answer."""

_HEARD = 0.5
"""A post without a label teaches words half as much as one with a label."""

_SLIGHT = 0.05
_SMOOTH = 40.0
_COMMON = 0.35


class Answer(NamedTuple):
    """A post of which it is known what it answers."""

    at: int
    person: int
    question: int
    """Its place in the order in which the questions were asked."""

    words: frozenset[str]


@dataclass(slots=True)
class Habits:
    """What is learnt of a chat."""

    asked: Sequence[int]
    """When the questions were asked, in order."""

    lags: list[dict[int, float]] = field(default_factory=list)
    words: list[defaultdict[str, float]] = field(default_factory=list)
    """For each question, how many of its answers have a word."""

    every: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    sizes: list[float] = field(default_factory=list)
    total: float = 0
    answers: Sequence[Answer] = ()
    """In order of time."""

    def latest(self, at: int) -> int:
        """Return the place of the question that was asked last at a time; -1: none yet."""
        return bisect_right(self.asked, at) - 1

    def by_time(self, at: int, own: int = -1) -> list[float]:
        """Return how much the time speaks for each question asked so far, as logarithms.

        How late people answer, blended with what those answer who speak just then. own: the
        question of a post at that time which is not to be counted itself.
        """
        latest = self.latest(at)
        lags = self.lags[bisect_right(_SINCE, at - self.asked[latest])]
        chances = [
            _CROWD * lags[min(_FURTHEST, latest - question)] / (latest - _FURTHEST + 1)
            if latest - question >= _FURTHEST
            else _CROWD * lags[latest - question]
            for question in range(latest + 1)
        ]
        for answer in self._around(at):
            if answer.question <= latest:
                chances[answer.question] += exp(-abs(answer.at - at) / _JUST)
        if own >= 0:
            chances[own] = max(chances[own] - 1, 1e-3)
        whole = sum(chances)
        return [log(chance / whole) for chance in chances]

    def _around(self, at: int) -> Sequence[Answer]:
        """Return the answers that were said around a time."""
        n = bisect_left(self.answers, at, key=lambda answer: answer.at)
        return self.answers[max(0, n - _NEAR) : n + _NEAR]

    def by_progress(self, question: int, at: int, near: Answer) -> float:
        """Return how much another answer of the same person speaks for a question."""
        first, second = sorted(((near.at, near.question), (at, question)))
        opened = self.latest(second[0]) - self.latest(first[0])
        soon = second[0] - first[0] <= SOON
        on = max(-1, min(_FURTHEST, second[1] - first[1]))
        if opened > _FURTHEST:  # long ago: it says little but that few go back
            return log(0.02) if on < 0 else log(0.3)
        return log(_ONWARD[min(opened, 2), soon][on])

    def hear(self, words: Iterable[str], shares: Sequence[float]) -> None:
        """Learn the words of a post that surely answers none, but likely some questions."""
        for question, share in enumerate(shares):
            if share >= _SLIGHT:
                _count(self, question, words, _HEARD * share)

    def by_words(self, question: int, said: Iterable[str], own: int = -1) -> float:
        """Return how much words speak for a question; own: the question these were learnt for."""
        counts, size = self.words[question], self.sizes[question]
        here = int(own == question)
        score = 0.0
        for word in said:
            every = self.every.get(word, 0) - (own >= 0)
            if every <= 0:
                continue
            share = every / max(1, self.total)
            if share > _COMMON:
                continue
            there = counts.get(word, 0) - here
            score += log((there + _SMOOTH * share) / (size - here + _SMOOTH) / share)
        return score


def learn(
    asked: Sequence[int], texts: Sequence[frozenset[str]], answers: Sequence[Answer]
) -> Habits:
    """Learn the habits of a chat: when its questions were asked, their words, what is known."""
    habits = Habits(asked, answers=answers)
    habits.lags = _lags(habits, answers)
    habits.words = [defaultdict(float) for _ in asked]
    habits.sizes = [0.0] * len(asked)
    for question, text in enumerate(texts):
        _count(habits, question, text, 3)
    for answer in answers:
        if answer.words:
            _count(habits, answer.question, answer.words, 1)
    return habits


def _count(habits: Habits, question: int, text: Iterable[str], times: float) -> None:
    for word in text:
        habits.words[question][word] += times
        habits.every[word] += times
    habits.sizes[question] += times
    habits.total += times


def _lags(habits: Habits, answers: Sequence[Answer]) -> list[dict[int, float]]:
    seen: dict[int, Counter[int]] = defaultdict(Counter)
    for answer in answers:
        latest = habits.latest(answer.at)
        if latest >= 0:
            stretch = bisect_right(_SINCE, answer.at - habits.asked[latest])
            seen[stretch][max(-1, min(_FURTHEST, latest - answer.question))] += 1
    return [_blended(usual, seen[stretch]) for stretch, usual in enumerate(_USUAL)]


def _blended(usual: Mapping[int, float], seen: Counter[int]) -> dict[int, float]:
    whole = sum(usual.values())
    total = seen.total() + _WEIGHT
    return {lag: (seen[lag] + _WEIGHT * usual[lag] / whole) / total for lag in _LAGS}
