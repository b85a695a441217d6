"""Whether a post without a label speaks of the question under which time has placed it.

People go on with one question when the next has been asked. What they say then is compared with
the words of all questions and of their labelled answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from curator.insight.draft.ranking import Ranked, chat_tags
from curator.insight.text.vocabulary import folded, stem

_SURE = 0.75
"""Certainty from which a word in common with the question is enough."""

_ALMOST = 0.8
"""The share of what it has in common with another question at which it may be of its own."""

_SLIP = 0.5
"""The same for a label to be a slip."""

_ASKED = 2
"""A word of the question weighs as much as one in so many of its answers."""

_WORD = re.compile(r"[^\W_]+")

Question = tuple[str, Collection[int]]
"""Its heading, and the ids of its posts."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is said of a question."""

    asked: frozenset[str]
    answers: Sequence[Ranked]

    def of(self, one: Ranked, rarity: dict[str, float]) -> float:
        """Return how much of a post is about it, by what others answered."""
        others = [each for each in self.answers if each.candidate.person != one.candidate.person]
        heard = Counter(word for each in others for word in each.words & one.words)
        shares = (
            (heard[word] + _ASKED * (word in self.asked)) * rarity.get(word, 0.0)
            for word in sorted(one.words)
        )
        return sum(shares) / (len(others) + _ASKED)


def words_asked(heading: str) -> frozenset[str]:
    """Return the words of a question as those of posts are: folded, without their endings."""
    return frozenset(stem(folded(word)) for word in _WORD.findall(heading))


class Belonging:
    """The questions of a chat with labelled answers, and what is said of each."""

    def __init__(self, ranked: Sequence[Ranked], questions: Sequence[Question]) -> None:
        own = {stem(tag) for tag in chat_tags(one.candidate.post for one in ranked)}
        counts = Counter(word for one in ranked for word in one.words - own)
        self._rarity = {word: math.log(len(ranked) / count) for word, count in counts.items()}
        self._subjects = [
            _Subject(
                words_asked(heading),
                [one for one in ranked if one.candidate.is_labelled and one.candidate.id in posts],
            )
            for heading, posts in questions
        ]
        self._under = [posts for _, posts in questions]

    def is_of_its_question(self, one: Ranked) -> bool:
        """Tell whether a post speaks of its own question, not clearly more of another one.

        Under a question without labelled answers nothing is known of it.
        """
        places = zip(self._subjects, self._under, strict=True)
        own = next((each for each, posts in places if one.candidate.id in posts), None)
        if own is None or not own.answers:
            return True
        if one.candidate.sure >= _SURE and any(
            word in self._rarity for word in own.asked & one.words
        ):
            return True
        about = own.of(one, self._rarity)
        most = max(each.of(one, self._rarity) for each in self._subjects)
        return about > 0 and about >= _ALMOST * most

    def speaks_rather_of(self, one: Ranked, own: int, other: int) -> bool:
        """Tell whether a post has words of one question, by its place, but none of its own.

        Nor may as much of it be in the answers to its own question as in those to the other.
        """
        mine, theirs = self._subjects[own], self._subjects[other]
        known = one.words & self._rarity.keys()
        if not known & theirs.asked or known & mine.asked:
            return False
        return mine.of(one, self._rarity) < _SLIP * theirs.of(one, self._rarity)
