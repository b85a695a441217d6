"""Finding the questions of a library's chats and their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from curator.insight.questions.assign import place
from curator.insight.questions.evenings import Evening, dense_evenings, find_evenings
from curator.insight.questions.guests import with_guests_by_name
from curator.insight.questions.sessions import find_questions
from curator.insight.questions.values import HOUR, ByHand, ChatPost, Place, Seat, Session
from curator.labels import Label, label_of
from curator.library import Library
from curator.work.series_zones import zones_of_series
from curator.work.task import Progress, Work

_SAME_CHAT = 6 * HOUR
_LOOKED_AT = 20_000
_READ, _PLACED = 0.6, 0.9
"""Shares of progress after which posts are read, and are placed under questions."""


def posts_and_labels(library: Library) -> Work[tuple[list[ChatPost], dict[int, Label]]]:
    """Read every post in order of time, and the question labels in them."""
    posts: list[ChatPost] = []
    labels: dict[int, Label] = {}
    whole = max(1, library.posts.newest())
    _, marks, _ = library.questions.by_hand
    for told in library.questions.all_posts():
        *said, again = told
        post = ChatPost._make(said)
        is_echo = bool(post.echo_of) and again is None and post.id not in marks
        label = None if is_echo else label_of(told.text)
        if again is not None and (again > _SAME_CHAT or (label and label.kind == "question")):
            post = post._replace(echo_of=0)  # asked again: perhaps in another chat
        if post.echo_of and post.id not in marks:  # it goes where its source is
            post = post._replace(text="")
        elif label:
            labels[post.id] = label
        posts.append(post)
        if len(posts) % _LOOKED_AT == 0:
            yield Progress(len(posts), _READ * len(posts) / whole)
    return posts, labels


def find_answers(library: Library) -> Iterator[Progress]:
    """Find the questions and their answers, and save both."""
    posts, labels = yield from posts_and_labels(library)
    seats, marks, given = library.questions.by_hand
    by_hand = ByHand(cast("Mapping[int, Seat]", seats), marks, given)
    sessions = with_guests_by_name(
        find_questions(posts, labels, by_hand), posts, library.questions.names
    )
    yield Progress(len(posts), _READ)
    places = place(posts, sessions, labels, by_hand)
    evenings = _find_chats(library, posts, sessions, places)
    if given:  # what is kept of these is where they would be without the editor's word
        alone = place(posts, sessions, labels, replace(by_hand, places={}))
        places = {post: where for post, where in places.items() if post not in given}
        places |= {post: alone[post] for post in given if post in alone}
    yield Progress(len(posts), _PLACED)
    kept = library.questions.keep(
        [row for n, session in enumerate(sessions, 1) for row in _rows(n, session)],
        places,
        [(n, who, seat) for n, each in enumerate(sessions, 1) for who, seat in each.hosts.items()],
    )
    for _ in kept:
        yield Progress(len(posts), _PLACED)
    library.chats.keep((each.post, each.start, each.end) for each in evenings)
    library.chats.zones.keep(zones_of_series(library))


def _find_chats(
    library: Library,
    posts: Sequence[ChatPost],
    sessions: Sequence[Session],
    places: Mapping[int, Place],
) -> list[Evening]:
    """Return the chats with questions, and the dense talk of archives without, in order of time.

    An archive is looked at by itself, since beside an account's years no evening is dense; all
    together only if nothing is found so, as where an evening came in pieces.
    """
    found = find_evenings(posts, sessions, places)
    asked = {each.first for session in sessions for each in session.questions}
    order = {said.id: place for place, said in enumerate(posts)}
    for archive in library.archives.all():
        own = library.archives.posts_of(archive.id)
        if asked.isdisjoint(own):
            in_order = sorted(order[id_] for id_ in own if id_ in order)
            dense = dense_evenings([posts[number] for number in in_order])
            found += [each for each in dense if not any(map(each.overlaps, found))]
    return sorted(found, key=lambda each: each.start) or dense_evenings(posts)


def _rows(number: int, session: Session) -> Iterator[tuple[int, int, int, int | None, int, str]]:
    for asked in session.questions:
        yield asked.first, number, asked.number, asked.post, asked.at, asked.text
