"""The people of a library: their figures, and what the editor has set for them.

Every method that changes something is called inside `library.edit(label)`, which makes it
one undo step for however many people.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from curator.library.desk.chat_zones import OF_CHAT
from curator.library.desk.repeated_words import Named, Repeating, Sources
from curator.library.search.column_cache import REPEATS
from curator.library.search.row_reader import moment_of
from curator.library.search.visibility import Standings
from curator.library.values.rows import BlockId, ChatId, PersonId, PostId, StoryId
from curator.model import Post, Standing, credited, joined_wishes

FIELDS = ("role", "organisation", "sector", "seat", "newcomer", "consent", "muted", "wishes")
"""The fields that can be set for a person; the names are Standing's."""

_PACKED = 1 << 29
"""More than any number of followers: lets a count and its time be packed into one number."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account and its figures, as recorded in its archives."""

    id: PersonId
    platform: str
    handle: str
    name: str
    posts: int = 0
    echoes: int = 0
    followers: int | None = None
    """The latest recorded number; None is not recorded, which is not 0."""

    followed_at: int = -1
    """When that was recorded, in seconds."""

    start: int | None = None
    """When its first post was written, in milliseconds; None: known only from other posts."""

    end: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person: one account, or several that the editor joined."""

    account: Account
    """The main account; for several accounts, with the figures of all together."""

    starred: int = 0
    quoted: int = 0
    """Quotes in all stories."""

    standing: Standing = field(default_factory=Standing)
    seat: str = ""
    """'host' or 'guest' as found in the chats, the editor's word first; '' for neither."""

    accounts: tuple[Person, ...] = ()
    """Each account with its own figures, the main one first, if there are several."""

    @property
    def id(self) -> PersonId:
        """The id of the main account."""
        return self.account.id

    @property
    def originals(self) -> int:
        """Return the number of posts that are no echo."""
        return self.account.posts - self.account.echoes

    @property
    def first(self) -> datetime | None:
        """Return when they first posted."""
        return None if self.account.start is None else moment_of(self.account.start)

    @property
    def last(self) -> datetime | None:
        """Return when they last posted."""
        return None if self.account.end is None else moment_of(self.account.end)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A story that quotes a person."""

    story: StoryId
    title: str
    blocks: tuple[BlockId, ...]


class People:
    """The people in the library."""

    def __init__(self, connection: sqlite3.Connection, sources: Sources | None = None) -> None:
        self._run = connection.execute
        self._repeating = Repeating(connection, sources)
        self.standings = Standings(connection)
        """What the editor has set for each account."""

    def count(self) -> int:
        """Return the number of people; joined accounts count as one."""
        (accounts,) = self._run("SELECT count(*) FROM people").fetchone()
        return int(accounts) - len(self.standings.faces())

    def accounts(self, chat: ChatId | None = None) -> list[Account]:
        """Return every account with its figures; of a million posts this takes a while.

        chat: only accounts that posted in this chat, with their figures there.
        """
        if chat is None:
            return self._accounts("1", [])
        found = self._accounts("1", [], OF_CHAT.format(chat=int(chat)))
        return [account for account in found if account.posts]

    def all(self, accounts: Iterable[Account] | None = None) -> list[Person]:
        """Return all people in no order; accounts: if they were read before."""
        read = {each.id: each for each in (self.accounts() if accounts is None else accounts)}
        return self._people(read, self.standings.faces(), self.standings.all(), "1", [])

    def person(self, id_: PersonId, chat: ChatId | None = None) -> Person:
        """Return a person with all accounts; chat: with their figures in this chat."""
        among = "1" if chat is None else OF_CHAT.format(chat=int(chat))
        ids = self.standings.accounts([id_])
        chosen, values = "posts.person IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
        read = {each.id: each for each in self._accounts(chosen, values, among)}
        faces = dict.fromkeys(ids[1:], ids[0])
        return self._people(read, faces, self.standings.of(ids), chosen, values, among)[0]

    def called(self, handle: str) -> list[PersonId]:
        """Return the accounts with a handle, one for each platform that has it."""
        rows = self._run("SELECT id FROM people WHERE handle = ? ORDER BY platform", (handle,))
        return [PersonId(id_) for (id_,) in rows]

    def names(self) -> list[tuple[PersonId, str, str]]:
        """Return the id, the name and the handle of every account."""
        rows = self._run("SELECT id, name, handle FROM people")
        return [(PersonId(id_), name, handle) for id_, name, handle in rows]

    def known(self) -> dict[tuple[str, str], PersonId]:
        """Return every account by platform and handle."""
        rows = self._run("SELECT platform, handle, id FROM people")
        return {(platform, handle): PersonId(id_) for platform, handle, id_ in rows}

    def portrait(self, person: PersonId) -> str:
        """Return the hash of an account's portrait, or ''."""
        row = self._run("SELECT portrait FROM people WHERE id = ?", (person,)).fetchone()
        return str(row[0]) if row else ""

    def is_here(self, person: PersonId) -> bool:
        """Tell whether a person is still in the library: their archive may have been removed."""
        row = self._run("SELECT 1 FROM people WHERE id = ?", (person,)).fetchone()
        return row is not None

    def muted_or_withheld(self) -> list[Person]:
        """Return who is muted or withheld, by handle; their posts are not counted."""
        said = {
            person: standing
            for person, standing in self.standings.all().items()
            if standing.muted or standing.consent == "withheld"
        }
        listed = self._read_accounts(said.keys() - self.standings.faces().keys())
        listed.sort(key=lambda account: (account.handle.casefold(), account.platform))
        return [Person(account, standing=said[account.id]) for account in listed]

    # Edits

    def change(self, people: Iterable[int], **values: str | bool) -> None:
        """Set fields of people, such as role="Mayor" or muted=True."""
        people = list(people)
        kept: dict[str, str | int] = {
            name: int(value) if isinstance(value, bool) else " ".join(value.split())
            for name, value in values.items()
        }
        wishes = str(kept.get("wishes", "")).split()
        kept |= {"wishes": joined_wishes(*wishes)} if "wishes" in kept else {}
        self.standings.put(people, kept)
        if "sh-c-am" in wishes:  # anonymise me
            said = self.standings.of(people)
            shown = [id_ for id_, each in said.items() if each.consent in {"full", "handle"}]
            self.standings.put(shown, {"consent": "role"})

    def merge(self, face: PersonId, others: Iterable[int]) -> None:
        """Join accounts into one person; `face` becomes the main account."""
        self.standings.join(face, others)

    def split(self, account: PersonId) -> None:
        """Separate an account, so that it is a person of its own again."""
        self.standings.part(account)

    def quoted_in(self, person: PersonId, but: Collection[PostId] = ()) -> list[Quoted]:
        """Return the stories that quote a person, or an echo of their posts, the oldest first.

        but: posts whose quotes are passed over.
        """
        rows = self._run(
            "SELECT story, title, blocks.id, blocks.post FROM blocks"
            " JOIN stories ON stories.id = story WHERE blocks.post IS NOT NULL"
            " ORDER BY story, rank, blocks.id"
        ).fetchall()
        theirs = self.posts_by(person, [row[3] for row in rows]).difference(but)
        found: dict[int, tuple[str, list[BlockId]]] = {}
        for story, title, block, post in rows:
            if post in theirs:
                found.setdefault(story, (title, []))[1].append(BlockId(block))
        return [Quoted(StoryId(id_), title, tuple(ids)) for id_, (title, ids) in found.items()]

    def posts_by(self, person: PersonId, posts: Iterable[PostId]) -> set[PostId]:
        """Return which of some posts are a person's, or an echo of theirs."""
        accounts = set(self.standings.accounts([person]))
        called = {
            (each.platform, each.handle.casefold()) for each in self._read_accounts(accounts)
        }
        rows = self._run(
            "SELECT id, platform, text FROM posts WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(posts)),),
        ).fetchall()
        said = self._repeating.authors([row[0] for row in rows])
        return {
            PostId(post)
            for post, platform, text in rows
            if said[post] & accounts
            or {(platform, handle.casefold()) for handle in credited(text)} & called
        }

    def repeated(self, posts: Iterable[Post]) -> dict[Named, Named]:
        """Return whose words posts repeat, by platform and key; other posts are left out."""
        return self._repeating.repeated(posts)

    def _read_accounts(self, accounts: Iterable[int]) -> list[Account]:
        rows = self._run(
            "SELECT people.id, platform, handle, name FROM json_each(?)"
            " JOIN people ON people.id = value",
            (json.dumps(list(accounts)),),
        )
        return [Account(PersonId(id_), *named) for id_, *named in rows]

    def take_down(self, person: PersonId) -> list[Quoted]:
        """Withhold a person, remove their quotes from stories, and return those stories."""
        quoted = self.drop_quotes(person)
        self.change([person], consent="withheld")
        return quoted

    def drop_quotes(self, person: PersonId, but: Collection[PostId] = ()) -> list[Quoted]:
        """Remove a person's quotes from stories, but for some posts; return those stories."""
        quoted = self.quoted_in(person, but)
        for story in quoted:
            for block in story.blocks:
                self._run("DELETE FROM blocks WHERE id = ?", (block,))
        return quoted

    # Reading

    def _accounts(self, chosen: str, values: Sequence[Any], among: str = "1") -> list[Account]:
        """Return accounts with their figures, read in one pass over their posts.

        among: which posts are counted.
        """
        person = "posts.person" if values else "+posts.person"  # of all: not account by account
        latest = f"(at / 1000) * {_PACKED} + max(0, min(followers, {_PACKED} - 1))"
        figures = {
            id_: told
            for id_, *told in self._run(
                f"SELECT {person}, count(*), sum(echo <> '' OR {REPEATS}), min(at), max(at),"
                f" max(CASE WHEN followers IS NOT NULL THEN {latest} END)"
                f" FROM posts WHERE context = 0 AND {among} AND {chosen} GROUP BY 1",
                values,
            )
        }
        return [
            _account(PersonId(id_), (platform, handle, name), figures.get(id_))
            for id_, platform, handle, name in self._named(chosen, values)
        ]

    def _named(self, chosen: str, values: Sequence[Any]) -> sqlite3.Cursor:
        which = chosen.replace("posts.person", "id")
        return self._run(
            f"SELECT id, platform, handle, name FROM people WHERE {which} ORDER BY id", values
        )

    def _people(
        self,
        accounts: dict[PersonId, Account],
        faces: dict[int, int],
        said: dict[int, Standing],
        chosen: str,
        values: Sequence[Any],
        among: str = "1",
    ) -> list[Person]:
        """Combine accounts into people, as the editor joined them.

        among: of which posts the starred are counted.
        """
        starred = self._tally("marks", f"mark = 'star' AND {chosen} AND {among}", values)
        quoted = self._tally("blocks", chosen, values)
        unsaid = Standing()
        alone = {
            id_: Person(account, starred.get(id_, 0), quoted.get(id_, 0), said.get(id_, unsaid))
            for id_, account in accounts.items()
        }
        groups: dict[int, list[Person]] = {}
        for account, face in faces.items():
            if account in alone and face in alone:
                groups.setdefault(face, [alone[PersonId(face)]]).append(
                    alone.pop(PersonId(account))
                )
        for face, parts in groups.items():
            alone[PersonId(face)] = _together(parts)
        return list(alone.values())

    def _tally(self, table: str, chosen: str, values: Sequence[Any]) -> dict[int, int]:
        return dict(
            self._run(
                f"SELECT posts.person, count(*) FROM {table} JOIN posts ON posts.id = post"
                f" WHERE {chosen} GROUP BY 1",
                values,
            )
        )


def _account(id_: PersonId, named: tuple[str, str, str], told: list[Any] | None) -> Account:
    if told is None:
        return Account(id_, *named)
    posts, echoes, start, end, packed = told
    at, followers = (-1, None) if packed is None else divmod(packed, _PACKED)
    return Account(id_, *named, posts, echoes, followers, at, start, end)


def _together(parts: list[Person]) -> Person:
    """Return several accounts as one person: added figures, the main account's name."""
    all_ = [part.account for part in parts]
    latest = max(all_, key=lambda account: account.followed_at)
    starts = [account.start for account in all_ if account.start is not None]
    ends = [account.end for account in all_ if account.end is not None]
    whole = replace(
        all_[0],
        posts=sum(account.posts for account in all_),
        echoes=sum(account.echoes for account in all_),
        followers=latest.followers,
        followed_at=latest.followed_at,
        start=min(starts, default=None),
        end=max(ends, default=None),
    )
    return Person(
        whole,
        sum(part.starred for part in parts),
        sum(part.quoted for part in parts),
        parts[0].standing,
        accounts=tuple(parts),
    )
