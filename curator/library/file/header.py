"""The first 100 bytes of a library's file: what is left without them, and making them anew.

The format is described at https://sqlite.org/fileformat.html#the_database_header.
"""

from __future__ import annotations

import mmap
from pathlib import Path

HEADER = b"SQLite format 3\0"
"""How every SQLite file begins."""

_PAGE = 4_096
_TABLE = b"tablearchive_postsarchive_posts"
"""How the schema of every library speaks of a table that no other program has."""

_FIXED = (
    HEADER
    + _PAGE.to_bytes(2, "big")
    + bytes([1, 1, 0, 64, 32, 32])  # a journal beside it, as a closed library has; fixed fractions
)
_COUNTED, _SCHEMA, _ENCODING, _END = 24, 44, 56, 100
_FORMAT, _UTF8 = 4, 1


def holds_tables(path: Path) -> bool:
    """Tell whether a file has the tables of a library, whatever stands at its beginning."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as all_:
            return all_.find(_TABLE) >= 0
    except (OSError, ValueError):  # ValueError: it is empty
        return False


def restore_header(path: Path) -> None:
    """Write a new header over one that SQLite does not accept, so that the rest can be read.

    Of how many pages there are SQLite asks the file itself, because the two counters of changes
    differ; that pages are free is forgotten, so nothing must be written to it afterwards.
    """
    head = bytearray(_END)
    head[: len(_FIXED)] = _FIXED
    head[_COUNTED : _COUNTED + 4] = (1).to_bytes(4, "big")
    head[_SCHEMA : _SCHEMA + 4] = _FORMAT.to_bytes(4, "big")
    head[_ENCODING : _ENCODING + 4] = _UTF8.to_bytes(4, "big")
    with path.open("r+b") as file:
        file.write(head)
