"""When a post was said, as short as a row can say it without misleading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from PySide6.QtCore import QDate, QLocale

from curator.model import Post


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells times of one chat: of its own day the time, of another day the date."""

    zone: tzinfo = UTC
    day: date | None = None
    """The chat's own day; None: every time is told as a time."""

    def tells(self, post: Post) -> str:
        """Return when a post was said."""
        local = post.at.astimezone(self.zone)
        if post.precision != "day" and self.day in {None, local.date()}:
            return self.time(post.at)
        form = "d MMM" if self.day is None or local.year == self.day.year else "d MMM yyyy"
        return QLocale().toString(QDate(local.year, local.month, local.day), form)

    def time(self, moment: datetime) -> str:
        """Return a time of day."""
        return f"{moment.astimezone(self.zone):%H:%M}"
