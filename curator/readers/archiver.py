"""Twitter Archiver, the add-on for Google Sheets by Digital Inspiration.

    ,Twitter Query: #roofchat lang:en -filter:retweets,,,…
    Date,Screen Name,Full Name,Tweet Text,Tweet ID,Link(s),Media,Location,Retweets,Favorites,…
    3/3/2023 13:48:03,@ann,Ann,"Soup! #roofchat",1631728158981464077,,,,0,1,…

Dates are in the sheet's zone, which the ids prove, and are exact to the second, the minute or
only the day; the ids tell the rest. Addresses stand in the texts at full length. Retweets are
not in it: the add-on filters them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.model import Post, Skipped
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import guess, is_archiver
from curator.readers.kit.tables.tables import posts_in, sheets_with

TITLE = "Twitter Archiver sheet"


def recognise(source: Source) -> bool:
    """Tell whether there is a sheet with the columns of Twitter Archiver."""
    return any(sheets_with(source, is_archiver))


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield one post a row, the sheet's order kept: newest first."""
    for name, sheet in sheets_with(source, is_archiver):
        yield from posts_in(source, name, sheet, guess(sheet.header), options)
