"""The files in a folder or a zip; their names are untrusted data, never paths."""

from __future__ import annotations

import os
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from curator.errors import ArchiveError
from curator.i18n import tr, trn
from curator.model import Skipped

MOST_FILES = 250_000
_LOCAL_HEADER = 30
_LARGE = 10 * 1024 * 1024
_MOST_RATIO = 200
_CONTENTS = "[Content_Types].xml"
"""The file in every Word, Excel and PowerPoint document, and in no other zip."""
_HIDDEN = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
LIBRARIES = (".curator", ".curator-wal", ".curator-shm")
"""Suffixes of a library's file and of those beside it while it is open."""

_PICTURES = frozenset(
    (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif")
)
_FILMS = frozenset(
    (".mp4", ".m4v", ".mov", ".webm", ".3gp", ".mp3", ".m4a", ".ogg", ".opus", ".aac", ".wav")
)


class Entry(NamedTuple):
    """One file of an archive."""

    size: int
    """In bytes, unpacked."""

    where: Path | zipfile.ZipInfo | tarfile.TarInfo | bytes
    """Where it is; bytes: what a file of the archive holds of it."""


Listing: TypeAlias = tuple[dict[str, Entry], list[Skipped]]
"""The files by name, in order, and what was left out."""


def is_media(name: str) -> bool:
    """Tell by its name whether a file is a picture, film or sound, which has no posts."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  names in a zip are no paths
    return suffix in _PICTURES or suffix in _FILMS


def folder_listing(folder: Path) -> Listing:
    """List a folder, without hidden files, links out of it, and libraries.

    A library may be the one that is imported into: closing its file would give up SQLite's locks
    on it (https://sqlite.org/howtocorrupt.html, section 2.2).
    """
    entries: dict[str, Entry] = {}
    remarks: list[Skipped] = []
    root = folder.resolve()
    for file in _files(folder, remarks):
        name = printable(file.relative_to(folder).as_posix())
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            remarks.append(Skipped(name, tr("It is a link that leads out of the folder.")))
        elif file.name.endswith(LIBRARIES):
            if file.suffix == LIBRARIES[0]:
                remarks.append(Skipped(name, library_words(file.name)))
        elif file.is_file():
            entries[name] = Entry(file.stat().st_size, file)
        check_count(len(entries), folder.name)
    return dict(sorted(entries.items())), remarks


def library_words(name: str) -> str:
    """Say that a file is a library and no archive."""
    return tr(
        "“{name}” is a Curator library: it is opened or merged, not imported.",
        name=printable(name),
    )


def zip_listing(archive: zipfile.ZipFile, called: str) -> Listing:
    """List a zip, without hidden files, links and duplicates."""
    entries: dict[str, Entry] = {}
    remarks: list[Skipped] = []
    infos = archive.infolist()
    check_count(len(infos), called)
    _check_overlaps(infos, called)
    for info in infos:
        name = printable(info.orig_filename.replace("\\", "/"))
        if name.endswith("/") or is_hidden(name):
            continue
        if why := _refusal(info, name in entries):
            remarks.append(Skipped(name, why))
        else:
            entries[name] = Entry(info.file_size, info)
    return dict(sorted(entries.items())), remarks


def is_hidden(name: str) -> bool:
    """Tell whether a file is one that systems create, rather than a person."""
    return any(
        part.lower() in _HIDDEN or (part.startswith(".") and part not in {".", ".."})
        for part in name.split("/")
    )


def printable(name: str) -> str:
    """Return a file's name without characters that cannot be encoded or printed."""
    sound = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in sound)


def _files(folder: Path, remarks: list[Skipped]) -> Iterator[Path]:
    """Yield everything in a folder that is not itself a folder, at any depth."""
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            with os.scandir(inner) as found:
                children = list(found)
        except OSError as error:
            name = printable(inner.relative_to(folder).as_posix())
            remarks.append(Skipped(name, tr("It cannot be opened: {why}.", why=error.strerror)))
            continue
        for child in children:
            if is_hidden(child.name):
                continue
            if child.is_dir(follow_symlinks=False):
                waiting.append(Path(child.path))
            else:
                yield Path(child.path)


def _refusal(info: zipfile.ZipInfo, is_known: bool) -> str:  # noqa: FBT001  a private question
    """Return why an entry of a zip is left out, or ''."""
    if "\0" in info.orig_filename:
        return tr("Its name holds a character that no name may hold.")
    if stat.S_ISLNK(info.external_attr >> 16):
        return tr("It is a link, not a file.")
    if is_known:
        return tr("The archive holds two files of this name; the first is read.")
    return ""


def _check_overlaps(infos: list[zipfile.ZipInfo], called: str) -> None:
    """Refuse a zip whose files share bytes: a small one can unpack to terabytes."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise ArchiveError(
                tr(
                    "{name} was made to overfill a computer: its files lie on top of each other. "
                    "Curator leaves it alone.",
                    name=called,
                )
            )
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def is_office(path: Path) -> bool:
    """Tell whether a zip is one document of an office program rather than many files."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _CONTENTS in archive.namelist()
    except (zipfile.BadZipFile, ValueError, LookupError, NotImplementedError, struct.error):
        return False


def check_ratio(info: zipfile.ZipInfo, called: str) -> None:
    """Refuse a file of a zip that would fill the disk when unpacked."""
    if info.file_size > _LARGE and info.file_size > _MOST_RATIO * info.compress_size:
        raise ArchiveError(
            tr(
                "{name} unpacks to something suspiciously large. Curator leaves it alone.",
                name=called,
            )
        )


def check_count(count: int, called: str) -> None:
    """Refuse a folder or archive with far too many files."""
    if count > MOST_FILES:
        raise ArchiveError(
            trn(
                "More than {count} file is too many for one archive.",
                "More than {count} files are too many for one archive.",
                MOST_FILES,
            )
            + " "
            + tr("Drop a folder inside {name} instead.", name=printable(called))
        )
