"""Imports of what a look at watched files found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.errors import ArchiveError, CuratorError, UnrecognisedError
from curator.readers import reader_for
from curator.work.archive_files import Found
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
    return (yield from import_archive(library, found, reader))


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
