"""The stamps before WhatsApp's messages, as phones of every language and region write them.

    [14/05/2024, 20:00:07] Ann:    14.5.2024 klo 20.00 - Aino:    14.05.24 г., 20:00 ч. - Ана:
    5/14/24, 8:00 PM - Ann:    ١٤/٥/٢٠٢٤، ٨:٠٠ م - ليلى:    2024년 5월 14일 오후 8:00, 안나 :

The numbers may have the digits of any script, the date a Buddhist, Persian or Islamic year. Words
for the halves of the day are those of CLDR; any other word beside the clock means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from curator.readers.kit.text.transcripts import bare
from curator.readers.kit.whatsapp.calendars import calendar_of, of_era, ours
from curator.readers.kit.whatsapp.phrases import phrases

_MARK = "[\u200e\u200f\u061c]{0,2}"
_SEPARATOR = rf"{_MARK} ?[-/.⁄／]{_MARK} ?"
_DATE = (
    rf"(?:(?P<era>民國|民国|令和|平成|[RH](?=\d{{1,2}}/)) ?)?(?P<a>\d{{1,4}})"
    rf"(?:{_SEPARATOR}(?P<b>\d{{1,2}}){_SEPARATOR}(?P<c>\d{{1,4}})"
    r"|[年년] ?(?P<month>\d{1,2})[月월] ?(?P<day>\d{1,2})[日일])"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?: ?h ?|[:.٫])(?P<minute>\d{1,2})"
    r"(?:(?: min |[:.٫])(?P<second>\d{1,2})(?: s)?)?"
)
_END = r"(?:(?P<end>\]| [-–—](?= |$)|:(?= )|,(?= ))) ?"
_BESIDE = r"[^\d\[\]:\n]"
_DATE_FIRST = re.compile(
    rf"(?P<open>\[)?{_DATE}(?P<before>{_BESIDE}{{1,24}}?){_CLOCK}(?P<after>{_BESIDE}{{0,24}}?){_END}",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    rf"(?P<open>\[)?{_CLOCK}(?P<after>{_BESIDE}{{1,24}}?){_DATE}(?P<before>{_BESIDE}{{0,24}}?){_END}",
    re.IGNORECASE,
)
"""So in Vietnamese, and so are messages copied from WhatsApp in a browser."""

_NAME = re.compile(r"([^:\n]{1,120}?) ?:(?: |$)")
_KOREAN_NAME = re.compile(r"[^:\n]{1,120} : ")
_QUOTES = re.compile('["“”„«»「」]')
_AROUND_NAME = " ~\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_STARTS = frozenset("[RHrh民令平")
_UNAMERICAN = re.compile(r"[-.]|(?:^|[/⁄／])[\s\u200e\u200f\u061c]{0,3}0(?!0)")
_LITTLE = re.compile(r"[\s.\u200c\u200e\u200f\u061c]")
_WORDS = re.compile(r"[\s,،;()]+")
_NOON = 12
_YEAR_DIGITS = 3
_LAST_DAY = 31
_REMEMBERED = 4096
_FIRST_YEAR = 9
"""WhatsApp is of 2009."""


class Stamp(NamedTuple):
    """When and by whom, as a line says."""

    time: str
    """In a form that leaves open only which is the day and which the month."""

    name: str
    """Empty where the program speaks."""

    half: str = ""
    """A word beside the clock of which it is not known what it means."""


class Form(NamedTuple):
    """How all stamps of one file look."""

    has_bracket: bool
    end: str

    is_year_first: bool = False
    """Years of two digits stand before month and day."""

    is_day_likely: bool = False
    """The day comes before the month, unless the dates prove the contrary.

    5/4/24 is in May on phones set to American English and to few other languages; no phone puts
    dots, dashes or noughts into a date with the month in front.
    """


def form_of(line: str) -> Form | None:
    """Return the form of the stamp that a line begins with, None if it has none."""
    found = _matched(bare(line))
    if found is None:
        return None
    if found["end"] == "," and not found["month"] and not _KOREAN_NAME.match(line, found.end()):
        return None
    return Form(bool(found["open"]), found["end"].strip())


def stamped(line: str, form: Form) -> tuple[Stamp, str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _matched(plain)
    if not found or (bool(found["open"]), found["end"].strip()) != form[:2]:
        return None
    time, unknown = _time(found[0], is_year_first=form.is_year_first)
    name = _NAME.match(plain, found.end())
    if not name or len(_QUOTES.findall(name[1])) % 2:
        return Stamp(time, "", unknown), plain[found.end() :]
    return Stamp(time, name[1].strip(_AROUND_NAME), unknown), plain[name.end() :]


def with_years(form: Form, lines: Iterable[str]) -> Form:
    """Return a form that knows whether years of two digits come first, or days are likely to.

    Such years do in Korean, in Basque and in Nepali: there days come last. What stays the same
    from line to line while the last number changes is the year.
    """
    stamps = [found for line in lines if (found := _matched(bare(line)))]
    form = form._replace(is_day_likely=any(map(_is_unamerican, stamps)))
    short = [s for s in stamps if s["c"] and len(s["a"]) < _YEAR_DIGITS > len(s["c"])]
    first, last = {int(s["a"]) for s in short}, {int(s["c"]) for s in short}
    if len(first) != 1 or min(first) < _FIRST_YEAR:
        return form
    is_korean = any("오" in stamp["before"] for stamp in short)
    is_first = is_korean or len(last) > 1 or min(last) < _FIRST_YEAR
    return form._replace(is_year_first=is_first)


def _is_unamerican(stamp: re.Match[str]) -> bool:
    """Tell whether a date is written as no phone writes one with the month in front."""
    written = "" if stamp["month"] else stamp.string[stamp.start("a") : stamp.end("b")]
    return bool(_UNAMERICAN.search(written))


def _matched(plain: str) -> re.Match[str] | None:
    """Return the stamp at the start of a line, tried only where there can be one."""
    start = plain[:1]
    if start not in _STARTS and not start.isdecimal():
        return None
    return _DATE_FIRST.match(plain) or _CLOCK_FIRST.match(plain)


@lru_cache(_REMEMBERED)
def _time(stamp: str, *, is_year_first: bool) -> tuple[str, str]:
    """Return the time in a stamp in our own form, and a word that may change its meaning."""
    found = _matched(stamp.rstrip() + " ")
    if found is None:  # it was one, before
        return "", ""
    date = _date(found, is_year_first=is_year_first)
    half, unknown = _half(found)
    second = f":{int(found['second']):02}" if found["second"] else ""
    return f"{date} {int(found['hour'])}:{int(found['minute']):02}{second}{half}", unknown


def _date(found: re.Match[str], *, is_year_first: bool) -> str:
    """Return a date with the year in front, or with what may be day or month before it."""
    a = int(found["a"])
    if found["month"]:
        return _gregorian_date(of_era(a, found["era"] or ""), found["month"], found["day"])
    b, c = int(found["b"]), int(found["c"])
    if found["era"]:
        return _gregorian_date(of_era(a, found["era"]), found["b"], found["c"])
    if len(found["a"]) >= _YEAR_DIGITS or a > _LAST_DAY:
        return _gregorian_date(a, found["b"], found["c"])
    if is_year_first:
        return _gregorian_date(2000 + a, found["b"], found["c"])
    if calendar_of(c) == "buddhist":
        c = (ours(c, 1, 1) or (c, 1, 1))[0]
    elif calendar_of(c):
        return _gregorian_date(c, found["b"], found["a"])
    return f"{a:0{len(found['a'])}}/{b:0{len(found['b'])}}/{c:02}"


def _gregorian_date(year: int, month: str, day: str) -> str:
    """Return a date of any calendar as one of ours; one that is none as it stands."""
    date = year, int(month), int(day)
    known = ours(*date) or date
    return "{}-{:02}-{:02}".format(*known)


def _half(found: re.Match[str]) -> tuple[str, str]:
    """Return what half of the day a clock means, ' am' or ' pm', and a word that is not known."""
    if not 0 < int(found["hour"]) <= _NOON:
        return "", ""
    unknown = ""
    for beside in (found["after"], found["before"]):
        for word in (_LITTLE.sub("", beside), *_WORDS.split(beside)):
            plain = _LITTLE.sub("", word).strip(",،;()").casefold()
            if plain in phrases("afternoon"):
                return " pm", ""
            if plain in phrases("morning"):
                return " am", ""
            if (
                plain
                and any(map(str.isalpha, plain))
                and plain not in phrases("beside a clock of 24 hours")
            ):
                unknown = unknown or word.strip()
    return "", unknown
