"""Small tables for the tests, and reading them."""

from __future__ import annotations

from pathlib import Path

from curator.model import Post, Skipped
from curator.readers import Reader, reader_for
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source

EPOCH_MS = 1_288_834_974_657
EVENING = 1_410_804_000
"""15 September 2014, 18:00 UTC."""


def tweet_id(seconds: int, serial: int = 1) -> str:
    """Return the id that Twitter would give a tweet so long after the evening began."""
    return str(((EVENING + seconds) * 1000 - EPOCH_MS << 22) + serial)


def file(folder: Path, content: str | bytes, name: str = "chat.csv") -> Source:
    """Write a table and return it as an archive."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(path)


def records(
    source: Source, options: ReadOptions | None = None, reader: Reader | None = None
) -> list[Post | Skipped]:
    """Read an archive with the reader that recognises it."""
    return list((reader or reader_for(source)).read(source, options or ReadOptions()))


def posts(source: Source, options: ReadOptions | None = None) -> list[Post]:
    """Read an archive of which every record is a post."""
    found = records(source, options)
    assert all(isinstance(record, Post) for record in found), found
    return [record for record in found if isinstance(record, Post)]
