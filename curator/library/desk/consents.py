"""Who was asked for consent, what they answered, and the protection of minors.

Every method that changes something is called inside `library.edit(label)`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from curator.library.search.visibility import Standings
from curator.library.values.rows import PersonId
from curator.model import CONSENTS, Answer, Standing, joined_wishes

_ROLE = CONSENTS.index("role")
_PROTECTED = "sh-c-rl sh-c-rm"
CLEARED = "sh-c-cg"
"""The wish of those who are not protected: they, and who speaks for them, agreed."""


@dataclass(frozen=True, slots=True)
class ConsentNote:
    """One line of a person's consent log."""

    person: PersonId
    platform: str
    handle: str
    at: datetime
    answer: Answer
    words: str
    """How they were asked, by whom, for what; may be empty."""


class Consents:
    """The consent log, and the protection of minors."""

    def __init__(self, connection: sqlite3.Connection, standings: Standings) -> None:
        self._run = connection.execute
        self._standings = standings

    def log(self, person: PersonId | None = None) -> list[ConsentNote]:
        """Return what was noted about a person under all accounts, or about all; oldest first."""
        accounts = None if person is None else set(self._standings.accounts([person]))
        rows = self._run(
            "SELECT person, platform, handle, at, answer, words FROM consent_log"
            " JOIN people ON people.id = person ORDER BY at, consent_log.id"
        )
        return [
            ConsentNote(PersonId(id_), platform, handle, datetime.fromisoformat(at), answer, words)
            for id_, platform, handle, at, answer, words in rows
            if accounts is None or id_ in accounts
        ]

    def note(self, person: PersonId, at: datetime, answer: Answer, words: str = "") -> None:
        """Add a line to the log; who declined or withdrew is withheld."""
        self._run(
            "INSERT INTO consent_log (person, at, answer, words) VALUES (?, ?, ?, ?)",
            (person, at.isoformat(timespec="seconds"), answer, " ".join(words.split())),
        )
        if answer in {"no", "withdrawn"}:
            self._standings.put([person], {"consent": "withheld"})

    # Minors

    @property
    def protects_minors(self) -> bool:
        """Whether everybody is protected until cleared."""
        return bool(self._run("SELECT EXISTS (SELECT 1 FROM protections)").fetchone()[0])

    def unprotected(self, people: Iterable[int] | None = None) -> list[PersonId]:
        """Return who is shown further than the protection allows, of some people or of all."""
        if people is None:
            people = [id_ for (id_,) in self._run("SELECT id FROM people").fetchall()]
        asked = list(people)
        said = self._standings.of(asked)
        unsaid = Standing()
        return [PersonId(id_) for id_ in asked if _is_open(said.get(id_, unsaid))]

    def protect_minors(self, *, on: bool) -> None:
        """Begin or end to protect everybody; ending shows nobody further than before."""
        self._run("DELETE FROM protections")
        if on:
            self._run("INSERT INTO protections (name) VALUES ('minors')")
            self.protect(self.unprotected())

    def protect(self, people: Sequence[int]) -> None:
        """Show people by role at most, without pictures and places."""
        said, unsaid = self._standings.of(people), Standing()
        for id_ in people:
            standing = said.get(id_, unsaid)
            strict = CONSENTS[max(_ROLE, CONSENTS.index(standing.consent))]
            wishes = joined_wishes(standing.wishes, _PROTECTED)
            self._standings.put([id_], {"consent": strict, "wishes": wishes})


def _is_open(standing: Standing) -> bool:
    """Tell whether a person is neither cleared nor protected."""
    if CLEARED in standing.wishes.split():
        return False
    strict = CONSENTS.index(standing.consent) >= _ROLE
    return not strict or joined_wishes(standing.wishes, _PROTECTED) != standing.wishes
