"""Times whose zone is wrong for their day, as “3 pm EST” in June: read one way or the other.

People write EST the year round. On a summer's day New York is on EDT, and who takes the
words as they stand is an hour late.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from curator.dates import day_words
from curator.i18n import tr
from curator.insight.checks.finding import Finding
from curator.model import Heading, Passage, PullQuote, Quote, Story, as_read

_ZONES: Mapping[str, str] = {
    "EST": "America/New_York", "EDT": "America/New_York", "CST": "America/Chicago",
    "CDT": "America/Chicago", "MDT": "America/Denver", "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles", "BST": "Europe/London", "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
}  # fmt: skip
"""Abbreviations that hold for half of the year; MST and GMT hold somewhere all year."""

_SUMMER = frozenset({"EDT", "CDT", "MDT", "PDT", "BST", "CEST"})
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})(?P<minute>:\d\d)?\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>"
    + "|".join(_ZONES)
    + r")\b",
    re.IGNORECASE,
)
_HALF_DAY, _DAY = 12, 24


@dataclass(frozen=True, slots=True)
class StatedWrongly:
    """A time with a zone that was not in force at its place on that day."""

    words: str
    """As written: “3 pm EST”."""

    sentence: str
    """What is wrong, and the two ways to read it."""


def stated_wrongly(text: str, at: datetime) -> Iterator[StatedWrongly]:
    """Yield the times in a text about a day whose named zone was not in force then."""
    for found in _TIME.finditer(text):
        called = found["zone"].upper()
        if found["zone"].islower() and not found["half"]:
            continue  # “at 9 est” in other languages
        local = at.astimezone(ZoneInfo(_ZONES[called]))
        if called != local.tzname():
            yield _doubt_about(found, called, local)


def _doubt_about(found: re.Match[str], called: str, local: datetime) -> StatedWrongly:
    words = " ".join(found[0].split())
    place = str(local.tzinfo).rpartition("/")[2].replace("_", " ")
    sentence = tr(
        "“{words}”: {place} was on {zone} on {day}: {time} or {other}?",
        words=words, place=place, zone=local.tzname(), day=day_words(local.date()),
        time=_clock(found, 0), other=_clock(found, -1 if called in _SUMMER else 1),
    )  # fmt: skip
    return StatedWrongly(words, sentence)


def _clock(found: re.Match[str], later: int) -> str:
    """Return the written time, or an hour later or earlier, in the same form."""
    minute, half = found["minute"] or "", found["half"]
    hour = int(found["hour"]) + later
    if not half:
        return f"{hour % _DAY}{minute or ':00'}"
    afternoon = half.lower().startswith("p")
    whole = int(found["hour"]) % _HALF_DAY + (_HALF_DAY if afternoon else 0) + later
    sign = tr("pm") if whole % _DAY >= _HALF_DAY else tr("am")
    return f"{whole % _HALF_DAY or _HALF_DAY}{minute} {sign}"


def stated_zone_findings(story: Story) -> Iterator[Finding]:
    """Yield where a story states a time in a zone that was not in force on its day.

    The editor's own words are taken to be about the day of the quotes.
    """
    quotes = [block for block in story.blocks if isinstance(block, Quote | PullQuote)]
    times = sorted(block.post.at for block in quotes)
    middle = times[len(times) // 2] if times else None
    for block in as_read(story.blocks):
        match block:
            case Quote(post) | PullQuote(post=post):
                text, at = post.text, post.at
            case Heading(text) | Passage(text) if middle:
                at = middle
            case _:
                continue
        for wrong in stated_wrongly(text, at):
            why = tr("Say beside it which is meant; readers take it as it stands.")
            yield Finding("look", wrong.sentence, why, (block.id,))
