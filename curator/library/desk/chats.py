"""The chats of a library: which there are, when they were, and who held them.

They are worked out beside the library (`work.work_out`) and kept here; what the editor
corrects is laid over that at once, and again whenever it is worked out anew. What changes
the desk is called inside `library.edit(label)`, which then lets the chats follow.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, tzinfo

from curator.dates import clock, day_words, zone_called
from curator.errors import LibraryError
from curator.i18n import tr
from curator.library.desk.chat_zones import CHAT_CALLED, IN_CHAT, ChatZones
from curator.library.search.chat_dates import ChatDates
from curator.library.search.row_reader import moment_of
from curator.library.search.visibility import ANY_MUTED, MUTED_POSTS
from curator.library.values.chat_spans import ChatEdit, ChatSpan, corrected
from curator.library.values.rows import Chat, ChatClock, ChatId, PostId

_LONGEST_TITLE = 200


class Chats:
    """The chats, in order of time."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
        zones: ChatZones,
    ) -> None:
        self._run = connection.execute
        self._many = connection.executemany
        self._transaction = transaction
        self.zones = zones
        self.begun = ChatDates(connection, zones)

    # Reading

    def all(self) -> list[Chat]:
        """Return the chats, the oldest first."""
        rows = self._run(
            "SELECT id, begins, ends, title, hashtag FROM chats ORDER BY begins"
        ).fetchall()
        zones = self.zones.all()
        tz = {id_: zone_called(zone) for id_, (zone, _) in zones.items()}
        days = {id_: moment_of(begins).astimezone(tz[id_]).date() for id_, begins, *_ in rows}
        held = Counter(days.values())
        seats, posts = self.hosts_and_guests(), self._posts()
        asked = dict(
            self._run(
                "SELECT chats.id, count(*) FROM chats JOIN questions"
                " ON questions.at BETWEEN begins AND ends GROUP BY 1"
            )
        )
        clocks = self._clocks()
        return [
            Chat(
                ChatId(id_),
                title or _title(hashtag, moment_of(begins), tz[id_], alone=held[days[id_]] == 1),
                moment_of(begins),
                moment_of(ends),
                _handles_with(seats.get(ChatId(id_), {}), "host"),
                _handles_with(seats.get(ChatId(id_), {}), "guest"),
                asked.get(id_, 0),
                posts.get(id_, 0),
                hashtag,
                bool(title),
                clocks.get(id_, "known"),
                *zones[id_],
            )
            for id_, begins, ends, title, hashtag in rows
        ]

    def called(self, name: int) -> Chat | None:
        """Return the chat with an id, or else the one that contains the post with that id."""
        row = self._run(f"SELECT ({CHAT_CALLED})", (name, name)).fetchone()
        return next((chat for chat in self.all() if chat.id == row[0]), None)

    def find_named(self, names: Iterable[str]) -> list[Chat]:
        """Return the chats that a search names. See Query.chats."""
        return [chat for id_ in self._named(names) if (chat := self.called(id_)) is not None]

    def _named(self, names: Iterable[str]) -> Iterator[int]:
        for name in names:
            yield from [int(name)] if name.isdecimal() else self.begun.chats(name)

    def of(self, posts: Iterable[int]) -> dict[PostId, ChatId]:
        """Return the chat of each post; posts that are in none are left out."""
        rows = self._run(
            "SELECT posts.id, chats.id FROM json_each(?) JOIN posts ON posts.id = json_each.value"
            f" JOIN chats ON {IN_CHAT}",
            (json.dumps(list(posts)),),
        )
        return {PostId(post): ChatId(chat) for post, chat in rows}

    def hosts_and_guests(self) -> dict[ChatId, dict[str, str]]:
        """Return who is 'host' or 'guest' of each chat, by handle; the editor's word comes first.

        A person the editor names has that role in every chat in which they posted.
        """
        found: dict[ChatId, dict[str, str]] = defaultdict(dict)
        named = {
            handle.casefold()
            for (handle,) in self._run(
                "SELECT handle FROM standings JOIN people ON people.id = person WHERE seat <> ''"
            )
        }
        for chat, handle, guest in self._run(
            "SELECT chats.id, coalesce((SELECT handle FROM people WHERE handle = hosts.handle"
            " ORDER BY id LIMIT 1), hosts.handle), min(seat = 'guest') FROM chats"
            " JOIN questions ON questions.at BETWEEN begins AND ends"
            " JOIN hosts ON hosts.session = questions.session GROUP BY 1, hosts.handle"
        ):
            if handle.casefold() not in named:
                found[ChatId(chat)][handle] = "guest" if guest else "host"
        for chat, handle, seat in self._run(
            "SELECT DISTINCT chats.id, handle, seat FROM standings"
            " JOIN people ON people.id = standings.person JOIN posts ON posts.person = people.id"
            f" JOIN chats ON {IN_CHAT} WHERE seat <> ''"
        ):
            found[ChatId(chat)][handle] = seat
        return found

    def _posts(self) -> dict[int, int]:
        muted = f" AND id NOT IN ({MUTED_POSTS})" if self._any_muted() else ""
        return dict(
            self._run(
                "SELECT chats.id, (SELECT count(*) FROM posts WHERE at BETWEEN begins AND ends"
                f" AND context = 0{muted}) FROM chats"
            )
        )

    def _clocks(self) -> dict[int, ChatClock]:
        """Return what is known of the time of day in the chats in which no post has one."""
        rows = self._run(
            "SELECT id, (SELECT max(precision) FROM posts WHERE at BETWEEN begins AND ends"
            " AND context = 0) FROM chats WHERE NOT EXISTS (SELECT 1 FROM posts"
            " WHERE at BETWEEN begins AND ends AND precision NOT IN ('day', 'elapsed')"
            " AND context = 0)"
        )
        return {id_: "elapsed" if precision == "elapsed" else "unknown" for id_, precision in rows}

    def _any_muted(self) -> bool:
        return bool(self._run(ANY_MUTED).fetchone()[0])

    # Edits

    def rename(self, chat: ChatId, title: str) -> None:
        """Set the title of a chat; an empty one restores its hashtag and date."""
        self._set(chat, "title", " ".join(title.split())[:_LONGEST_TITLE])

    def set_zone(self, chat: ChatId, zone: str) -> None:
        """Say in which zone a chat was held, and all others of its hashtag."""
        others = (
            "UPDATE chat_edits SET zone = '' WHERE zone <> '' AND EXISTS (SELECT 1 FROM posts"
            f" JOIN chats ON chats.id = posts.id OR {IN_CHAT} JOIN chats AS it ON it.id = ?"
            " WHERE posts.id = chat_edits.post AND chats.hashtag <> ''"
            " AND lower(chats.hashtag) = lower(it.hashtag))"
        )
        self._run(others, (chat,))
        self._set(chat, "zone", zone)

    def join(self, chats: Sequence[ChatId]) -> ChatId:
        """Join chats, including those between them, into one; return it."""
        every = [chat.id for chat in self.all()]
        places = sorted(every.index(chat) for chat in set(chats) if chat in every)
        if len(places) < 2:  # noqa: PLR2004  two make one
            raise LibraryError(tr("Choose two chats to join."))
        first, last = places[0], places[-1]
        for chat in every[first + 1 : last + 1]:
            begun_by_hand = self._run(
                "SELECT 1 FROM chat_edits WHERE post = ? AND splits = 1", (chat,)
            ).fetchone()
            if begun_by_hand:
                self._set(chat, "splits", 0)
            else:
                self._set(chat, "joins", 1)
        self._run(  # a span set for a part would cut the joined chat again
            "UPDATE chat_edits SET begins = NULL, ends = NULL WHERE begins IS NOT NULL AND post IN"
            " (SELECT value FROM json_each(?))",
            (json.dumps(every[first : last + 1]),),
        )
        self._forget_unsaid()
        return every[first]

    def split(self, post: int) -> None:
        """Start a new chat at a post, which lies in one."""
        (at,) = self._run("SELECT at FROM posts WHERE id = ?", (post,)).fetchone()
        inside = self._run(
            "SELECT 1 FROM chats WHERE begins < ? AND ends >= ?", (at, at)
        ).fetchone()
        if inside is None:
            raise LibraryError(
                tr("A chat can be split at any post of it but the first. Choose one of these.")
            )
        found, edits = self._found(), self._edits()
        parts = corrected(found, [edit for edit in edits if edit.splits])
        begun = next((part for part in parts if part.begins == at), None)
        if begun is None:
            self._set(post, "splits", 1)
            return
        for edit in edits:
            if edit.joins and begun.begins <= edit.at <= begun.ends:
                self._set(edit.post, "joins", 0)

    def move(self, chat: ChatId, start: datetime, end: datetime) -> None:
        """Set the first and last moment of a chat; overlapping neighbours are shortened."""
        if end <= start:
            raise LibraryError(tr("A chat must end after it begins."))
        self._set(chat, "begins", int(start.timestamp() * 1000))
        self._set(chat, "ends", int(end.timestamp() * 1000))

    def _set(self, post: int, what: str, value: str | int) -> None:
        self._run(
            f"INSERT INTO chat_edits (post, {what}) VALUES (?, ?)"
            f" ON CONFLICT DO UPDATE SET {what} = excluded.{what}"
            f" WHERE {what} IS NOT excluded.{what}",
            (post, value),
        )
        self._forget_unsaid()

    def _forget_unsaid(self) -> None:
        self._run(
            "DELETE FROM chat_edits WHERE title = '' AND splits = 0 AND joins = 0"
            " AND begins IS NULL AND ends IS NULL AND zone = ''"
        )

    # Analysis

    def keep(self, found: Iterable[tuple[int, int, int]]) -> None:
        """Save the chats that were found: for each a post that identifies it, and its two ends."""
        with self._transaction():
            self._run("DELETE FROM found_chats")
            self._many("INSERT INTO found_chats VALUES (?, ?, ?)", found)
            self.settle()

    def settle(self) -> None:
        """Apply the editor's corrections to the found chats; the caller holds the transaction."""
        before = {
            (id_, begins, ends): hashtag
            for id_, begins, ends, hashtag in self._run(
                "SELECT id, begins, ends, hashtag FROM chats"
            )
        }
        self._run("DELETE FROM chats")
        for chat in corrected(self._found(), self._edits()):
            span = chat.id, chat.begins, chat.ends
            hashtag = before[span] if span in before else self._hashtag(chat)
            self._run(
                "INSERT INTO chats (id, begins, ends, title, hashtag, zone)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*span, chat.title, hashtag, chat.zone),
            )

    def _found(self) -> list[ChatSpan]:
        return [ChatSpan(*row) for row in self._run("SELECT id, begins, ends FROM found_chats")]

    def _edits(self) -> list[ChatEdit]:
        rows = self._run(
            "SELECT post, at, title, splits, joins, begins, ends, zone FROM chat_edits"
            " JOIN posts ON posts.id = post ORDER BY post"
        )
        return [
            ChatEdit(post, at, title, bool(splits), bool(joins), begins, ends, zone)
            for post, at, title, splits, joins, begins, ends, zone in rows
        ]

    def _hashtag(self, chat: ChatSpan) -> str:
        """Return the most frequent hashtag of a chat, as first written; '' if none."""
        row = self._run(
            "SELECT shown FROM posts JOIN post_terms ON post = posts.id"
            " JOIN terms ON terms.id = term WHERE at BETWEEN ? AND ? AND context = 0"
            " AND kind = 'hashtag' GROUP BY term ORDER BY count(*) DESC, term LIMIT 1",
            (chat.begins, chat.ends),
        ).fetchone()
        return row[0] if row else ""


def _title(hashtag: str, start: datetime, zone: tzinfo, *, alone: bool) -> str:
    """Return the default title of a chat: '#kettle, 3 February 2023', or with the time."""
    at = start.astimezone(zone)
    day = day_words(at.date())
    if not alone:
        day = tr("{day}, {time}", day=day, time=clock(at))
    return tr("#{hashtag}, {day}", hashtag=hashtag, day=day) if hashtag else day


def _handles_with(seats: Mapping[str, str], seat: str) -> tuple[str, ...]:
    return tuple(sorted((who for who, has in seats.items() if has == seat), key=str.casefold))
