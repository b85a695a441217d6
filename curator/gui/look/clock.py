"""When a post was said, as short as a row can say it without misleading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from PySide6.QtCore import QDate, QLocale

from curator.dates import day_words
from curator.i18n import tr
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


def moment_words(at: datetime) -> str:
    """Return a day and a time as a sentence tells them."""
    return tr("{day}, {time}", day=day_words(at.date()), time=f"{at:%H:%M}")
