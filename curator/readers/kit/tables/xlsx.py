"""Workbooks of spreadsheets (.xlsx), of which every sheet may be a table.

openpyxl reads them a row at a time. What a workbook of somebody else's can do to a computer is
looked at first, since openpyxl trusts its files: parts that lie on top of each other, unpack to
something huge, or number their rows into the billions. No part of it can name another file:
Python's expat opens none and stops at entities that multiply.

Numbers longer than a spreadsheet can hold stand in the rows as it shows them, 1.22585E+18, so that
an id which was typed as a number is known to be damaged.
"""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.listing import check_ratio, zip_listing
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import guess
from curator.readers.kit.tables.delimited import WHAT, Row
from curator.readers.kit.tables.limits import LONGEST_CELL as LONGEST
from curator.readers.kit.tables.limits import LOOKED_AT, MOST_COLUMNS, MOST_ROWS
from curator.readers.kit.tables.shared_strings import opened
from curator.readers.kit.tables.sheets import header_at, is_header, named

SUFFIXES = (".xlsx", ".xlsm")

_START = b"PK\x03\x04"
_STRINGS = "sharedstrings.xml"
_MOST_STRINGS = 512 * 1024 * 1024
_BEGINNING = 6
_BEFORE_BLANK = 5_000
"""Rows in which the header is looked for, most of which may be blank."""

_KNOWN = 2
_EXACT = 10**15
"""Spreadsheets keep fifteen digits of a number."""

_SERIAL = range(20_000, 80_000)
"""Days since 1900 that are dates of this age, where a cell was not told to show a date."""

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  spreadsheets know no zones
_FAULTS = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    ParseError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises over damaged workbooks."""


class Page:
    """A sheet of a workbook, seen as a table."""

    def __init__(self, sheet: Any, called: str) -> None:
        self.title = str(sheet.title)
        self._sheet = sheet
        self._called = called
        self._is_endless = False
        """Whether its rows went on to the last that a spreadsheet has, and perhaps beyond."""

        first = [cells for _, cells in islice(self._texts(most=_BEFORE_BLANK), LOOKED_AT)]
        at = _header_among(first)
        cells = first[at] if first else []
        self._repeated = cells if is_header(cells) else []
        width = min(MOST_COLUMNS, max(map(len, first[at:]), default=0))
        names = [*self._repeated, *[""] * width][:width]
        self.header = named([name.strip() for name in names])
        self._above = at
        time = guess(self.header).get("time")
        self._time = self.header.index(time) if time else len(self.header)

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every row that is not blank, in order; what is damaged ends the sheet."""
        number = 0
        width = len(self.header)
        self._is_endless = False
        try:
            for place, (number, cells) in enumerate(self._texts(self._time)):
                if place >= self._above and cells != self._repeated:
                    fitted = [*cells[:width], *[""] * (width - len(cells))]
                    yield Row(self._place(number), fitted, " ".join(fitted)[:WHAT])
            if self._is_endless:
                why = tr("No spreadsheet has more rows than these; what stands below is not read.")
                yield Skipped(self._place(MOST_ROWS), why)
        except _FAULTS:
            why = tr("The workbook is damaged here; what follows in this sheet cannot be read.")
            yield Skipped(self._place(number + 1), why)

    def _place(self, number: int) -> str:
        return tr("{sheet}, row {number}", sheet=f"{self._called}{self.title}", number=number)

    def _texts(
        self, time: int = MOST_COLUMNS, most: int = MOST_ROWS
    ) -> Iterator[tuple[int, list[str]]]:
        """Yield the number of each row that is not blank, and its cells as text."""
        rows = self._sheet.iter_rows(max_row=most, values_only=True)
        for number, values in enumerate(rows, 1):
            self._is_endless = number == MOST_ROWS
            if values.count(None) == len(values):  # as a million may be, before the last row
                continue
            cells = [_text(value) for value in values[:MOST_COLUMNS]]
            if time < len(cells):
                cells[time] = _dated(values[time], cells[time])
            if any(map(str.strip, cells)):
                yield number, cells


def is_workbook(source: Source, name: str) -> bool:
    """Tell whether a file is a workbook: by its first bytes and, unless it is alone, its name."""
    if not source.is_file and not name.lower().endswith(SUFFIXES):
        return False
    return source.head(name, len(_START)) == _START


def pages_in(source: Source, name: str) -> list[Page]:
    """Return the sheets of a workbook that hold anything."""
    key = f"workbook {name}"
    if key not in source.kept:
        source.kept[key] = [page for page in _pages(source, name) if page.header]
    pages: list[Page] = source.kept[key]
    return pages


def _pages(source: Source, name: str) -> Iterator[Page]:
    """Yield the sheets of a workbook, if nothing is amiss with it."""
    done = source.done
    called = "" if len(source.names) == 1 else f"{name}, "
    try:
        for sheet in _opened(source, name).worksheets:
            sheet.reset_dimensions()  # what a workbook says of its own size is often wrong
            yield Page(sheet, called)
    except _FAULTS as error:
        raise ArchiveError(
            tr(
                "{name} is damaged or no workbook that Curator can read. Open it in a "
                "spreadsheet, save the sheet as CSV, and import that.",
                name=name,
            )
        ) from error
    source.done = done


def _opened(source: Source, name: str) -> Any:
    """Open a workbook that is no trap."""
    warnings.filterwarnings("ignore", module="openpyxl")  # of looks and charts
    file = source.seekable(name)
    with zipfile.ZipFile(file) as archive:
        zip_listing(archive, name)
        for part in archive.infolist():
            check_ratio(part, name)
            if part.filename.lower().endswith(_STRINGS) and part.file_size > _MOST_STRINGS:
                raise ArchiveError(
                    tr(
                        "{name} is too large for a workbook. Save its sheet as CSV, and import "
                        "that.",
                        name=name,
                    )
                )
    file.seek(0)
    return opened(file)


def _header_among(first: Sequence[Sequence[str]]) -> int:
    """Return which row is the header: the one with most known names, or else the first full."""
    if not first:
        return 0
    known = [len(guess(named(cells))) for cells in first[:_BEGINNING]]
    best = max(known)
    return known.index(best) if best >= _KNOWN else header_at(first)


def _text(value: object) -> str:
    """Return what is in a cell as a table in text has it."""
    if isinstance(value, str):
        return value[:LONGEST].replace("_x000D_", "\r")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return _moment(value)
    return "" if value is None else str(value)


def _number(value: float) -> str:
    """Return a number; one that is too long for a spreadsheet as a spreadsheet shows it."""
    if abs(value) >= _EXACT:
        return repr(float(value))
    return str(int(value)) if value == int(value) else repr(value)


def _moment(at: datetime) -> str:
    """Return a date with its time; without, where there is none."""
    near = (at + timedelta(milliseconds=500)).replace(microsecond=0)
    return f"{near:%Y-%m-%d}" if near.time() == time() else f"{near:%Y-%m-%d %H:%M:%S}"


def _dated(value: object, text: str) -> str:
    """Return the date of a cell that shows only its number."""
    if isinstance(value, int | float) and int(value) in _SERIAL:
        return _moment(_EPOCH + timedelta(days=value))
    return text
