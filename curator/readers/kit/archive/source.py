"""One view of an archive, whether it is a file, a folder, a zip or a tar.gz.

Damage, size limits and names that try to be paths are dealt with here, once. Whatever is wrong
with an archive leaves this module as an ArchiveError that says so in a sentence.
"""

from __future__ import annotations

import copy
import hashlib
import io
import shutil
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Any, NoReturn, Self

from curator.errors import ArchiveError
from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive import compressed, tarball
from curator.readers.kit.archive.growing_file import WholeLines
from curator.readers.kit.archive.listing import (
    LIBRARIES,
    MOST_FILES,
    Entry,
    Listing,
    check_ratio,
    folder_listing,
    is_media,
    is_office,
    printable,
    zip_listing,
)
from curator.readers.kit.archive.progress_file import DAMAGE, Counted, sentence
from curator.readers.kit.text.encoding import decoded

HEAD = 64 * 1024
_BUFFER = 256 * 1024
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_STARTS = 16 << 20
"""Most bytes of the starts of files that are kept, which every reader asks for."""

_FIRST_YEAR = 1980
"""What a zip says that does not know."""

_LAYERS = 3
"""How often a file may be compressed over and over."""

_IN_MEMORY = 8 * 1024 * 1024
_ENCRYPTED = 0x1


