"""Readers turn an archive into posts: one module for each format.

To add a format, write a module with the names below, add it to `_readers`, and put a
sample in tests/samples/<module name>/. The tests find the sample by themselves. Where archives
are stories that somebody finished, the module also has `stories(source)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from curator.errors import ArchiveError, UnrecognisedError
from curator.i18n import tr
from curator.model import Post, Skipped, Story

if TYPE_CHECKING:
    from curator.readers import table
    from curator.readers.kit.archive.read_options import ReadOptions
    from curator.readers.kit.archive.source import Source
    from curator.readers.kit.refused.id_lists import ids_in

__all__ = [
    "READERS",
    "Reader",
    "describe_unread",
    "format_name",
    "ids_in",
    "known_reader",
    "parts_of",
    "reader_for",
    "stories_in",
    "table",
]

_SENTENCES = 3


class Reader(Protocol):
    """What a module in this package provides. Its name is the format's name."""

    TITLE: str
    """The format's name, as people call it."""

    def recognise(self, source: Source) -> bool:
        """Tell, from names and first bytes only, whether this is my format."""

    def read(self, source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
        """Yield every post in the archive, in the archive's order."""


READERS: tuple[Reader, ...]
"""Every format, in recognising order: the particular before the general."""


def __getattr__(name: str) -> Any:
    if name == "READERS":
        return _readers()
    if name == "ids_in":
        from curator.readers.kit.refused.id_lists import ids_in  # noqa: PLC0415  as above

        return ids_in
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _readers() -> tuple[Reader, ...]:
    """Return every format: loaded when the first archive is looked at, not before."""
    return (*_own_archives(), *_chats(), *_captures(), *_general_readers())


def _own_archives() -> tuple[Reader, ...]:
    """Return the readers of what platforms and people made of whole accounts and stories."""
    from curator.readers import (  # noqa: PLC0415  when an archive is there to be read
        bluesky,
        bluesky_car,
        curator_recap,
        grailbird,
        mastodon,
        misskey,
        storify_html,
        storify_json,
        storify_xml,
        x_archive,
    )

    return (
        curator_recap,
        x_archive,
        grailbird,
        storify_html,
        storify_json,
        storify_xml,
        mastodon,
        misskey,
        bluesky,
        bluesky_car,
    )


def _chats() -> tuple[Reader, ...]:
    """Return the readers of the conversations of programs for talk."""
    from curator.readers import (  # noqa: PLC0415  when an archive is there to be read
        discord,
        irc,
        matrix,
        messenger,
        signal,
        signal_backup,
        sigtop,
        slack,
        teams,
        telegram,
        threads,
        twitch,
        whatsapp,
        youtube_live,
        zoom,
    )

    return (
        slack,
        discord,
        telegram,
        teams,
        twitch,
        whatsapp,
        signal,
        signal_backup,
        sigtop,
        zoom,
        youtube_live,
        messenger,
        threads,
        matrix,
        irc,
    )


def _captures() -> tuple[Reader, ...]:
    """Return the readers of what programs caught on Twitter."""
    from curator.readers import (  # noqa: PLC0415  when an archive is there to be read
        archiver,
        nodexl,
        scrapers,
        t_cli,
        tags,
        twarc,
        twarc2,
    )

    return (
        twarc,
        twarc2,
        scrapers,
        t_cli,
        tags,
        archiver,
        nodexl,
    )


def _general_readers() -> tuple[Reader, ...]:
    """Return the readers of what is left: any table, any text in which people talk."""
    from curator.readers import (  # noqa: PLC0415  when an archive is there to be read
        markdown_recap,
        table,
        tchat,
        transcript,
    )

    return (
        table,
        markdown_recap,
        tchat,
        transcript,
    )


def reader_for(source: Source) -> Reader:
    """Return the reader that recognises the archive."""
    if reader := known_reader(source):
        return reader
    raise _unrecognised(source)


def known_reader(source: Source) -> Reader | None:
    """Return the same, or None for an archive of which nothing needs to be said."""
    return next((reader for reader in _readers() if reader.recognise(source)), None)


def describe_unread(source: Source) -> list[str]:
    """Return a sentence for each kind of file in an archive that is known, but is not read."""
    from curator.readers.kit.refused.unread import describe_unread_files  # noqa: PLC0415  rarely needed

    return list(islice(describe_unread_files(source), _SENTENCES))


def _unrecognised(source: Source) -> ArchiveError:
    """Return what an archive is that no reader recognises, as far as that can be told."""
    from curator.readers import table  # noqa: PLC0415  rarely needed, as the next
    from curator.readers.kit.tables.columns import listed  # noqa: PLC0415

    if known := describe_unread(source):
        return ArchiveError(" ".join(known))
    name = source.name
    kind = _looks_like(source)
    if kind:
        return UnrecognisedError(
            tr("Curator does not recognise {name}. It looks like {kind}.", name=name, kind=kind),
            kind,
        )
    file, columns = table.sure_columns(source)
    if columns:
        name = file if len(source.names) > 1 else name
        return UnrecognisedError(
            tr(
                "Curator does not know what the columns of {name} hold. They are {columns}. Say "
                "which holds the words, and whose and when: on the command line --map text=COLUMN "
                "--map handle=COLUMN --map time=COLUMN.",
                name=name,
                columns=listed(columns),
            ),
            columns=columns,
        )
    return UnrecognisedError(
        tr(
            "Curator does not recognise {name}. “curator formats” lists what it reads; if it is"
            " a table, say which column holds the words: on the command line --map text=COLUMN.",
            name=name,
        )
    )


def stories_in(reader: Reader, source: Source) -> Iterator[Story]:
    """Yield the stories that are finished in an archive.

    Only a reader whose archives hold such has a fourth name, `stories`.
    """
    tell: Callable[[Source], Iterator[Story]] | None = getattr(reader, "stories", None)
    if tell is not None:
        yield from tell(source)


def parts_of(reader: Reader, source: Source) -> frozenset[str]:
    """Return the files that belong to an archive whatever other readers make of them.

    Only a reader whose archives list their own files has a name `parts`.
    """
    tell: Callable[[Source], frozenset[str]] | None = getattr(reader, "parts", None)
    return tell(source) if tell is not None else frozenset()


def _looks_like(source: Source) -> str:
    """Return what a lone file is, where its first bytes tell."""
    if {"content.xml", "mimetype"} <= set(source.names):
        return tr("a LibreOffice file; save it as .xlsx or CSV first")
    if len(source.names) != 1:
        return ""
    head = source.head(source.names[0])[:16]
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html")):
        return tr("a web page; of those, only Storify’s and Curator’s own are read")
    kinds = {
        b"\xff\xd8\xff": tr("a picture"),
        b"\x89PNG": tr("a picture"),
        b"GIF8": tr("a picture"),
        b"RIFF": tr("a picture, a sound or a film"),
        b"%PDF": tr("a PDF"),
        b"SQLite format 3": tr("a database; a Curator library is opened, not imported"),
        b"\x1f\x8b": tr("a packed file; unpack it first"),
        b"7z\xbc\xaf": tr("a packed file; unpack it first"),
        b"Rar!": tr("a packed file; unpack it first"),
        b"\xd0\xcf\x11\xe0": tr("an old Office file; save it as CSV first"),
        b"RDX": tr("a file of R; save the table as CSV there first"),
    }
    return next((kind for sign, kind in kinds.items() if head.startswith(sign)), "")


def format_name(reader: Reader) -> str:
    """Return a format's name, which is its module's."""
    return str(getattr(reader, "__name__", "")).rpartition(".")[2]
