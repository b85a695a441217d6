"""Names of time zones as people use them: a city, a country, “ET”, “Eastern Time”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, QTimeZone

from curator.i18n import language
from curator.languages import SOURCE

_WELL_KNOWN = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Paris", "Europe/Berlin",
    "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Stockholm", "Europe/Warsaw",
    "Europe/Athens", "America/Toronto", "America/Vancouver", "America/Halifax",
    "America/Anchorage", "Pacific/Honolulu", "America/Mexico_City", "America/Sao_Paulo",
    "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul", "Australia/Perth",
    "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip
"""Of several zones with the same name, people usually mean these, in this order."""

_AREAS = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/|UTC$"
)
_SHORT = re.compile(r"[A-Z]{2,5}$")
_MOST = 12
_USUAL = (
    (" Standard Time", " Time"), ("-Normalzeit", "zeit"), ("Normalzeit", "Zeit"),
    ("hora estándar", "hora"),
)  # fmt: skip
"""What zones are called in winter, and all year round, in the languages of the window."""


@dataclass(frozen=True, slots=True)
class ZoneName:
    """The names of a zone."""

    id: str
    """The IANA name."""

    city: str
    country: str
    long: str
    """“Eastern Time”."""

    short: tuple[str, ...]
    """“ET”, “EST”, “EDT”."""

    english: str = ""
    """What it and its country are called in English, to be found by too."""

    @property
    def words(self) -> str:
        """Return the name to show: “New York, Eastern Time (ET)”."""
        short = f" ({self.short[0]})" if self.short else ""
        return f"{self.city}, {self.long}{short}" if self.long else self.city


@cache
def zone_names() -> tuple[ZoneName, ...]:
    """Return every zone, the best known first."""
    known = available_timezones()
    ids = [*(each for each in _WELL_KNOWN if each in known)]
    ids += sorted(each for each in known - {*ids} if _AREAS.match(each))
    return tuple(_named(each) for each in ids)


def zone_called(name: str) -> ZoneName:
    """Return the names of a zone by its IANA name."""
    return next((each for each in zone_names() if each.id == name), None) or _named(name)


def matching(typed: str, recent: Sequence[str] = ()) -> list[ZoneName]:
    """Return the zones that match what was typed, the likeliest first.

    recent: IANA names of recently used zones; they come first, and are all that is offered
    before anything is typed.
    """
    wanted = " ".join(typed.replace("_", " ").casefold().split())
    lately = [zone_called(each) for each in recent]
    if not wanted:
        return [*lately, *(each for each in zone_names()[:_MOST] if each not in lately)]
    ranked = [
        (rank, each not in lately, place, each)
        for place, each in enumerate(zone_names())
        if (rank := _rank(each, wanted)) is not None
    ]
    return [each for *_, each in sorted(ranked, key=lambda found: found[:3])[:_MOST]]


def _rank(zone: ZoneName, wanted: str) -> int | None:
    """Return how well a zone matches what was typed, 0 the best; None for no match."""
    ways = (
        wanted in {each.casefold() for each in zone.short} or wanted == zone.id.casefold(),
        zone.city.casefold() == wanted,
        zone.city.casefold().startswith(wanted),
        zone.long.casefold().startswith(wanted),
        zone.country.casefold().startswith(wanted),
        wanted in zone.id.replace("_", " ").casefold() or wanted in zone.words.casefold(),
        wanted in zone.english.casefold(),
    )
    return ways.index(True) if any(ways) else None


def _named(name: str) -> ZoneName:
    zone = QTimeZone(name.encode())
    kinds, names = QTimeZone.TimeType, QTimeZone.NameType
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    winter, summer = (
        zone.displayName(kind, names.ShortName, english)
        for kind in (kinds.StandardTime, kinds.DaylightTime)
    )
    own = english if language() == SOURCE else QLocale(language())
    long, told = (
        zone.displayName(kinds.StandardTime, names.LongName, each) for each in (own, english)
    )
    country = QLocale.territoryToString(zone.territory())
    native = QLocale(QLocale.Language.AnyLanguage, zone.territory()).nativeTerritoryName()
    return ZoneName(
        name,
        name.rpartition("/")[2].replace("_", " "),
        country if own == english else native or country,
        _usual(long),
        tuple(dict.fromkeys(_short((winter, summer)))),
        f"{_usual(told)} {country}",
    )


def _usual(long: str) -> str:
    """Return what a zone is called all year round; '' if it is only called by a number."""
    if re.search(r"[\d+]", long):
        return ""
    for usual in _USUAL:
        long = long.replace(*usual)
    return long


def _short(names: Iterable[str]) -> Iterator[str]:
    """Yield the short names of a zone; before “EST” and “EDT” their common form: “ET”."""
    found = [name for name in names if _SHORT.match(name)]
    for name in found:
        if len(name) > 2 and name.endswith(("ST", "DT")) and len(set(found)) > 1:  # noqa: PLR2004
            yield f"{name[:-2]}T"
            break
    yield from found
