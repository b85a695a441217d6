"""A codebook as tables that other programs for coding read, and back.

    tag,parent,description,number of highlights,colour,key        Taguette, Curator
    learning,,What somebody learnt.,12,teal,1
    by mistake,learning,"…",3,,

    "learning>>by mistake","What somebody learnt."                 QualCoder: no header

Taguette takes `tag` (or name, or path), `parent` and `description`, and passes over the rest.
QualCoder takes the first column as a path of categories to a code, the second as its memo; a
tag with others under it is written as a code and is their category as well.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from curator.errors import CuratorError
from curator.i18n import grouped, tr
from curator.insight.figures.codebook_files import (
    is_listing,
    is_refi,
    listed_codes,
    refi_codes,
)
from curator.model import Post
from curator.spreadsheet_cells import unguarded

Shape: TypeAlias = Literal["taguette", "qualcoder", "refi"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""For whom is written: tables for two programs, or REFI-QDA (.qdc, .qdpx) for all others."""

MOST_CODES = 10_000
"""Rows of a codebook that are read; what has more is another kind of table."""

_LONGEST = 100_000
_NAMES = ("tag", "name", "path", "code", "codename", "code name")
_TOLD = ("description", "definition", "memo", "code memo")
_UNDER = ("parent", "category", "under")
_COLOURS = ("colour", "color")
_CATEGORY = ">>"


@dataclass(frozen=True, slots=True)
class Code:
    """A tag as a codebook lists it."""

    name: str
    path: tuple[str, ...] = ()
    """The tags above it, from the top."""

    definition: str = ""
    colour: str = ""
    key: int = 0
    posts: int = 0

    @property
    def parent(self) -> str:
        """Return the tag directly above it, or ''."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A post that has a tag."""

    post: Post
    """As it may be shown."""

    who: str
    """How its author is called, where the handle is not to be shown."""

    archive: str
    code: Code


def codebook_rows(codes: Iterable[Code], shape: Shape) -> Iterator[Sequence[str]]:
    """Yield a codebook as the rows of a table."""
    if shape == "qualcoder":
        for code in codes:
            yield _path(code), code.definition
        return
    yield "tag", "parent", "description", "number of highlights", "colour", "key"
    for code in codes:
        yield (
            code.name, code.parent, code.definition, str(code.posts), code.colour,
            str(code.key or ""),
        )  # fmt: skip


def coded_rows(coded: Iterable[Coded], shape: Shape, deepest: int) -> Iterator[Sequence[str]]:
    """Yield tagged posts as the rows of a table, in the form of each program's coded segments.

    deepest: the greatest number of tags above one of these.
    """
    variables = ("handle", "name", "at", "url")
    if shape == "qualcoder":
        head = ("File", "Coder", "Coded", "Id", "Codename", "Coded_Memo")
        yield (*head, *["Category"] * deepest, *(f"FileVar_{name}" for name in variables))
    else:
        yield ("id", "document", "tag", "content", *variables)
    for number, each in enumerate(coded, 1):
        post, code = each.post, each.code
        about = (
            post.author.handle, post.author.name or each.who,
            post.at.isoformat(timespec="seconds").replace("+00:00", "Z"), post.url,
        )  # fmt: skip
        if shape == "qualcoder":
            above = [*reversed(code.path), *[""] * deepest][:deepest]
            told = (each.archive, "Curator", post.shown, f"ctid:{number}", code.name, "")
            yield (*told, *above, *about)
        else:
            yield (str(number), each.archive, code.name, post.shown, *about)


LONGEST_CELL = 100_000
"""Signs beyond which a cell is no tag and no definition, but a quotation mark left open."""


def read_codes(text: str) -> list[Code]:
    """Read a codebook: with a header by its columns, without one as QualCoder writes paths.

    What is no table is read as well: a .qdc of REFI-QDA, and the list that QualCoder writes.
    """
    plain = text.lstrip("\ufeff")
    if is_refi(plain) or is_listing(plain):
        listed = refi_codes(plain) if is_refi(plain) else listed_codes(plain)
        codes = [Code(*each) for each in listed]
        if not codes:
            raise CuratorError(tr("The codebook is empty."))
        return codes[:MOST_CODES]
    if plain.lstrip()[:1] in {"<", "{"}:
        raise CuratorError(tr("This is no table of tags. Choose a codebook saved as CSV or .qdc."))
    try:
        rows = [row for row in _rows(text.lstrip("\ufeff").replace("\0", "")) if any(row)]
    except csv.Error as error:
        raise CuratorError(
            tr("This is no table of tags. Choose a codebook saved as CSV.")
        ) from error
    if len(rows) > MOST_CODES:
        raise CuratorError(
            tr("This table has {count} rows, too many for a codebook.", count=grouped(len(rows)))
        )
    if not rows:
        raise CuratorError(tr("The codebook is empty."))
    columns = _columns(rows[0])
    if "name" in columns:
        found = [_by_column(row, columns) for row in rows[1:]]
    else:
        found = [_by_path(row) for row in rows]
    return [code for code in found if code.name]


def _rows(text: str) -> list[list[str]]:
    """Return the rows, by whichever delimiter finds a header, or else the likeliest."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    for delimiter in ",;\t":
        head = next(csv.reader([first], delimiter=delimiter), [])
        if "name" in _columns(head):
            return _read(text, delimiter)
    return _read(text, "\t" if "\t" in text else ";" if ";" in first and "," not in first else ",")


def _read(text: str, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise csv.Error("a cell without end")
    return [[unguarded(cell)[:_LONGEST].strip() for cell in row] for row in rows]


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what."""
    names = [cell.strip().strip("\ufeff").casefold() for cell in header]
    wanted = {"name": _NAMES, "told": _TOLD, "under": _UNDER, "colour": _COLOURS}
    return {
        what: next(names.index(name) for name in known if name in names)
        for what, known in wanted.items()
        if any(name in names for name in known)
    }


def _by_column(row: Sequence[str], columns: dict[str, int]) -> Code:
    def cell(what: str) -> str:
        place = columns.get(what, len(row))
        return row[place] if place < len(row) else ""

    parent = cell("under")
    return Code(cell("name"), (parent,) if parent else (), cell("told"), cell("colour").casefold())


def _by_path(row: Sequence[str]) -> Code:
    path = [part.strip() for part in row[0].replace(">>>", _CATEGORY).split(_CATEGORY)]
    *above, name = [part for part in path if part] or [""]
    return Code(name, tuple(above), row[1] if len(row) > 1 else "")


def _path(code: Code) -> str:
    parts = (*code.path, code.name)
    return _CATEGORY.join(part.replace(_CATEGORY, "> >") for part in parts)
