"""Background tasks of an open library: imports, exports and others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from curator import work
from curator.errors import CuratorError, StoryGoneError, UnrelatedError
from curator.gui.commands.keymap import spoken
from curator.gui.desk import messages as sentences
from curator.gui.desk.jobs import Begin, Job
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn
from curator.library import (
    ARCHIVE,
    STORIES,
    ArchiveId,
    Library,
    StoryId,
)
from curator.readers.kit.archive.read_options import ReadOptions
from curator.work.overwriting import OverwriteError, Replaceable, leftover_files

if TYPE_CHECKING:
    from curator.gui.desk.desk import Desk
    from curator.readers import Reader
    from curator.work import ImportReport
    from curator.writers import Writer


class DeskTasks(QObject):
    """The tasks that run on an open library in the background."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def start(self, begin: Begin, label: str, *, quiet: bool = False) -> Job:
        """Start a task in the background, after those before it have ended.

        quiet: show it only if it takes a while, because the user did not ask for it.
        """
        job = Job(self._guarded(begin), label, self._desk)
        job.is_quiet = quiet
        job.failed.connect(self._job_failed)
        self._desk.jobs.add(job)
        return job

    def read(self, begin: Begin) -> Job:
        """Start a task that only reads, at once."""
        job = Job(self._guarded(begin), "", self._desk)
        job.failed.connect(self._read_failed)
        self._desk.jobs.add_beside(job)
        return job

    def _read_failed(self, error: Exception) -> None:
        """Report why a read failed, unless an undo or another window took its story away.

        Then nothing is left to read, and whoever asked hears of the story that is gone.
        """
        if isinstance(error, StoryGoneError):
            self._desk.following.check()
        else:
            self._desk.fail(error)

    def import_files(
        self, archives: Sequence[Path], options: Sequence[ReadOptions] = ()
    ) -> list[Job]:
        """Import archives one after the other; each has its own options, in the same order."""
        asked = [*options, *[ReadOptions()] * (len(archives) - len(options))]
        pairs = zip(archives, asked, strict=True)
        return [self.import_archive(path, wish) for path, wish in pairs]

    def import_archive(
        self, archive: Path | work.Found, options: ReadOptions, reader: Reader | None = None
    ) -> Job:
        """Import an archive, with a given reader or the one that recognises it."""
        name = isolated(archive.name)
        job = self.start(
            lambda: work.import_archive(self._desk.library.path, archive, reader, options),
            tr("Importing {name}", name=name),
        )
        job.done.connect(self._imported)
        job.cancelled.connect(
            lambda: self._desk.reported.emit(
                tr("Import of {name} cancelled. Nothing of it was added.", name=name)
            )
        )
        return job

    def _imported(self, report: ImportReport) -> None:
        self.notify_import(report)
        self._desk.reported.emit(sentences.imported(report))

    def notify_import(self, report: ImportReport) -> None:
        """Notify the panes of posts that were added without the user's asking."""
        self._desk.notify(ARCHIVE | STORIES if report.stories else ARCHIVE)

    def remove_archive(self, archive: ArchiveId, name: str) -> Job:
        """Remove an archive from the library, as a step that can be undone."""
        label = tr("Removing {name}", name=isolated(name))
        job = self.start(lambda: work.remove_archive(self._desk.library.path, archive), label)
        job.ended.connect(lambda: self._desk.notify(ARCHIVE))
        job.done.connect(
            lambda _nothing: self._desk.reported.emit(
                tr(
                    "{name} was removed. {keys} brings it back.",
                    name=isolated(name),
                    keys=spoken("undo"),
                )
            )
        )
        return job

    def export(self, story: StoryId, writer: Writer, to: Path, replaceable: Replaceable) -> Job:
        """Save a story as a file; files that may not be replaced are left to who asked for it."""
        path = self._desk.library.path
        return self._export(
            lambda: work.export_story(path, story, writer, to, replaceable=replaceable), to
        )

    def export_kit(self, story: StoryId, folder: Path, replaceable: Replaceable) -> Job:
        """Save all for the day of publication into a folder, in the looks that are kept."""
        path = self._desk.library.path

        def write() -> work.Work[list[Path]]:
            from curator.work.looks import own_looks  # noqa: PLC0415  when a kit is written

            return work.export_kit(path, story, folder, replaceable=replaceable, looks=own_looks())

        return self._export(write, folder)

    def export_everything(self, folder: Path, replaceable: Replaceable) -> Job:
        """Save all stories into a folder, with an index, in the look that is kept."""
        path = self._desk.library.path

        def write() -> work.Work[list[Path]]:
            from curator.work.looks import own_looks  # noqa: PLC0415  when all is written

            with Library(path) as opened:
                work.refuse_stopped(opened, [info.id for info in opened.stories.all()])
            return work.export_everything(path, folder, replaceable=replaceable, looks=own_looks())

        return self._export(write, folder)

    def _export(self, task: Begin, to: Path) -> Job:
        job = self.start(task, tr("Saving {name}", name=isolated(to.name)))
        job.counted = lambda count: trn("{count} file", "{count} files", count)
        job.done.connect(lambda _files: self._report_saved(to))
        return job

    def _report_saved(self, to: Path) -> None:
        saved = tr("Saved {path}.", path=str(to))
        self._desk.reported.emit(f"{saved} {leftover_files(self._desk.library, to)}".rstrip())

    def _job_failed(self, error: Exception) -> None:
        if isinstance(error, OverwriteError | UnrelatedError):  # whoever asked deals with it
            return
        if isinstance(error, StoryGoneError):  # an edit of a moment ago; the list of commands
            self._desk.following.check()  # that its own sentence names is the command line's
            self._desk.reported.emit(tr("The story is gone. Nothing was saved."))
            return
        if isinstance(error, CuratorError):
            self._desk.notify(ARCHIVE)
        self._desk.fail(error)

    def _guarded(self, begin: Begin) -> Begin:
        """Return the task so that it never works on a file that took the library's place.

        A task opens the library by its path, on a thread of its own.
        """
        library = self._desk.library

        def run() -> work.Work[Any]:
            library.check_file_present()
            try:
                result = yield from begin()
            except Exception:
                library.check_file_present()  # SQLite's own errors among them
                raise
            library.check_file_present()
            return result

        return run
