"""The time zone that a column of times names in its heading: “Date (ET)”, “created_at_utc”."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BEHIND = re.compile(
    r"[\s_]*[(\[]([a-z][a-z &()]{0,40}?)[)\]]\s*$|[\s_](utc|gmt)$", re.ASCII | re.IGNORECASE
)
_ZONES: Mapping[str, str] = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "universal time": "UTC",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mt": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago",
    "mountain": "America/Denver", "pacific": "America/Los_Angeles",
    "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "jst": "Asia/Tokyo",
}  # fmt: skip
"""As announcements of chats use them: of a place, which keeps its summer time."""

_LONGEST = 200
"""Letters of a heading; beyond, it is none, and costs too much to look at."""

_TIME = re.compile(r"\s(?:standard |daylight )?time$")


def without_zone(name: str) -> str:
    """Return a column's name without the zone behind it."""
    return _BEHIND.sub("", name) if zone_in(name) else name


def zone_in(name: str) -> str:
    """Return the zone that a column's name tells, by its IANA name, or ''."""
    if len(name) > _LONGEST:
        return ""
    found = _BEHIND.search(name)
    said = (found[1] or found[2]).casefold().strip() if found else name.strip().casefold()
    if found is None and said != "utc":
        return ""
    return _ZONES.get(said) or _ZONES.get(_TIME.sub("", said), "")
