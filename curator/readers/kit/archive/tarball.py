"""A tar.gz, as Mastodon packs its exports, seen as zips are: names to files to read anywhere.

It can only be unpacked from its beginning, so it is once, into a nameless temporary file that
goes with the program; from there its files are read in any order.
"""

from __future__ import annotations

import gzip
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from typing_extensions import override

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.listing import Entry, Listing, check_count, is_hidden, printable

_PIECE = 1024 * 1024
_START = b"\x1f\x8b"
_LARGE = 10 * _PIECE
_MOST_RATIO = 200
_MAGIC = slice(257, 262)


def is_tarball(path: Path) -> bool:
    """Tell whether a file is a tar.gz, by its content."""
    with path.open("rb") as file:
        if file.read(len(_START)) != _START:
            return False
    try:
        with gzip.open(path) as file:
            return file.read(_MAGIC.stop)[_MAGIC] == b"ustar"
    except (OSError, EOFError):
        return False


def opened(path: Path, called: str) -> tarfile.TarFile:
    """Unpack a tar.gz into a temporary file and open that."""
    spool = tempfile.TemporaryFile()  # noqa: SIM115  the tar closes it
    try:
        _unpack(path, spool, called)
        return _Spooled.open(fileobj=spool, mode="r:")
    except BaseException:
        spool.close()
        raise


def _unpack(path: Path, spool: IO[bytes], called: str) -> None:
    """Unpack a file, unless that would fill the disk."""
    most = max(_LARGE, _MOST_RATIO * path.stat().st_size)
    with gzip.open(path) as file:
        while piece := file.read(_PIECE):
            spool.write(piece)
            if spool.tell() > most:
                raise ArchiveError(
                    tr(
                        "{name} unpacks to something suspiciously large. Curator leaves it alone.",
                        name=called,
                    )
                )
    spool.seek(0)


def tar_listing(archive: tarfile.TarFile, called: str) -> Listing:
    """List a tar, without what is hidden, a link or there twice."""
    entries: dict[str, Entry] = {}
    remarks: list[Skipped] = []
    for count, info in enumerate(archive):
        check_count(count, called)
        name = printable(info.name.replace("\\", "/")).removeprefix("./")
        if info.isdir() or is_hidden(name):
            continue
        if why := _refusal(info, is_known=name in entries):
            remarks.append(Skipped(name, why))
        else:
            entries[name] = Entry(info.size, info)
    return dict(sorted(entries.items())), remarks


def raw(archive: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    """Open one file of a tar."""
    file = archive.extractfile(info)
    if file is None:
        raise ValueError(info.name)
    return file


def _refusal(info: tarfile.TarInfo, *, is_known: bool) -> str:
    """Say why a file of a tar is left out, empty if it is not."""
    if not info.isreg() or info.issparse():
        return tr("It is a link or a device, not a file.")
    if is_known:
        return tr("The archive holds two files of this name; the first is read.")
    return ""


class _Spooled(tarfile.TarFile):
    """A tar that closes the file it was given."""

    @override
    def close(self) -> None:
        """Close both."""
        super().close()
        if self.fileobj is not None:
            self.fileobj.close()
