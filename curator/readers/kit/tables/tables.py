"""The tables in an archive, and reading one to its end with what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from curator.errors import ArchiveError, OwnerError, StartError
from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.clock_times import ClockTimes, CountedTimes, Times, is_counted
from curator.readers.kit.archive.day_from_name import missing_day_message, named_day, start_of
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.json_stream import DECODER
from curator.readers.kit.tables.column_zones import zone_in
from curator.readers.kit.tables.json_tables import ObjectTable
from curator.readers.kit.tables.ragged import Ragged, is_ragged
from curator.readers.kit.tables.rows import RowConverter
from curator.readers.kit.tables.sheets import Sheet
from curator.readers.kit.tables.survey import Survey, Table, survey_of
from curator.readers.kit.tables.xlsx import SUFFIXES as WORKBOOKS
from curator.readers.kit.tables.xlsx import Page, is_workbook, pages_in

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", *WORKBOOKS)
"""Of many files, those that may hold a table. A lone one may be called as it likes."""

_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
_SCRIPT = re.compile(r"\s*(?:window\.|Grailbird\.|var |<)")
_BINARY = 100
_SAMPLE = 100
_LONGEST_ROW = 60_000
"""Letters; a row that goes beyond what is looked at of a file is longer."""


AnyTable: TypeAlias = Sheet | ObjectTable | Page | Ragged


def tables_in(source: Source) -> Iterator[tuple[str, AnyTable]]:
    """Yield the tables in the files that look like such, each with the name of its file."""
    names = source.names
    for name in names:
        if len(names) == 1 or name.lower().endswith(SUFFIXES):
            for table in tables_of(source, name):
                if table.header:
                    yield name, table


def tables_of(source: Source, name: str) -> Iterator[AnyTable]:
    """Yield the tables in a file: of a workbook several, else one or none."""
    if is_workbook(source, name):
        try:
            yield from pages_in(source, name)
        except ArchiveError as error:
            if len(source.names) == 1:
                raise
            source.remark(name, str(error))
        return
    if (called := f"table {name}") not in source.kept:  # many readers ask for it
        source.kept[called] = _table(source, name)
    if (table := source.kept[called]) is not None:
        yield table


def _table(source: Source, name: str) -> AnyTable | None:
    """Return the table in a file that is no workbook, None if there is none."""
    text = source.start(name)
    is_binary = text.count("\0") * _BINARY > len(text)
    if _SCRIPT.match(text) or is_binary or text.isspace():
        return None
    if _JSON.match(text):
        return None if _is_endless(text) else ObjectTable(source, name)
    sheet = Sheet(source, name)
    lines = text.splitlines()[1:_SAMPLE]
    return Ragged(source, name, sheet.header) if is_ragged(sheet.header, lines) else sheet


def _is_endless(text: str) -> bool:
    """Tell whether a beginning is all of one object, as of a whole chat: that is no row."""
    text = text.lstrip()
    first, newline, _ = text.partition("\n")
    if len(text) <= _LONGEST_ROW or text[:1] != "{" or (newline and first.rstrip()[-1:] == "}"):
        return False
    try:
        DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return True
    return False


def sheets_with(
    source: Source, is_mine: Callable[[tuple[str, ...]], bool]
) -> Iterator[tuple[str, Sheet | Page | Ragged]]:
    """Yield the sheets whose header a reader knows, each with the name of its file."""
    for name, table in tables_in(source):
        if not isinstance(table, ObjectTable) and is_mine(table.header):
            yield name, table


def posts_in(
    source: Source,
    name: str,
    table: Table,
    columns: Mapping[str, str],
    options: ReadOptions,
) -> Iterator[Post | Skipped]:
    """Yield the posts of one table."""
    handle = options.handle
    zone = options.zone or zone_in(columns.get("time", ""))
    survey = survey_of(source, table, columns, zone, day_first=options.day_first)
    if survey.is_twitter and not handle and columns.keys().isdisjoint(("handle", "name", "url")):
        raise OwnerError(
            tr(
                "{name} does not say who wrote its posts. Choose the column of their names, or "
                "say whose they are; on the command line: --as HANDLE.",
                name=name,
            )
        )
    if columns.keys().isdisjoint(("handle", "name", "url")) and not handle:
        source.remark(name, tr("None of its columns is known to tell who wrote its posts."))
    times = _clock(source, name, survey, replace(options, zone=zone))
    maker = RowConverter(table.header, columns, survey, handle.removeprefix("@"), times)
    if survey.dates.is_guessed:
        ask_order(source, name, day_first=survey.dates.day_first)
    zones = [n for n, column in enumerate(table.header) if column in _ZONES_SET]
    is_told = False
    for row in table.rows():
        if isinstance(row, Skipped):
            yield row
            continue
        source.zones.update(row.cells[column] for column in zones)
        yield maker.post(row)
        if not is_told and _is_local(survey, times):  # not at the end, which no preview reaches
            is_told = True
            _ask_zone(source, name, survey, zone, times)
    source.zone_proved = survey.dates.proven_zone
    for remark in (*_remarks(table, survey, zone), *maker.clocks.remarks()):
        source.remark(name, remark)


_ZONES_SET = frozenset({"user_time_zone", "time_zone"})
"""Columns with the zone that an account has set."""


def _clock(source: Source, name: str, survey: Survey, options: ReadOptions) -> Times | None:
    """Return what tells the times of a table without days; None if its times have theirs."""
    if not survey.has_only_clocks or survey.has_ids:
        return None
    if is_counted(survey.clocks):
        return CountedTimes(start_of(source, name, options))
    day = named_day(source, name, options)
    if day is None:
        raise StartError(missing_day_message(source.name))
    return ClockTimes(day, options.zone)


def _ask_zone(source: Source, name: str, survey: Survey, zone: str, times: Times | None) -> None:
    """Ask for the zone of times that name none, unless it is known."""
    source.zone_proved = survey.dates.proven_zone
    if _is_local(survey, times) and not zone and not survey.dates.proven_zone:
        source.ask("zone", name, tr("Its times name no zone. They were read as UTC."))


def _is_local(survey: Survey, times: Times | None) -> bool:
    """Tell whether a time was met that names no zone."""
    return times.was_asked if times else survey.dates.is_local


def _remarks(table: Table, survey: Survey, zone: str) -> Iterator[str]:
    """Say what had to be found out about a file as a whole."""
    if isinstance(table, Sheet) and not table.encoding.codec.startswith("utf"):
        yield tr(
            "It is not in UTF-8. It was read as {encoding}.",
            encoding=table.encoding.title,
        )
    if not zone and (proved := survey.dates.proven_zone):
        yield tr("Its times name no zone. The ids of its posts prove {zone}.", zone=proved)


def ask_order(source: Source, name: str, *, day_first: bool) -> None:
    """Ask for the order of day and month, which is not known, and say which was taken."""
    source.ask("order", name, _guessed_order(day_first=day_first))
    if day_first:
        source.asked.add("day first")


def _guessed_order(*, day_first: bool) -> str:
    if day_first:
        return tr("Nothing in it tells days from months. Its dates were read with the day first.")
    return tr(
        "Nothing in it tells days from months. Its dates were read with the month first, "
        "as in the United States."
    )
