"""Lists of tweets that the command-line program t printed, kept as text.

    511575170872246349  Sep 15 20:00  @ann         Q1 What grows on your roof? #roofchat
    511575422530486349  Sep 15  2014  @ben_roof    @ann A1 Leeks. #roofchat

From `t search all --long`. The clock is that of whoever asked, and the year stands only where
half of it had passed; so times are read from the ids, which tell them to the second. Of older ids,
which tell none, only a line with a year can be read. Names and counts are not in such lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from curator.i18n import tr
from curator.model import Author, Post, Precision, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.tables.dates import Dates
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import Message, first_lines, messages_of, place_of

TITLE = "Tweets as the program t lists them"

_LINE = re.compile(
    r"\s{0,12}(?P<id>\d{1,20})  (?P<day>[A-Z][a-z]{2} [ \d]\d) (?: (?P<year>\d{4})|\d\d:\d\d)"
    r"  @(?P<handle>\w{1,50})(?:\s+(?P<words>.*)|)$",
    re.ASCII,
)
_ENOUGH = 5


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_list(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  the ids tell
    """Yield every tweet, in the list's order."""
    names = [name for name in source.names if _is_list(source, name)]
    source.expect(names)
    for name in names:
        for message in messages_of(source, name, _listed):
            yield _post(message, place_of(source, name, message.number))


def _is_list(source: Source, name: str) -> bool:
    """Tell whether the first lines of a file are such as t prints."""
    if is_media(name):
        return False
    lines = first_lines(source, name, _ENOUGH)
    return bool(lines) and _LINE.match(lines[0]) is not None


def _listed(line: str) -> tuple[re.Match[str], str] | None:
    """Split a line into what stands before the words, and the words."""
    found = _LINE.match(line)
    return (found, found["words"] or "") if found else None


def _post(message: Message[re.Match[str]], place: str) -> Post | Skipped:
    """Return a line as a post."""
    text = message.text
    if not text:
        return Skipped(place, tr("The post has no words."), message.stamp[0][:80])
    key, handle = ids.clean(message.stamp["id"]), message.stamp["handle"]
    told = _time(message.stamp, key)
    if not key or told is None:
        why = tr("Neither the id nor the date of this post tells its year.")
        return Skipped(place, why, message.stamp[0][:80])
    return Post(
        "twitter",
        key,
        Author(handle),
        told[0],
        text,
        told[1],
        url=ids.permalink(handle, key),
        spans=find_spans(text),
        cut=message.cut or (text.startswith("RT @") and text.endswith("…")),
        place=place,
    )


def _time(stamp: re.Match[str], key: str) -> tuple[datetime, Precision] | None:
    """Return when a post was written: by its id, or else the day that stands there."""
    if at := ids.time_of(key):
        return at, "second"
    day = f"{' '.join(stamp['day'].split())}, {stamp['year']}"
    return Dates().read(day) if stamp["year"] else None
