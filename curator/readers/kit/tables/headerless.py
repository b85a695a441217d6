"""Columns without a header, recognised by their content where that is unambiguous."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from curator.readers.kit.archive.clock_times import CLOCK
from curator.readers.kit.ids.ids import key_in
from curator.readers.kit.ids.timestamps import api_time, iso_time
from curator.readers.kit.tables.dates import Dates

_ID = re.compile(r"[\"'=x]*\d{15,19}\"?", re.ASCII)
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:,?[T ].{0,20})?$",
    re.ASCII,
)
_MONTH_NAMED = re.compile(r"[A-Z][a-z]{2,8} \d{1,2}, \d{4}", re.ASCII)
_HANDLE = re.compile(r"@?[A-Za-z_]\w{2,30}", re.ASCII)
_PHONE = re.compile(r"[+\d][\d ()/.-]{4,25}|", re.ASCII)
_MOST = 0.8
_WORDY = 15
_FEWEST = 2
_LONGEST_NAME = 60


def column_names(rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return 'id', 'time', 'url', 'username', 'text' for columns that are such, '' for others.

    Where date and clock stand in two columns, as in the tables of Viber, these are 'date' and
    'clock'; and who speaks in such a table goes by any name, though not by a telephone's number.
    """
    columns = [[row[at] for row in rows if at < len(row)] for at in range(width)]
    names = [""] * width
    for name, is_such in (("id", _is_id), ("time", _is_time), ("url", _is_permalink)):
        found = [at for at in range(width) if not names[at] and _mostly(columns[at], is_such)]
        if found:
            names[found[0]] = name
    clocks = [at for at in range(width) if not names[at] and _mostly(columns[at], _is_clock)]
    if clocks and "time" in names and all(map(_is_date, columns[names.index("time")])):
        names[names.index("time")], names[clocks[0]] = "date", "clock"
    wordy = [at for at in range(width) if not names[at] and _mostly(columns[at], _has_words)]
    if not wordy and "clock" in names:  # what people say in a chat is short
        wordy = [at for at in range(width) if not names[at] and not _are_phones(columns[at])]
        wordy = [at for at in wordy if sum(" " in cell.strip() for cell in columns[at])]
    if wordy:
        names[max(wordy, key=lambda at: sum(map(len, columns[at])))] = "text"
    people = [at for at in range(width) if not names[at] and _are_people(columns[at])]
    if not people and "clock" in names:
        people = [at for at in range(width) if not names[at] and _are_names(columns[at])][:1]
    if len(people) == 1:
        names[people[0]] = "username" if "clock" not in names else "name"
    return names


def _mostly(cells: Sequence[str], is_such: Callable[[str], bool]) -> bool:
    """Tell whether most cells meet a condition."""
    return (
        len(cells) >= _FEWEST
        and sum(is_such(cell.strip()) for cell in cells) >= len(cells) * _MOST
    )


def _is_id(cell: str) -> bool:
    return _ID.fullmatch(cell) is not None


def _is_date(cell: str) -> bool:
    return bool(_DATE.match(cell.strip())) and ":" not in cell


def _is_clock(cell: str) -> bool:
    return CLOCK.fullmatch(cell) is not None


def _are_phones(cells: Sequence[str]) -> bool:
    return all(_PHONE.fullmatch(cell.strip()) for cell in cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Tell whether cells are names of people who speak in turn: short, with letters, few."""
    known = {cell.strip() for cell in cells}
    return len(known) > 1 and all(
        0 < len(name) <= _LONGEST_NAME and name[0].isalpha() and "://" not in name
        for name in known
    )


def _is_time(cell: str) -> bool:
    if _MONTH_NAMED.match(cell):  # as IFTTT writes: May 14, 2024 at 08:01PM
        return Dates().local(cell) is not None
    return bool(_DATE.match(cell) or api_time(cell) or iso_time(cell))


def _is_permalink(cell: str) -> bool:
    return cell.startswith(("https://", "http://")) and key_in(cell) != ""


def _has_words(cell: str) -> bool:
    return " " in cell and len(cell) >= _WORDY


def _are_people(cells: Sequence[str]) -> bool:
    """Tell whether cells are handles: of several people, with repetitions."""
    known = {cell.strip().lower() for cell in cells}
    return (
        all(_HANDLE.fullmatch(cell.strip()) for cell in cells)
        and 1 < len(known) < len(cells)
        and not known & {"true", "false", "null", "none"}
    )
