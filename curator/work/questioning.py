"""The questions of a library's chats, and what answers them, worked out for all its posts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import cast

from curator.insight.question_labels import Label, label_of
from curator.insight.question_placing import place
from curator.insight.question_sessions import find_questions
from curator.insight.questions import ByHand, Said, Seat, Session
from curator.library import Library
from curator.work.task import Progress

_RULES = 1
"""To be raised when the rules change, so that everything is worked out again."""

_LOOKED_AT = 20_000


def question_basis(library: Library) -> str:
    """Return from what the questions are worked out."""
    questions = library.questions
    given = repr((library.recall("worked out: echoes"), questions.by_hand, questions.regrouped))
    digest = hashlib.sha256(given.encode()).hexdigest()[:16]
    return f"{_RULES} {digest} {library.archives.state}"


def find_answers(library: Library) -> Iterator[Progress]:
    """Find the questions and place the posts, and keep both."""
    posts: list[Said] = []
    labels: dict[int, Label] = {}
    for said in map(Said._make, library.questions.told()):
        posts.append(said)
        if label := label_of(said.text):
            labels[said.id] = label
        if len(posts) % _LOOKED_AT == 0:
            yield Progress(len(posts))
    seats, marks, given = library.questions.by_hand
    by_hand = ByHand(cast("Mapping[int, Seat]", seats), marks, given)
    sessions = find_questions(posts, labels, by_hand)
    yield Progress(len(posts))
    places = place(posts, sessions, labels, by_hand)
    yield Progress(len(posts))
    kept = library.questions.keep(
        [row for n, session in enumerate(sessions, 1) for row in _rows(n, session)],
        {post: (there.question, there.why, there.confidence) for post, there in places.items()},
        [(n, who, seat) for n, each in enumerate(sessions, 1) for who, seat in each.hosts.items()],
    )
    for _ in kept:
        yield Progress(len(posts))


def _rows(number: int, session: Session) -> Iterator[tuple[int, int, int, int | None, int, str]]:
    for asked in session.questions:
        yield asked.first, number, asked.number, asked.post, asked.at, asked.text
