"""The day of a chat whose posts have only times of day, or only what has passed since its start.

The user names it, or the file's name does. Of a chat that counts from its start, and names it
nowhere, the day is that on which the file was saved: its posts have an order, but no clock.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from curator.dates import UNKNOWN_START
from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Precision
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import UnreadableError
from curator.readers.kit.tables.dates import zone_named

_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_.]?(\d\d)[-_.]?(\d\d)|([-_.])(\d\d?)\4(\d\d?))(?!\d)",
    re.ASCII,
)
_TIME = re.compile(
    r"(?<!\d)(?P<utc>GMT)?((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[ T_-]| at ){1,3}"
    r"(\d\d)(?:[-_.:h](\d\d)(?:[-_.:](\d\d))?|(\d\d)(\d\d))(?P<z>Z)?(?!\d)",
    re.ASCII,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d", re.ASCII)
_DATE_ALONE, _CLOCK_ALONE = 10, len("20:00")


class Start(NamedTuple):
    """When a chat began."""

    at: datetime
    """See `UNKNOWN_START` where only the day is known."""

    is_exact: bool = True
    """Whether the time of day is known."""

    @property
    def precision(self) -> Precision:
        """How much is known of the times of posts that count from it."""
        return "second" if self.is_exact else "elapsed"


def names_to_search(source: Source, name: str) -> tuple[str, ...]:
    """Return the names that may contain the day: of the file, the archive and the folder."""
    return name, source.path.name, source.path.absolute().parent.name


def named_day(source: Source, name: str, options: ReadOptions | None = None) -> datetime | None:
    """Return the midnight at the start of the day that is given or named, None if none is."""
    given = _parse_start(options.start) if options and options.start else None
    if isinstance(given, datetime):
        return given.replace(hour=0, minute=0, second=0, tzinfo=UTC)
    for called in names_to_search(source, name):
        for found in _DAY.finditer(called):
            try:
                month, day = found[2] or found[5], found[3] or found[6]
                return datetime(int(found[1]), int(month), int(day), tzinfo=UTC)
            except ValueError:
                continue
    return None


def start_of(source: Source, name: str, options: ReadOptions) -> Start:
    """Return when a chat began that counts from its start, and ask for what is not told."""
    given = _parse_start(options.start) if options.start else None
    if isinstance(given, time):
        given = _add_day(source, name, given)
    told = given or _time_in(names_to_search(source, name))
    is_day = _CLOCK_ALONE < len(options.start.strip()) <= _DATE_ALONE
    if told is None or (given and is_day):
        day = named_day(source, name, options)
        saved = source.saved(name)
        at = day or datetime(saved.year, saved.month, saved.day, tzinfo=UTC)
        source.ask("start", name, _unknown_start(at, is_saved=day is None))
        return Start(at + UNKNOWN_START, is_exact=False)
    if told.tzinfo is None and not options.zone:
        source.ask("zone", name, tr("Its start names no zone. It was read as UTC."))
    zone = zone_named(options.zone) if options.zone else UTC
    return Start((told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC))


def _add_day(source: Source, name: str, at: time) -> datetime:
    """Return the time of day that was given on the day that the names or the file tell."""
    day = named_day(source, name)
    if day:
        said = tr("Its day, {day}, was taken from the name.", day=f"{day:%Y-%m-%d}")
    else:
        saved = source.saved(name)
        day = datetime(saved.year, saved.month, saved.day, tzinfo=UTC)
        said = tr("The day, {day}, is that on which the file was saved.", day=f"{day:%Y-%m-%d}")
    source.remark(name, said)
    return datetime.combine(day.date(), at)


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
    _parse_start(text)


def _parse_start(text: str) -> datetime | time:
    """Return a day, a time of day, or both, as the user wrote it."""
    written = text.strip()
    try:
        if _CLOCK.fullmatch(written):
            return time.fromisoformat(written.zfill(_CLOCK_ALONE))
        return datetime.fromisoformat(written)
    except ValueError as error:
        said = tr(
            "“{text}” is no day or time. Write it like 2024-05-14 20:00, or 20:00 alone where the"
            " name of the file tells the day.",
            text=text,
        )
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


def missing_day_message(name: str) -> str:
    """Return the message that the day of a chat is unknown, and what to do."""
    return tr(
        "{name} tells the clock but not the day. Put the day before the name of the "
        "file, such as “2024-05-14 chat.txt”, or say it: on the command line --start 2024-05-14.",
        name=name,
    )
