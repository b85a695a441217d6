"""The chats, and the rounds of questions, that a date in a search means.

Each has its date where it was held, as the list of chats tells it, whatever the zone of the
other dates in the search.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from curator.dates import zone_called
from curator.library.desk.chat_zones import ChatZones

_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?)?$")

_CHATS = "SELECT id, begins, id FROM chats"
_ROUNDS = (
    "SELECT session, begun, (SELECT id FROM chats WHERE begun BETWEEN begins AND ends)"
    " FROM (SELECT session, min(at) AS begun FROM questions GROUP BY session)"
)
"""SQL for each round of questions: its number, when the first was asked, and the chat then."""


class ChatDates:
    """Finds the chats and rounds of questions that began at a date, each in its own zone."""

    def __init__(self, connection: sqlite3.Connection, zones: ChatZones) -> None:
        self._run = connection.execute
        self._zones = zones

    def chats(self, typed: str) -> list[int]:
        """Return the chats that began on a day, or in a minute."""
        return [id_ for id_, _ in self._begun(_CHATS, typed)]

    def rounds(self, typed: str) -> list[int]:
        """Return the rounds of questions of which the first was asked on a day, or in a minute."""
        return [id_ for id_, _ in self._begun(_ROUNDS, typed)]

    def chats_of_rounds(self, typed: str) -> list[int]:
        """Return the chats in which these rounds were."""
        return [chat for _, chat in self._begun(_ROUNDS, typed) if chat is not None]

    def _begun(self, beginnings: str, typed: str) -> Iterable[tuple[int, int | None]]:
        zones, usual = self._zones.all(), self._zones.usual
        for id_, at, chat in self._run(beginnings).fetchall():
            zone = zones[chat].zone if chat in zones else usual
            span = span_of(typed, zone_called(zone))
            if span and span[0].timestamp() * 1000 <= at < span[1].timestamp() * 1000:
                yield id_, chat


def moment(value: str, zone: tzinfo) -> tuple[datetime, bool] | None:
    """Parse '2014-09-15' or '2014-09-15T20:00' in a zone; return whether it has a time."""
    found = _MOMENT.match(value)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=zone)
        return at.astimezone(UTC), found[4] is not None
    except (ValueError, OverflowError):
        return None


def span_of(value: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return the day or the minute that a date means in a zone: its start, and the next one's."""
    found = moment(value, zone)
    if found is None:
        return None
    start, timed = found
    return start, start + timedelta(minutes=1) if timed else day_after(start, zone)


def day_after(at: datetime, zone: tzinfo) -> datetime:
    """Return when the next day begins in a zone."""
    following: date = at.astimezone(zone).date() + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone).astimezone(UTC)
