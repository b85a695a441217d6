"""The zone of a place as people write it in their accounts: “Leeds, UK”, “Brooklyn, NY”."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

_STATES: Mapping[str, str] = {
    "America/New_York": "CT DC DE FL GA MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO MT NM UT WY",
    "America/Los_Angeles": "CA NV OR WA",
}
"""States of the USA by the zone in which most of their people live; IN and KY have two."""

_NAMES: Mapping[str, str] = {
    "America/New_York": "New York State|Brooklyn|Boston|Massachusetts|Philadelphia|Pennsylvania"
    "|Washington DC|Atlanta|Florida|Miami|New Jersey|Ohio|Virginia|North Carolina|Connecticut",
    "America/Chicago": "Texas|Illinois|Wisconsin|Minnesota|Minneapolis|Houston|Austin|Dallas|Iowa"
    "|St Louis|Missouri|Kansas City|New Orleans|Nashville",
    "America/Denver": "Colorado|Utah|Salt Lake City|Albuquerque",
    "America/Los_Angeles": "California|San Francisco|Seattle|Portland Oregon|Oregon|San Diego",
    "Europe/London": "UK|U K|United Kingdom|England|Scotland|Wales|Great Britain|Manchester|Leeds"
    "|Birmingham|Edinburgh|Glasgow|Cardiff|Bristol|Liverpool|Sheffield|Northern Ireland|Swansea",
    "Europe/Dublin": "Ireland",
    "Europe/Berlin": "Germany|Deutschland|Hamburg|München|Munich|Köln|Cologne|Frankfurt",
    "Europe/Vienna": "Austria|Österreich|Wien",
    "Europe/Zurich": "Switzerland|Schweiz|Suisse|Zürich",
    "Europe/Paris": "France|Lyon|Marseille|Toulouse",
    "Europe/Madrid": "Spain|España|Barcelona|Valencia|Sevilla",
    "Europe/Lisbon": "Portugal|Lisboa|Porto",
    "Europe/Rome": "Italy|Italia|Roma|Milano|Milan",
    "Europe/Amsterdam": "Netherlands|The Netherlands|Nederland|Utrecht|Rotterdam",
    "Europe/Brussels": "Belgium|België|Belgique|Bruxelles",
    "Europe/Stockholm": "Sweden|Sverige",
    "Europe/Oslo": "Norway|Norge",
    "Europe/Copenhagen": "Denmark|Danmark",
    "Europe/Helsinki": "Finland|Suomi",
    "Europe/Warsaw": "Poland|Polska|Warszawa",
    "Europe/Athens": "Greece",
    "America/Toronto": "Ontario|Ottawa|Québec|Quebec|Montréal|Montreal",
    "America/Vancouver": "British Columbia",
    "Asia/Kolkata": "India|Mumbai|New Delhi|Bangalore|Bengaluru",
    "Asia/Tokyo": "Japan|日本|東京",
    "Asia/Seoul": "South Korea|대한민국|서울",
    "Pacific/Auckland": "New Zealand|Wellington|Aotearoa",
    "Africa/Johannesburg": "South Africa|Cape Town",
    "Africa/Lagos": "Nigeria",
    "Africa/Nairobi": "Kenya",
}
"""Countries with one zone for nearly all, and cities and states that are no name of a zone."""

_PART = re.compile(r"[,/|•·()–—;]+|\s-\s|\s&\s|\sand\s")
_STATE = re.compile(r"(?:^|[,\s])([A-Z]{2})\.?$")
_TWICE = frozenset({"georgia", "victoria", "cambridge", "birmingham", "melbourne"})
"""Names of which there are several far apart."""


def zone_of_place(place: str) -> str:
    """Return the IANA name of the zone of a place; '' if it is unknown."""
    text = " ".join(place.split())[:100]
    if (state := _STATE.search(text)) and (zone := _states().get(state[1], "")):
        return zone
    parts = [part.strip(" .!").casefold() for part in _PART.split(text)]
    found = {_places()[part] for part in parts if part in _places() and part not in _TWICE}
    return found.pop() if len(found) == 1 else ""  # “London & New York” is at home in both


@cache
def _states() -> dict[str, str]:
    return {state: zone for zone, states in _STATES.items() for state in states.split()}


@cache
def _places() -> dict[str, str]:
    found = {
        each.rpartition("/")[2].replace("_", " ").casefold(): each
        for each in sorted(available_timezones(), reverse=True)
        if each.count("/") == 1 and not each.startswith(("Etc/", "US/", "SystemV/", "posix/"))
    }
    named = {name: zone for zone, names in _NAMES.items() for name in names.split("|")}
    return found | {name.casefold(): zone for name, zone in named.items()}
