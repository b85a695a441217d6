"""Opening a library file: recognised, never damaged, with a clear message if it fails."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from curator.errors import BusyError, DamagedError, LibraryError
from curator.i18n import tr
from curator.library.file.backups import back_up, backup_folder
from curator.library.file.damage import LARGE, look_for_damage, reading_only
from curator.library.file.header import HEADER, holds_tables
from curator.library.file.page_copy import refuses_locks
from curator.library.file.readonly_upgrade import imitate_upgrade
from curator.library.file.schema import APPLICATION, MAJOR, VERSION
from curator.library.file.shape import foreign_parts
from curator.library.file.tables import fill, update
from curator.library.salvage import readable

log = logging.getLogger(__name__)

MEMORY = Path(":memory:")
"""A library in memory, which is gone when it is closed."""

_JOURNAL = 4_000
"""Pages of the journal after which it is written into the file: 16 MB."""

_WAIT = 10.0
"""Seconds to wait for another connection's write lock."""


@dataclass(frozen=True, slots=True)
class Opening:
    """An open library file."""

    connection: sqlite3.Connection
    readonly: bool
    damage: tuple[str, ...]
    """The damage to the file, as sentences; the file is then opened read-only."""

    unchecked: bool
    """Whether the file is so large that it was not yet checked for damage."""


def connect(path: Path, *, make: bool) -> Opening:
    """Open a library; make: create a missing one. A damaged one is opened read-only."""
    if path != MEMORY:
        _look(path, make=make)
        if make:
            _make_folder(path)
    if damage := tuple(_damage(path)):
        return _as_far_as_readable(path, damage)
    unchecked = is_large(path) and not was_sound(path)  # before opening, which writes its header
    readonly = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    try:
        connection = _opened(path, readonly=readonly, make=make)
    except UnicodeDecodeError as error:  # inside SQLite's message about a damaged name
        raise damaged(path) from error
    except sqlite3.Error as error:
        if path != MEMORY:
            _look(path, make=make)  # it may have been deleted since
        if readonly or not _is_whole(path) or not _lacks_room(error):
            raise explained(error, path) from error
        connection, readonly = _opened(path, readonly=True, make=False), True
    return Opening(connection, readonly, (), unchecked)


