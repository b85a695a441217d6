"""The archives inside a dropped file or folder, including zips within zips.

A package made by a platform, such as an account's own archive, is one archive. Files of different
formats in one folder are separate archives, and so is each zip in a folder or a zip.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from curator.errors import ArchiveError, UnrecognisedError
from curator.i18n import tr
from curator.readers import Reader, parts_of, reader_for
from curator.readers.kit.archive import compressed
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.source import Source
from curator.work.task import Progress, Work

DEEPEST = 3
"""Deepest nesting of archives; more is taken for an attack."""

_MOST_LOOKED_AT = 200
"""Most files that are inspected one by one; beyond, one of each group of similar names."""

_PACKED = (".zip", ".tar", *compressed.SUFFIXES)
_DIGITS = re.compile(r"\d+")
_TAR_SIGN = slice(257, 262)


@dataclass(frozen=True, slots=True)
class Found:
    """An archive, or the part of a dropped file or folder that is one."""

    path: Path
    """The dropped file, or a file in the dropped folder."""

    inside: tuple[str, ...] = ()
    """The nested zips that lead to it, the outermost first."""

    names: tuple[str, ...] = ()
    """The files that belong to it; empty means all."""

    growing: bool = False
    """Whether it is watched, so that reading continues where it stopped before."""

    lines_only: bool = False
    """Whether its last line may be incomplete."""

    @property
    def name(self) -> str:
        """Return its name."""
        parts = [self.path.name, *(name.rpartition("/")[2] for name in self.inside)]
        if self.names:
            more = len(self.names) - 1
            first = self.names[0].rpartition("/")[2]
            parts.append(f"{first} + {more}" if more else first)
        return " › ".join(parts)

    @property
    def part(self) -> str:
        """Return which part of the dropped file it is; '' for the whole."""
        return self.name if self.inside or self.names else ""

    @property
    def place(self) -> str:
        """Return what distinguishes it from every other archive."""
        return "//".join([str(self.path), *self.inside, *self.names[:1]])

    @contextmanager
    def opened(self) -> Iterator[Source]:
        """Open it; if it is nested, it is unpacked for as long as it is open."""
        with ExitStack() as stack:
            path, called = self.path, ""
            if self.inside:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="curator-")))
                for depth, name in enumerate(self.inside):
                    path = _unpacked(path, name, folder / f"{depth}-{_last(name)}")
                called = self.name
            source = Source(path, self.names, called, lines_only=self.lines_only)
            yield stack.enter_context(source)


def as_found(archive: Path | Found) -> Found:
    """Return an archive given only by its path as a Found."""
    return Found(archive) if isinstance(archive, Path) else archive


def archives_in(path: Path) -> Work[list[Found]]:
    """Return the archives in a dropped file or folder, in order; the path itself if none."""
    found: list[Found] = []
    for each in _looked_into(Found(path)):
        found.append(each)
        yield Progress(len(found))
    return found or [Found(path)]


def _looked_into(outer: Found) -> Iterator[Found]:
    with outer.opened() as source:
        try:
            names = [name for name in source.names if not is_media(name)]
        except ArchiveError:
            yield outer
            return
        packed = [name for name in names if _is_packed(source, name)]
        loose = [name for name in names if name not in packed]
        groups = _groups(source.path, loose) if loose else []
        is_folder = source.path.is_dir()
    if not packed and len(groups) <= 1:
        yield outer
        return
    for names in groups:
        yield replace(outer, names=tuple(names))
    for name in packed:
        if is_folder:
            yield from _looked_into(Found(outer.path / name))
        elif len(outer.inside) < DEEPEST:
            yield from _looked_into(Found(outer.path, (*outer.inside, name)))


def _groups(path: Path, names: list[str]) -> list[list[str]]:
    """Return the files that belong together: those of the whole archive's format first.

    Each file is read by its own reader, whatever is beside it. A file unknown to all readers stays
    with the whole, whose report names it.
    """
    whole = _reader(path, names)
    if len(names) == 1:
        return [names]
    parts = _parts(path, names)
    own = [name for name in names if name in parts]
    others: dict[int, list[str]] = {}
    for alike in _alike([name for name in names if name not in parts]):
        reader = _reader(path, alike[:1])
        if reader is None or reader is whole:
            own.extend(alike)
        else:
            others.setdefault(id(reader), []).extend(alike)
    if others and (whole is None or not own):
        return list(others.values())
    return [own or names, *others.values()]


def _alike(names: list[str]) -> list[list[str]]:
    """Return the files to inspect; of very many, those with similar names."""
    if len(names) <= _MOST_LOOKED_AT:
        return [[name] for name in names]
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_DIGITS.sub("0", name), []).append(name)
    groups = list(found.values())
    return groups if len(groups) <= _MOST_LOOKED_AT else [names]


def _reader(path: Path, names: Sequence[str]) -> Reader | None:
    try:
        with Source(path, names) as source:
            return reader_for(source)
    except (UnrecognisedError, ArchiveError):
        return None


def _parts(path: Path, names: Sequence[str]) -> frozenset[str]:
    """Return the files that belong together by their own archive's list."""
    try:
        with Source(path, names) as source:
            return parts_of(reader_for(source), source)
    except (UnrecognisedError, ArchiveError):
        return frozenset()


def _is_packed(source: Source, name: str) -> bool:
    if len(source.names) == 1 and not source.is_zip and source.path.is_file():
        return False
    if not name.lower().endswith(_PACKED):
        return False
    start = source.head(name, _TAR_SIGN.stop)
    return start[:2] == b"PK" or compressed.is_compressed(start) or start[_TAR_SIGN] == b"ustar"


def _unpacked(path: Path, name: str, to: Path) -> Path:
    with Source(path) as source, source.open(name) as packed:
        try:
            with to.open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
        except OSError as error:
            raise ArchiveError(
                tr(
                    "{name} could not be unpacked: {why}.",
                    name=_last(name),
                    why=(error.strerror or str(error)).lower(),
                )
            ) from error
    return to


def _last(name: str) -> str:
    return name.rpartition("/")[2]
