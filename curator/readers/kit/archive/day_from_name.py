"""The day of a chat whose posts have only times of day, or only what has passed since its start.

The user names it, or the file's name does. Of a chat that counts from its start, and names it
nowhere, the day is that on which the file was saved: its posts have an order, but no clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.readers.kit.archive.source import Source
from curator.readers.kit.archive.wishes import Wishes
from curator.readers.kit.ids.json_fields import UnreadableError
from curator.readers.kit.tables.dates import zone_named

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)", re.ASCII)
_TIME = re.compile(
    r"(?<!\d)(?P<utc>GMT)?((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[ T_-]| at ){1,3}"
    r"(\d\d)(?:[-_.:h](\d\d)(?:[-_.:](\d\d))?|(\d\d)(\d\d))(?P<z>Z)?(?!\d)",
    re.ASCII,
)
_DATE_ALONE = 10


class Start(NamedTuple):
    """When a chat began."""

    at: datetime
    """Midnight where only the day is known."""

    is_exact: bool = True
    """Whether the time of day is known."""


def names_around(source: Source, name: str) -> tuple[str, ...]:
    """Return the names that may contain the day: of the file, the archive and the folder."""
    return name, source.path.name, source.path.absolute().parent.name


def named_day(source: Source, name: str, wishes: Wishes | None = None) -> datetime | None:
    """Return the midnight at the start of the day that is wished or named, None if none is."""
    if wishes and wishes.start:
        return _moment(wishes.start).replace(hour=0, minute=0, second=0, tzinfo=UTC)
    for called in names_around(source, name):
        for found in _DAY.finditer(called):
            try:
                return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
            except ValueError:
                continue
    return None


def start_of(source: Source, name: str, wishes: Wishes) -> Start:
    """Return when a chat began that counts from its start, and ask for what is not told."""
    wished = _moment(wishes.start) if wishes.start else None
    told = wished or _time_in(names_around(source, name))
    if told is None or (wished and len(wishes.start.strip()) <= _DATE_ALONE):
        day = named_day(source, name, wishes)
        saved = source.saved(name)
        at = day or datetime(saved.year, saved.month, saved.day, tzinfo=UTC)
        source.ask("start", name, _unknown_start(at, is_saved=day is None))
        return Start(at, is_exact=False)
    if told.tzinfo is None and not wishes.zone:
        source.ask("zone", name, tr("Its start names no zone. It was read as UTC."))
    zone = zone_named(wishes.zone) if wishes.zone else UTC
    return Start((told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC))


def elapsed(start: datetime, seconds: float) -> datetime:
    """Return the time when so much of a recording had passed."""
    try:
        return start + timedelta(seconds=seconds)
    except (OverflowError, ValueError) as error:
        raise UnreadableError(tr("It has no time.")) from error


def _unknown_start(day: datetime, *, is_saved: bool) -> str:
    """Say that the clock is not known, where the day is from, and what to do."""
    said = [tr("Its times count from a start that it does not tell: the clock is unknown.")]
    if is_saved:
        shown = f"{day:%Y-%m-%d}"
        said.append(tr("The day, {day}, is that on which the file was saved.", day=shown))
    return " ".join(said)


def check_start(text: str) -> None:
    """Refuse a start that is no day or time."""
    _moment(text)


def _moment(text: str) -> datetime:
    """Return a day or time that the user wrote."""
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as error:
        said = tr("“{text}” is no day or time. Write it like 2024-05-14 20:00.", text=text)
        raise ArchiveError(said) from error


def _time_in(names: tuple[str, ...]) -> datetime | None:
    """Return the first time in some names; without a zone, but for Zoom's “GMT” and a “Z”."""
    for called in names:
        for found in _TIME.finditer(called):
            year, month, day, hour, minute, second, late, later = found.groups()[1:9]
            digits = f"{year}{month}{day}{hour}{minute or late}{second or later or '00'}"
            try:
                at = datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007  the name has none
            except ValueError:
                continue
            return at.replace(tzinfo=UTC) if found["utc"] or found["z"] else at
    return None


def no_day(name: str) -> str:
    """Return the message that the day of a chat is unknown, and what to do."""
    return tr(
        "{name} tells the clock but not the day. Put the day before the name of the "
        "file, such as “2024-05-14 chat.txt”, or say it: on the command line --start 2024-05-14.",
        name=name,
    )
