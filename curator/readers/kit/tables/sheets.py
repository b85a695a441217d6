"""Tables in text files: a header and rows, each with the line on which it stands.

    ,Twitter Query: #roofchat -filter:retweets,,
    Date,Screen Name,Full Name,Tweet Text
    3/3/2023 13:48:03,@ann,Ann,"Soup, then roofs."

Commas, semicolons, tabs or bars; any line ends; any encoding; with lines above the header, two
columns of one name, rows of any length.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.delimited import Lines, Row, rows_of
from curator.readers.kit.tables.headerless import column_names
from curator.readers.kit.tables.limits import LONGEST_CELL as LONGEST
from curator.readers.kit.tables.limits import LOOKED_AT, MOST_COLUMNS
from curator.readers.kit.text.encoding import Encoding, find_encoding

DELIMITERS = ",;\t|"
_BEGINNING = 15
"""The header is among the first rows: some programs write above it what was asked for."""

_TITLE = 2
"""A line above the header has no more cells with words in them."""

_VALUE = re.compile(r"[\"'=x]*\d{15,19}\"?$|https?://|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b", re.ASCII)
_LONG = 60
_ALMOST = 0.9


class Sheet:
    """A table in one file of an archive."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._called = tr("line") + " "
        if len(source.names) > 1:
            self._called = f"{name}, {self._called}"
        head = source.head(name)
        self._guess = find_encoding(io.BytesIO(head))
        text = self._guess.repair(self._guess.open(io.BytesIO(head)).read())
        layout = max((_layout(text, d) for d in DELIMITERS), key=lambda layout: layout.score)
        self.delimiter = layout.delimiter
        self.title = layout.title
        self.header = layout.header
        self.is_sure = layout.score[0] >= _ALMOST and layout.score[1] > 1
        """Whether its rows are as wide as its header, so that it is no mere text with commas."""

        self._repeated = layout.cells
        self._above = layout.above

    @cached_property
    def encoding(self) -> Encoding:
        """How its bytes are read; asks the whole file."""
        done = self._source.done
        with self._source.open(self._name) as file:
            found = find_encoding(file)
        self._source.done = done
        return found

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every row that is not blank, in order."""
        with self._source.open(self._name) as file:
            text = self.encoding.open(file)
            try:
                for _ in range(self._above):
                    text.readline(LONGEST)
                lines = Lines(text, self._above, self._called)
                for found in rows_of(lines, self.delimiter, len(self.header)):
                    if isinstance(found, Skipped):
                        yield found
                    elif found.cells != self._repeated:
                        yield self._repair_row(found) if self.encoding.spoilt else found
            finally:
                text.detach()

    def _repair_row(self, row: Row) -> Row:
        return row._replace(cells=[self.encoding.repair(cell) for cell in row.cells])


class _Layout(NamedTuple):
    """How a file looks if it is a table with a certain delimiter."""

    score: tuple[float, int]
    delimiter: str
    header: tuple[str, ...]
    cells: list[str]
    above: int
    """How many lines there are before the first row."""

    title: str


def _layout(text: str, delimiter: str) -> _Layout:
    """Read the beginning of a file with a delimiter, and judge how well it fits."""
    rows: list[Row] = []
    for found in rows_of(Lines(io.StringIO(text, newline="")), delimiter, 0):
        if isinstance(found, Row):
            rows.append(found)
        if len(rows) == LOOKED_AT:
            break
    if not rows:
        return _Layout((0, 0), delimiter, (), [], 0, "")
    at = header_at([row.cells for row in rows])
    first = rows[at]
    line = int(first.place)
    cells = [cell.strip() for cell in first.cells]
    if len(cells) > MOST_COLUMNS:
        return _Layout((0, 0), delimiter, (), [], 0, "")
    ((width, alike),) = Counter(len(row.cells) for row in rows[at:]).most_common(1)
    is_split = width > 1 and len(cells) > 1
    score = (alike / len(rows[at:]) if is_split else 0.01, len(cells))
    title = " ".join(" ".join(row.cells) for row in rows[:at]).strip()
    if not is_header(cells):
        names = column_names([row.cells for row in rows[at:]], len(cells))
        return _Layout(score, delimiter, named(names), [], line - 1, title)
    values = [row.cells for row in rows[at + 1 :]]
    below = line - 1 + _lines_in(text, line)
    return _Layout(score, delimiter, named(cells, values), first.cells, below, title)


def _lines_in(text: str, line: int) -> int:
    """Return how many lines the header takes: one, unless a name in it is broken in two."""
    lines = io.StringIO(text, newline="").readlines()[line - 1 :]
    quotes = 0
    for count, part in enumerate(lines, 1):
        quotes += part.count('"')
        if quotes % 2 == 0:
            return count
    return 1


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether cells can be the names of columns: none of them looks like a value."""
    return not any(_VALUE.match(cell) or len(cell) > _LONG for cell in cells)


def header_at(rows: Sequence[Sequence[str]]) -> int:
    """Return which row is the header: the first that is no title, not much emptier than others."""
    filled = [sum(map(bool, map(str.strip, cells))) for cells in rows[: _BEGINNING + 1]]
    fullest = max(filled)
    enough = min(fullest, max(_TITLE, fullest / 2), _TITLE + 1)
    return next(at for at, count in enumerate(filled) if count >= enough)


def named(cells: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> tuple[str, ...]:
    """Return a name of its own for every column.

    Of several columns of one name, that one bears it in which the rows differ most: beside the
    ids of posts may stand those of the searches that found them.
    """
    bases = [" ".join(cell.split()) or f"column {at}" for at, cell in enumerate(cells, 1)]
    alike: dict[str, list[int]] = {}
    for at, base in enumerate(bases):
        alike.setdefault(base, []).append(at)
    names = list(bases)
    taken = set(alike)
    for base, places in alike.items():
        if len(places) > 1:
            places.sort(key=lambda at: -len({row[at] for row in rows if at < len(row)}))
            again = 1
            for at in places[1:]:
                again += 1
                while f"{base} ({again})" in taken:
                    again += 1
                names[at] = f"{base} ({again})"
                taken.add(names[at])
    return tuple(names)
