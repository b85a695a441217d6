"""Gathering what a rough cut is made of: which chat, its posts, and what is known of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from curator.insight.draft.draft import Asked
from curator.insight.draft.ranking import Candidate
from curator.library import Library, Person, Query, Question, Row
from curator.model import Post, Standing
from curator.work.task import Progress, Work

PAGE = 500

Span: TypeAlias = tuple[datetime, datetime]

_BEFORE = timedelta(minutes=30)
"""What is said so long before the first question is of the chat."""

_PAUSE = timedelta(hours=1)
"""An answer after so long a pause came late, when the chat was over."""

_LATER_PART = re.compile(r"(?:^|\s)\(?([2-9])/[2-9n]?\)?(?=\s|$|[.:])")
"""What stands in the second and every later post of an answer: '2/2', '(2/3)'."""

_ENOUGH = 0.25
"""A chat is worth a recap of its own if it has this share of the largest one's answers."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a rough cut is made of."""

    candidates: tuple[Candidate, ...]
    asked: tuple[Asked, ...]
    """Its questions; none in a chat by theme."""

    hosts: tuple[Person, ...]
    guests: tuple[Person, ...]
    chats: int
    """How many chats there were to choose from; 0 where no question was asked."""

    span: Span | None = None
    """From when to when the chat was; None where no question was asked."""


def gather(library: Library, query: Query, near: Post | None = None) -> Work[Gathered]:
    """Gather the posts that answer a query.

    Of several chats it is the one that a post is of, or else the last that is not much
    smaller than the others; what was said long before and after a chat is left out.
    """
    ids = library.posts.find(query, echoes="without")
    rows: list[Row] = []
    for start in range(0, len(ids), PAGE):
        rows += library.posts.rows(ids[start : start + PAGE])
        yield Progress(len(rows), 0.7 * len(rows) / len(ids))
    questions: dict[int, Question] = {each.id: each for each in library.questions.all()}
    chat, chats = _chat(rows, questions, near)
    span = _span(rows, [each for each in questions.values() if each.session == chat])
    if span:
        rows = [row for row in rows if span[0] <= row.post.at <= span[1]]
    people = _People(library)
    candidates = tuple(_candidate(row, people) for row in _counted(rows))
    asked = tuple(
        Asked(_heading(library, each), _answers(candidates, each))
        for each in questions.values()
        if each.session == chat
    )
    hosts, guests = people.seated(candidates)
    asked = tuple(each for each in asked if each.posts)
    return Gathered(candidates, asked, hosts, guests, chats, span)


def _answers(candidates: Sequence[Candidate], question: Question) -> frozenset[int]:
    return frozenset(one.id for one in candidates if one.question == question.id)


def _chat(
    rows: Sequence[Row], questions: dict[int, Question], near: Post | None
) -> tuple[int, int]:
    """Return the chat that the recap is of, 0 for none, and how many there are."""
    answers = Counter(
        questions[row.part.question.question].session
        for row in rows
        if row.part.question and row.part.question.question in questions
    )
    if not answers:
        return 0, 0
    if near:
        nearest = min(questions.values(), key=lambda each: abs(each.at - near.at))
        return nearest.session, len(answers)
    most = max(answers.values())
    return max(chat for chat, count in answers.items() if count >= _ENOUGH * most), len(answers)


def _span(rows: Sequence[Row], questions: Sequence[Question]) -> Span | None:
    """Return from when to when a chat was; None where no question was asked.

    It is from a little before its first question up to the last answer that came without a
    long pause.
    """
    if not questions:
        return None
    own = {each.id for each in questions}
    asked = [each.at for each in questions]
    end = max(asked)
    for at in sorted(
        row.post.at for row in rows if row.part.question and row.part.question.question in own
    ):
        if end < at <= end + _PAUSE:
            end = at
    return min(asked) - _BEFORE, end


def _counted(rows: Sequence[Row]) -> Iterator[tuple[Row, int]]:
    """Yield each post with how many of the others reply to it."""
    replies = Counter((row.post.platform, row.post.reply_to) for row in rows)
    for row in rows:
        yield row, replies[row.post.platform, row.post.key]


class _People:
    """Who said what, accounts of one person counted as one."""

    def __init__(self, library: Library) -> None:
        self._faces: dict[tuple[str, str], Person] = {}
        for person in library.people.all():
            for account in (person, *person.accounts):
                own = account.account
                self._faces[own.platform, own.handle.casefold()] = person
        self._found = library.questions.hosts()
        self._seats: dict[int, str] = {}

    def of(self, row: Row) -> Person | None:
        return self._faces.get((row.post.platform, row.post.author.handle.casefold()))

    def seat(self, row: Row, person: Person | None) -> str:
        said = person.standing.seat if person else ""
        seat = said or row.part.seat
        if person:
            self._seats.setdefault(person.id, seat)
        return seat

    def seated(
        self, candidates: Sequence[Candidate]
    ) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Return the hosts and the guests among those who said something."""
        said = Counter(one.person for one in candidates)
        by_id = {person.id: person for person in self._faces.values()}
        order = sorted((p for p in by_id.values() if p.id in said), key=lambda p: -said[p.id])
        hosts = tuple(p for p in order if self._seats.get(p.id) == "host")
        guests = tuple(p for p in order if self._seats.get(p.id) == "guest")
        return hosts, guests


def _candidate(counted: tuple[Row, int], people: _People) -> Candidate:
    row, replies = counted
    person = people.of(row)
    standing = person.standing if person else Standing()
    seat = people.seat(row, person)
    placed = row.part.question
    return Candidate(
        row.id,
        row.post,
        person.id if person else 0,
        row.mark,
        row.tags,
        placed.question if placed and not row.part.asks else 0,
        placed.confidence if placed else 1.0,
        part=placed is not None and _LATER_PART.search(row.post.shown) is not None,
        echoes=row.echoes,
        echo_people=row.echo_people,
        replies=replies,
        host=seat == "host" or row.part.asks,
        newcomer=standing.newcomer == "new",
        quotable=not row.post.author.protected
        and standing.consent != "withheld"
        and not standing.muted
        and not row.withheld
        and not row.part.asks,
    )


def _heading(library: Library, question: Question) -> str:
    """Return the question as a heading; of somebody who is withheld only its number."""
    text = question.title if question.is_named else question.text or question.title
    asked = None if question.is_named else question.post
    if asked is not None and library.posts.row(asked).withheld:
        return f"Q{question.number}"
    return f"Q{question.number}. {text}" if text else f"Q{question.number}"
