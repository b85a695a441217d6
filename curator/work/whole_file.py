"""Files written whole: a crash or a full disk leaves the old one or the new one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from curator.errors import CuratorError
from curator.i18n import tr
from curator.library import is_library


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; '' if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def refuse_library(path: Path) -> None:
    """Refuse to write anything in the place of a library, whatever the user said of the file."""
    if is_library(path):
        raise CuratorError(
            tr(
                "“{name}” is a Curator library, and nothing is written in its place. Choose"
                " another name.",
                name=path.name,
            )
        )


def write_whole(target: Path, content: bytes, *, story: bool = True) -> None:
    """Write a file so that a crash or a full disk leaves either the old or the new one.

    story: whether the file is made from a story.
    """
    refuse_library(target)
    draft = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.tmp-", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except OSError as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        why = (error.strerror or str(error)).lower()
        plain = tr(
            "“{name}” could not be saved: {why}. Choose another place.", name=target.name, why=why
        )
        safe = tr(
            "“{name}” could not be saved: {why}. The story is safe in the library. Choose"
            " another place.",
            name=target.name,
            why=why,
        )
        raise CuratorError(safe if story else plain) from error
