"""Clues to the time zone of a chat, from its archive: a suggestion with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from curator.i18n import grouped, tr, trn
from curator.insight.checks.stated_zones import stated_wrongly
from curator.library import Library, Query, typed
from curator.model import Post
from curator.readers.kit.tables.dates import zone_of
from curator.work.zone_places import zone_of_place

_ANNOUNCED: Mapping[str, str] = {
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "EASTERN": "America/New_York", "CT": "America/Chicago", "CST": "America/Chicago",
    "CDT": "America/Chicago", "CENTRAL": "America/Chicago", "MT": "America/Denver",
    "MST": "America/Denver", "MDT": "America/Denver", "PT": "America/Los_Angeles",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PACIFIC": "America/Los_Angeles",
    "GMT": "Europe/London", "BST": "Europe/London", "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "AEST": "Australia/Sydney",
    "AEDT": "Australia/Sydney", "NZST": "Pacific/Auckland", "NZDT": "Pacific/Auckland",
    "UK": "Europe/London", "SAST": "Africa/Johannesburg", "JST": "Asia/Tokyo",
}  # fmt: skip
_TIME = re.compile(
    r"\b(?P<time>\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?)\s?(?P<zone>"
    + "|".join(sorted(_ANNOUNCED, key=len, reverse=True))
    + r")\b",
    re.IGNORECASE,
)
_REPEATED = re.compile(r"^\W*(?:RT|MT|via)\s+(?:@\w+:?\s*)+", re.IGNORECASE)
_HEAD = 60
"""Letters by which a repeated announcement is known, which may be cut at its end."""

_ACCOUNT: Mapping[str, str] = {
    "Eastern Time (US & Canada)": "America/New_York",
    "Central Time (US & Canada)": "America/Chicago",
    "Mountain Time (US & Canada)": "America/Denver",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Atlantic Time (Canada)": "America/Halifax",
    "Arizona": "America/Phoenix",
    "Alaska": "America/Anchorage",
    "Hawaii": "Pacific/Honolulu",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Edinburgh": "Europe/London",
    "Bern": "Europe/Zurich",
    "West Central Africa": "Africa/Lagos",
    "Pretoria": "Africa/Johannesburg",
    "Mumbai": "Asia/Kolkata",
    "New Delhi": "Asia/Kolkata",
    "Beijing": "Asia/Shanghai",
    "Wellington": "Pacific/Auckland",
    "Quito": "America/Guayaquil",
    "Abu Dhabi": "Asia/Dubai", "Islamabad": "Asia/Karachi", "Chennai": "Asia/Kolkata",
    "Sri Jayawardenepura": "Asia/Colombo", "Ekaterinburg": "Asia/Yekaterinburg",
    "Astana": "Asia/Almaty", "Hanoi": "Asia/Bangkok", "Osaka": "Asia/Tokyo",
    "Sapporo": "Asia/Tokyo", "Ulaan Bataar": "Asia/Ulaanbaatar", "Canberra": "Australia/Sydney",
    "St. Petersburg": "Europe/Moscow", "Kyiv": "Europe/Kiev", "Kyev": "Europe/Kiev",
    "Newfoundland": "America/St_Johns", "Saskatchewan": "America/Regina",
    "Central America": "America/Guatemala", "Guadalajara": "America/Mexico_City",
    "Brasilia": "America/Sao_Paulo", "Georgetown": "America/Guyana",
    "Greenland": "America/Godthab", "Mid-Atlantic": "Atlantic/South_Georgia",
    "Cape Verde Is.": "Atlantic/Cape_Verde", "New Caledonia": "Pacific/Noumea",
    "Marshall Is.": "Pacific/Majuro", "Solomon Is.": "Pacific/Guadalcanal",
    "Nuku'alofa": "Pacific/Tongatapu", "Midway Island": "Pacific/Midway",
    "American Samoa": "Pacific/Pago_Pago",
}  # fmt: skip
"""Names of zones that Twitter offered and whose city IANA does not list."""

_FEW = 2
_SURE = 5
_SURE_SHARE = 0.02
"""Announcements from which one need not look further: in number, and as a share of all posts."""

_SHARE = 0.25
_USUAL_SHARE = 0.25
"""Share of the announcements that name an hour from which chats are held at it."""

_LEAST_PROOF = 3
_LEAST_PLACES = 5
_HOUR = timedelta(hours=1)
_NOTHING: Mapping[Any, int] = MappingProxyType({})
_HALF_A_DAY = 12
"""Hours; many an announcement leaves out which half it means."""

_MINUTES = 15
"""By so many are times counted: an hour may begin at 8:30."""

_QUARTER, _SLACK, _LARGEST = timedelta(minutes=15), timedelta(minutes=2), timedelta(hours=15)
_MOST_PROOF = 400
_MOST_READ = 4_000


@dataclass(frozen=True, slots=True)
class ZoneHint:
    """A suggested zone, and the reason."""

    zone: str
    """Its IANA name."""

    reason: str
    """As a sentence."""

    is_weak: bool = False
    """Whether so few posts tell it that it should not be taken without asking."""

    besides: str = ""
    """The reason as what confirms another one of the same zone, as a sentence."""

    is_sure: bool = False
    """Whether times that name no zone are of this one: at the announced hour, and only so, the
    posts were written."""


class ZoneClues:
    """Collects clues to the zone from posts and accounts."""

    def __init__(self) -> None:
        self._said: Counter[str] = Counter()
        self._posts = 0
        self._heard: set[str] = set()
        self._words: dict[str, str] = {}
        self._clocks: dict[str, Counter[str]] = {}
        self._quarters: Counter[datetime] = Counter()
        self._wrong: list[str] = []

    @property
    def doubts(self) -> tuple[str, ...]:
        """Sentences about announced times whose named zone was not in force on that day."""
        if len(self._wrong) < _FEW:
            return tuple(self._wrong)
        more = len(self._wrong) - 1
        rest = trn("{count} more post like it.", "{count} more posts like it.", more)
        return (f"{self._wrong[0]} {rest}",)

    def note(self, at: datetime, text: str) -> None:
        """Note a time that a post announces; of several zones, the first is the chat's."""
        self._posts += 1
        quarter = at.minute // _MINUTES * _MINUTES
        self._quarters[at.replace(minute=quarter, second=0, microsecond=0)] += 1
        self._wrong += [wrong.sentence for wrong in stated_wrongly(text, at)][:1]
        found = _TIME.search(text)
        if found and _is_hour(found):
            announced = _REPEATED.sub("", text).casefold()[:_HEAD]
            if _REPEATED.match(text) and announced in self._heard:  # it proves no more
                return
            self._heard.add(announced)
            zone = _ANNOUNCED[found["zone"].upper()]
            self._said[zone] += 1
            self._words.setdefault(zone, " ".join(found[0].split()))
            self._clocks.setdefault(zone, Counter())[found["time"]] += 1

    def hint(
        self,
        accounts: Mapping[str, int],
        proved: str = "",
        places: Mapping[str, int] = _NOTHING,
        offsets: Mapping[tuple[datetime, timedelta], int] = _NOTHING,
        *,
        is_local: bool = False,
    ) -> ZoneHint | None:
        """Return the likeliest zone; None without any clue.

        is_local: the times name no zone and were read as UTC. The zone is then that of the times,
        which may be UTC though the chat is announced in another.

        accounts: the number of accounts by the zone set. proved: the zone proved by post ids.
        places: by where they say they are; offsets: by how far from UTC they were, and when.
        """
        if proved in available_timezones():
            return ZoneHint(proved, tr("The ids of its posts prove it."))
        announced = self.announced(self._posts, is_local=is_local)
        if announced and not announced.is_weak:
            return announced
        found = _of_accounts(accounts) or _of_offsets(offsets) or _of_places(places)
        return found or announced

    def announced(
        self, posts: int, *, is_local: bool = False, series: str = ""
    ) -> ZoneHint | None:
        """Return the zone that most announcements name; posts: among how many these are.

        is_local: see `hint`. series: the hashtag that all of them have.
        """
        for zone, count in self._said.most_common(1):
            if count < _FEW:
                break
            words = self._words[zone]
            if count >= _SURE or count >= _SURE_SHARE * posts:
                said = _posts_say(count, words, series)
                if is_local and self._in_utc(zone) > self._in_zone(zone):
                    hour = tr("They were written at that hour if the times are UTC.")
                    return ZoneHint("UTC", f"{said} {hour}")
                return ZoneHint(zone, said, is_sure=is_local and self._is_in_zone(zone))
            besides = tr("So say {count} posts: “{words}” or the like.",
                count=grouped(count), words=words)  # fmt: skip
            few = _few_posts_say(count, posts, words, series)
            return ZoneHint(zone, few, is_weak=True, besides=besides)
        return None

    def _is_in_zone(self, zone: str) -> bool:
        """Tell whether posts are of the announced hours, and fewer would be with other clocks."""
        fitting = self._in_zone(zone)
        others = (self._in_zone(zone, later=hours * _HOUR) for hours in range(1, _HALF_A_DAY))
        return fitting >= _SHARE * self._quarters.total() and fitting > max(others)

    def _in_zone(self, zone: str, later: timedelta = timedelta()) -> int:
        """Return how many posts are of the announced hours if their times are of the zone.

        later: by how much they are put off.
        """
        hours = self._announced_hours(zone)
        return sum(n for at, n in self._quarters.items() if _is_of(at + later, hours))

    def _in_utc(self, zone: str) -> int:
        """Return how many posts are of the announced hours if their times are UTC."""
        hours, place = self._announced_hours(zone), ZoneInfo(zone)
        return sum(n for at, n in self._quarters.items() if _is_of(at.astimezone(place), hours))

    def _announced_hours(self, zone: str) -> frozenset[int]:
        """Return the minutes of half a day at which the chats of the announcements begin.

        “8 ET” is 20:00 or 8:00. Of a series that moved there may be several.
        """
        begins: Counter[int] = Counter()
        for words, count in self._clocks[zone].items():
            hour, _, minute = words.partition(":")
            begins[_minutes(hour) % _HALF_A_DAY * 60 + _minutes(minute)] += count
        return frozenset(at for at, n in begins.items() if n >= _USUAL_SHARE * begins.total())


