"""Imports of what a look at watched files found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.errors import ArchiveError, CuratorError, UnrecognisedError
from curator.library import Library
from curator.readers import reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.work.archive_files import Found
from curator.work.assumed_zones import fill_in_zone
from curator.work.imports import import_archive
from curator.work.report import ImportReport
from curator.work.task import Work


def take_in(library: Path, file: Path, found: Found) -> Work[ImportReport | None]:
    """Import what a watched file has gained; None if it is no archive."""
    try:
        with found.opened() as source:
            reader = reader_for(source)
    except UnrecognisedError:
        return None
    except ArchiveError:
        if not file.exists():
            return None
        raise
    options = _options_before(library, found)
    if options is None:
        options = yield from fill_in_zone(library, found, reader, ReadOptions())
    return (yield from import_archive(library, found, reader, options))


def _options_before(library: Path, found: Found) -> ReadOptions | None:
    """Return the zone in which a file was read before: as it grows its times stay what they are.

    None if the library does not hold it yet.
    """
    if not library.exists():
        return None
    with Library(library) as opened:
        last = opened.archives.latest_of(found.place)
        if last is None:
            return None
        held = next(each for each in opened.archives.all() if each.id == last)
    report = ImportReport.kept(held)
    if report.assumed_zone not in {"", "UTC"}:
        return ReadOptions(zone=report.assumed_zone, zone_reason=report.zone_reason)
    return ReadOptions(zone=report.named_zone)


def take_in_news(
    library: Path, news: Sequence[tuple[Path, Found]]
) -> Work[list[ImportReport | CuratorError]]:
    """Import the files that a look found; return the result for each that brought something."""
    came: list[ImportReport | CuratorError] = []
    for file, found in news:
        try:
            report = yield from take_in(library, file, found)
        except CuratorError as error:
            came.append(error)
            continue
        if report is not None and (report.new or report.refreshed or report.joined):
            came.append(report)
    return came
