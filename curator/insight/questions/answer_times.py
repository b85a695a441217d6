"""The times of answers and of all posts in a chat."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.insight.questions.hosts import Labelled
from curator.insight.questions.values import MINUTE, ChatPost

_AT_FIRST = 10 * MINUTE
_HARDLY = 3


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """The times of labelled answers, by number, and of all posts; sorted."""

    labelled: dict[int, list[int]]
    spoken: Sequence[int]

    @staticmethod
    def of(own: Iterable[Labelled], posts: Sequence[ChatPost]) -> AnswerTimes:
        """Read them from labelled posts, and from all."""
        labelled: dict[int, list[int]] = defaultdict(list)
        for each in own:
            if each.label.kind == "answer":
                labelled[each.label.number].append(each.post.at)
        return AnswerTimes(labelled, [said.at for said in posts])

    def between(self, number: int, start: int, end: int) -> int:
        """Return how many answers with a number were posted in a time span."""
        times = self.labelled.get(number, [])
        return bisect_left(times, end) - bisect_left(times, start)

    def is_livelier(self, at: int, before: int) -> bool:
        """Tell whether there were many posts at a time, but hardly any at an earlier one."""
        first, second = (
            bisect_right(self.spoken, start + _AT_FIRST) - bisect_right(self.spoken, start)
            for start in (before, at)
        )
        return first < _HARDLY or first * _HARDLY <= second
