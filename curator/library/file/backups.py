"""Backups: full copies of a library, made during work and thinned out with age.

They lie in a folder beside the library, or in one that was chosen. Each is made by SQLite
page by page, looked over, put on the disk, and only then given its name.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from curator.errors import DamagedError, LibraryError
from curator.i18n import tr, trn
from curator.library.file.damage import describe_error, reading_only
from curator.library.file.page_copy import copy_pages, refuses_locks
from curator.settings import Settings, settings_path

LARGEST = 1_000_000_000
"""Most bytes that the backups of a library may use, though two are always kept."""

_KEPT_ASIDE = 5
"""Backups kept that were made before a step or on request."""

_NAME = re.compile(r" (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) ([a-z-]+)\.curator$")
_TIME = "%Y-%m-%d %H.%M.%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A full copy of a library."""

    path: Path
    at: datetime
    reason: str
    """'working', 'asked', or the step before which it was made: 'before-import'."""

    size: int


@dataclass(frozen=True, slots=True)
class BackupContent:
    """The content of a backup."""

    posts: int
    decisions: int
    stories: int
    last_step: str


def backup_folder(library: Path, chosen: Path | None = None) -> Path:
    """Return the folder for the backups of a library.

    chosen: for this once; else it is in the folder of the settings, or beside the library as long
    as that one is not there, as when a drive is unplugged.
    """
    if chosen is not None:
        return chosen
    kept = Settings.load(settings_path()).backups
    if not kept or not Path(kept).is_dir():
        return library.with_name(_name_of(library))
    return _in(Path(kept), library)


def backup_places(library: Path) -> list[Path]:
    """Return the folders where backups of a library may lie: that of now, then earlier ones."""
    settings = Settings.load(settings_path())
    chosen = [Path(each) for each in (settings.backups, *settings.earlier_backups) if each]
    places = [*(_in(folder, library) for folder in chosen), library.with_name(_name_of(library))]
    return list(dict.fromkeys([backup_folder(library), *places]))


def _name_of(library: Path) -> str:
    return f"{library.stem} backups"


