"""Background tasks of an open library: imports, exports and others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from curator import work
from curator.errors import CuratorError
from curator.gui.commands.keymap import spoken
from curator.gui.desk import messages as sentences
from curator.gui.desk.jobs import Begin, Job
from curator.gui.desk.state import DeskHold
from curator.gui.look.safe_text import isolated
from curator.i18n import tr
from curator.library import (
    ARCHIVE,
    STORIES,
    ArchiveId,
    StoryId,
)
from curator.readers.kit.archive.wishes import Wishes

if TYPE_CHECKING:
    from curator.readers import Reader
    from curator.work import ImportReport
    from curator.writers import Writer

_ZONES_KEPT = 6


class DeskWork(DeskHold):
    """An open library and the tasks that run on it in the background."""

    def start(self, begin: Begin, label: str, *, quiet: bool = False) -> Job:
        """Begin a task beside the window, once those before it have ended.

        quiet: it is shown only when it takes a while, because nobody asked for it.
        """
        job = Job(begin, label, self)
        job.is_quiet = quiet
        job.failed.connect(self._job_failed)
        self.jobs.add(job)
        return job

    def read(self, begin: Begin) -> Job:
        """Start a task that only reads, at once."""
        job = Job(begin, "", self)
        job.failed.connect(self._reading_failed)
        self.jobs.add_beside(job)
        return job

    def import_files(self, archives: Sequence[Path], wishes: Sequence[Wishes] = ()) -> list[Job]:
        """Import archives one after the other; each has its own wishes, in the same order."""
        asked = [*wishes, *[Wishes()] * (len(archives) - len(wishes))]
        pairs = zip(archives, asked, strict=True)
        return [self.import_archive(path, wish) for path, wish in pairs]

    def import_archive(
        self, archive: Path | work.Found, wishes: Wishes, reader: Reader | None = None
    ) -> Job:
        """Import an archive, with a given reader or the one that recognises it."""
        name = isolated(archive.name)
        job = self.start(
            lambda: work.import_archive(self.library.path, archive, reader, wishes),
            tr("Importing {name}", name=name),
        )
        job.done.connect(self._imported)
        job.cancelled.connect(
            lambda: self.said.emit(
                tr("Import of {name} cancelled. Nothing of it was added.", name=name)
            )
        )
        return job

    def _imported(self, report: ImportReport) -> None:
        self._heard(ARCHIVE | STORIES if report.stories else ARCHIVE)
        self.said.emit(sentences.imported(report))

    def heard_of(self, report: ImportReport) -> None:
        """Notify the panes of posts that were added without the user's asking."""
        self._heard(ARCHIVE | STORIES if report.stories else ARCHIVE)

    @property
    def is_zone_settled(self) -> bool:
        """Whether the zone was chosen by the user, or shown as a suggestion in an import."""
        library = self.library
        return bool(library.recall("zone settled")) or bool(library.archives.all())

    def settle_zone(self, zone: str) -> None:
        """Set the zone suggested or chosen at an import, unless one was set before."""
        zones = [zone, *(each for each in self.settings.zones if each != zone)]
        self.set(zones=zones[:_ZONES_KEPT])
        if not self.is_zone_settled:
            self.library.remember("zone", zone)
        self.library.remember("zone settled", "1")

    def set_zone(self, zone: str) -> None:
        """Show times in another zone, given by its IANA name."""
        self.settle_zone(zone)
        self.library.remember("zone", zone)
        self._heard(ARCHIVE)
        self.said.emit(tr("Times are told in {zone}.", zone=zone.replace("_", " ")))

    def remove_archive(self, archive: ArchiveId, name: str) -> Job:
        """Remove an archive from the library, as a step that can be undone."""
        label = tr("Removing {name}", name=isolated(name))
        job = self.start(lambda: work.remove_archive(self.library.path, archive), label)
        job.finished.connect(lambda: self._heard(ARCHIVE))
        job.done.connect(
            lambda _nothing: self.said.emit(
                tr(
                    "{name} was removed. {keys} brings it back.",
                    name=isolated(name),
                    keys=spoken("undo"),
                )
            )
        )
        return job

    def export(self, story: StoryId, writer: Writer, to: Path) -> Job:
        """Save a story as a file."""
        job = self.start(
            lambda: work.export_story(self.library.path, story, writer, to),
            tr("Saving {name}", name=isolated(to.name)),
        )
        job.done.connect(lambda _files: self.said.emit(tr("Saved {path}.", path=str(to))))
        return job

    def _reading_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self.failed.emit(error)

    def _job_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            raise error
        self._heard(ARCHIVE)
        self.failed.emit(error)
