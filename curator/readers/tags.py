"""TAGS, Martin Hawksey's Google sheet that collects the tweets of a hashtag.

    id_str,from_user,text,created_at,time,…,status_url,entities_str
    511000000000000001,ann,Soup! #roofchat,Mon Sep 15 18:00:00 +0000 2014,15/09/2014 19:00:00,…

People have its Archive sheet as CSV or pasted with tabs. Any columns may be missing or added;
the address of each post repairs an id that a spreadsheet rounded. The column `time` is left
out: it is in the zone and the order of days and months that the sheet was set to.
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.model import Post, Skipped
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import guess, is_tags, plain
from curator.readers.kit.tables.tables import posts_in, sheets_with

TITLE = "TAGS sheet"


def recognise(source: Source) -> bool:
    """Tell whether there is a sheet with the columns of TAGS."""
    return any(sheets_with(source, is_tags))


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield one post a row, the sheet's order kept: newest first."""
    for name, sheet in sheets_with(source, is_tags):
        columns = guess(sheet.header)
        if plain(columns.get("time", "")) == "time":
            del columns["time"]
        yield from posts_in(source, name, sheet, columns, options)