def _in(folder: Path, library: Path) -> Path:
    """Return the folder of a library below one for all; two libraries may have the same name."""
    place = sha256(str(library.absolute().parent).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / f"{_name_of(library)} {place[:8]}"


def backup_folder_words(library: Path) -> str:
    """Say where the backups of a library lie, and if they cannot lie where they should."""
    kept, place = Settings.load(settings_path()).backups, backup_folder(library)
    said = tr("Backups lie in “{folder}”.", folder=str(place))
    if kept and not Path(kept).is_dir():
        said = tr(
            "“{chosen}” is not there. Until it is, backups lie in “{folder}”.",
            chosen=kept,
            folder=str(place),
        )
    for earlier in backup_places(library):
        if earlier != place and (count := len(backups(library, earlier))):
            said += "\n" + trn(
                "{count} earlier one lies in “{folder}”.",
                "{count} earlier ones lie in “{folder}”.",
                count,
                folder=str(earlier),
            )
    return said


def back_up(library: Path, folder: Path, reason: str) -> Backup:
    """Make a backup of a library that may be open, and delete backups no longer needed."""
    now = datetime.now(UTC).replace(microsecond=0)
    while (path := folder / _name(library, now, reason)).exists():
        now += timedelta(seconds=1)
    draft = path.with_name(f".{path.name}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _copy(library, draft)
        draft.replace(path)
    except sqlite3.Error as error:
        why = describe_error(error).rstrip(".")
        if refuses_locks(library.parent):
            why = tr("its folder allows no locks")
        raise LibraryError(_failed(library, why)) from error
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise LibraryError(_failed(library, why)) from error
    finally:
        _discard(draft)
    for each in superfluous(backups(library, folder)):
        if each.path != path:  # even if the clock was set back since the last backup
            each.path.unlink(missing_ok=True)
    return Backup(path, now, reason, path.stat().st_size)


def backups(library: Path, folder: Path) -> list[Backup]:
    """Return the backups of a library, the newest first."""
    found: list[Backup] = []
    for path in folder.glob("*.curator") if folder.is_dir() else ():
        match = _NAME.search(path.name)
        if match and path.name[: match.start()] == library.stem:
            at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            found.append(Backup(path, at, match[2], path.stat().st_size))
    return sorted(found, key=lambda each: (each.at, each.path.name), reverse=True)


def backup_content(backup: Backup) -> BackupContent:
    """Return the content of a backup."""
    try:
        with closing(reading_only(backup.path)) as connection:
            posts, decisions, stories = (_asked(connection, sql) for sql in _COUNTS)
            return BackupContent(posts, decisions, stories, _last_step(connection))
    except sqlite3.Error as error:
        raise DamagedError(
            tr("The backup “{name}” is damaged. Choose another.", name=backup.path.name)
        ) from error


def restore(library: Path, backup: Backup, folder: Path) -> Backup | None:
    """Replace a library, which must not be open, with a backup.

    The present library is backed up before, so that this can be undone; return that backup, or
    None if there was nothing left to back up.
    """
    backup_content(backup)
    before = back_up(library, folder, "before-restore") if library.exists() else None
    draft = library.with_name(f".{library.name}.new")
    try:
        shutil.copyfile(backup.path, draft)
        _to_disk(draft)
        # before it takes the place: SQLite would play the journal of the old one into it
        library.with_name(library.name + "-wal").unlink(missing_ok=True)
        draft.replace(library)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise LibraryError(
            tr("“{name}” could not be restored: {why}.", name=library.name, why=why)
        ) from error
    finally:
        _discard(draft)
    return before


def is_due(library: Path, folder: Path, after: timedelta) -> bool:
    """Tell whether a library changed since its last backup, and that is old enough."""
    last = next(iter(backups(library, folder)), None)
    if last is None:
        return True
    changed = max(
        path.stat().st_mtime
        for path in (library, library.with_name(library.name + "-wal"))
        if path.exists()
    )
    now = datetime.now(UTC)
    return changed > last.at.timestamp() and (now - last.at >= after or now < last.at)


def superfluous(kept: list[Backup]) -> list[Backup]:
    """Return the backups that may be deleted, of one library's, the newest first.

    One is kept for each of the last 24 hours, 7 days and 8 weeks that have any, and the last few
    made before a step. The total size is limited, but the last two are always kept.
    """
    stay: dict[Path, Backup] = {each.path: each for each in kept[:2]}
    working = [each for each in kept if each.reason == "working"]
    for form, most in (("%Y-%m-%d %H", 24), ("%Y-%m-%d", 7), ("%G-%V", 8)):
        periods: dict[str, Backup] = {}
        for each in working:
            periods.setdefault(each.at.strftime(form), each)
        stay |= {each.path: each for each in [*periods.values()][:most]}
    aside = [each for each in kept if each.reason != "working"][:_KEPT_ASIDE]
    stay |= {each.path: each for each in aside}
    taken = 0
    for each in kept:
        taken += each.size if each.path in stay else 0
        if taken > LARGEST and each not in kept[:2]:
            stay.pop(each.path, None)
    return [each for each in kept if each.path not in stay]


_COUNTS = (
    "SELECT count(*) FROM posts WHERE context = 0",
    "SELECT count(*) FROM marks",
    "SELECT count(*) FROM stories",
)


def _asked(connection: sqlite3.Connection, sql: str) -> int:
    (count,) = connection.execute(sql).fetchone()
    return int(count)


def _last_step(connection: sqlite3.Connection) -> str:
    row = connection.execute(
        "SELECT label FROM steps WHERE undone = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else ""


def _name(library: Path, at: datetime, reason: str) -> str:
    return f"{library.stem} {at.strftime(_TIME)} {reason}.curator"


def _copy(library: Path, to: Path) -> None:
    _discard(to)
    with closing(reading_only(library)) as source, closing(sqlite3.connect(to)) as target:
        copy_pages(source, target)
        target.execute("PRAGMA journal_mode = DELETE")
        (said,) = target.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(said)
    _to_disk(to)


def _discard(draft: Path) -> None:
    """Delete a draft, with the journals that SQLite leaves beside it on a full disk."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _failed(library: Path, why: str) -> str:
    return tr("“{name}” could not be backed up: {why}.", name=library.name, why=why)
