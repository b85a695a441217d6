"""The questions of chats, and the posts that belong to them.

They are worked out beside the library (`work.work_out`) and kept here; what the editor says
by hand is laid over it at once, and is obeyed whenever it is worked out again. What changes
the desk is called inside `library.edit(label)`.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from sys import intern
from typing import NamedTuple

from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.search.mark_counts import Tally, basis_of
from curator.library.search.row_reader import moment_of
from curator.library.search.visibility import ANY_MUTED, MUTED_POSTS
from curator.library.values.question_words import heading, topic
from curator.library.values.rows import (
    ChatId,
    Part,
    PlacedBy,
    Placement,
    PostId,
    Question,
    QuestionId,
)

PLACED = """
    SELECT post, question, why, confidence, 0 AS by_hand FROM answers
    WHERE post NOT IN (SELECT post FROM question_places)
    UNION ALL
    SELECT post, question, 'label', 1.0, 1 FROM question_places WHERE question IS NOT NULL
"""
"""The question of each post, the editor's placement before the found one."""

_AT_ONCE = 5_000
_LISTED = "echo <> 'native' AND context <> 1 AND posts.id NOT IN (SELECT post FROM echoes)"
"""The posts that a list shows with echoes folded, so that counts agree with the list."""


class QuestionPost(NamedTuple):
    """A post as the search for questions reads it."""

    id: int
    person: int
    at: int
    text: str
    reply_to: int
    """The post it replies to; 0: none in the library."""

    echo_of: int
    """The post it repeats; 0: itself."""

    handle: str
    reply_handle: str
    is_timed: bool
    """Whether its time is known, and not only its day."""

    again: int | None = None
    """For somebody repeating their own post: milliseconds since the first one."""


class Counted(NamedTuple):
    """The counts of a question's posts."""

    posts: int = 0
    decided: int = 0