def _posts_say(count: int, words: str, series: str) -> str:
    if series:
        return trn(
            "{count} post with #{hashtag} says “{words}”.",
            "{count} posts with #{hashtag} say “{words}” or the like.",
            count, words=words, hashtag=series,
        )  # fmt: skip
    return trn(
        "{count} post says “{words}”.", "{count} posts say “{words}” or the like.",
        count, words=words,
    )  # fmt: skip


def _few_posts_say(count: int, posts: int, words: str, series: str) -> str:
    """Return what few posts say, which is taken if nothing tells more."""
    told = {"count": grouped(count), "posts": grouped(posts), "words": words}
    if series:
        return tr("{count} of {posts} posts with #{hashtag} say “{words}” or the like: a weak"
            " clue.", hashtag=series, **told)  # fmt: skip
    return tr("{count} of {posts} posts say “{words}” or the like: a weak clue.", **told)


def _is_hour(found: re.Match[str]) -> bool:
    """Tell whether words are an hour with a zone: “8 ET”, “8pm uk”, not “10 UK universities”."""
    clear = found["zone"].isupper() and found["zone"] != "UK"
    return clear or "m" in found["time"].lower() or ":" in found["time"]


def _minutes(digits: str) -> int:
    found = re.match(r"\d+", digits)
    return int(found[0]) if found else 0


