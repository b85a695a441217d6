"""Tar archives such as Mastodon's exports, with random access to their files.

It can only be unpacked from its beginning, so it is once, into a nameless temporary file that
goes with the program; from there its files are read in any order.
"""

from __future__ import annotations

import lzma
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import IO

from typing_extensions import override

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive import compressed
from curator.readers.kit.archive.listing import Entry, Listing, check_count, is_hidden, printable

_MAGIC = slice(257, 262)


def is_tarball(path: Path) -> bool:
    """Tell whether a file is a tar, made smaller or not, by its content."""
    opens = compressed.opener(path)
    try:
        with opens(path) if opens else path.open("rb") as file:
            return file.read(_MAGIC.stop)[_MAGIC] == b"ustar"
    except (OSError, EOFError, lzma.LZMAError, zlib.error):
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
    """Unpack a file, or copy one that is a tar as it stands."""
    if compressed.opener(path):
        compressed.unpack(path, spool, called)
        return
    with path.open("rb") as file:
        shutil.copyfileobj(file, spool)
    spool.seek(0)


def tar_listing(archive: tarfile.TarFile, called: str) -> Listing:
    """List a tar, without hidden files, links and duplicates."""
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
    """Return why a file of a tar is left out, or ''."""
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
