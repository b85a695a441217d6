"""What the sidebar says of people: the way to their table, and who is not to be quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.gui.cleaned import clean
from curator.gui.sidebar_rows import Entry
from curator.i18n import tr, trn
from curator.library import Person, typed

TABLE = "people"
"""The command that opens the table."""

_MOST = 20
_LONGEST = 60


def table_line(count: int, *, current: bool) -> Entry:
    """Return the line that opens the table."""
    return Entry(tr("People"), icon="users", count=count, command=TABLE, current=current)


def kept_back_lines(people: Sequence[Person], terms: tuple[str, ...]) -> Iterator[Entry]:
    """Yield who is withheld or muted, each a search for what they said."""
    yield Entry(tr("Do not quote"), group=True)
    if not people:
        yield Entry(tr("Nobody is withheld or muted."))
    for person in people[:_MOST]:
        handle = person.account.handle
        term = typed("from", handle)
        withheld = person.standing.consent == "withheld"
        yield Entry(
            tr("@{handle}", handle=clean(handle[:_LONGEST])), term,
            "shield" if withheld else "minus", current=term in terms,
        )  # fmt: skip
    left = len(people) - _MOST
    if left > 0:
        yield Entry(
            trn("{count} more in the table", "{count} more in the table", left), command=TABLE
        )
