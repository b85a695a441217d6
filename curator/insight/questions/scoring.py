"""Scoring of which question an unlabelled post answers.

The evidence: the time since each question; words shared with the question and with other
answers; what others answer at that moment; what the same person answered before and after. Each
adds to or reduces a score, with weights chosen on chats whose labels were hidden. Answers of
others may themselves be scored, so everything is done twice.

A conditional logistic regression over these and sixteen further signs (an author's own delay,
length against time to type, the length of the question's turn, crowds of other widths) was fitted
to 1,396 answers, leaving out some chats at a time: it placed 88.4 % right with half the labels
hidden and 88.0 % with all, these weights 88.8 % and 88.1 %. So they stay.

So do they against gradient boosting over 47 signs of each question that a post may answer (also
its author's pace and order, and Viterbi over an author's posts). Of 1,369 answers in 32 chats,
one left out at a time, it placed 89.0 % and 88.2 % right; these weights 89.2 % and 88.5 %, were
every answer placed. To heed them only where they are sure, and else the clock (what is said in a
question's first minute is of the one before), places fewer right at every margin.

Nor does meaning help. The cosine of a post's sentence embedding (MiniLM, 22 million weights) with
each question, and with the three nearest labelled answers to each, added to these scores with
weights fitted on other chats, placed 11 of 1,666 answers in 42 chats more right with half the
labels hidden (0.7 points), 3 with all. A model of 80 MB is not worth that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import exp, log
from typing import NamedTuple

from curator.insight.questions.habits import Answer, Habits, learn
from curator.insight.questions.values import MINUTE

_ROUNDS, _CROWDED = 2, 20_000
"""Rounds of scoring; in a chat of more posts, one is enough."""

_TIME = 0.5
"""The weight of other answers at that moment, as evidence of time."""
_SHARED_ASKED, _SHARED_ASKED_MOST = 0.75, 3.0
_SHARED_SAID, _SHARED_SAID_MOST = 0.25, 3.0
_SMOOTH = 1.0
_COMMON = 0.2
"""A word in more than this share of posts is ignored."""

_CROWD, _CROWD_LABELLED = 1.0, 0.3
_NEAR, _JUST = 8, 1.5 * MINUTE
"""The posts and time around a post that count as the same moment."""

_BACK, _BACK_LABELLED = 0.8, 0.8
"""The penalty for going back to a question after answering a later one."""

_AHEAD = 0.8
_ALREADY = 0.7
"""The penalty for a second answer to a question."""

_LONG, _MUCH = 0.8, 100
"""Characters of a post that nobody can write within two minutes of a question."""

_SPEAKS = 0.8
"""The weight of replying to somebody, which suggests the same question."""

_GOES_ON = 1.5
_SOON = 3 * MINUTE
_MANY_ANSWERS = 40
"""From so many answers on, what shares no word with any of them is side talk."""

_SAYS_MUCH = 4
"""A post with this many meaningful words is no side talk, even if nobody else uses them."""


class Clues(NamedTuple):
    """The evidence in a post."""

    post: int
    at: int
    person: int
    words: frozenset[str]
    length: int = 0
    spoken_to: int = -1
    """The question of the recent post by the person it addresses; -1: none."""

    is_part: bool = False
    """It calls itself a further part, as “2/2” does."""


@dataclass(slots=True, eq=False)
class _Item:
    """A post, with its probabilities for a few questions."""

    clues: Clues
    first: int
    """The index of the first of those questions."""

    times: list[float]
    shares: list[float]
    known: bool = False
    earlier: _Item | None = None
    """The same person's previous post."""

    later: _Item | None = None
    answered: dict[int, float] = field(default_factory=dict)
    """What the same person answered before, and how surely."""

    def share(self, question: int) -> float:
        """Return the probability that it answers a question."""
        place = question - self.first
        return self.shares[place] if 0 <= place < len(self.shares) else 0.0


