"""Readers turn an archive into posts: one module for each format.

To add a format, write a module with the names below, add it to READERS, and put a
sample in tests/samples/<module name>/. The tests find the sample by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Post, Skipped
from curator.readers import archiver, table, tags, twarc, x_archive
from curator.readers.kit.source import Source
from curator.readers.kit.wishes import Wishes


class Reader(Protocol):
    """What a module in this package provides. Its name is the format's name."""

    TITLE: str
    """The format's name, as people call it."""

    def recognise(self, source: Source) -> bool:
        """Tell, from names and first bytes only, whether this is my format."""

    def read(self, source: Source, wishes: Wishes) -> Iterator[Post | Skipped]:
        """Yield every post in the archive, in the archive's order."""


READERS: tuple[Reader, ...] = (
    x_archive,
    twarc,
    tags,
    archiver,
    table,
)
"""Every format, in recognising order: the particular before the general."""


def reader_for(source: Source) -> Reader:
    """Return the reader that recognises the archive."""
    for reader in READERS:
        if reader.recognise(source):
            return reader
    raise ArchiveError(tr("“{name}” is not an archive that Curator knows.", name=source.path.name))


def format_name(reader: Reader) -> str:
    """Return a format's name, which is its module's."""
    return str(getattr(reader, "__name__", "")).rpartition(".")[2]
