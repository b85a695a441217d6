"""Times of posts: as short as possible without being misleading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from curator.dates import brief_date, brief_day, day_words, elapsed_words
from curator.i18n import tr
from curator.model import Post


@dataclass(frozen=True, slots=True)
class Clock:
    """Formats times for one chat; on other days than its own, with the date."""

    zone: tzinfo = UTC
    day: date | None = None
    """The chat's own day; None if dates are shown elsewhere, as in a list with date lines."""

    def words_for(self, post: Post) -> str:
        """Return when a post was written; always with the time, where it is known."""
        if post.precision == "elapsed":
            return f"+{elapsed_words(post.at)}".replace("+-", "-")
        local = post.at.astimezone(self.zone)
        timed = post.is_timed
        if timed and self.day in {None, local.date()}:
            return self.time(post.at)
        near = self.day is None or local.year == self.day.year
        day = brief_day(local.date()) if near else brief_date(local.date())
        return tr("{day}, {time}", day=day, time=self.time(post.at)) if timed else day

    def whole(self, post: Post) -> str:
        """Return day and time, as far as they are known."""
        day = brief_date(post.at.astimezone(self.zone).date())
        if post.precision == "elapsed":
            return f"{day} {self.words_for(post)}"
        return f"{day} {self.time(post.at)}" if post.is_timed else day

    def time(self, moment: datetime) -> str:
        """Return a time of day."""
        return f"{moment.astimezone(self.zone):%H:%M}"


def moment_words(at: datetime) -> str:
    """Return day and time for a sentence."""
    return tr("{day}, {time}", day=day_words(at.date()), time=f"{at:%H:%M}")


def brief_moment(at: datetime) -> str:
    """Return day and time where there is little room: '14 Oct 2026, 19:05'."""
    return tr("{day}, {time}", day=brief_date(at.date()), time=f"{at:%H:%M}")
