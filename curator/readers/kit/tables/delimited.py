"""Rows of delimited text with their positions; broken rows are reported in sentences.

A quotation mark that is never closed, a line without end and a file that was cut cost the rows
that they are in, not the rest of the file. The text is read a row at a time and never held.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Self, TextIO

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.tables.limits import LONGEST_CELL as LONGEST

SWALLOW = 1000
"""A row of more lines has a quotation mark that was never closed."""

WHAT = 80
_PATIENCE = 10
_IMPATIENT = 20
"""After this many such marks, rows may only have few lines, so that reading stays linear."""


class Row(NamedTuple):
    """One row of a table."""

    place: str
    """The line of the file on which it begins, in words."""

    cells: list[str]
    """As many as the header has, or more."""

    raw: str
    """Its first line as it stands in the file."""

    def skipped(self, why: str) -> Skipped:
        """Return the report that this row is no post."""
        return _skipped(self.place, why, self.raw)


class _Swallowed(Exception):  # noqa: N818  not an error of ours: a signal through csv's reader
    """Raised through csv's reader: a row has more lines than a row can have."""


class Lines:
    """The lines of a file, numbered; the lines of a broken row can be read again."""

    def __init__(self, text: TextIO, number: int = 0, called: str = "") -> None:
        self._text = text
        self._called = called
        self._waiting: list[str] = []
        self._limit = SWALLOW
        self._faults = 0
        self._size = 0
        self.taken: list[str] = []
        self.ended = False
        self.overlong = False
        self.number = number + 1
        """The line on which the current row begins."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self._limit or self._size > LONGEST:
            raise _Swallowed
        line = self._waiting.pop() if self._waiting else self._text.readline(LONGEST)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) == LONGEST and line[-1] not in "\r\n":
            self._drop_rest()
        if "\0" in line:
            line = line.replace("\0", "")
        self.taken.append(line)
        self._size += len(line)
        return line

    @property
    def place(self) -> str:
        """Return where the current row begins."""
        return f"{self._called}{self.number}"

    def done(self) -> None:
        """Forget the lines of the current row: it was read."""
        self.number += len(self.taken)
        self.taken.clear()
        self._size = 0
        self.overlong = False

    def give_back(self) -> None:
        """Return all lines of the current row but the first, to be read again."""
        self._waiting.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        self.ended = False
        self._faults += 1
        if self._faults >= _PATIENCE:
            self._limit = _IMPATIENT

    def _drop_rest(self) -> None:
        self.overlong = True
        while (rest := self._text.readline(LONGEST)) and rest[-1] not in "\r\n":
            pass


def rows_of(lines: Lines, delimiter: str, width: int) -> Iterator[Row | Skipped]:
    """Yield the rows that are not blank, each with at least as many cells as the header."""
    reader = _reader(lines, delimiter)
    usual = False
    while True:
        try:
            cells: list[str] | None = next(reader)
        except StopIteration:
            return
        except (_Swallowed, csv.Error):
            cells = None
        if cells is None or lines.ended or lines.overlong:
            found = _odd(lines, cells, delimiter, width)
            reader = _reader(lines, delimiter)
        else:
            found = _plain(lines, cells, width if usual else 0)
        if isinstance(found, Skipped):
            yield found
        elif "".join(found.cells).strip():
            usual = len(found.cells) >= width
            found.cells.extend([""] * (width - len(found.cells)))
            yield found
        lines.done()


def _plain(lines: Lines, cells: list[str], usual: int) -> Row | Skipped:
    """Return a row, unless the file ends in it: then it is shorter than the usual row."""
    if len(cells) < usual and lines.taken[-1][-1:] not in ("\n", "\r"):
        return _skipped(lines.place, _cut(), lines.taken[0])
    return Row(lines.place, cells, lines.taken[0])


def _odd(lines: Lines, cells: list[str] | None, delimiter: str, width: int) -> Row | Skipped:
    """Return what can be said of a row that csv's reader could not end, or ended oddly."""
    raw = lines.taken[0]
    if lines.overlong:
        return _skipped(lines.place, tr("The row is too long to be a post."), raw)
    if delimiter == "\t" and cells is None:  # a quotation mark that is only a quotation mark
        lines.give_back()
        return Row(lines.place, raw.rstrip("\r\n").split(delimiter), raw)
    if lines.ended and not _has_rows(lines.taken[1:], delimiter, width):
        return _skipped(lines.place, _cut(), raw)
    lines.give_back()
    return _skipped(lines.place, tr("A quotation mark is not closed in this row."), raw)


def _has_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """Tell whether any of the lines is a whole row by itself."""
    try:
        return width > 1 and any(len(row) == width for row in _reader(lines, delimiter))
    except csv.Error:
        return False


def _reader(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST)
    return csv.reader(lines, delimiter=delimiter, strict=delimiter == "\t")


def _cut() -> str:
    return tr("The row ends in the middle of a post.")


def _skipped(place: str, why: str, raw: str) -> Skipped:
    return Skipped(place, why, raw.strip()[:WHAT])
