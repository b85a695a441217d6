"""The archive that Twitter gave people of their own account, from 2012 to August 2018.

A zip or folder with a script and a table for each month, and a table of all of them:

    Grailbird.data.tweets_2013_01 =
    [ { "id_str" : "294041312", "created_at" : "2013-01-23 11:07:49 +0000", "user" : {…}, … } ]

    "tweet_id","in_reply_to_status_id",…,"timestamp","source","text",…,"expanded_urls"

The scripts say more, so they are read first, and of the tables only what the scripts lack. They
hold whole the posts that were retweeted, which other people wrote. Before November 2010 only the
day was recorded. Some went on adding tweets from Twitter's interface to the same scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from curator.errors import ArchiveError
from curator.i18n import tr, trn
from curator.model import Author, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.ids.json_fields import text_of
from curator.readers.kit.json.records import items
from curator.readers.kit.tables.columns import guess, is_grailbird
from curator.readers.kit.tables.survey import Table, owner
from curator.readers.kit.tables.tables import posts_in, sheets_with
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.tweets.tweets import Tweets

TITLE = "Twitter archive of one’s own account, before 2018"

_SCRIPT = re.compile(r"\s*Grailbird\.data\.tweets_[0-9_]{1,12}\s*=")
_ABOUT = re.compile(r"\s*var (user_details|tweet_index)\s*=")
_HEAD = 256
_SOME = 2000
"""Rows among which the owner's own pictures are looked for."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_scripts(source, _SCRIPT)) or any(sheets_with(source, is_grailbird))


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every post in the archive, in the archive's order."""
    scripts = list(_scripts(source, _SCRIPT))
    sheets = list(sheets_with(source, is_grailbird))
    source.expect([*scripts, *(name for name, _ in sheets)])
    about = _about(source)
    owners = Author(
        text_of(about.get("screen_name")).strip() or options.handle.strip().lstrip("@"),
        name=text_of(about.get("full_name")),
        key=ids.clean(about.get("id")),
        bio=text_of(about.get("bio")),
    )
    met: set[str] = set()
    for record in _posts_in(source, scripts, owners):
        if isinstance(record, Post) and not record.context:
            met.add(record.key)
            owners = owners if owners.handle else record.author
        yield record
    yield from _tabled(source, sheets, owners, (options.zone, met))
    _remark_missing(source)


def _scripts(source: Source, kind: re.Pattern[str]) -> Iterator[str]:
    """Yield the scripts that begin in a certain way."""
    for name in source.names:
        if not is_media(name) and kind.match(
            decoded(source.head(name, _HEAD))[0].lstrip("\ufeff")
        ):
            yield name


def _posts_in(source: Source, scripts: list[str], owners: Author) -> Iterator[Post | Skipped]:
    """Yield the posts in the scripts."""
    tweets = Tweets(source, owners if owners.handle else None)
    for name in scripts:
        where = tr("item") if len(source.names) == 1 else f"{name}, {tr('item')}"
        for number, value in items(source, name):
            place = f"{where} {number}"
            if isinstance(value, Skipped):
                yield value._replace(where=place)
            else:
                yield from tweets.posts(value, place)


def _tabled(
    source: Source,
    sheets: Sequence[tuple[str, Table]],
    owners: Author,
    known: tuple[str, set[str]],
) -> Iterator[Post | Skipped]:
    """Yield the posts in the tables that were not met before."""
    if not sheets:
        return
    zone, met = known
    handle = owners.handle or _inferred(source, sheets)
    if not handle:
        raise ArchiveError(
            tr(
                "{name} does not say whose posts these are. "
                "Name the handle, on the command line with --as HANDLE.",
                name=source.name,
            )
        )
    author = replace(owners, handle=handle)
    for name, sheet in sheets:
        for record in posts_in(
            source, name, sheet, guess(sheet.header), ReadOptions(zone=zone, handle=handle)
        ):
            if isinstance(record, Skipped):
                yield record
            elif record.key not in met:
                met.add(record.key)
                precision = clock.precision_of(record.at)
                cut = record.cut or bool(record.repost_of and record.text.endswith(" ..."))
                yield replace(record, author=author, precision=precision, cut=cut)


def _inferred(source: Source, sheets: Sequence[tuple[str, Table]]) -> str:
    """Return the handle in the address of a picture of one's own, or ''."""
    before, handle = source.done, ""
    for _, sheet in sheets:
        columns = guess(sheet.header)
        at, link = sheet.header.index(columns["id"]), sheet.header.index("expanded_urls")
        for _, row in zip(range(_SOME), sheet.rows(), strict=False):
            if handle or isinstance(row, Skipped) or len(row.cells) <= max(at, link):
                continue
            address = row.cells[link]
            if ids.key_in(address) == row.cells[at] != "":
                handle = owner(address)
    source.done = before
    return handle


def _about(source: Source) -> Mapping[str, Any]:
    """Return what the archive says of its owner."""
    for name in _scripts(source, _ABOUT):
        for _, value in items(source, name):
            if isinstance(value, dict) and "screen_name" in value:
                return value
    return {}


def _remark_missing(source: Source) -> None:
    """Tell of months that the archive lists but does not hold."""
    for name in _scripts(source, _ABOUT):
        listed = [
            value.get("file_name") for _, value in items(source, name) if isinstance(value, dict)
        ]
        months = [file for file in listed if isinstance(file, str)]
        missing = [m for m in months if not any(held.endswith(m) for held in source.names)]
        if missing:
            why = trn(
                "The archive lists {count} month that it does not hold: {first}.",
                "The archive lists {count} months that it does not hold: {first} to {last}.",
                len(missing),
                first=_month(min(missing)),
                last=_month(max(missing)),
            )
            source.remark(name, why)


def _month(file: str) -> str:
    """Return '2013-01' of 'data/js/tweets/2013_01.js'."""
    return file.rpartition("/")[2].partition(".")[0].replace("_", "-")[:10]
