"""Background tasks that belong to no pane: making the sample, saving a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_copy
from curator.gui.desk.jobs import Job, Jobs
from curator.gui.look.safe_text import isolated
from curator.i18n import tr


def make_sample(jobs: Jobs, path: Path, made: Callable[[Path], object]) -> Job:
    """Make the sample library in the background."""
    job = Job(lambda: work.open_sample(path), tr("Making the sample library"), jobs)
    job.done.connect(lambda _story: made(path))
    jobs.add(job)
    return job


def save_copy(window: QWidget, desk: Desk) -> None:
    """Ask where to save a copy of the library, and save it."""
    library = desk.library.path

    def chosen(to: Path) -> None:
        label = tr("Saving {name}", name=isolated(to.name))
        job = desk.tasks.start(lambda: work.copy_library(library, to), label)
        job.done.connect(lambda _path: desk.reported.emit(tr("Saved {path}.", path=str(to))))

    ask_for_copy(window, library, chosen)
