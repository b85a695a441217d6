"""NodeXL, a workbook of Excel's that draws who talks with whom.

Its sheet Edges has a row for each relation, so a tweet stands there once for everybody it names:

    Vertex 1  Vertex 2  …  Relationship  Tweet             Tweet Date (UTC)  …  Imported ID
    ann       ben          Mentions      @ben @cy Soup!    2014-09-15 18:00     511568042123456789
    ann       cy           Mentions      @ben @cy Soup!    2014-09-15 18:00     511568042123456789

Every tweet is read once. Names, portraits and followers are in the sheet Vertices. Relations
without words, such as who follows whom, are left out. People have it as .xlsx or its edges as CSV.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from curator.i18n import trn
from curator.model import Author, Media, Post, Skipped
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.tables.cells import filled, index
from curator.readers.kit.tables.columns import column, guess, is_nodexl
from curator.readers.kit.tables.delimited import Row
from curator.readers.kit.tables.survey import Table, bare_handle
from curator.readers.kit.tables.tables import posts_in, sheets_with

TITLE = "NodeXL workbook"

_OURS = {
    "text": "tweet",
    "handle": "vertex_1",
    "time": "tweet_date_utc relationship_date_utc",
    "id": "imported_id",
    "url": "twitter_page_for_tweet",
    "reply_to": "in_reply_to_tweet_id",
    "media": "media_in_tweet",
}


def recognise(source: Source) -> bool:
    """Tell whether there is a sheet of relations with tweets."""
    return any(sheets_with(source, is_nodexl))


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every tweet once, in the order of the relations."""
    people = _people(source)
    for name, sheet in sheets_with(source, is_nodexl):
        edges = _Edges(sheet)
        columns = guess(sheet.header)
        for field, names in _OURS.items():
            found = column(sheet.header, names)
            columns = {f: n for f, n in columns.items() if f != field and n != found}
            if found:
                columns[field] = found
        given = replace(options, zone=options.zone or "UTC")
        for post in posts_in(source, name, edges, columns, given):
            yield _known(post, people) if isinstance(post, Post) else post
        if edges.wordless:
            said = trn(
                "{count} relation without a tweet is left out.",
                "{count} relations without tweets are left out.",
                edges.wordless,
            )
            source.remark(name, said)


class _Edges:
    """The relations of a network, of which each tweet is one row."""

    def __init__(self, sheet: Table) -> None:
        self.header = sheet.header
        self.wordless = 0
        self._sheet = sheet
        self._at = [index(sheet.header, name) for name in ("imported_id", _OURS["url"])]
        self._words = [index(sheet.header, _OURS[f]) for f in ("text", "handle", "time")]

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield the first row of every tweet."""
        self.wordless = 0
        known: set[str] = set()
        for row in self._sheet.rows():
            if isinstance(row, Skipped):
                yield row
            elif not filled(row.cells, self._words[0]):
                self.wordless += 1
            elif (key := self._key(row.cells)) not in known:
                known.add(key)
                yield row

    def _key(self, cells: list[str]) -> str:
        """Return what is the same in all rows of a tweet."""
        said, page = (filled(cells, at) for at in self._at)
        words = "\n".join(filled(cells, at) for at in self._words)
        return ids.key_in(page) or ids.clean(said) or words


def _people(source: Source) -> Mapping[str, Author]:
    """Return what the sheet of people tells of each, by handle in lower case."""
    found: dict[str, Author] = {}
    for _, sheet in sheets_with(source, _has_people):
        header = sheet.header
        handle, name, followers, bio, portrait = (
            index(header, each)
            for each in ("vertex", "name", "followers", "description", "profile_image image_file")
        )
        for row in sheet.rows():
            if isinstance(row, Row) and (who := bare_handle(filled(row.cells, handle))):
                count, face = filled(row.cells, followers), filled(row.cells, portrait)
                found[who.lower()] = Author(
                    who,
                    filled(row.cells, name),
                    bio=filled(row.cells, bio),
                    followers=int(count) if count.isdecimal() else None,
                    avatar=Media("image", url=face) if face.startswith("http") else None,
                )
    return found


def _has_people(header: tuple[str, ...]) -> bool:
    """Tell whether a header is that of the people of a network."""
    return bool(column(header, "vertex") and column(header, "followers"))


def _known(post: Post, people: Mapping[str, Author]) -> Post:
    """Return a post with what is known of its author."""
    known = people.get(post.author.handle.lower())
    return replace(post, author=replace(known, handle=post.author.handle)) if known else post
