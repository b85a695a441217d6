"""Any table of posts: CSV, TSV, or flat JSON objects, whatever its columns are called.

    time,username,text
    5/10/12 20:01,ann,"Welcome! #roofchat"

What most programs write is known by the names of its columns; of the rest the user says which
column holds what. Rows that are tweets become tweets, with permalinks where their ids are
sound; others get keys made of who said what when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.tables.columns import (
    KNOWN_OBJECTS,
    choose,
    guess,
    is_archiver,
    is_discord,
    is_grailbird,
    is_nodexl,
    is_tags,
    listed,
)
from curator.readers.kit.tables.json_tables import ObjectTable
from curator.readers.kit.tables.sheets import Sheet
from curator.readers.kit.tables.survey import Table
from curator.readers.kit.tables.tables import AnyTable, posts_in, tables_in
from curator.readers.kit.tables.xlsx import Page
from curator.readers.kit.tweets.scraped import is_header

TITLE = "Table of posts"


def recognise(source: Source) -> bool:
    """Tell whether there is a table whose columns tell what they hold."""
    return any(_is_readable(table) for _, table in _tables(source))


def columns(source: Source) -> tuple[str, ...]:
    """Return the columns of the table, for the user to choose among; none if it is none."""
    table = _best(source)
    return table.header if table else ()


def sure_columns(source: Source) -> tuple[str, tuple[str, ...]]:
    """Return the file and the columns of what must be a table, though nobody knows what they hold.

    They are '' and none where there is no such table.
    """
    for name, table in _tables(source):
        if not isinstance(table, Sheet) or table.is_sure:
            return name, table.header
    return "", ()


def about(source: Source) -> str:
    """Say how the table is written: 'UTF-8, separated by semicolons'; '' if it is none."""
    table = _best(source)
    if isinstance(table, ObjectTable):
        return tr("one set of names and values for each post")
    if isinstance(table, Page):
        return tr("a sheet of a workbook, “{sheet}”", sheet=table.title)
    if not isinstance(table, Sheet):
        return tr("separated by commas, without quotation marks") if table else ""
    separators = {
        ",": tr("separated by commas"),
        ";": tr("separated by semicolons"),
        "\t": tr("separated by tabs"),
        "|": tr("separated by bars"),
    }
    return f"{table.encoding.title}, {separators[table.delimiter]}"


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield one post a row, in the order of the rows."""
    tables = [(n, t) for n, t in _tables(source) if _is_usable(t, options.columns)]
    if not tables:
        tables = list(_tables(source))[:1]
    if not tables:
        raise ArchiveError(tr("There is no table in {name}.", name=source.name))
    for name, table in tables:
        chosen = choose(table.header, options.columns)
        _check(table, chosen)
        yield from posts_in(source, name, table, chosen, options)


def _tables(source: Source) -> Iterator[tuple[str, AnyTable]]:
    """Yield the tables that no other reader knows better."""
    for name, table in tables_in(source):
        if not _is_known(table):
            yield name, table


def _best(source: Source) -> AnyTable | None:
    """Return the first table whose columns tell what they hold, or else the first."""
    tables = [table for _, table in _tables(source)]
    return next(filter(_is_readable, tables), tables[0] if tables else None)


def _is_readable(table: Table) -> bool:
    """Tell whether the columns say by their names where the words are, and whose or when."""
    known = guess(table.header)
    enough = ("time", "id") if isinstance(table, ObjectTable) else ("time", "handle")
    return "text" in known and not known.keys().isdisjoint(enough)


def _is_usable(table: Table, given: Mapping[str, str]) -> bool:
    """Tell whether a table can be read: it has the columns that the user options, or tells."""
    if not given:
        return _is_readable(table)
    try:
        return "text" in choose(table.header, given)
    except ArchiveError:
        return False


def _is_known(table: Table) -> bool:
    """Tell whether another reader knows better what the columns mean."""
    if isinstance(table, ObjectTable):
        names = set(table.header)
        return any(each <= names for each in KNOWN_OBJECTS) or is_header(names)
    sheets = (is_tags, is_archiver, is_grailbird, is_discord, is_nodexl)
    return any(knows(table.header) for knows in sheets)


def _check(table: Table, chosen: Mapping[str, str]) -> None:
    """Refuse a table that lacks what no post can be without."""
    if "text" not in chosen:
        raise ArchiveError(
            tr(
                "Choose which column holds the words. The columns are {columns}. "
                "On the command line: --map text=COLUMN.",
                columns=listed(table.header),
            )
        )
    if "time" not in chosen and "id" not in chosen and "url" not in chosen:
        raise ArchiveError(
            tr(
                "Choose which column holds the time. The columns are {columns}. "
                "On the command line: --map time=COLUMN.",
                columns=listed(table.header),
            )
        )