class Questions:
    """The questions of a library."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._transaction = transaction
        self._totals: tuple[str, dict[int, int]] = "", {}
        self._marks = Tally(
            connection,
            f"ifnull(by_hand.question, found.question), ({_LISTED})",
            "LEFT JOIN question_places AS by_hand ON by_hand.post = m.post"
            " LEFT JOIN answers AS found ON found.post = m.post AND by_hand.post IS NULL",
        )

    # Reading

    def all(self) -> list[Question]:
        """Return the questions in the order in which they were asked."""
        rows = self._run(
            "SELECT questions.id, session, number, post, at, text, question_titles.title,"
            " chats.id FROM questions LEFT JOIN question_titles ON question = questions.id"
            " LEFT JOIN chats ON at BETWEEN begins AND ends ORDER BY session, at, number"
        )
        return [
            Question(
                QuestionId(id_),
                session,
                number,
                title or topic(text),
                None if post is None else PostId(post),
                moment_of(at),
                heading(text),
                title is not None,
                None if chat is None else ChatId(chat),
            )
            for id_, session, number, post, at, text, title, chat in rows
        ]

    def hosts(self) -> dict[str, str]:
        """Return who hosts any chat, by lower-case handle; 'guest' for those never hosts."""
        rows = self._run("SELECT handle, min(seat = 'guest') FROM hosts GROUP BY handle")
        return {handle.casefold(): "guest" if guest else "host" for handle, guest in rows}

    def placed(self, ids: Iterable[int]) -> dict[PostId, Placement]:
        """Return the question of each of these posts, and why."""
        asked = (json.dumps(list(ids)),)
        numbers = dict(self._run("SELECT id, number FROM questions"))
        found = {
            post: (question, why, sure, False)
            for post, question, why, sure in self._run(
                "SELECT * FROM answers WHERE post IN (SELECT value FROM json_each(?))", asked
            )
        }
        for post, question in self._run(
            "SELECT * FROM question_places WHERE post IN (SELECT value FROM json_each(?))", asked
        ):
            found[post] = question, "label", 1.0, True
        return {
            PostId(post): Placement(QuestionId(question), numbers[question], why, sure, by_hand)
            for post, (question, why, sure, by_hand) in found.items()
            if question in numbers
        }

    def parts(self, ids: Sequence[int]) -> dict[PostId, Part]:
        """Return the part of posts in chats: question, whether they ask it, author's seat."""
        seats, placed = self._found_hosts(), self.placed(ids)
        rows = self._run(
            "SELECT posts.id, handle, ifnull(seat, ''), questions.post IS NOT NULL, chats.id"
            " FROM posts JOIN people ON people.id = posts.person"
            " LEFT JOIN chats ON posts.at BETWEEN begins AND ends"
            " LEFT JOIN standings ON standings.person = posts.person"
            " LEFT JOIN questions ON questions.post = posts.id"
            " WHERE posts.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {
            PostId(id_): Part(
                placed.get(PostId(id_)),
                bool(asks),
                seat or seats.get((chat, handle.casefold()), ""),
                None if chat is None else ChatId(chat),
            )
            for id_, handle, seat, asks, chat in rows
        }

    def _found_hosts(self) -> dict[tuple[int, str], str]:
        """Return who was found to host, by chat and lower-case handle."""
        rows = self._run(
            "SELECT chats.id, handle, min(seat = 'guest') FROM chats"
            " JOIN questions ON questions.at BETWEEN begins AND ends"
            " JOIN hosts ON hosts.session = questions.session GROUP BY 1, 2"
        )
        return {
            (chat, handle.casefold()): "guest" if guest else "host" for chat, handle, guest in rows
        }

    def counts(self) -> dict[QuestionId | None, Counted]:
        """Return the number of posts of each question, and under None of those without one."""
        if self._run(ANY_MUTED).fetchone()[0]:
            return self._counted("1", ())
        totals = self._count_all()
        marks = self._marks.counts(self._totals[0])
        decided: Counter[int | None] = Counter()
        for (_, question, listed), count in marks.items():
            decided[question] += count if listed else 0
        marked = decided.total()
        found: dict[QuestionId | None, Counted] = {
            QuestionId(id_): Counted(posts, decided.get(id_, 0))
            for id_, posts in totals.items()
            if id_
        }
        of_one = sum(counted.posts for counted in found.values())
        done = sum(counted.decided for counted in found.values())
        found[None] = Counted(totals.get(0, 0) - of_one, marked - done)
        return found

    def counts_in(self, chat: ChatId) -> dict[QuestionId | None, Counted]:
        """Return the same for the posts of one chat."""
        return self._counted("chats.id = ?", (chat,))

    def _counted(self, where: str, values: Sequence[int]) -> dict[QuestionId | None, Counted]:
        """Return the same for the posts that meet a condition, without those that are muted."""
        chats = "chats JOIN posts ON posts.at BETWEEN begins AND ends" if values else "posts"
        muted = bool(self._run(ANY_MUTED).fetchone()[0])
        shown = f"{_LISTED} AND posts.id NOT IN ({MUTED_POSTS})" if muted else _LISTED
        rows = self._run(
            "SELECT placed.question, count(*), total(posts.id IN (SELECT post FROM marks))"
            f" FROM {chats} LEFT JOIN ({PLACED}) AS placed ON placed.post = posts.id"
            f" WHERE {where} AND {shown} GROUP BY 1",
            values,
        )
        found: dict[QuestionId | None, Counted] = {None: Counted()}
        for question, posts, decided in rows:
            found[question and QuestionId(question)] = Counted(posts, int(decided))
        return found

    def answers(self, counts: Mapping[QuestionId | None, Counted]) -> dict[QuestionId, int]:
        """Return how many of the counted posts answer each question: all but the one that asks."""
        posts = [each.post for each in self.all() if each.post is not None]
        asking = Counter(each.question for each in self.placed(posts).values())
        return {each: found.posts - asking[each] for each, found in counts.items() if each}

    def _count_all(self) -> dict[int, int]:
        """Return the number of posts by question, and under 0 of all."""
        state = basis_of(self._run) + "".join(
            str(value)
            for row in self._run(
                "SELECT value FROM memory WHERE name LIKE 'worked out: %' UNION ALL"
                " SELECT group_concat(post || ' ' || ifnull(question, '')) FROM question_places"
            )
            for value in row
        )
        if self._totals[0] != state or not self._totals[1]:
            totals = dict(
                self._run(
                    f"SELECT question, count(*) FROM ({PLACED}) JOIN posts ON posts.id = post"
                    f" WHERE {_LISTED} AND question IN (SELECT id FROM questions) GROUP BY 1"
                )
            )
            (totals[0],) = self._run(f"SELECT count(*) FROM posts WHERE {_LISTED}").fetchone()
            self._totals = state, totals
        return self._totals[1]

    # Edits

    def place(self, posts: Iterable[int], question: int | None) -> None:
        """Place posts under a question, or under none."""
        self._many(
            "INSERT INTO question_places (post, question) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET question = excluded.question"
            " WHERE question IS NOT excluded.question",
            [(post, question) for post in posts],
        )

    def release(self, posts: Iterable[int]) -> None:
        """Undo the manual placement of posts."""
        self._many("DELETE FROM question_places WHERE post = ?", [(post,) for post in posts])

    def mark(self, post: int, number: int) -> None:
        """Mark a post as the question with this number; the next analysis follows it."""
        if not 0 < number < 100:  # noqa: PLR2004  two digits, as labels have
            raise LibraryError(tr("A question has a number from 1 to 99."))
        self.release([post])
        self._run(
            "INSERT INTO question_marks (post, number) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET number = excluded.number",
            (post, number),
        )

    def unmark(self, post: int) -> None:
        """Unmark a post as a question."""
        self._run("DELETE FROM question_marks WHERE post = ?", (post,))

    def marked(self, post: int) -> int | None:
        """Return the number of the question that the editor marked a post as, or None."""
        row = self._run("SELECT number FROM question_marks WHERE post = ?", (post,)).fetchone()
        return row and int(row[0])

    def rename(self, question: int, title: str) -> None:
        """Set the title of a question; an empty one restores its topic."""
        title = " ".join(title.split())[:200]
        if title:
            self._run(
                "INSERT INTO question_titles (question, title) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET title = excluded.title WHERE title <> excluded.title",
                (question, title),
            )
        else:
            self._run("DELETE FROM question_titles WHERE question = ?", (question,))

    # Analysis

    @property
    def by_hand(self) -> tuple[dict[int, str], dict[int, int], dict[int, int | None]]:
        """Return the editor's corrections: seats by person, questions and places by post."""
        seats = dict(self._run("SELECT person, seat FROM standings WHERE seat <> ''"))
        marks = dict(self._run("SELECT post, number FROM question_marks ORDER BY post"))
        places = dict(self._run("SELECT post, question FROM question_places ORDER BY post"))
        return seats, marks, places

    @property
    def regrouped(self) -> str:
        """Return the echoes the editor split or joined: questions are found without echoes."""
        (listed,) = self._run(
            "SELECT group_concat(post || ' ' || source) FROM regroupings"
        ).fetchone()
        return listed or ""

    def names(self) -> dict[str, str]:
        """Return the names of people, by lower-case handle."""
        rows = self._run("SELECT handle, name FROM people WHERE name <> ''")
        return {handle.casefold(): name for handle, name in rows}

    def all_posts(self) -> Iterator[QuestionPost]:
        """Yield every post in order of time, with the fields needed to find questions."""
        rows = self._run(
            "SELECT p.id, p.person, p.at, p.text, ifnull(r.id, 0),"
            " coalesce(e.source, o.id, 0), people.handle, p.reply_handle, "
            " p.precision NOT IN ('day', 'elapsed'),"
            " CASE WHEN p.repost_of = '' AND s.person = p.person THEN p.at - s.at END"
            " FROM posts p JOIN people ON people.id = p.person"
            " LEFT JOIN posts r ON p.reply_to <> '' AND r.platform = p.platform"
            "  AND r.key = p.reply_to"
            " LEFT JOIN echoes e ON e.post = p.id LEFT JOIN posts s ON s.id = e.source"
            " LEFT JOIN posts o ON p.repost_of <> '' AND o.platform = p.platform"
            "  AND o.key = p.repost_of AND o.id <> p.id"
            "  AND p.id NOT IN (SELECT post FROM regroupings)"
            " ORDER BY p.at, p.id"
        )
        for *known, handle, reply_handle, is_timed, again in rows:
            by, to = intern(handle.casefold()), intern(reply_handle.casefold())
            yield QuestionPost._make((*known, by, to, bool(is_timed), again))

    def keep(
        self,
        questions: Sequence[tuple[int, int, int, int | None, int, str]],
        answers: Mapping[int, tuple[int, PlacedBy, float]],
        hosts: Iterable[tuple[int, str, str]],
    ) -> Iterator[int]:
        """Save what was found, in batches; yield the number of rows written."""
        same: set[int] = set()
        gone: list[tuple[int]] = []
        for post, *place in self._run("SELECT * FROM answers"):
            if answers.get(post) == tuple(place):
                same.add(post)
            elif post not in answers:
                gone.append((post,))
        with self._transaction():
            self._run("DELETE FROM questions")
            self._many("INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?)", questions)
            self._run("DELETE FROM hosts")
            self._many("INSERT INTO hosts VALUES (?, ?, ?)", hosts)
        fresh = ((post, *answers[post]) for post in sorted(answers.keys() - same))
        done = 0
        for sql, rows in (
            ("DELETE FROM answers WHERE post = ?", iter(gone)),
            ("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", fresh),
        ):
            while batch := [*islice(rows, _AT_ONCE)]:
                with self._transaction():
                    self._many(sql, batch)
                yield (done := done + _AT_ONCE)