class Source:
    """An archive on disk. Readers look at it only through this."""

    def __init__(
        self,
        path: Path,
        names: Collection[str] = (),
        called: str = "",
        *,
        lines_only: bool = False,
    ) -> None:
        """Look at a file or folder; names: at these of its files only; called: for people.

        lines_only: of files that are not packed, without a last line that is only begun.
        """
        self.path = path
        self.name = printable(called or path.name or path.resolve().name or str(path))
        self._only = frozenset(names)
        self._inner: dict[str, Entry] = {}
        self._lines_only = lines_only
        self._read: set[str] = set()
        self.done = 0
        """Bytes read so far of the files with posts, for progress."""

        self.asked: set[str] = set()
        """What the user must say because it does not: 'zone', 'order' of day and month.

        'day first': it was guessed to be so."""

        self.missing: dict[str, None] = {}
        """The names of mentioned but missing pictures and films, in order."""

        self.zones: Counter[str] = Counter()
        """The zones set in accounts, in the platform's names, with their numbers."""

        self.zone_proved = ""
        """The zone of times without one, if the ids of posts prove it."""

        self.kept: dict[str, Any] = {}
        """Cached results about its files, until the archive is closed."""

        self._heads: dict[str, bytes] = {}
        self._starts: dict[str, str] = {}
        self._held = 0
        """Bytes of the starts that are kept, as bytes and as text."""

        self._seekable: dict[str, IO[bytes]] = {}
        self._plain: Path | None = None
        """The unpacked copy of a compressed file, until the archive is closed."""

        self._zip: zipfile.ZipFile | None = None
        self._tar: tarfile.TarFile | None = None
        self._holding: frozenset[str] | None = None

    @cached_property
    def places(self) -> Counter[str]:
        """Where accounts say they are, with their numbers; readers add to it."""
        return Counter()

    @cached_property
    def offsets(self) -> Counter[tuple[datetime, timedelta]]:
        """How far from UTC accounts were, and at the time of which post; readers add to it."""
        return Counter()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the files in the archive, in order; a single file by its own name."""
        return tuple(self._listing[0])

    @property
    def unread(self) -> list[str]:
        """Return the files that may contain posts and that no reader has opened."""
        return [name for name in self.names if name not in self._read and not is_media(name)]

    @property
    def remarks(self) -> tuple[Skipped, ...]:
        """Return remarks about whole files: omissions or doubts, with reasons."""
        return tuple(self._listing[1])

    @cached_property
    def is_zip(self) -> bool:
        """Return whether it is a zip, by its first bytes and not its name; no Office file is."""
        if not self.path.is_file():
            return False
        try:
            with self.path.open("rb") as file:
                if file.read(4) in _ZIP_STARTS:
                    return not is_office(self.path)
            return self.path.suffix.lower() == ".zip" and zipfile.is_zipfile(self.path)
        except OSError as error:
            self._refuse(self.name, error)

    @cached_property
    def is_file(self) -> bool:
        """Return whether it is a single file, neither a folder nor packed."""
        alone = {self.path, self._plain}
        return any(entry.where in alone for entry in self._listing[0].values())

    @property
    def size(self) -> int:
        """Return the unpacked size in bytes of all files that may contain posts."""
        entries = self._listing[0]
        return sum(entry.size for name, entry in entries.items() if self._holds_posts(name))

    def remark(self, name: str, why: str) -> None:
        """Record a remark about a file as a whole."""
        if (remark := Skipped(name, why)) not in self._listing[1]:  # some read a file twice
            self._listing[1].append(remark)

    def ask(self, what: str, name: str, why: str) -> None:
        """Record that a file leaves something open, and what is assumed."""
        self.asked.add(what)
        self.remark(name, why)

    def part(self, names: Collection[str]) -> Source:
        """Return a look at some of its files, which lasts as long as this one is open.

        It costs nothing: what was read of the files and their list is shared.
        """
        part, only = copy.copy(self), frozenset(names)
        for name in ("names", "is_file", "places", "offsets", "_media"):
            part.__dict__.pop(name, None)
        entries = {n: e for n, e in self._listing[0].items() if n in only or is_media(n)}
        part.__dict__.update(
            _only=only, _listing=(entries, []), kept={}, asked=set(), missing={}, _read=set()
        )
        return part

    def expect(self, names: Iterable[str]) -> None:
        """Set which files contain the posts, so that progress covers only these."""
        self._holding = frozenset(names)

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open one file of the archive for reading."""
        entry = self._entry(name)
        called = name if len(self.names) == 1 else f"{self.name}: {name}"
        count = self._count if self._holds_posts(name) else _ignore
        try:
            raw = self._raw(entry, called)
        except DAMAGE as error:
            self._refuse(called, error)
        self._read.add(name)
        with io.BufferedReader(Counted(raw, count, called), _BUFFER) as file:
            yield file

    def seekable(self, name: str) -> IO[bytes]:
        """Return a seekable file, which stays open until the archive is closed."""
        self._read.add(name)
        if name not in self._seekable:
            where = self._entry(name).where
            if isinstance(where, Path):
                raw: IO[bytes] = where.open("rb", buffering=0)
            else:
                raw = self._unpacked(name)
            self._seekable[name] = io.BufferedReader(Counted(raw, self._count, name), _BUFFER)
        return self._seekable[name]

    def saved(self, name: str) -> datetime:
        """Return when a file was last changed, as far as disk or zip tell; without a zone."""
        where = self._entry(name).where
        if isinstance(where, zipfile.ZipInfo) and where.date_time[0] > _FIRST_YEAR:
            return datetime(*where.date_time)  # noqa: DTZ001  a zip knows none
        if isinstance(where, tarfile.TarInfo):
            return datetime.fromtimestamp(where.mtime, UTC)
        is_own = isinstance(where, Path) and where != self._plain
        path = where if is_own and isinstance(where, Path) else self.path
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def head(self, name: str, size: int = HEAD) -> bytes:
        """Return the beginning of a file, enough to recognise its format."""
        if (held := self._heads.get(name)) is not None and size <= HEAD:
            return held[:size]
        before, was_read = self.done, name in self._read
        with self.open(name) as file:
            start = file.read(max(size, HEAD))
        self.done = before
        if not was_read:
            self._read.discard(name)
        if held is None and self._held < _STARTS:
            self._heads[name] = start[:HEAD]
            self._held += len(self._heads[name])
        return start[:size]

    def start(self, name: str) -> str:
        """Return the start of one file as text; every reader asks for it, so a few are kept."""
        text = self._starts.get(name)
        if text is None:
            text = decoded(self.head(name))[0]
            if self._held < _STARTS:
                self._starts[name] = text
                self._held += len(text)
        return text

    def find_media(self, address: str) -> str:
        """Return the name of the picture or film that was saved from an address, or ''.

        In a folder or zip it may lie anywhere; with a lone file 'chat.jsonl' in the folder
        'chat_media' next to it, or in 'chat_files', where browsers put it. It is known by the
        last part of the address, or by the last two, since many portraits are called the same.
        """
        found = self.found(address)
        last = address.partition("?")[0].rpartition("/")[2]
        if not found and "://" not in address and len(self.missing) < MOST_FILES:
            self.missing[printable(last)[:200]] = None
        return found

    def hold(self, name: str, content: bytes) -> None:
        """Add a picture that a file of the archive holds inside, to be opened by a name."""
        self._inner[name] = Entry(len(content), content)

    def digest(self) -> str:
        """Return the SHA-256 of a file; of a folder, that of its list by `sha256sum`.

        The list has the files that were read, in order. A file that grows has none: ''.
        """
        if self._lines_only:
            return ""
        try:
            if self.path.is_file():
                with self.path.open("rb") as file:
                    return hashlib.file_digest(file, "sha256").hexdigest()
            listed = hashlib.sha256()
            for name, entry in self._listing[0].items():
                if name in self._read and not is_media(name) and isinstance(entry.where, Path):
                    with entry.where.open("rb") as file:
                        digest = hashlib.file_digest(file, "sha256").hexdigest()
                    listed.update(f"{digest}  {name}\n".encode())
            return listed.hexdigest()
        except OSError as error:
            self._refuse(self.name, error)

    def found(self, address: str) -> str:
        """Return the same, without noting that a picture or film is missing."""
        parts = address.partition("?")[0].split("/")[-2:]
        return self._media.get("/".join(parts)) or self._media.get(parts[-1], "")

    def close(self) -> None:
        """Close the file. It is opened again if needed."""
        self.kept.clear()
        self._heads.clear()
        self._starts.clear()
        self._held = 0
        while self._seekable:
            self._seekable.popitem()[1].close()
        if self._zip is not None:
            self._zip.close()
            self._zip = None
        if self._tar is not None:
            self._tar.close()
            self._tar = None
        if self._plain is not None:
            self._plain.unlink(missing_ok=True)
            self._plain = None
            self.__dict__.pop("_listing", None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def _listing(self) -> Listing:
        """List the archive; refuse one that is missing, unreadable or empty."""
        try:
            entries, remarks = self._listed()
        except DAMAGE as error:
            self._refuse(self.name, error)
        if self._only:
            entries = {n: e for n, e in entries.items() if n in self._only or is_media(n)}
        listing = entries, remarks
        if not listing[0]:
            if self.path.is_dir():
                self._refuse_empty(remarks)
            raise ArchiveError(tr("{name} is empty.", name=self.name))
        return listing

    def _refuse_empty(self, remarks: list[Skipped]) -> NoReturn:
        """Refuse a folder without files."""
        if library := next((r.why for r in remarks if r.where.endswith(LIBRARIES)), ""):
            raise ArchiveError(library)
        if remarks:
            raise ArchiveError(
                tr(
                    "The folder {name} holds only links to elsewhere. Import what they lead to.",
                    name=self.name,
                )
            )
        raise ArchiveError(tr("There are no files in the folder {name}.", name=self.name))

    def _listed(self) -> Listing:
        """List whatever it is."""
        if self.path.is_dir():
            return folder_listing(self.path)
        if not self.path.exists():
            raise ArchiveError(tr("There is no file or folder {name}.", name=self.name))
        if not self.path.is_file():
            raise ArchiveError(tr("{name} is neither a file nor a folder.", name=self.name))
        if self.is_zip:
            return zip_listing(self._opened_zip(), self.name)
        if tarball.is_tarball(self.path):
            return tarball.tar_listing(self._opened_tar(), self.name)
        if compressed.opener(self.path):
            return self._unpacked_listing()
        size = self.path.stat().st_size
        return {self.name: Entry(size, self.path)} if size else {}, []

    def _unpacked_listing(self) -> Listing:
        """List the single file inside a compressed one, unpacked until the archive is closed."""
        name, packed, is_whole = self.path.name, self.path, True
        for _ in range(_LAYERS):
            with tempfile.NamedTemporaryFile(prefix="curator-", delete=False) as file:
                outer, self._plain = self._plain, Path(file.name)
                is_whole &= compressed.unpack(packed, file, self.name)
            if outer:
                outer.unlink(missing_ok=True)
            name, packed = compressed.name_within(name), self._plain
            if not compressed.opener(packed):
                break
        size = self._plain.stat().st_size if self._plain else 0
        name = printable(name)
        cut = tr("It is damaged or was cut short. What comes before the damage is read.")
        remarks = [] if is_whole else [Skipped(name, cut)]
        return {name: Entry(size, packed)} if size else {}, remarks

    @cached_property
    def _siblings(self) -> dict[str, Entry]:
        """List the folders of pictures next to a single file."""
        found: dict[str, Entry] = {}
        for kind in ("media", "files"):
            folder = self.path.with_name(f"{self.path.stem}_{kind}")
            if self.path.is_file() and not self.is_zip and folder.is_dir():
                called = printable(folder.name)
                entries = folder_listing(folder)[0]
                found.update({f"{called}/{name}": entry for name, entry in entries.items()})
        return found

    @cached_property
    def _media(self) -> dict[str, str]:
        """Map the last part and the last two parts of each picture's name to its name."""
        found: dict[str, str] = {}
        for name in (*self._listing[0], *self._siblings):
            if is_media(name):
                parts = name.split("/")
                found.setdefault(parts[-1], name)
                found.setdefault("/".join(parts[-2:]), name)
        return found

    def _entry(self, name: str) -> Entry:
        """Return a file by its listed name only."""
        entry = self._listing[0].get(name) or self._inner.get(name) or self._siblings.get(name)
        if entry is None:
            raise ArchiveError(
                tr("There is no file {file} in {name}.", file=printable(name), name=self.name)
            )
        return entry

    def _unpacked(self, name: str) -> IO[bytes]:
        """Unpack a file of a zip, to disk if it is large."""
        whole = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  closed with the source
        before = self.done
        with self.open(name) as file:
            shutil.copyfileobj(file, whole)
        self.done = before
        whole.seek(0)
        return whole

    def _raw(self, entry: Entry, called: str) -> IO[bytes]:
        """Open a file, unless opening it would be harmful."""
        if isinstance(entry.where, Path):
            raw: IO[bytes] = entry.where.open("rb", buffering=0)
            return WholeLines(raw) if self._lines_only else raw  # type: ignore[return-value]  # it reads
        info = entry.where
        if isinstance(info, bytes):
            return io.BytesIO(info)
        if isinstance(info, tarfile.TarInfo):
            return tarball.raw(self._opened_tar(), info)
        if info.flag_bits & _ENCRYPTED:
            raise ArchiveError(
                tr(
                    "{name} is locked with a password. Unpack it first, then drop the folder.",
                    name=self.name,
                )
            )
        check_ratio(info, called)
        return self._opened_zip().open(info)

    def _opened_zip(self) -> zipfile.ZipFile:
        """Return the zip, opened once."""
        if self._zip is None:
            self._zip = zipfile.ZipFile(self.path)
        return self._zip

    def _opened_tar(self) -> tarfile.TarFile:
        """Return the tar.gz, unpacked once."""
        if self._tar is None:
            self._tar = tarball.opened(self.path, self.name)
        return self._tar

    def _holds_posts(self, name: str) -> bool:
        """Tell whether reading a file counts as progress."""
        if self._holding is not None:
            return name in self._holding
        return name in self._listing[0] and not is_media(name)

    def _count(self, size: int) -> None:
        self.done += size

    def _refuse(self, called: str, error: Exception) -> NoReturn:
        raise ArchiveError(sentence(called, error)) from error


def _ignore(_size: int) -> None:
    """Ignore what was read: it does not count as progress."""
