"""What the editor has set for people, where several accounts may be one person.

Joined accounts point to the main account of the person by `standings.same_as`, in one step: a
main account points nowhere, so there are no cycles. A value set for one account holds for all.
Of values set before they were joined, the stricter consent holds, one muted account mutes all,
and otherwise the main account's values come first.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from curator.model import CONSENTS, Standing, joined_wishes

_UNSAID: Mapping[str, str | int] = {
    "consent": "full", "role": "", "organisation": "", "sector": "", "seat": "",
    "newcomer": "", "muted": 0, "wishes": "",
}  # fmt: skip
_SAID = ", ".join(_UNSAID)

_BEHIND = 1 << 40
"""Sorts other accounts after all main accounts."""

_MUTED_FACES = "SELECT ifnull(same_as, person) FROM standings WHERE muted = 1"
MUTED_PEOPLE = (
    f"{_MUTED_FACES} UNION SELECT person FROM standings WHERE same_as IN ({_MUTED_FACES})"
)
"""SQL for the accounts of everybody who is muted under any of them."""

MUTED_POSTS = (
    f"SELECT m.id FROM posts m WHERE m.person IN ({MUTED_PEOPLE})"
    " UNION SELECT rowid FROM words WHERE words MATCH"
    " (SELECT ifnull(group_concat(sought, ' OR '), '\"\"') FROM muted_words)"
)
"""SQL for the posts that are hidden: of muted people, and with muted words."""

ANY_MUTED = (
    "SELECT EXISTS (SELECT 1 FROM standings WHERE muted = 1) OR EXISTS (SELECT 1 FROM muted_words)"
)

PEOPLE_CALLED = (
    "WITH called (face) AS (SELECT ifnull(same_as, id) FROM people"
    " LEFT JOIN standings ON person = id WHERE handle = ?)"
    " SELECT face FROM called UNION SELECT person FROM standings"
    " WHERE same_as IN (SELECT face FROM called)"
)
"""SQL for the accounts of everybody who has one with a handle."""


def person_of(run: Callable[[str], sqlite3.Cursor], column: str = "posts.person") -> str:
    """Return SQL for the person behind an account: its main account, if it was joined.

    Group and count by it, and a person counts once, under whichever account. `column` is the
    account, with its table; where no accounts are joined it is returned unchanged, which is fast.
    """
    (joined,) = run("SELECT EXISTS (SELECT 1 FROM standings WHERE same_as > 0)").fetchone()
    if not joined:
        return column
    return f"ifnull((SELECT same_as FROM standings s WHERE s.person = {column}), {column})"


def people_of(column: str, condition: str = "1") -> str:
    """Return SQL for the accounts of people by a field that the editor set.

    condition: on `said.value`, the value. For joined accounts the main account's value counts.
    """
    return (
        "WITH said (face, value, place) AS (SELECT ifnull(same_as, person),"
        f" {column}, min(person + ({_BEHIND} * (same_as IS NOT NULL)))"
        f" FROM standings WHERE {column} <> '' GROUP BY 1),"
        f" chosen (face) AS (SELECT face FROM said WHERE {condition})"
        " SELECT face FROM chosen UNION SELECT person FROM standings"
        " WHERE same_as IN (SELECT face FROM chosen)"
    )


def standing_values(standing: Standing) -> dict[str, str | int]:
    """Return a standing as values by column."""
    return {
        name: int(value) if isinstance(value, bool) else value
        for name in _UNSAID
        for value in [getattr(standing, name)]
    }


class Standings:
    """Reads and stores what the editor sets for people, for all of their accounts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany

    # Reading

    def faces(self) -> dict[int, int]:
        """Return joined accounts, each with its main account."""
        return dict(self._run("SELECT person, same_as FROM standings WHERE same_as > 0"))

    def groups(self, what: str) -> list[tuple[str, int]]:
        """Return the sectors or roles in use, with their numbers of people."""
        faces = self.faces()
        said = Counter(
            value
            for person, each in self.all().items()
            if person not in faces and (value := str(getattr(each, what)))
        )
        return sorted(said.items(), key=lambda each: (-each[1], each[0]))

    def belonging(self) -> frozenset[tuple[int, int, int]]:
        """Return what determines the listed posts: who is muted, and which accounts are joined."""
        return frozenset(
            self._run(
                "SELECT person, muted, ifnull(same_as, 0) FROM standings"
                " WHERE muted = 1 OR same_as > 0"
            )
        )

    def accounts(self, people: Iterable[int]) -> list[int]:
        """Return all the accounts of people, the main one first."""
        faces = self.faces()
        if not faces:
            return list(dict.fromkeys(people))
        others: dict[int, list[int]] = defaultdict(list)
        for account in sorted(faces):
            others[faces[account]].append(account)
        wanted = dict.fromkeys(faces.get(person, person) for person in people)
        return [each for face in wanted for each in (face, *others.get(face, ()))]

    def of(self, people: Iterable[int]) -> dict[int, Standing]:
        """Return the standings of these accounts; those without any are left out."""
        rows = self._run(
            "WITH asked (person, face) AS MATERIALIZED (SELECT value, ifnull(same_as, value)"
            " FROM json_each(?) LEFT JOIN standings ON person = value)"
            f" SELECT asked.person, {_SAID} FROM asked CROSS JOIN standings s ON s.person = face"
            f" UNION ALL SELECT asked.person, {_SAID} FROM asked CROSS JOIN standings s"
            " ON s.same_as = face",
            (json.dumps(list(people)),),
        )
        return _joined(rows)

    def all(self) -> dict[int, Standing]:
        """Return all standings, by account."""
        rows = self._run(
            f"SELECT ifnull(same_as, person), {_SAID} FROM standings"
            " ORDER BY 1, same_as IS NOT NULL, person"
        )
        found = _joined(rows)
        return found | {person: found[face] for person, face in self.faces().items()}

    def named(self) -> dict[tuple[str, str], Standing]:
        """Return the same by platform and folded handle, with the names of all accounts."""
        found = self.all()
        faces = self.faces()
        rows = self._run(
            "SELECT people.id, platform, handle, name FROM json_each(?)"
            " JOIN people ON people.id = value",
            (json.dumps(list(found)),),
        ).fetchall()
        names: dict[int, dict[str, None]] = defaultdict(dict)
        for person, _, _, name in rows:
            names[faces.get(person, person)][name] = None
        return {
            (platform, handle.casefold()): replace(
                found[person],
                names=tuple(name for name in names[faces.get(person, person)] if name),
            )
            for person, platform, handle, _ in rows
        }

    # Writing

    def put(self, people: Iterable[int], values: Mapping[str, str | int]) -> None:
        """Set fields of people, for all of their accounts; unchanged values are skipped."""
        accounts = self.accounts(people)
        for name, value in values.items():
            self._many(
                f"INSERT INTO standings (person, {name}) SELECT ?1, ?2 WHERE ?2 <> ?3"
                " OR EXISTS (SELECT 1 FROM standings WHERE person = ?1)"
                f" ON CONFLICT DO UPDATE SET {name} = excluded.{name}"
                f" WHERE {name} <> excluded.{name}",
                [(account, value, _UNSAID[name]) for account in accounts],
            )
        self._forget_unsaid(accounts)

    def join(self, face: int, others: Iterable[int]) -> None:
        """Join accounts to a main account."""
        joined = [each for each in self.accounts([face, *others]) if each != face]
        self._unlink_account(face)
        self._many(
            "INSERT INTO standings (person, same_as) VALUES (?, ?) ON CONFLICT DO UPDATE"
            " SET same_as = excluded.same_as WHERE same_as IS NOT excluded.same_as",
            [(each, face) for each in joined],
        )
        self._forget_unsaid([face])

    def part(self, account: int) -> None:
        """Separate an account; if it was the main one, another takes its place."""
        face, *others = self.accounts([account])
        if account == face and others:
            self._unlink_account(others[0])
            self._many(
                "UPDATE standings SET same_as = ? WHERE person = ?",
                [(others[0], each) for each in others[1:]],
            )
        else:
            self._unlink_account(account)
        self._forget_unsaid([face, *others])

    def _unlink_account(self, account: int) -> None:
        self._run(
            "UPDATE standings SET same_as = NULL WHERE person = ? AND same_as IS NOT NULL",
            (account,),
        )

    def _forget_unsaid(self, accounts: Iterable[int]) -> None:
        nothing = " AND ".join(f"{name} = '{value}'" for name, value in _UNSAID.items())
        self._many(
            f"DELETE FROM standings WHERE person = ? AND same_as IS NULL AND {nothing}",
            [(account,) for account in accounts],
        )


def _joined(rows: Iterable[tuple[Any, ...]]) -> dict[int, Standing]:
    """Return one standing for each person; the main account's values come first."""
    found: dict[int, Standing] = {}
    for person, consent, role, organisation, sector, seat, newcomer, muted, wishes in rows:
        standing = Standing(
            consent, role, organisation, sector,
            seat=seat, newcomer=newcomer, muted=bool(muted), wishes=wishes,
        )  # fmt: skip
        before = found.get(person)
        found[person] = standing if before is None else _one(before, standing)
    return found


def _one(face: Standing, other: Standing) -> Standing:
    return replace(
        face,
        consent=max(face.consent, other.consent, key=CONSENTS.index),
        role=face.role or other.role,
        organisation=face.organisation or other.organisation,
        sector=face.sector or other.sector,
        seat=face.seat or other.seat,
        newcomer=face.newcomer or other.newcomer,
        muted=face.muted or other.muted,
        wishes=joined_wishes(face.wishes, other.wishes),
    )