class Scorer:
    """Scores the posts of one chat."""

    def __init__(
        self,
        asked: Sequence[int],
        texts: Sequence[frozenset[str]],
        known: Mapping[int, list[Answer]],
        heard: Sequence[Clues],
    ) -> None:
        answers = sorted(answer for own in known.values() for answer in own)
        self.habits: Habits = learn(asked, answers)
        self._texts = texts
        self._in_texts = Counter(word for text in texts for word in text)
        self._answers = len(answers)
        self._items = [self._known_item(answer) for answer in answers]
        self._items += [self._item(clues) for clues in heard]
        self._items.sort(key=lambda item: (item.clues.at, item.clues.post))
        self._counts = Counter(chain.from_iterable(item.clues.words for item in self._items))
        self._vocabulary = frozenset(self._in_texts).union(*(each.words for each in answers))
        self._chain()
        for _ in range(_ROUNDS if len(self._items) < _CROWDED else 1):
            self._weigh_all()
        self._found = {item.clues.post: item for item in self._items if not item.known}

    def has_words(self, words: frozenset[str]) -> bool:
        """Tell whether words are related to the chat, by its vocabulary."""
        if self._answers < _MANY_ANSWERS or len(words) >= _SAYS_MUCH:
            return True
        return not words.isdisjoint(self._vocabulary)

    def weigh(self, post: int) -> tuple[int, float] | None:
        """Return the likeliest question, and its probability."""
        item = self._found.get(post)
        if item is None:
            return None
        sure, place = max((share, place) for place, share in enumerate(item.shares))
        return item.first + place, sure

    def _known_item(self, answer: Answer) -> _Item:
        clues = Clues(0, answer.at, answer.person, answer.words)
        return _Item(clues, answer.question, [0.0], [1.0], known=True)

    def _item(self, clues: Clues) -> _Item:
        first, times = self.habits.by_time(clues.at)
        return _Item(clues, first, times, _shares(times))

    def _chain(self) -> None:
        """Link each post with the previous and next of the same person."""
        last: dict[int, _Item] = {}
        for item in self._items:
            item.earlier = last.get(item.clues.person)
            if item.earlier:
                item.earlier.later = item
            last[item.clues.person] = item

    # Once over all posts

    def _weigh_all(self) -> None:
        said = self._answer_words()
        crowd = _OthersAnswers(self._items, len(self._texts))
        for item in self._items:
            item.answered = self._answered_before(item)
        fresh = [
            None if item.known else _shares(self._scores(n, item, said, crowd))
            for n, item in enumerate(self._items)
        ]
        for item, shares in zip(self._items, fresh, strict=True):
            if shares is not None:
                item.shares = shares

    def _answer_words(self) -> dict[str, dict[int, float]]:
        """Return of each word, but common and single ones, in how many answers to which it is."""
        most = max(10, _COMMON * len(self._items))
        said: dict[str, dict[int, float]] = {
            word: defaultdict(float) for word, count in self._counts.items() if 1 < count < most
        }
        for item in self._items:
            for place, share in enumerate(item.shares):
                for word in item.clues.words:
                    if word in said:
                        said[word][item.first + place] += share
        return said

    def _answered_before(self, item: _Item) -> dict[int, float]:
        before = item.earlier
        if before is None:
            return {}
        found = dict(before.answered)
        for place, share in enumerate(before.shares):
            question = before.first + place
            found[question] = max(share, found.get(question, 0.0))
        return found

    def _scores(
        self, n: int, item: _Item, said: Mapping[str, Mapping[int, float]], crowd: _OthersAnswers
    ) -> list[float]:
        clues = item.clues
        late = _LONG * (clues.length > _MUCH and self.habits.is_soon(clues.at)) + _SPEAKS * (
            clues.spoken_to >= 0
        )
        near = crowd.around(n)
        heard = self._use_of_words(item, said)
        scores = []
        for place, by_time in enumerate(item.times):
            question = item.first + place
            score = _TIME * by_time + late * (place == len(item.times) - 2)
            score += self._by_words(item, place, heard)
            score += crowd.speaks_for(question, near, item)
            score += self._by_person(item, question)
            scores.append(score)
        return scores

    def _use_of_words(
        self, item: _Item, said: Mapping[str, Mapping[int, float]]
    ) -> list[tuple[Mapping[int, float], float]]:
        """Return where each word of a post was said, and how often it could be expected."""
        until = item.first + len(item.times)
        return [
            (said[word], (self._counts[word] - 1) / until + _SMOOTH)
            for word in item.clues.words
            if word in said
        ]

    def _by_words(
        self, item: _Item, place: int, heard: Sequence[tuple[Mapping[int, float], float]]
    ) -> float:
        question, own = item.first + place, item.shares[place]
        asked = shared = 0.0
        text = self._texts[question]
        if not text.isdisjoint(item.clues.words):
            for word in item.clues.words:
                if word in text:
                    asked += 1 / self._in_texts[word]
        for counts, usual in heard:
            shared += log((counts.get(question, 0.0) - own + _SMOOTH) / usual)
        shared = max(-_SHARED_SAID_MOST, min(_SHARED_SAID_MOST, shared))
        return _SHARED_ASKED * min(asked, _SHARED_ASKED_MOST) + _SHARED_SAID * shared

    def _by_person(self, item: _Item, question: int) -> float:
        """Return the evidence from the same person's other posts."""
        score = -_ALREADY * item.answered.get(question, 0.0)
        before, after = item.earlier, item.later
        if before is not None:
            later = sum(before.shares[max(0, question + 1 - before.first) :])
            score -= (_BACK + _BACK_LABELLED * before.known) * later
            soon = item.clues.at - before.clues.at <= _SOON
            score += _GOES_ON * (item.clues.is_part and soon) * before.share(question)
        if after is not None and after.known:
            score -= _AHEAD * (after.first < question)
        return score


class _OthersAnswers:
    """The answers of everybody around a time."""

    def __init__(self, items: Sequence[_Item], questions: int) -> None:
        self._at = [item.clues.at for item in items]
        shares = [[0.0] * len(items) for _ in range(questions)]
        labelled = [[0.0] * len(items) for _ in range(questions)]
        for n, item in enumerate(items):
            for question, share in enumerate(item.shares, item.first):
                shares[question][n] = share
                if item.known:
                    labelled[question][n] = share
        self._shares = [[0.0, *accumulate(each)] for each in shares]
        self._labelled = [[0.0, *accumulate(each)] for each in labelled]
        self._known = [0, *accumulate(int(item.known) for item in items)]

    def around(self, n: int) -> tuple[int, int]:
        """Return the range of posts around a post, including itself."""
        low, high, at = max(0, n - _NEAR), min(len(self._at), n + _NEAR + 1), self._at[n]
        while at - self._at[low] > _JUST:
            low += 1
        while self._at[high - 1] - at > _JUST:
            high -= 1
        return low, high

    def speaks_for(self, question: int, near: tuple[int, int], item: _Item) -> float:
        """Return the evidence of those posts for a question, without the post itself."""
        low, high = near
        if high - low < 2:  # noqa: PLR2004  it is alone
            return 0.0
        shares = self._shares[question]
        score = _CROWD * (shares[high] - shares[low] - item.share(question)) / (high - low - 1)
        if labelled := self._known[high] - self._known[low]:
            sums = self._labelled[question]
            score += _CROWD_LABELLED * (sums[high] - sums[low]) / labelled
        return score


def _shares(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    chances = [exp(score - most) for score in scores]
    whole = sum(chances)
    return [chance / whole for chance in chances]
