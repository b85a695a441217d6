"""Posts over time: the time span to draw, its bins and its ticks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from curator.library import Bin, Library, Query

SIZES = (1, 2, 5, 10, 15, 30, 60, 360, 1440, 10_080, 43_200)
"""The possible lengths of a bin, in minutes."""

MOST_BINS = 240
_TICKS = (
    1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200, 129_600, 262_800,
    525_600, 1_051_200, 2_628_000,
)  # fmt: skip
_LONG = timedelta(days=4)
"""In a large library, a longer chat is read in quarters of an hour."""

_CHAT = timedelta(hours=4)
_QUARTER = timedelta(minutes=15)
_BUSY = 0.05


@dataclass(frozen=True, slots=True)
class Bar:
    """One bin as it is drawn."""

    at: datetime
    originals: int = 0
    echoes: int = 0

    @property
    def posts(self) -> int:
        """Return how many posts it holds."""
        return self.originals + self.echoes


@dataclass(frozen=True, slots=True)
class BinnedSpan:
    """A time span, divided into bins."""

    start: datetime
    end: datetime
    size: int
    """The length of a bin in minutes."""

    @classmethod
    def around(cls, start: datetime, end: datetime, zone: tzinfo, least: int = 1) -> BinnedSpan:
        """Return the bins around a time span; they begin at round times in the zone.

        least: the shortest bin in minutes, because the data has no finer resolution.
        """
        minutes = (end - start).total_seconds() / 60
        size = next(
            (size for size in SIZES if minutes / size <= MOST_BINS and size >= least), SIZES[-1]
        )
        first = rounded(start, size, zone)
        last = rounded(end, size, zone)
        last = last if last >= end else last + timedelta(minutes=size)
        return cls(first, max(last, first + timedelta(minutes=size)), size)

    @property
    def count(self) -> int:
        """Return how many bins there are."""
        return max(1, round((self.end - self.start) / self.step))

    @property
    def step(self) -> timedelta:
        """Return the length of a bin."""
        return timedelta(minutes=self.size)

    def number(self, at: datetime) -> int:
        """Return the bin of a time; it may lie outside."""
        return (at - self.start) // self.step

    def at(self, number: int) -> datetime:
        """Return when a bin begins."""
        return self.start + number * self.step


def bin_minutes(library: Library, base: Query) -> int:
    """Return the resolution in minutes at which activity is read."""
    if base.text:
        return 1
    ends = library.posts.span()
    return 15 if ends and ends[1] - ends[0] > _LONG and library.posts.is_large() else 1


def rounded(at: datetime, size: int, zone: tzinfo) -> datetime:
    """Return the last round time in the zone at or before a time."""
    local = at.astimezone(zone)
    shift = local.utcoffset() or timedelta()
    minutes = int((at.timestamp() + shift.total_seconds()) // 60)
    return datetime.fromtimestamp(minutes // size * size * 60, UTC) - shift


def gathered(bins: Iterable[Bin], stretch: BinnedSpan) -> list[Bar]:
    """Return the bars of a span, including empty ones."""
    start, step, count = stretch.start, stretch.step, stretch.count  # once: bins are thousands
    posts, echoes = [0] * count, [0] * count
    for each in bins:
        number = (each.at - start) // step
        if 0 <= number < count:
            posts[number] += each.posts
            echoes[number] += each.echoes
    return [
        Bar(stretch.at(number), all_ - echo, echo)
        for number, (all_, echo) in enumerate(zip(posts, echoes, strict=True))
    ]


def busiest(bins: Sequence[Bin]) -> tuple[datetime, datetime]:
    """Return the time span worth drawing; posts outside of it are given as numbers.

    If half of all posts lie within four hours, that was the chat: the shortest span with half
    of them, extended at both ends by quarters of an hour as long as these are at least a
    twentieth as busy. Otherwise it is the shortest span with 95 % of the posts, if that is less
    than half of the whole; otherwise the whole.
    """
    first, last = bins[0].at, bins[-1].at + timedelta(minutes=1)
    if len(bins) == 1:
        return first, last
    start, end = _shortest(bins, 0.5)
    if end - start <= _CHAT:
        return _grown(bins, start, end)
    start, end = _shortest(bins, 0.95)
    return (start, end) if end - start < (last - first) / 2 else (first, last)


def _shortest(bins: Sequence[Bin], share: float) -> tuple[datetime, datetime]:
    needed = sum(each.posts for each in bins) * share
    found, low, held = (bins[0].at, bins[-1].at), 0, 0
    for each in bins:
        held += each.posts
        while held - bins[low].posts >= needed:
            held -= bins[low].posts
            low += 1
        if held >= needed and each.at - bins[low].at < found[1] - found[0]:
            found = bins[low].at, each.at
    return found[0], found[1] + timedelta(minutes=1)


def _grown(bins: Sequence[Bin], start: datetime, end: datetime) -> tuple[datetime, datetime]:
    times = [each.at for each in bins]
    counts = [0]
    for each in bins:
        counts.append(counts[-1] + each.posts)

    def held(low: datetime, high: datetime) -> int:
        return counts[bisect_left(times, high)] - counts[bisect_left(times, low)]

    least = max(1.0, _BUSY * held(start, end) * (_QUARTER / max(end - start, _QUARTER)))
    while held(start - _QUARTER, start) >= least:
        start -= _QUARTER
    while held(end, end + _QUARTER) >= least:
        end += _QUARTER
    return start - _QUARTER / 3, end + _QUARTER / 3


def ticks(stretch: BinnedSpan, most: int, zone: tzinfo) -> tuple[list[datetime], int]:
    """Return round times to label, at most a number of them, and the minutes between."""
    minutes = (stretch.end - stretch.start).total_seconds() / 60
    size = next((size for size in _TICKS if minutes / size <= most), _TICKS[-1])
    found: list[datetime] = []
    at = rounded(stretch.start, size, zone)
    while at < stretch.end and len(found) < most + 2:
        if at >= stretch.start:
            found.append(at)
        at = rounded(at + timedelta(minutes=size), size, zone)
    return found, size
