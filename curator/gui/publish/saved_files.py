"""The files a story was saved to, and whether they were changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from curator.library import Library, Publication, StoryId
from curator.work import another_export, digest_of


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """A file to which a story was saved."""

    path: Path
    digest: str
    at: datetime
    look: Mapping[str, str]
    """What it was made with otherwise than Curator makes it."""
    held: Publication | None = None
    """The export of another story or target that took its place; None: none did."""

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
    made = library.publications.last(story, target)
    if made is None:
        return None
    digest = dict(made.files).get(made.place, "")
    found = SavedFiles(made.place, digest, made.at, made.look)
    if not found.is_edited:
        return found
    return replace(found, held=another_export(library, made.place, (story, target)))
