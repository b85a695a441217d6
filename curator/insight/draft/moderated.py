"""The questions of a chat without numbers: those that its moderator asks everybody.

The moderator is whoever asks everybody at least twice, and is answered by several people each
time before asking again, on any platform. Posts between two such questions answer the first.

Where nobody leads so, anybody may ask something that several people take up: they reply to the
question, or to its author by name. The first reply of each of them answers it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta

from curator.insight.draft.answering import is_to_several
from curator.insight.draft.draft import Asked
from curator.insight.draft.headings import heading_words
from curator.insight.draft.ranking import Candidate

_EVENING = timedelta(hours=5)
"""A conversation longer than this is no chat led by one person."""

_LATE = timedelta(minutes=25)
"""Posts later than this after a question no longer answer it."""

_QUESTIONS, _VOICES, _WORDS = 2, 2, 5
_TAKEN_UP = 3
"""Fewest people who reply to what no moderator asks."""

_QUESTION_MARKS = ("?", "？", "؟")
_BEHIND = re.compile(r"(?:\s+(?:#\w+|https?://\S+|pic\.twitter\.com/\S+))+$")
_SENTENCES = re.compile(r"(?<=[.!?？؟])\s+(?=\S)")
_ADDRESSED = re.compile(r"\s*\.?@([\w.-]*\w)")
_OPENS = re.compile(
    r"(?:^|(?<=[-–—:,]\s)|(?<=[-–—:,]\s[“\"]))(?:(?:and|so|now|ok)\s+)?"
    r"(?:what|which|who|how|where|why|when)(?:['’]s|\s+(?:is|are|was|were|do|does|did|have|has|would|will|can"
    r"|could|should|\w+\s+(?:do|did|are|have|would)))\b[^.!]*\b(?:you|your|u|ur|everyone|everybody|folks|we|our|y['’]?all)\b",
    re.IGNORECASE,
)
"""How a sentence begins that asks everybody something of their own."""

_SENTENCE = re.compile(r"(?<=[.!])\s+(?=\S)")
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:and|so|now|ok(?:ay)?|our|my|the|here(?:['’]s|\s+is))\W+)*(?:(?:first|second|third|fourth"
    r"|fifth|next|last|final)\s+)?(?:one|question)\s*(?:is|for\s+(?:you|all|everyone))?\s*[:–—-]+\s*",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:can\s+(?:you|everyone)\s+(?:hear|see)|who(?:['’]s|\s+is)\s+(?:here|next)|how\s+(?:are|is)\s+(?:you"
    r"|everyone)|any(?:\s+(?:other|more))?\s+questions|ready|shall\s+we|is\s+anyone|did\s+i)\b",
    re.IGNORECASE,
)


def moderated(candidates: Sequence[Candidate], hashtags: Collection[str]) -> list[Asked]:
    """Return the questions of the person who leads a chat, with their answers; else none."""
    said = sorted(
        (one for one in candidates if not one.is_echo), key=lambda one: (one.post.at, one.id)
    )
    if not said or said[-1].post.at - said[0].post.at > _EVENING:
        return []
    asking: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(said):
        if _asks_everybody(one):
            asking[one.person].append(at)
    led = {person: _answered_questions(said, places, person) for person, places in asking.items()}
    leader = max(led, key=lambda person: (len(led[person]), -person), default=0)
    found = led.get(leader, [])
    others = sum(len(places) for person, places in led.items() if person != leader)
    if len(found) < _QUESTIONS or len(found) <= others:
        return []
    return [
        Asked(_heading(said[at], hashtags), frozenset(one.id for one in answers))
        for at, answers in found
    ]


def taken_up(candidates: Sequence[Candidate], hashtags: Collection[str]) -> list[Asked]:
    """Return what somebody asked everybody and several people replied to, with their replies."""
    said = sorted(
        (one for one in candidates if not one.is_echo), key=lambda one: (one.post.at, one.id)
    )
    found: list[Asked] = []
    taken: set[int] = set()
    for at, one in enumerate(said):
        if not (question := _open_question(one)):
            continue
        replies: dict[int, int] = {}
        for reply in said[at + 1 :]:
            if reply.post.at - one.post.at > _LATE or _asks_anew(reply, one):
                break
            if reply.person != one.person and reply.id not in taken and _replies(reply, one):
                replies.setdefault(reply.person, reply.id)
        if len(replies) >= _TAKEN_UP:
            taken.update(replies.values())
            heading = heading_words(question, hashtags) or question
            ids = frozenset(replies.values())
            found.append(Asked(heading[:1].upper() + heading[1:], ids, one.post.at, one.id))
    return found


def _asks_anew(later: Candidate, asked: Candidate) -> bool:
    """Tell whether somebody asks everybody the next thing, so that replies may be to that."""
    return later.person == asked.person and bool(_open_question(later))


def _replies(reply: Candidate, asked: Candidate) -> bool:
    """Tell whether a post replies to a question, or where none is known, to its author."""
    if reply.post.reply_to:
        return reply.post.reply_to == asked.post.key
    to = _ADDRESSED.match(reply.post.text)
    if to is None or is_to_several(reply.post.text):
        return False
    is_asker = to[1].casefold() == asked.post.author.handle.casefold()
    return is_asker and not _plain_end(reply.post.shown).endswith(_QUESTION_MARKS)


def _open_question(one: Candidate) -> str:
    """Return the sentence in which a post asks everybody something; '' if it does not."""
    text = " ".join(one.post.shown.split())
    if one.post.reply_to or text.startswith(("@", ".@")) or _SMALL_TALK.search(text):
        return ""
    for sentence in reversed(_SENTENCES.split(text)):
        plain = _plain_end(sentence)
        opens = _OPENS.search(plain)
        if opens is None or len(plain[opens.start() :].split()) < _WORDS:
            continue
        asked = plain[opens.start() :].rstrip(" .!…")
        return asked if asked.endswith(_QUESTION_MARKS) else f"{asked}?"
    return ""


def _plain_end(text: str) -> str:
    """Return a text without the hashtags and addresses behind it."""
    return _BEHIND.sub("", text.rstrip('"”’) '))


def _answered_questions(
    said: Sequence[Candidate], places: Sequence[int], person: int
) -> list[tuple[int, list[Candidate]]]:
    """Return which of a person's questions several others answered before the next one."""
    found = []
    for at, until in zip(places, [*places[1:], len(said)], strict=True):
        answers = [
            one
            for one in said[at + 1 : until]
            if one.person != person
            and one.post.at - said[at].post.at <= _LATE
            and not _asks_everybody(one)
        ]
        if len({one.person for one in answers}) >= _VOICES:
            found.append((at, answers))
    return found


def _asks_everybody(one: Candidate) -> bool:
    """Tell whether a post asks everybody a question."""
    text = one.post.shown.strip()
    return (
        text.rstrip('"”’) ').endswith(("?", "？", "؟"))
        and not one.post.reply_to
        and not text.startswith(("@", ".@"))
        and (len(text.split()) >= _WORDS or not text.isascii())
        and not _SMALL_TALK.search(text)
    )


def _heading(one: Candidate, hashtags: Collection[str]) -> str:
    """Return the question of a post as a heading: its last sentence, without introduction."""
    question = _SENTENCE.split(" ".join(one.post.shown.split()))[-1]
    words = heading_words(_ANNOUNCED.sub("", question), hashtags) or question
    return words[:1].upper() + words[1:]
