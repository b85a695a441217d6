"""The beginning and end of a chat, around its questions and answers.

Before the first question people arrive; after the last answers they say thanks and goodbye. A
chat begins with the conversation that leads up to its first question, and ends when its last
question gets no more answers. Chats do not overlap.

Where nobody asks numbered questions, a chat is dense talk of several people between long silences.
Of an archive most of which is no such talk (an account, a feed, a group that talks all day) there
are none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from curator.insight.questions.values import HOUR, MINUTE, ChatPost, Place, Session

_PAUSE = 15 * MINUTE
"""An answer to the last question after a longer silence came after the chat."""

_LONGEST_PAUSE = 12 * HOUR
"""In a chat that asks a question a day, silence is longer, but no longer than a night."""

_AROUND = 15 * MINUTE
"""People arrive this long before the first question, and leave this long after the last answer."""

_CLOSE = 3 * MINUTE
"""Posts closer together than this are one conversation."""


_SILENCE = 20 * MINUTE
"""A longer silence ends a chat without questions."""

_SHORTEST, _LONGEST = 15 * MINUTE, 12 * HOUR
_POSTS, _PEOPLE = 30, 5
"""Fewest posts and people of a chat without questions."""

_MOST_OF_IT = 0.5
"""Least share of an archive's posts in such chats; nobody's share of one is larger."""


@dataclass(frozen=True, slots=True)
class Evening:
    """The time span of a chat, both ends among its posts."""

    post: int
    """Its identity: the post of its first question, or the first answer to it."""

    start: int
    """Milliseconds since 1970."""

    end: int

    def overlaps(self, other: Evening) -> bool:
        """Tell whether both have a moment in common."""
        return self.start <= other.end and other.start <= self.end


def find_evenings(
    posts: Sequence[ChatPost], sessions: Sequence[Session], places: Mapping[int, Place]
) -> list[Evening]:
    """Return when each chat was; posts are in order of time."""
    talk = [said.at for said in posts if not said.echo_of and said.is_timed]
    answered = _answer_times(posts, places)
    found: list[Evening] = []
    for number, session in enumerate(sessions):
        least = found[-1].end + 1 if found else 0
        most = sessions[number + 1].start - 1 if number + 1 < len(sessions) else None
        asked = [each.at for each in session.questions]
        last = _last_answer(asked, sorted(_of(session, answered)))
        start = max(_first_of_talk(talk, min(asked)), least)
        end = _last_of_talk(talk, last)
        end = end if most is None else max(min(end, most), *asked)
        found.append(Evening(session.questions[0].first, min(start, *asked), end))
    return [*_without_overlap(found)]


def dense_evenings(posts: Sequence[ChatPost]) -> list[Evening]:
    """Return when each chat was, where nobody asks numbered questions; posts in order of time."""
    talk = [said for said in posts if not said.echo_of and said.is_timed]
    found: list[list[ChatPost]] = []
    for said in talk:
        if not found or said.at - found[-1][-1].at > _SILENCE:
            found.append([])
        found[-1].append(said)
    dense = [each for each in found if _is_dense(each)]
    if sum(map(len, dense)) < _MOST_OF_IT * len(talk):
        return []
    return [Evening(each[0].id, each[0].at, each[-1].at) for each in dense]


def _is_dense(talk: Sequence[ChatPost]) -> bool:
    """Tell whether several people talk with one another, as long as a chat lasts."""
    said = Counter(each.person for each in talk)
    return (
        len(talk) >= _POSTS
        and len(said) >= _PEOPLE
        and max(said.values()) <= _MOST_OF_IT * len(talk)
        and _SHORTEST <= talk[-1].at - talk[0].at <= _LONGEST
    )


def _answer_times(posts: Sequence[ChatPost], places: Mapping[int, Place]) -> dict[int, list[int]]:
    """Return the times of answers to each question, without echoes."""
    times: dict[int, list[int]] = defaultdict(list)
    for said in posts:
        place = places.get(said.id)
        if place and not said.echo_of:
            times[place.question].append(said.at)
    return times


def _of(session: Session, answered: Mapping[int, list[int]]) -> Iterator[int]:
    for asked in session.questions:
        yield from answered.get(asked.first, ())


def _last_answer(asked: Sequence[int], answers: Iterable[int]) -> int:
    """Return the time of the last answer without a long pause before it."""
    gaps = [later - earlier for earlier, later in pairwise(asked)]
    pause = min(max(_PAUSE, median(gaps) if gaps else 0), _LONGEST_PAUSE)
    end = max(asked)
    for at in answers:
        if end < at <= end + pause:
            end = at
    return end


def _first_of_talk(talk: Sequence[int], at: int) -> int:
    """Return the start of the conversation that leads up to a time."""
    start = at
    for number in range(bisect_left(talk, at) - 1, -1, -1):
        if start - talk[number] > _CLOSE or at - talk[number] > _AROUND:
            break
        start = talk[number]
    return start


def _last_of_talk(talk: Sequence[int], at: int) -> int:
    """Return the end of the conversation that continues after a time."""
    end = at
    for number in range(bisect_right(talk, at), len(talk)):
        if talk[number] - end > _CLOSE or talk[number] - at > _AROUND:
            break
        end = talk[number]
    return end


def _without_overlap(found: Sequence[Evening]) -> Iterator[Evening]:
    """Yield the spans, shortened so that they do not overlap."""
    end = -1
    for each in found:
        start = max(each.start, end + 1)
        end = max(each.end, start)
        yield Evening(each.post, start, end)
