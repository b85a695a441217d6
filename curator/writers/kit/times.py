"""Times of a recap: in English, in the story's zone, no finer than recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from curator.dates import abbreviation, clock, day_words, elapsed_words, place_words, zone_called
from curator.i18n import tr
from curator.model import Post, Story


class PostTime(NamedTuple):
    """The time of a post."""

    words: str
    """'14 May 2026, 19:05 BST', or the date alone if no more is recorded."""

    machine: str
    """The same for machines, in ISO 8601 with its offset."""

    clock: str = ""
    """The time of day, '19:05 BST'; empty if only the date is recorded."""


def zone_of(story: Story) -> tzinfo:
    """Return the story's zone; UTC if its name is unknown."""
    return zone_called(story.zone)


def post_time(post: Post, zone: tzinfo) -> PostTime:
    """Return the time of a post."""
    at = _local(post, zone)
    if post.precision == "elapsed":
        words = tr(
            "{day}, {passed} from the start", day=day_words(at.date()), passed=elapsed_words(at)
        )
        return PostTime(words, at.date().isoformat())
    if post.precision == "day":
        return PostTime(day_words(at.date()), at.date().isoformat())
    time = tr("{time} {zone}", time=clock(at), zone=abbreviation(at))
    words = tr("{day}, {time}", day=day_words(at.date()), time=time)
    fineness = "seconds" if post.precision == "second" else "minutes"
    return PostTime(words, at.isoformat(timespec=fineness).replace("+00:00", "Z"), time)


def day_of(post: Post, zone: tzinfo) -> date:
    """Return the date of a post in the zone."""
    return _local(post, zone).date()


def zone_words(posts: Iterable[Post], zone: tzinfo) -> str:
    """Return the zone and its abbreviation on those days: 'London time (BST)'."""
    place = place_words(zone)
    if place == tr("UTC"):
        return place
    told = (post for post in posts if post.is_timed)
    called = dict.fromkeys(abbreviation(_local(post, zone)) for post in told)
    if not called:
        return place
    return tr("{place} ({abbreviation})", place=place, abbreviation=", ".join(called))


def _local(post: Post, zone: tzinfo) -> datetime:
    """Return the time in the zone; a date without a time is the same everywhere."""
    if not post.is_timed:
        return post.at
    try:
        return post.at.astimezone(zone)
    except OverflowError:
        return post.at
