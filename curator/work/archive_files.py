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
from typing import NamedTuple

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.library import is_library
from curator.readers import Reader, known_reader, parts_of
from curator.readers.kit.archive import compressed
from curator.readers.kit.archive.listing import is_media, library_words
from curator.readers.kit.archive.source import Source
from curator.readers.kit.refused.id_lists import is_id_list, is_link_list
from curator.work.task import Progress, Work

DEEPEST = 3
"""Deepest nesting of archives; more is taken for an attack."""

_MOST_LOOKED_AT = 200
"""Most files that are inspected one by one; beyond, one of those with similar names, or none."""

_PACKED = (".zip", ".tar", *compressed.SUFFIXES)
_MOST_OPENED = 100
"""Most nested archives that are opened to see what is in them."""

_DIGITS = re.compile(r"\d+")
_TAR_SIGN = slice(257, 262)


class _Group(NamedTuple):
    """Files of one format, and unknown ones that lie beside them."""

    names: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An archive, or the part of a dropped file or folder that is one."""

    path: Path
    """The dropped file, or a file in the dropped folder."""

    inside: tuple[str, ...] = ()
    """The nested zips that lead to it, the outermost first."""

    names: tuple[str, ...] = ()
    """The files that belong to it; empty means all."""

    beside: tuple[str, ...] = ()
    """Files that lie beside it and that no format recognises."""

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
        _refuse_library(self.path)
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
    _refuse_library(path)
    found: list[Found] = []
    with TemporaryDirectory(prefix="curator-") as folder:
        look = _ArchiveFinder(Path(folder))
        for each in look.find_in(Found(path), path):
            found.append(each)
            yield Progress(len(found))
    if found and look.passed_over:
        found[0] = replace(found[0], beside=(*found[0].beside, *look.passed_over))
    return found or [Found(path)]


def _refuse_library(path: Path) -> None:
    """Refuse a library as an archive, before its file is opened beside SQLite's own locks."""
    if path.is_file() and is_library(path):
        raise ArchiveError(library_words(path.name))


class _ArchiveFinder:
    """One look into a dropped file or folder, which may cost only so much."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        """Where nested archives are unpacked, each for as long as it is looked into."""

        self._files = _MOST_LOOKED_AT
        self._nested = _MOST_OPENED
        self._has_found = False
        self.passed_over: list[str] = []
        """Nested archives that were not looked into: too deep, or too many that hold nothing."""

    def find_in(self, outer: Found, path: Path) -> Iterator[Found]:
        """Yield the archives in one that lies unpacked at a path."""
        is_folder = path.is_dir()
        with Source(path, called=outer.name) as source:
            try:
                names = [name for name in source.names if not is_media(name)]
            except ArchiveError:
                yield self._note_found(outer)
                return
            is_deepest = not is_folder and len(outer.inside) >= DEEPEST
            packed = [n for n in names if not is_deepest and _is_packed(source, n)]
            if outer.inside and is_deepest and all(_is_packed(source, name) for name in names):
                self.passed_over.append("/".join(outer.inside))
                return
            nested = frozenset(packed)
            groups = self._groups(source, [name for name in names if name not in nested])
        if not packed and len(groups) <= 1:
            yield self._note_found(outer)
            return
        for group in groups:
            yield self._note_found(replace(outer, names=group.names, beside=group.beside))
        for name in packed:
            if is_folder:
                yield from self.find_in(Found(outer.path / name), outer.path / name)
            else:
                yield from self._nested_in(replace(outer, inside=(*outer.inside, name)), path)

    def _note_found(self, found: Found) -> Found:
        self._has_found = True
        return found

    def _nested_in(self, inner: Found, path: Path) -> Iterator[Found]:
        """Yield the archives in a nested one. Of very many, the last ones are taken as they are.

        Where the first hundred hold only further archives, the rest is not worth a look.
        """
        if not self._nested:
            if self._has_found:
                yield inner
            else:
                self.passed_over.append("/".join(inner.inside))
            return
        self._nested -= 1
        unpacked = self._folder / f"{self._nested}-{_last(inner.inside[-1])}"
        try:
            _unpacked(path, inner.inside[-1], unpacked)
            yield from self.find_in(inner, unpacked)
        finally:
            unpacked.unlink(missing_ok=True)

    def _groups(self, source: Source, names: list[str]) -> list[_Group]:
        """Return the files that belong together: those of the whole archive's format first.

        Each file is read by its own reader, whatever is beside it. A file unknown to all readers
        stays with the whole, or else beside the first that is known: a report names it.
        """
        if len(names) <= 1 or len(_group_similar_names(names)) > self._files:
            return [_Group(tuple(names))] if names else []
        whole, parts = _reader(source, names)
        own = [name for name in names if name in parts]
        unknown: list[str] = []
        others: dict[int, list[str]] = {}
        lists: list[str] = []
        groups = (
            [[name] for name in names]
            if len(names) <= self._files
            else _group_similar_names(names)
        )
        groups = [rest for group in groups if (rest := [n for n in group if n not in parts])]
        self._files -= len(groups)
        for alike in groups:
            reader, _ = _reader(source, alike[:1])
            if reader is not None and reader is not whole:
                others.setdefault(id(reader), []).extend(alike)
            elif reader is None and _is_list(source, alike[0]):
                lists.extend(alike)
            elif reader is None:
                unknown.extend(alike)
            else:
                own.extend(alike)
        own += unknown  # behind what is read, whose name the whole goes by
        if whole is None and not others:
            return [_Group(tuple(names))]
        known = [_Group(tuple(each)) for each in (*others.values(), lists) if each]
        if whole is not None and own:
            return [_Group(tuple(own)), *known]
        return [known[0]._replace(beside=tuple(own)), *known[1:]]


def _group_similar_names(names: list[str]) -> list[list[str]]:
    """Return the files with similar names."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(_DIGITS.sub("0", name), []).append(name)
    return list(found.values())


def _reader(source: Source, names: Sequence[str]) -> tuple[Reader | None, frozenset[str]]:
    """Return who recognises some files, and those of them that its own archive lists."""
    part = source.part(names)
    try:
        reader = known_reader(part)
        return reader, parts_of(reader, part) if reader else frozenset()
    except ArchiveError:
        return None, frozenset()


def _is_list(source: Source, name: str) -> bool:
    """Tell whether a file lists the posts of a chat, without their words."""
    return is_id_list(source, name) or is_link_list(source, name)


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
