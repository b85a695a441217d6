"""Dates, time spans and zones as a recap says them, in the user's language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from curator.i18n import tr

UNKNOWN_START = timedelta(hours=12)
"""When a recording whose start is unknown is taken to begin, in UTC: noon is of the same day in
nearly every zone."""

RECORDING = timezone(-UNKNOWN_START)
"""The zone in which the clock tells what had passed since a start that is unknown."""

_BEFORE = timedelta(hours=6)
"""The longest time that a recording is talked about before it starts."""


def zone_called(name: str) -> tzinfo:
    """Return the zone with an IANA name; UTC if the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def day_words(day: date) -> str:
    """Return '14 May 2026'."""
    return tr("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


def full_day(day: date) -> str:
    """Return 'Thursday 14 May 2026'."""
    return span_words(day, day)


def short_day(day: date) -> str:
    """Return '14 May'."""
    return tr("{day} {month}", day=day.day, month=month_name(day.month))


def brief_day(day: date) -> str:
    """Return '14 Oct', where there is little room."""
    return tr("{day} {short_month}", day=day.day, short_month=_short_month(day.month))


def brief_date(day: date) -> str:
    """Return '14 Oct 2026', where there is little room."""
    month = _short_month(day.month)
    return tr("{day} {short_month} {year}", day=day.day, short_month=month, year=day.year)


def brief_month(day: date) -> str:
    """Return 'Oct 2026'."""
    return tr("{short_month} {year}", short_month=_short_month(day.month), year=day.year)


def clock(at: datetime) -> str:
    """Return '19:05', in the zone the time is in."""
    return f"{at.hour:02}:{at.minute:02}"


def elapsed_words(at: datetime) -> str:
    """Return what had passed since a start that is unknown: '0:05:10', or '-0:00:30' before it.

    at: the time of a post whose precision is 'elapsed'.
    """
    local = at.astimezone(UTC) - UNKNOWN_START + _BEFORE
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    seconds = round((local - midnight - _BEFORE).total_seconds())
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{'-' if seconds < 0 else ''}{hour}:{minute:02}:{second:02}"


def clockless_span(first: datetime, last: datetime, *, elapsed: bool) -> str:
    """Return when posts were written whose time of day is not known.

    elapsed: whether it is known how much had passed since the start.
    """
    if first.date() != last.date():
        days = tr("{first} to {last}", first=day_words(first.date()), last=day_words(last.date()))
        return tr("{days}; the clock is not known", days=days)
    day = day_words(first.date())
    if not elapsed:
        return tr("{days}; the clock is not known", days=day)
    return tr(
        "{day}, {first} to {last} from the start; the clock is not known",
        day=day,
        first=elapsed_words(first),
        last=elapsed_words(last),
    )


def span_words(first: date, last: date) -> str:
    """Return 'Thursday 14 May 2026', or '14–16 May 2026' for several days."""
    if first == last:
        return tr("{weekday} {day}", weekday=weekday_name(first), day=day_words(first))
    if (first.year, first.month) == (last.year, last.month):
        return tr("{first}–{last}", first=first.day, last=day_words(last))
    if first.year == last.year:
        return tr("{first} – {last}", first=short_day(first), last=day_words(last))
    return tr("{first} – {last}", first=day_words(first), last=day_words(last))


def place_words(zone: tzinfo) -> str:
    """Return 'London time', or 'UTC'."""
    if zone is UTC or str(zone) in {"UTC", "Etc/UTC"}:
        return tr("UTC")
    return tr("{place} time", place=str(zone).rpartition("/")[2].replace("_", " "))


def abbreviation(at: datetime) -> str:
    """Return the abbreviation of the zone at that time: 'BST', or 'UTC+3' if it has none."""
    name = at.tzname() or ""
    if name[:1] not in {"+", "-"}:
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{name[0]}{hours}" + (f":{minutes}" if minutes.strip("0") else "")


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    names = (
        tr("January"), tr("February"), tr("March"), tr("April"), tr("May"), tr("June"),
        tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December"),
    )  # fmt: skip
    return names[month - 1]


def _short_month(month: int) -> str:
    """Return the abbreviated name of a month, 1 to 12."""
    names = (
        tr("Jan"), tr("Feb"), tr("Mar"), tr("Apr"), tr("May"), tr("Jun"),
        tr("Jul"), tr("Aug"), tr("Sep"), tr("Oct"), tr("Nov"), tr("Dec"),
    )  # fmt: skip
    return names[month - 1]


def weekday_name(day: date) -> str:
    """Return the name of a date's day of the week."""
    names = (
        tr("Monday"), tr("Tuesday"), tr("Wednesday"), tr("Thursday"), tr("Friday"),
        tr("Saturday"), tr("Sunday"),
    )  # fmt: skip
    return names[day.weekday()]