def _is_of(at: datetime, begins: Iterable[int]) -> bool:
    """Tell whether a time is within the hour that begins at one of these minutes of half a day."""
    minute, half = at.hour * 60 + at.minute, _HALF_A_DAY * 60
    return any((minute - begin) % half < 60 for begin in begins)  # noqa: PLR2004  minutes


def zone_of_local_times(library: Library, archive: str) -> ZoneHint | None:
    """Return the zone of the times of an archive, which name none, as its posts announce it."""
    clues = ZoneClues()
    ids = library.posts.find(Query.parse(typed("in", archive)))
    ids = ids[:: max(1, len(ids) // _MOST_READ)]
    for at, text in library.posts.times_and_words(ids):
        clues.note(at, text)
    return clues.hint({}, is_local=True)


def announced_in(library: Library, series: str = "") -> ZoneHint | None:
    """Return the zone announced in the posts of a library, or None; series: in a hashtag's."""
    among = f"#{series}" if series else ""
    clues = ZoneClues()
    named = " OR ".join(f'"{each.lower()}"' for each in _ANNOUNCED)
    ids = library.posts.find(Query.parse(f"{among} ({named})".strip()))[:_MOST_READ]
    for at, text in library.posts.times_and_words(ids):
        clues.note(at, text)
    return clues.announced(library.posts.count(Query.parse(among)), series=series)


def confirmed_by_accounts(hint: ZoneHint, zone: str, reason: str) -> ZoneHint:
    """Return what few posts announce as a sure hint if most accounts have set the same zone."""
    if hint.is_weak and zone == hint.zone:
        return replace(hint, reason=f"{reason} {hint.besides}", is_weak=False)
    return hint


def _of_accounts(accounts: Mapping[str, int]) -> ZoneHint | None:
    """Return the zone that most accounts have set."""
    zones: Counter[str] = Counter()
    for name, count in accounts.items():
        if zone := _zone_set(name):
            zones[zone] += count
    for zone, count in zones.most_common(1):
        if count >= _FEW and count >= _SHARE * zones.total():
            words = tr("{count} of {people} accounts that name a zone have set it.",
                count=grouped(count), people=grouped(zones.total()))  # fmt: skip
            return ZoneHint(zone, words)
    return None


def _of_offsets(offsets: Mapping[tuple[datetime, timedelta], int]) -> ZoneHint | None:
    """Return a zone that was as far from UTC, on those days, as most accounts were."""
    by_offset: Counter[timedelta] = Counter()
    for (_, offset), count in offsets.items():
        by_offset[offset] += count
    for most, count in by_offset.most_common(1):
        zone = zone_of([pair for pair in offsets if pair[1] == most])
        if count >= _FEW and count >= _SHARE * by_offset.total() and isinstance(zone, ZoneInfo):
            words = tr("{count} of {people} accounts were {hours} hours from UTC.",
                count=grouped(count), people=grouped(by_offset.total()),
                hours=f"{most / _HOUR:+g}".replace("-", "−"))  # fmt: skip
            return ZoneHint(zone.key, words)
    return None


def _of_places(places: Mapping[str, int]) -> ZoneHint | None:
    """Return the zone in which most accounts that name a place are."""
    zones: Counter[str] = Counter()
    for place, count in places.items():
        if zone := zone_of_place(place):
            zones[zone] += count
    for zone, count in zones.most_common(1):
        if count >= _LEAST_PLACES and 2 * count >= zones.total():
            words = tr("{count} of {people} accounts that name a known place are there.",
                count=grouped(count), people=grouped(zones.total()))  # fmt: skip
            return ZoneHint(zone, words)
    return None


def _zone_set(name: str) -> str:
    """Return the zone set in an account by its IANA name; '' if unknown."""
    if name in _ACCOUNT or name in available_timezones():
        return _ACCOUNT.get(name, name)
    return _cities().get(name, "")


@cache
def _cities() -> dict[str, str]:
    ids = sorted(available_timezones(), key=lambda each: (not each.startswith("Europe/"), each))
    found: dict[str, str] = {}
    for each in ids:
        if "/" in each:
            found.setdefault(each.rpartition("/")[2].replace("_", " "), each)
    return found


def zone_proven_by(library: Library, posts: Sequence[Post]) -> ZoneHint | None:
    """Return the zone of local times, proved by another capture of the same posts.

    posts: read as if their times were UTC. If the same person wrote the same words, the difference
    of the two times is the zone's offset from UTC.
    """
    pairs = []
    for post in posts[:_MOST_PROOF]:
        for at in library.posts.times_posted(post.author.handle, post.text):
            apart = post.at - at
            offset = round(apart / _QUARTER) * _QUARTER  # a capture may know minutes only
            if abs(apart - offset) < _SLACK and abs(offset) <= _LARGEST:
                pairs.append((at, offset))
    zone = zone_of(pairs) if len(pairs) >= _LEAST_PROOF else None
    if zone is None or str(zone) not in available_timezones():
        return None
    words = trn(
        "{count} post is here from another capture with its true time.",
        "{count} posts are here from another capture with their true times.",
        len(pairs),
    )
    return ZoneHint(str(zone), words)


def some_of(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return a few hundred posts, evenly spread, to look up in other captures."""
    every = [*posts]
    return tuple(every[:: max(1, len(every) // _MOST_PROOF)][:_MOST_PROOF])
