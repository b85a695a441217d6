"""A file being imported: its recognised format, its progress, its result."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from curator.dates import day_words
from curator.gui.desk.jobs import Job
from curator.i18n import decimal, grouped, tr, trn
from curator.library import Archive, PostId
from curator.readers.kit.archive.read_options import ReadOptions
from curator.work import ImportReport, Progress

if TYPE_CHECKING:
    from curator.work import Found, Recognised
    from curator.work.zone_clues import ZoneHint

Stage: TypeAlias = Literal[
    "waiting", "asking", "queued", "running", "done", "failed", "cancelled", "skipped", "removed"
]


class ImportFile(QObject):
    """One of the files or folders that were dropped together."""

    changed = Signal()
    """Its stage or progress has changed."""

    def __init__(self, archive: Found, parent: QObject) -> None:
        super().__init__(parent)
        self.archive = archive
        self.is_alone = False
        """Whether it was inspected and contains no other archives."""
        self.stage: Stage = "waiting"
        self.options = ReadOptions()
        self.recalled: bool | None = None
        """Whether its columns were remembered from an earlier sheet; None: not checked."""
        self.by_hand = False
        """Whether it is read as a table because the user says so."""
        self.found: Recognised | None = None
        self.hint: ZoneHint | None = None
        """The zone suggested for its times, if the user is to be asked."""
        self.is_local = False
        """Whether its times name no zone."""
        self.here: list[PostId] = []
        """For a list of ids: the posts that are in the library."""
        self.job: Job | None = None
        self.report: ImportReport | None = None
        self.kept: Archive | None = None
        """For the report of an earlier import: the archive it became."""
        self.error = ""
        self.progress = Progress(0)
        self.seconds = 0.0
        self._began = 0.0

    @property
    def is_under_way(self) -> bool:
        """Whether it is being imported, or queued for it."""
        return self.stage in {"queued", "running"}

    @property
    def sentence(self) -> str:
        """Return its state in words."""
        if self.stage == "running":
            return self._progress_said()
        if self.kept is not None and self.stage == "done":
            return tr("Imported on {day}.", day=day_words(self.kept.imported_at.date()))
        if self.stage == "done" and self.report is not None:
            added = trn("{count} post added", "{count} posts added", self.report.new)
            return tr("Done in {seconds} s: {added}.", seconds=_short(self.seconds), added=added)
        if self.stage == "failed":
            return self.error
        sentences = {
            "cancelled": tr("Cancelled. Nothing of it was added."),
            "skipped": tr("Skipped."),
            "removed": tr("Removed again."),
        }
        return sentences.get(self.stage, tr("Waiting."))

    def recall(self, archive: Archive) -> None:
        """Show the result of an archive that was imported before."""
        self.kept, self.report, self.stage = archive, ImportReport.kept(archive), "done"

    def turn(self, stage: Stage) -> None:
        """Set the stage."""
        self.stage = stage
        self.changed.emit()

    def follow(self, job: Job) -> None:
        """Follow the job that imports this file to its end."""
        self.job = job
        job.started.connect(self._started)
        job.progressed.connect(self._progressed)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self.turn("queued")

    def _started(self) -> None:
        self._began = monotonic()
        self.turn("running")

    def _progressed(self, progress: Progress) -> None:
        self.progress = progress
        self.changed.emit()

    def _done(self, report: ImportReport) -> None:
        self.seconds = monotonic() - self._began
        self.report = report
        self.turn("done")

    def _failed(self, error: Exception) -> None:
        self.error = str(error)
        self.turn("failed")

    def _cancelled(self) -> None:
        self.turn("cancelled")

    def _progress_said(self) -> str:
        parts = [trn("{count} post", "{count} posts", self.progress.done)]
        if share := self.progress.share:
            left = (monotonic() - self._began) * (1 - share) / share
            parts.append(tr("{seconds} s left", seconds=round(left)))
        return " · ".join(parts)


def _short(seconds: float) -> str:
    return decimal(max(0.1, seconds)) if seconds < 10 else grouped(round(seconds))  # noqa: PLR2004  tenths matter no more
