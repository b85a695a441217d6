"""The people group of the sidebar: the link to their table, and who must not be quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from curator.gui.look.safe_text import clean
from curator.gui.widgets.entry import Entry
from curator.i18n import tr, trn
from curator.library import MutedWords, Person, tokens, typed

TABLE = "people"
"""The command that opens the table."""

_MOST = 20
_LONGEST = 60


def people_lines(
    count: int, people: Sequence[Person], terms: tuple[str, ...], *, at_table: bool
) -> Iterator[Entry]:
    """Yield the link to the table, and searches for the posts of withheld or muted people."""
    yield Entry(tr("People"), group=True)
    yield Entry(tr("All people"), icon="users", count=count, command=TABLE, current=at_table)
    if people:
        yield Entry(tr("Do not quote:"))
    for person in people[:_MOST]:
        handle = person.account.handle
        term = typed("from", handle)
        withheld = person.standing.consent == "withheld"
        yield Entry(
            tr("@{handle}", handle=clean(handle[:_LONGEST])), term,
            "shield" if withheld else "minus", current=term in terms,
            person=person.id if person.standing.muted else 0,
        )  # fmt: skip
    left = len(people) - _MOST
    if left > 0:
        yield Entry(
            trn("{count} more in the table", "{count} more in the table", left), command=TABLE
        )


def muted_lines(muted: Sequence[MutedWords], terms: tuple[str, ...]) -> Iterator[Entry]:
    """Yield a line for each muted word or phrase, with the number of posts it hides."""
    if muted:
        yield Entry(tr("Muted words:"))
    for each in muted:
        term = f'is:muted "{each.text.replace(chr(34), " ")}"'
        yield Entry(
            clean(each.text), term, "minus", count=each.posts, muted=each.text,
            current={*tokens(term)} <= {*terms},
            tip=tr("Their posts are left out of lists and figures. Del shows them again."),
        )  # fmt: skip
