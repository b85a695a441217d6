"""The beginning and end of a chat, around its questions and answers.

Before the first question people arrive; after the last answers they say thanks and goodbye. A
chat begins with the conversation that leads up to its first question, and ends when its last
question gets no more answers. Chats do not overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
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


@dataclass(frozen=True, slots=True)
class Evening:
    """The time span of a chat, both ends among its posts."""

    post: int
    """Its identity: the post of its first question, or the first answer to it."""

    start: int
    """Milliseconds since 1970."""

    end: int


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
    return [*_apart(found)]


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


def _apart(found: Sequence[Evening]) -> Iterator[Evening]:
    """Yield the spans, shortened so that they do not overlap."""
    end = -1
    for each in found:
        start = max(each.start, end + 1)
        end = max(each.end, start)
        yield Evening(each.post, start, end)
