"""Times as a recap tells them: in English words, in the story's zone, no finer than recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from curator.i18n import tr
from curator.model import Post, Story

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Said(NamedTuple):
    """When a post was said."""

    words: str
    """'14 May 2026, 19:05 BST', or the day alone where no more is recorded."""

    machine: str
    """The same for machines, in ISO 8601 with its offset."""


def zone_of(story: Story) -> tzinfo:
    """Return the zone in which the story's times are told; UTC if its name is unknown."""
    try:
        return ZoneInfo(story.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def said(post: Post, zone: tzinfo) -> Said:
    """Return when a post was said."""
    at = _local(post, zone)
    if post.precision == "day":
        return Said(day_words(at.date()), at.date().isoformat())
    words = tr(
        "{day}, {time} {zone}",
        day=day_words(at.date()),
        time=f"{at.hour:02}:{at.minute:02}",
        zone=abbreviation(at),
    )
    fineness = "seconds" if post.precision == "second" else "minutes"
    return Said(words, at.isoformat(timespec=fineness).replace("+00:00", "Z"))


def day_of(post: Post, zone: tzinfo) -> date:
    """Return the day on which a post was said, in the zone."""
    return _local(post, zone).date()


def day_words(day: date) -> str:
    """Return '14 May 2026'."""
    return tr("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def span_words(first: date, last: date) -> str:
    """Return 'Thursday 14 May 2026', or '14–16 May 2026' for several days."""
    if first == last:
        return tr("{weekday} {day}", weekday=_WEEKDAYS[first.weekday()], day=day_words(first))
    if (first.year, first.month) == (last.year, last.month):
        return tr("{first}–{last}", first=first.day, last=day_words(last))
    if first.year == last.year:
        begin = tr("{day} {month}", day=first.day, month=MONTHS[first.month - 1])
        return tr("{first} – {last}", first=begin, last=day_words(last))
    return tr("{first} – {last}", first=day_words(first), last=day_words(last))


def zone_words(posts: Iterable[Post], zone: tzinfo) -> str:
    """Return 'London time (BST)': the zone, and what it was called on those days."""
    if zone is UTC or str(zone) in {"UTC", "Etc/UTC"}:
        return tr("UTC")
    place = str(zone).rpartition("/")[2].replace("_", " ")
    told = (post for post in posts if post.precision != "day")
    called = dict.fromkeys(abbreviation(_local(post, zone)) for post in told)
    if not called:
        return tr("{place} time", place=place)
    return tr("{place} time ({abbreviation})", place=place, abbreviation=", ".join(called))


def abbreviation(at: datetime) -> str:
    """Return what the zone is called at that time: 'BST', or 'UTC+3' where it has no name."""
    name = at.tzname() or ""
    if name[:1] not in {"+", "-"}:
        return name
    hours, minutes = name[1:3].lstrip("0") or "0", name[3:5]
    return f"UTC{name[0]}{hours}" + (f":{minutes}" if minutes.strip("0") else "")


def _local(post: Post, zone: tzinfo) -> datetime:
    """Return the time in the zone; a day without a time is the same day everywhere."""
    if post.precision == "day":
        return post.at
    try:
        return post.at.astimezone(zone)
    except OverflowError:
        return post.at
