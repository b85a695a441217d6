"""The matrix of tags by questions, chats or sectors: counts, and the search for each cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from curator.errors import CuratorError
from curator.i18n import tr
from curator.insight.consent.consent import without_withheld
from curator.insight.figures.scope import within
from curator.library import ChatId, Library, Query, typed
from curator.spreadsheet_cells import table
from curator.work.task import Progress, Work

Against: TypeAlias = Literal["questions", "chats", "sectors"]
"""The columns of the matrix."""


@dataclass(frozen=True, slots=True)
class Side:
    """A row or a column."""

    name: str
    term: str
    """The search for its posts."""


@dataclass(frozen=True, slots=True)
class TagMatrix:
    """Counts of posts that have a tag and belong to a question, a chat or a sector."""

    rows: tuple[Side, ...]
    """Tags; each includes the tags under it."""

    columns: tuple[Side, ...]
    """The last column is for posts that belong to none."""

    counts: tuple[tuple[int, ...], ...]
    """Row by row."""

    totals: tuple[int, ...]
    """The posts of each row, each counted once."""

    scope: str = ""
    """The search within which it was counted."""

    def term(self, row: int, column: int) -> str:
        """Return the search for the posts of a cell; one past the last column is the total."""
        term = self.rows[row].term
        if column < len(self.columns):
            term = f"{term} {self.columns[column].term}"
        return term


def count_matrix(library: Path, against: Against, chat: ChatId | None = None) -> Work[TagMatrix]:
    """Count tags against another property; chat: only posts of this chat."""
    scope = f"chat:{chat}" if chat is not None else ""
    with Library(library) as opened:
        rows = tuple(Side(tag.name, typed("tag", tag.name)) for tag in opened.tags.all())
        if not rows:
            raise CuratorError(tr("No post is tagged yet, so there is nothing to set against."))
        columns = tuple(_columns(opened, against, chat))
        counts, totals = [], []
        for done, row in enumerate(rows):
            terms = [f"{row.term} {column.term}" for column in columns]
            found = [opened.posts.count(Query.parse(within(each, scope))) for each in terms]
            counts.append(tuple(found))
            totals.append(opened.posts.count(Query.parse(within(row.term, scope))))
            yield Progress(done, done / len(rows))
    return TagMatrix(rows, columns, tuple(counts), tuple(totals), scope)


def _columns(library: Library, against: Against, chat: ChatId | None) -> Iterator[Side]:
    match against:
        case "questions":
            asked = [each for each in library.questions.all() if chat in {None, each.chat}]
            for number in sorted({each.number for each in asked}):
                yield Side(tr("Q{number}", number=number), f"question:{number}")
            yield Side(tr("No question"), "question:none")
        case "chats":
            people = library.marks.standings()
            for each in library.chats.all():
                yield Side(without_withheld(each.title, people), f"chat:{each.id}")
            yield Side(tr("No chat"), "chat:none")
        case "sectors":
            for group in library.facts.figures(Query()).sectors:
                if group.value:
                    yield Side(group.value, typed("sector", group.value))
            yield Side(tr("No sector recorded"), "sector:none")


def as_table(matrix: TagMatrix) -> bytes:
    """Return a matrix as rows for a spreadsheet."""
    rows = [[tr("Tag"), *(column.name for column in matrix.columns), tr("Posts")]]
    for row, counts, total in zip(matrix.rows, matrix.counts, matrix.totals, strict=True):
        rows.append([row.name, *map(str, counts), str(total)])
    return b"".join(table(rows))
