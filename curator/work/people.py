"""The table of people as CSV, out and in: filled in a spreadsheet, read back as one step.

    platform,handle,name,same_as,posts,…,role,organisation,sector,seat,newcomer,consent,muted
    twitter,ann,Ann Lee,,12,…,Mayor,City of Boston,policymakers,guest,,full,no

A row is an account; `same_as` names the account that is its face. Only what the editor may
say is read back, by `people_table`; figures are for reading. What a spreadsheet would take
for a formula is written with an apostrophe before it, which is taken off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from curator.i18n import trn
from curator.library import FIELDS, Account, ChatId, Library, Person
from curator.spreadsheet_cells import guarded
from curator.work.task import Progress, Work

COLUMNS = (
    "platform", "handle", "name", "same_as", "posts", "originals", "echoes", "followers",
    "first", "last", "starred", "quoted", *FIELDS,
)  # fmt: skip
"""The columns that are written; 'handle' is the only one that must be there to be read."""


def list_people(library: Path, chat: ChatId | None = None) -> Work[list[Account]]:
    """Read every account with its figures, or those of a chat; the library is only read."""
    with Library(library) as opened:
        yield Progress(0)
        return opened.people.accounts(chat)


def people_csv(people: Iterable[Person]) -> bytes:
    """Write people as CSV that spreadsheets open as it is meant."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for person in people:
        for part in person.accounts or (person,):
            face = person if part.id != person.id else None
            writer.writerow([guarded(cell) for cell in _cells(part, face)])
    return text.getvalue().encode("utf-8-sig", "replace")


def withheld_words(people: Iterable[Person]) -> str:
    """Return, as a sentence, how many in a list of people must not be named to others; ''.

    The list has them all the same: it is the editor's, and is read back by their handles.
    """
    withheld = sum(person.standing.consent == "withheld" for person in people)
    return (
        trn(
            "{count} person in it is withheld: for your own eyes, not for others.",
            "{count} people in it are withheld: for your own eyes, not for others.",
            withheld,
        )
        if withheld
        else ""
    )


def _cells(person: Person, face: Person | None) -> Iterator[str]:
    account, standing = person.account, person.standing
    yield account.platform
    yield account.handle
    yield " ".join(account.name.split())
    yield f"{face.account.platform}:{face.account.handle}" if face else ""
    for count in (account.posts, person.originals, account.echoes, account.followers):
        yield "" if count is None else str(count)
    yield _time(person.first)
    yield _time(person.last)
    yield str(person.starred)
    yield str(person.quoted)
    for name in FIELDS:
        value = getattr(standing, name)
        yield value if isinstance(value, str) else "yes" if value else "no"


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
