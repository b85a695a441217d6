"""Recognition of an archive before its import: format, preview, open questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from curator.errors import ArchiveError, OwnerError, StartError, UnrecognisedError
from curator.model import Post
from curator.readers import Reader, reader_for, table
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.tables.columns import FIELDS, choose, listed
from curator.work.archive_files import Found, as_found
from curator.work.id_lists import read_ids
from curator.work.imports import preview
from curator.work.report import Preview
from curator.work.task import Work


@dataclass(frozen=True, slots=True)
class Recognised:
    """The recognised format of an archive, and its preview."""

    archive: Found
    reader: Reader | None = None
    """The format, if it is known."""

    size: int = 0
    """In bytes."""

    preview: Preview | None = None
    error: str = ""
    """Why there is no preview, as a sentence."""

    kind: str = ""
    """The apparent kind of an unrecognised archive, such as “a picture”."""

    ids: tuple[str, ...] = ()
    """The ids of posts, if the archive is a list of ids."""

    is_unknown: bool = False
    """Whether no format recognises it."""

    owner_asked: bool = False
    """Whether the archive does not say whose posts it contains."""

    start_asked: bool = False
    """Whether the archive tells neither the day of its posts nor when it began."""

    columns: tuple[str, ...] = ()
    """The columns of a table, for the user to choose from."""

    is_sure_table: bool = False
    """Whether an unrecognised archive is certainly a table."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    """Our field → the header of its column; every field has an entry, '' for none."""

    about: str = ""
    """The encoding and separator of a table: 'UTF-8, separated by semicolons'."""

    @property
    def is_table(self) -> bool:
        """Whether its columns are chosen by hand."""
        return self.reader is table

    @property
    def listed_columns(self) -> str:
        """The names of the columns for a sentence, not more than fit into one."""
        return listed(self.columns)

    @property
    def missing(self) -> str:
        """Return the required field that has no column: 'text', 'time' or ''."""
        if not self.is_table:
            return ""
        if not self.chosen.get("text"):
            return "text"
        times = (self.chosen.get(name) for name in ("time", "id", "url"))
        return "" if any(times) else "time"

    @property
    def has_question(self) -> bool:
        """Whether the user must answer something before the import."""
        return self.preview is None


def recognise(
    archive: Path | Found, options: ReadOptions, *, by_hand: bool = False, most: int = 20_000
) -> Work[Recognised]:
    """Inspect an archive without writing; by_hand treats it as a table in any case."""
    archive = as_found(archive)
    found = Recognised(archive)
    try:
        with archive.opened() as source:
            found = replace(found, size=source.size, columns=table.columns(source))
            reader = table if by_hand else reader_for(source)
            found = replace(found, reader=reader)
            if found.is_table:
                chosen = choose(found.columns, options.columns)
                every = {name: chosen.get(name, "") for name in FIELDS}
                found = replace(found, chosen=every, about=table.about(source))
        if found.missing:
            return found
        seen = yield from preview(archive, found.reader, options, most)
    except UnrecognisedError as error:
        found = replace(found, kind=error.kind, is_sure_table=bool(error.columns))
        return _as_list(replace(found, error=str(error), is_unknown=True))
    except OwnerError as error:
        return replace(found, error=str(error), owner_asked=True)
    except StartError as error:
        return replace(found, error=str(error), start_asked=True)
    except ArchiveError as error:
        refused = replace(found, error=str(error))
        return refused if found.reader else _as_list(refused)
    return replace(found, preview=seen)


def _as_list(found: Recognised) -> Recognised:
    """Tell whether an unrecognised archive is a list of ids."""
    try:
        return replace(found, ids=read_ids(found.archive))
    except ArchiveError as error:
        return replace(found, error=str(error), is_unknown=False)


def place_of(post: Post, otherwise: int) -> int:
    """Return the row number of a post in its archive."""
    digits = "".join(sign if sign.isdecimal() else " " for sign in post.place).split()
    return int(digits[-1]) if digits else otherwise