def _as_far_as_readable(path: Path, damage: tuple[str, ...]) -> Opening:
    """Open a copy with what can be read of a damaged library; no code in it is executed."""
    try:
        with closing(reading_only(path)) as connection:
            _refuse_foreign(connection, path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        log.info("the schema of a damaged library cannot be read: %s", error)
    connection = readable(path)
    connection.execute("PRAGMA foreign_keys = ON")
    return Opening(connection, readonly=True, damage=damage, unchecked=False)


def is_large(path: Path) -> bool:
    """Tell whether a file is so large that it is checked in the background."""
    return path != MEMORY and path.exists() and path.stat().st_size > LARGE


_sound: dict[Path, tuple[int, ...]] = {}
"""Files that this program has checked, with their state when it closed them."""


def note_sound(path: Path) -> None:
    """Remember that a file was checked, so that it is not checked again at once."""
    if path != MEMORY and path.exists():
        _sound[path.resolve()] = _state_of(path)


def was_sound(path: Path) -> bool:
    """Tell whether a file is unchanged since this program checked it, or is open here."""
    known = _sound.get(path.resolve())
    return known is not None and (known == () or known == _state_of(path))


def _damage(path: Path) -> list[str]:
    if path == MEMORY or not path.exists() or was_sound(path):
        return []
    known, state = _harmed.get(path.resolve(), ([], ())), _state_of(path)
    if known[0] and known[1] == state:
        return known[0]
    if is_large(path):
        return []
    damage = look_for_damage(path)
    note(path, damage)
    return damage


_harmed: dict[Path, tuple[list[str], tuple[int, ...]]] = {}
"""Files in which damage was found, with the findings and the state of the file."""


def note(path: Path, damage: Sequence[str]) -> None:
    """Remember the findings of a check."""
    if damage:
        _harmed[path.resolve()] = [*damage], _state_of(path)
    else:
        _harmed.pop(path.resolve(), None)
        note_sound(path)


def found_damaged(path: Path) -> bool:
    """Tell whether this program found damage in a file when it last looked."""
    return path.resolve() in _harmed


def identity(path: Path) -> tuple[int, int] | None:
    """Return what distinguishes a file from another at the same path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _state_of(path: Path) -> tuple[int, ...]:
    journal = path.with_name(path.name + "-wal")
    if journal.exists():  # it is open, here or elsewhere
        return ()
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _opened(path: Path, *, readonly: bool, make: bool) -> sqlite3.Connection:
    is_new = make and not path.exists()
    connection = _open(path, readonly=readonly, make=make)
    try:
        _prepare(connection, path, readonly=readonly)
    except BaseException:
        connection.close()
        raise
    if is_new:  # nothing to look for in it
        note_sound(path)
    return connection


def _is_whole(path: Path) -> bool:
    """Tell whether a library is a single file, with no journal beside it."""
    return path.exists() and not path.with_name(path.name + "-wal").exists()


def _lacks_room(error: sqlite3.Error) -> bool:
    """Tell whether a library could not be opened because the disk is full."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY"))


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a second connection to an open library, to read what is committed."""
    place = _address(path, "mode=ro")
    connection = sqlite3.connect(place, timeout=0, isolation_level=None, uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


@contextmanager
def without_waiting(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite fail at once if another connection writes, rather than wait for it."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT * 1000:.0f}")


def close(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    """Close a library so that it is one whole file: a copied file must not miss its journal."""
    if not readonly:
        with suppress(sqlite3.OperationalError):  # another window has it open and will do it
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    if not readonly and path.resolve() in _sound:
        note_sound(path)


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """Return what went wrong with a library, as a sentence that says what to do."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        return LibraryError(
            tr(
                "The disk is full: {free} MB are free where “{name}” lies. Nothing was lost;"
                " make room and try again.",
                free=_free(path),
                name=path.name,
            )
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        if path != MEMORY and refuses_locks(path.parent):
            return LibraryError(
                tr(
                    "The folder of “{name}” allows no locks, as some network shares do not, so"
                    " nothing can be written there safely. Copy the library to this computer.",
                    name=path.name,
                )
            )
        return BusyError(
            tr(
                "“{name}” is being written by another program. Wait for it and try again.",
                name=path.name,
            )
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR")):
        return LibraryError(
            tr(
                "“{name}” cannot be opened or written here. Check that its folder exists and"
                " may be written to, or copy it elsewhere.",
                name=path.name,
            )
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or _is_unread(error):
        return damaged(path)
    return LibraryError(
        tr("“{name}” cannot be used as a library: {why}.", name=path.name, why=error)
    )


def damaged(path: Path) -> DamagedError:
    """Return the message for writing to a damaged library, or one that cannot be read."""
    return DamagedError(
        tr(
            "“{name}” is damaged, and nothing was written to it. Save what can be read into"
            " a new library (File menu, or “curator salvage”), or open a backup.",
            name=path.name,
        )
    )


def _is_unread(error: sqlite3.Error) -> bool:
    """Tell whether a file's content is not that of a library."""
    said = str(error)
    return said.startswith(("no such table", "no such column", "Could not decode"))


def _free(path: Path) -> int:
    return shutil.disk_usage(path.parent).free // 1_000_000


def is_library(path: Path) -> bool:
    """Tell whether a file is a library by what it says of itself, whatever it is called."""
    try:
        return _version(path) is not None
    except OSError:
        return False


def _version(path: Path) -> int | None:
    """Return the version of a library's file; None if it is none. Raises OSError.

    SQLite is asked first: if this process has the library open, whoever else opens and closes its
    file gives up the locks on it, and another program would then delete its journal
    (https://sqlite.org/howtocorrupt.html, section 2.2).
    """
    try:
        with closing(
            sqlite3.connect(_address(path, "mode=ro&immutable=1"), uri=True)
        ) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        application, version = 0, 0
    if application == APPLICATION:
        return int(version)
    with path.open("rb") as file:  # what SQLite does not take for a library is not open here
        head = file.read(100)
    return int.from_bytes(head[60:64], "big") if _is_library_header(head) else None


def _is_library_header(head: bytes) -> bool:
    return head[:16] == HEADER and int.from_bytes(head[68:72], "big") == APPLICATION


def _look(path: Path, *, make: bool) -> None:
    """Inspect a file before SQLite does; SQLite would take an empty one for a new library."""
    try:
        version = _version(path)
    except FileNotFoundError:
        if make:
            return
        raise LibraryError(
            tr("There is no library “{name}”. Import an archive to make one.", name=path.name)
        ) from None
    except OSError as error:
        raise LibraryError(
            tr(
                "“{name}” cannot be opened: {why}.",
                name=path.name,
                why=os.strerror(error.errno or errno.EIO),
            )
        ) from error
    if version is None:
        if holds_tables(path):
            raise damaged(path)
        raise LibraryError(
            tr("“{name}” is not a Curator library. Choose a .curator file.", name=path.name)
        )
    if version >> 16 > MAJOR:
        raise LibraryError(
            tr(
                "“{name}” was made by a newer Curator. Update this one to open it; the file"
                " was not touched.",
                name=path.name,
            )
        )


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            tr(
                "The folder “{folder}” cannot be made: {why}. Choose another place.",
                folder=path.parent.name,
                why=(error.strerror or str(error)).lower(),
            )
        ) from error


def _open(path: Path, *, readonly: bool, make: bool) -> sqlite3.Connection:
    # "rw" for a file that was there a moment ago: if it is deleted meanwhile, an empty one in its
    # place would share its journal with whoever still has the deleted one open
    mode = "immutable=1" if readonly else "mode=rwc" if make else "mode=rw"
    place = ":memory:" if path == MEMORY else _address(path, mode)
    return sqlite3.connect(place, timeout=_WAIT, isolation_level=None, uri=True)


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?{mode}"


def _prepare(connection: sqlite3.Connection, path: Path, *, readonly: bool) -> None:
    run = connection.execute
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA cell_size_check = ON")
    run("PRAGMA mmap_size = 0")
    _refuse_foreign(connection, path)
    if readonly:
        imitate_upgrade(connection)
    else:
        _migrate(connection, path)
    run("PRAGMA cache_size = -65536")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA recursive_triggers = ON")  # undo must see REPLACE


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if strangers := foreign_parts(connection):
        raise DamagedError(
            tr(
                "“{name}” holds parts that Curator did not make ({parts}), so it is not opened."
                " Save what is Curator’s into a new library with “curator salvage”.",
                name=path.name,
                parts=", ".join(strangers[:3]),
            )
        )


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    run = connection.execute
    (version,) = run("PRAGMA user_version").fetchone()
    if version == 0 and not run("SELECT 1 FROM sqlite_master").fetchone():
        fill(connection)
    elif 0 < version < VERSION and run("SELECT 1 FROM posts LIMIT 1").fetchone():
        back_up(path, backup_folder(path), "before-update")
    run("PRAGMA journal_mode = WAL")
    with writing_through(connection):
        update(connection, version)


@contextmanager
def writing_through(connection: sqlite3.Connection) -> Iterator[None]:
    """Write without waiting for the disk after each transaction.

    A power cut may then lose the last transactions, but never damages the file; the next ordinary
    commit secures all of them.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL}")
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_autocheckpoint = 1000")
