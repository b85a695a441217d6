"""Threads: posts of one person that go on from one another, each with its first part.

They are worked out beside the library (`work.work_out`) and kept here.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from curator.library.desk.questions import PLACED
from curator.library.search.row_reader import moment_of
from curator.library.search.visibility import person_of
from curator.model import Author, Post, Span

_AT_ONCE = 5_000


class ThreadPost(NamedTuple):
    """A post as the search for threads reads it."""

    id: int
    person: int
    post: Post
    """With its words, time and reply only."""

    question: int
    """The id of its question; 0 for none."""

    asks: bool
    """Whether it asks that question."""


class Threads:
    """The threads of a library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._transaction = transaction

    def posts_by_person(self) -> Iterator[ThreadPost]:
        """Yield the posts that are no echoes, person by person, each in order of time."""
        person = person_of(self._run)
        rows = self._run(
            f"SELECT posts.id, {person} AS said, posts.platform, posts.key, handle, posts.at,"
            " posts.text, spans, reply_to, cut, ifnull(placed.question, 0), asked.post IS NOT NULL"
            " FROM posts JOIN people ON people.id = posts.person"
            f" LEFT JOIN ({PLACED}) AS placed ON placed.post = posts.id"
            " LEFT JOIN questions AS asked ON asked.post = posts.id"
            " WHERE context = 0 AND echo = '' AND posts.id NOT IN (SELECT post FROM echoes)"
            " ORDER BY said, posts.at, posts.id"
        )
        for id_, who, platform, key, handle, at, text, spans, reply, cut, question, asks in rows:
            found = tuple(Span(*span) for span in json.loads(spans)) if spans else ()
            post = Post(
                platform, key, Author(handle), moment_of(at), text, reply_to=reply, spans=found,
                cut=bool(cut),
            )  # fmt: skip
            yield ThreadPost(id_, who, post, question, bool(asks))

    def keep(self, threads: Iterable[Sequence[int]]) -> Iterator[int]:
        """Save threads in place of those before, yielding now and then how many parts are."""
        rows = [(part, first) for first, *parts in threads for part in parts]
        with self._transaction():
            self._run("DELETE FROM threads")
        for start in range(0, len(rows), _AT_ONCE):
            with self._transaction():
                self._many("INSERT INTO threads VALUES (?, ?)", rows[start : start + _AT_ONCE])
            yield min(start + _AT_ONCE, len(rows))

    def parts_among(self, ids: Sequence[int]) -> dict[int, array[int]]:
        """Return the threads whose first part is among some posts: its other parts among them."""
        found: dict[int, array[int]] = {}
        here: set[int] | None = None
        for part, first in self._run(
            "SELECT post, first FROM threads JOIN posts ON posts.id = post ORDER BY at, post"
        ):
            here = set(ids) if here is None else here
            if part in here and first in here:
                found.setdefault(first, array("q")).append(part)
        return found
