"""Weighs which question a post answers that does not say so.

How long ago which question was asked; what the same person answered before and after; which
words it shares with a question and its answers; whom it speaks to. Each is the logarithm of
how likely that is in this chat, so they are added up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from curator.insight.questions.habits import SOON, Answer, Habits, learn

_WORD_WEIGHTS = (0.0, 0.15, 0.3, 0.45, 0.6)
_USUAL_WEIGHT = 0.3
_ENOUGH_ANSWERS = 25
_LEARNT_FROM = 500
_PROGRESS = 0.2
_SPEAKS = 2.0
_GOES_ON = 3.0
_MANY_ANSWERS = 40
"""From so many answers on, what shares no word with any of them is side talk."""

_SAYS_MUCH = 6
"""Words of a subject, from which on a post is no side talk though nobody else uses them."""


class Clues(NamedTuple):
    """What there is to weigh of a post."""

    at: int
    person: int
    words: frozenset[str]
    spoken_to: int = -1
    """The question of which somebody spoke lately whom it speaks to; -1: none."""

    is_part: bool = False
    """It calls itself a further part, as “2/2” does."""


class Weigher:
    """Knows the habits of one chat."""

    def __init__(
        self,
        asked: Sequence[int],
        texts: Sequence[frozenset[str]],
        known: Mapping[int, list[Answer]],
    ) -> None:
        answers = sorted(answer for own in known.values() for answer in own)
        self._known = known
        self._answers = len(answers)
        self.habits: Habits = learn(asked, texts, answers)
        self._labelled = answers
        self._vocabulary = frozenset(self.habits.every)
        self._weight = self._learnt_weight(answers)

    def hear(self, heard: Iterable[Clues]) -> None:
        """Learn words from what carries no label: most of it answers what was asked just then."""
        shares = [(clues.words, self._shares(clues)) for clues in heard]
        for words, share in shares:
            self.habits.hear(words, share)
        self._weight = self._learnt_weight(self._labelled)

    def has_words(self, words: frozenset[str]) -> bool:
        """Tell whether words have to do with the chat, as far as its own words are known."""
        if self._answers < _MANY_ANSWERS or len(words) >= _SAYS_MUCH:
            return True
        return not words.isdisjoint(self._vocabulary)

    def weigh(self, clues: Clues) -> tuple[int, float]:
        """Return the question that most speaks for, and how surely, from 0 to 1."""
        shares = self._shares(clues)
        best = max(range(len(shares)), key=lambda question: (shares[question], question))
        return best, shares[best]

    def _shares(self, clues: Clues) -> list[float]:
        """Return how likely a post answers each question asked so far."""
        scores = self._scores(clues)
        most = max(scores.values())
        chances = [exp(scores[question] - most) for question in range(len(scores))]
        whole = sum(chances)
        return [chance / whole for chance in chances]

    def _scores(self, clues: Clues) -> dict[int, float]:
        before, after = self._around(clues)
        soon = before is not None and clues.at - before.at <= SOON
        part = before.question if before and soon and clues.is_part else -1
        scores: dict[int, float] = {}
        times = self.habits.by_time(clues.at)
        for question in range(len(times)):
            score = times[question]
            score += self._weight * self.habits.by_words(question, clues.words)
            for near in (before, after):
                if near is not None:
                    score += _PROGRESS * self.habits.by_progress(question, clues.at, near)
            score += _SPEAKS * (question == clues.spoken_to) + _GOES_ON * (question == part)
            scores[question] = score
        return scores

    def _around(self, clues: Clues) -> tuple[Answer | None, Answer | None]:
        """Return what the same person answered last before a post, and first after it."""
        own = self._known.get(clues.person, [])
        n = bisect_left(own, clues.at, key=lambda answer: answer.at)
        return (own[n - 1] if n else None), (own[n] if n < len(own) else None)

    def _learnt_weight(self, answers: Sequence[Answer]) -> float:
        """Return how much words tell in this chat: what would have placed its answers best."""
        if len(answers) < _ENOUGH_ANSWERS:
            return _USUAL_WEIGHT
        right = Counter({_USUAL_WEIGHT: 1})
        for answer in answers[:: max(1, len(answers) // _LEARNT_FROM)]:
            questions = range(self.habits.latest(answer.at) + 1)
            if len(questions) > 1 and answer.question in questions:
                times = self.habits.by_time(answer.at, answer.question)
                said = [self.habits.by_words(q, answer.words, answer.question) for q in questions]
                for weight in _WORD_WEIGHTS:
                    best = max(questions, key=lambda q: times[q] + weight * said[q])
                    right[weight] += best == answer.question
        return max(_WORD_WEIGHTS, key=lambda weight: right[weight])
