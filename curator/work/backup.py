"""Backups of a library: hourly during work, and before large changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from curator.errors import CuratorError, DamagedError
from curator.i18n import tr, trn
from curator.library import (
    Backup,
    Library,
    back_up,
    backup_content,
    backup_folder,
    backup_folder_words,
    backup_places,
    backups,
    is_due,
    restore,
)
from curator.settings import Settings, settings_path
from curator.work.task import Progress, Work

EVERY = timedelta(hours=1)
"""The least time between two automatic backups."""


def back_up_library(library: Path, folder: Path | None = None) -> Work[Backup]:
    """Make a backup of a library, which may be open."""
    yield Progress(0)
    return back_up(library, backup_folder(library, folder), "asked")


def write_journal(path: Path) -> Work[bool]:
    """Make the file of an open library whole by itself; return whether all could be written."""
    yield Progress(0)
    with Library(path) as library:
        return library.write_journal()


def back_up_if_due(library: Path, folder: Path | None = None) -> Work[Backup | None]:
    """Make a backup of a changed library, unless there is one of the last hour."""
    place = backup_folder(library, folder)
    yield Progress(0)
    return back_up(library, place, "working") if is_due(library, place, EVERY) else None


def back_up_before(library: Path, step: str, folder: Path | None = None) -> Backup | None:
    """Make a backup before a large change, unless nothing changed since the last one."""
    place = backup_folder(library, folder)
    return (
        back_up(library, place, f"before-{step}") if is_due(library, place, timedelta(0)) else None
    )


def restore_library(
    library: Path, backup: Backup, folder: Path | None = None
) -> Work[Backup | None]:
    """Replace a library with a backup, after a backup of the library itself."""
    yield Progress(0)
    return restore(library, backup, backup_folder(library, folder))


def backups_of(library: Path, folder: Path | None = None) -> list[Backup]:
    """Return the backups of a library, the newest first, wherever they were kept so far.

    folder: those in this folder only.
    """
    places = backup_places(library) if folder is None else [folder]
    found = [each for place in places for each in backups(library, place)]
    return sorted(found, key=lambda each: (each.at, each.path.name), reverse=True)


def keep_backups_in(folder: Path | None) -> str:
    """Choose the folder for the backups of all libraries; None: beside each.

    Return what has to be told: that the folder was not there and was made; else ''.
    """
    told = ""
    try:
        if folder is not None and not folder.is_dir():
            folder.mkdir(parents=True)
            told = tr("“{folder}” was not there and was made.", folder=str(folder.absolute()))
        settings = Settings.load(settings_path())
        replace(settings, **settings.backups_in(folder)).save(settings_path())
    except OSError as error:
        raise CuratorError(
            tr(
                "Backups cannot be kept in “{folder}”: {why}. Choose another folder.",
                folder=str(folder or ""),
                why=(error.strerror or str(error)).lower(),
            )
        ) from error
    return told


def backup_place(library: Path) -> str:
    """Say where the backups of a library lie."""
    return backup_folder_words(library)


def backup_reason(backup: Backup) -> str:
    """Describe why a backup was made."""
    return {
        "working": tr("while working"),
        "asked": tr("asked for"),
        "before-import": tr("before an import"),
        "before-merge": tr("before a merge"),
        "before-restore": tr("before a backup was restored"),
        "before-update": tr("before the library was brought up to date"),
    }.get(backup.reason, backup.reason)


def backup_words(backup: Backup) -> str:
    """Describe the content of a backup: how much it holds, and its last step."""
    try:
        has = backup_content(backup)
    except DamagedError as error:
        return str(error)
    said = ", ".join(
        [
            trn("{count} post", "{count} posts", has.posts),
            trn("{count} decision", "{count} decisions", has.decisions),
            trn("{count} story", "{count} stories", has.stories),
        ]
    )
    return tr("{said}; last: {step}", said=said, step=has.last_step) if has.last_step else said
