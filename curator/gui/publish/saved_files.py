"""The files a story was saved to, and whether they were changed since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from curator.library import Library, StoryId


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """A file to which a story was saved."""

    path: Path
    digest: str
    at: datetime

    @property
    def exists(self) -> bool:
        """Whether the file is still there."""
        return self.path.is_file()

    @property
    def is_edited(self) -> bool:
        """Whether the file still exists but differs from what was saved."""
        return self.exists and digest_of(self.path) != self.digest


def recall(library: Library, story: StoryId, target: str) -> SavedFiles | None:
    """Return the file to which a story was last saved for a target, if any."""
    try:
        known: Any = json.loads(library.recall(_name(story, target)))
        at = datetime.fromisoformat(known["at"])
        return SavedFiles(Path(known["path"]), known["digest"], at)
    except (ValueError, KeyError, TypeError):
        return None


def remember(library: Library, story: StoryId, target: str, path: Path) -> None:
    """Remember the file to which a story was just saved."""
    at = datetime.now(UTC).isoformat()
    known = {"path": str(path), "digest": digest_of(path), "at": at}
    library.remember(_name(story, target), json.dumps(known))


def digest_of(path: Path) -> str:
    """Return a digest of the file's bytes; '' if it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _name(story: StoryId, target: str) -> str:
    return f"saved {story} {target}"
