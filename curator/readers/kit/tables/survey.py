"""A first pass over a table, to learn about its ids, times and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from curator.model import Skipped
from curator.readers.kit.archive.clock_times import CLOCK
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.tables.column_zones import without_zone
from curator.readers.kit.tables.columns import column, plain
from curator.readers.kit.tables.dates import Dates
from curator.readers.kit.tables.delimited import Row

_TWITTER = frozenset(
    (
        "screenname", "userscreenname", "tweet", "tweettext", "tweetid", "statusid", "tweeturl",
        "inreplytostatusid", "inreplytostatusidstr", "inreplytoscreenname", "replytosn",
        "retweetcount", "retweets", "favoritecount", "isretweet", "retweetedstatusid",
    )
)  # fmt: skip
"""Columns that only Twitter's tables have; two of them settle it."""

_STATUS_OF = re.compile(
    r"(?:twitter|x)\.com/(?:#!/)?(\w{1,50})/status(?:es)?/\d", re.ASCII | re.IGNORECASE
)
_ESCAPED = re.compile("&(?:amp|lt|gt);")
_BARE = re.compile("&(?!(?:amp|lt|gt);)|[<>]")
_CLOCK = re.compile(r"\d{1,2}:\d\d", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?", re.ASCII)
_IN_SECONDS = frozenset(
    ("timeinseconds", "seconds", "secs", "elapsed", "offset", "elapsedseconds")
)
"""Columns whose numbers are seconds since a start."""

_DATES = frozenset(
    [
        "date",
        "day",
        "tweetdate",
        "datum",
        "fecha",
        "data",
        "jour",
        "дата",
        "日付",
        "日期",
        "tarih",
        "dato",
        "päivämäärä",
        "pvm",
        "dátum",
        "dată",
        "ημερομηνία",
        "التاريخ",
        "תאריך",
        "tanggal",
        "ngày",
        "วันที่",
        "날짜",
    ]
)
_CLOCKS = (
    "time hour_minute hour clock uhrzeit zeit hora heure ora tijd время 時刻 时间 시간"
    " godzina saat klockslag klokkeslæt klokkeslett tid kello aika čas idő ώρα الوقت שעה"
    " waktu giờ เวลา"
)
NOTHING = frozenset({"", "NA", "N/A", "#N/A", "NULL", "null", "None", "nan", "NaN", "[]"})
"""What programs write where there is nothing."""

_SIGNED = re.compile(r"[#＃@]\w")
_NOBODY = frozenset({"i", "web", "statuses", "anyuser"})
_LONG = range(15, 20)
_LARGEST_SAMPLE = 5000
_ENOUGH_ROWS = 20_000
_MOST_ROUNDED = 100_000
_ALMOST = 0.95
_CLEAR = 3
_NEAR = timedelta(hours=28)


class Table(Protocol):
    """A header, and rows that have a cell for each of its names."""

    header: tuple[str, ...]

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every row, in order."""


class Survey:
    """What the rows of one table prove together. Learn all of them, then ask."""

    def __init__(
        self,
        header: Sequence[str],
        columns: Mapping[str, str],
        zone: str,
        *,
        day_first: bool | None = None,
    ) -> None:
        self.dates = Dates(zone, day_first)
        self.true_ids: dict[str, str] = {}
        """Rounded ids of rows whose true id is known; '' where two were rounded to one."""

        self.clocks: list[str] = []
        """Times without a day; of a long table the first."""

        self._dated = 0
        self._counts_seconds = plain(columns.get("time", "")) in _IN_SECONDS
        self._columns = {field: header.index(name) for field, name in columns.items()}
        self._clock = _clock_beside(header, columns.get("time", ""))
        self._names = len(_TWITTER & set(map(plain, header)))
        self._large: list[str] = []
        self._rows = self._long = self._agree = self._contrary = 0
        self._links = self._mismatches = 0
        self._handles = self._signed = 0
        self._escaped = self._bare = 0
        self._is_rounded: bool | None = None

    def learn(self, cells: Sequence[str]) -> None:
        """Learn from one row."""
        self._rows += 1
        proof = self._learn_id(cells)
        if time := self.time(cells):
            self._learn_clock(time)
            self.dates.learn(time, proof)
            if proof:
                self._compare(time, proof)
        text = cells[self._columns["text"]]
        self._signed += _SIGNED.search(text) is not None
        if "&" in text or "<" in text or ">" in text:
            self._escaped += _ESCAPED.search(text) is not None
            self._bare += _BARE.search(text) is not None

    def time(self, cells: Sequence[str]) -> str:
        """Return the time in a row, of which date and clock may stand in two columns."""
        time = self._cell(cells, "time").strip()
        if self._clock is not None and _CLOCK.match(clock := cells[self._clock].strip()):
            return f"{time} {clock}"
        return "" if time in NOTHING else time

    @property
    def has_only_clocks(self) -> bool:
        """Whether no time tells its day."""
        return bool(self.clocks) and not self._dated

    @property
    def is_settled(self) -> bool:
        """Return whether further rows would add nothing."""
        return self._rows >= _ENOUGH_ROWS and self.dates.is_settled and not self.true_ids

    @property
    def is_twitter(self) -> bool:
        """Whether the rows are tweets."""
        if self._names > 1 or self._links * 2 > self._rows:
            return True
        if self._long * 2 > self._rows:
            return self._agree >= self._contrary
        return self._signed * 2 > self._rows and self._handles >= self._rows * _ALMOST

    @property
    def has_ids(self) -> bool:
        """Whether what stands in the column of ids are Twitter's."""
        return self.is_twitter and (self._names > 1 or self._long > 0 or self._links > 0)

    @property
    def is_escaped(self) -> bool:
        """Whether the words are as HTML writes them."""
        return self._escaped > _CLEAR * self._bare

    @property
    def is_rounded(self) -> bool:
        """Whether the ids went through a program that rounds them."""
        if self._is_rounded is None:
            self._is_rounded = self._mismatches >= _CLEAR or ids.are_rounded(self._large)
        return self._is_rounded

    def _learn_clock(self, time: str) -> None:
        """Take note whether a time tells its day."""
        if not (CLOCK.fullmatch(time) or (self._counts_seconds and _NUMBER.fullmatch(time))):
            self._dated += 1
        elif len(self.clocks) < _LARGEST_SAMPLE:
            self.clocks.append(time)

    def _learn_id(self, cells: Sequence[str]) -> datetime | None:
        """Take note of a row's id, and return the time it tells."""
        handle = bare_handle(self._cell(cells, "handle"))
        self._handles += ids.is_handle(handle)
        linked = own_id(self._cell(cells, "url"), handle)
        self._links += bool(linked)
        raw = self._cell(cells, "id")
        key = ids.clean(raw)
        self._long += len(key) in _LONG or ids.is_destroyed(raw)
        if key and len(self._large) < _LARGEST_SAMPLE:
            self._large.append(key)
        if key and linked and key != linked and ids.is_round(key):
            self._mismatches += 1
            self._learn_rounding(key, linked)
        return ids.time_of(linked or key) or ids.time_about(raw)

    def _learn_rounding(self, rounded: str, true: str) -> None:
        """Take note what became of an id, so that others who name it can be followed."""
        if len(self.true_ids) < _MOST_ROUNDED:
            known = self.true_ids.setdefault(rounded, true)
            if known != true:
                self.true_ids[rounded] = ""

    def _compare(self, time: str, proof: datetime) -> None:
        """Take note whether the time a row gives is the one its id tells."""
        moment = self.dates.local(time)
        if moment is not None:
            is_near = abs(moment.at.replace(tzinfo=None) - proof.replace(tzinfo=None)) < _NEAR
            self._agree += is_near
            self._contrary += not is_near

    def _cell(self, cells: Sequence[str], field: str) -> str:
        at = self._columns.get(field)
        return "" if at is None else cells[at]


def survey_of(
    source: Source,
    table: Table,
    columns: Mapping[str, str],
    zone: str,
    *,
    day_first: bool | None = None,
) -> Survey:
    """Read a table once to learn what it proves. It does not count as progress."""
    survey = Survey(table.header, columns, zone, day_first=day_first)
    done = source.done
    for row in table.rows():
        if isinstance(row, Row):
            survey.learn(row.cells)
            if survey.is_settled:
                break
    source.done = done
    return survey


def is_all_escaped(text: str) -> bool:
    """Tell whether every sign in a text that HTML would escape is escaped."""
    return _ESCAPED.search(text) is not None and not _BARE.search(text)


def _clock_beside(header: Sequence[str], date: str) -> int | None:
    """Return the column of the clock, if the column of the time is only of the date."""
    clock = column(header, _CLOCKS, (date,))
    return header.index(clock) if clock and plain(without_zone(date)) in _DATES else None


def bare_handle(cell: str) -> str:
    """Return a handle without '@' and what spreadsheets put before it."""
    return cell.strip().lstrip("'").removeprefix("@").strip()


def own_id(url: str, handle: str) -> str:
    """Return the id in an address, if it can be that of a post by the person."""
    if "/status" not in url:
        return ""
    whose = _STATUS_OF.search(url)
    is_told = ids.is_handle(handle)  # not where people stand by their names
    if whose and is_told and whose[1].lower() not in {handle.lower(), *_NOBODY}:
        return ""
    return ids.key_in(url)


def owner(url: str) -> str:
    """Return the handle in a permalink, or ''."""
    whose = _STATUS_OF.search(url)
    return whose[1] if whose and whose[1].lower() not in _NOBODY else ""
