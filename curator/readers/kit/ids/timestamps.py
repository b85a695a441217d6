"""Times as archives write them, read without a locale and without guessing.

Every function answers None to what it does not know for certain: a wrong time is worse than
none, and libraries that guess make a date of “-1”.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from curator.model import Precision

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_TIMELESS_BEFORE = datetime(2010, 11, 5, tzinfo=UTC)
_API_LENGTH = len("Sat Nov 09 12:14:18 +0000 2024")


@lru_cache(maxsize=4096)  # a chat says much in one second
def api_time(text: str) -> datetime | None:
    """Read 'Sat Nov 09 12:14:18 +0000 2024', the form of Twitter's first interface."""
    try:
        at = datetime(
            int(text[26:30]),
            _MONTHS[text[4:7]],
            int(text[8:10]),
            int(text[11:13]),
            int(text[14:16]),
            int(text[17:19]),
            0,
            UTC if (utc := text[20:25] == "+0000") else _zone(text[20:25]),
        )
        if len(text) != _API_LENGTH:
            return None
        return at if utc else at.astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None


def grailbird_time(text: str) -> tuple[datetime, Precision] | None:
    """Read '2013-01-23 11:07:49 +0000'; midnight before November 2010 is a day, no time."""
    day, _, rest = text.strip().partition(" ")
    clock, _, zone = rest.partition(" ")
    at = iso_time(f"{day}T{clock}{zone or '+00:00'}") if clock else None
    if at is None or not at.tzinfo:
        return None
    return at, precision_of(at)


def precision_of(at: datetime) -> Precision:
    """Tell how much of a time Twitter's old archives recorded: of their early posts, the day."""
    is_midnight = at.hour == at.minute == at.second == 0
    return "day" if is_midnight and at < _TIMELESS_BEFORE else "second"


def iso_time(text: str) -> datetime | None:
    """Read an ISO 8601 date and time: in UTC if it names its zone, else without one."""
    text = text.strip()
    if len(text) < len("2024-11-09T12:14") or text[4] != "-":
        return None
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at
    except (ValueError, OverflowError):
        return None


def instant(text: object) -> tuple[datetime, Precision] | None:
    """Read any of the forms above that names its zone."""
    if not isinstance(text, str):
        return None
    if at := api_time(text):
        return at, "second"
    if found := grailbird_time(text):
        return found
    at = iso_time(text)
    return (at, "second") if at and at.tzinfo else None


def _zone(text: str) -> timezone:
    """Return the zone of an offset such as '-0500'."""
    if len(text) != len("+0000") or text[0] not in "+-":
        raise ValueError(text)
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
    return timezone(-offset if text[0] == "-" else offset)
