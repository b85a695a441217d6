"""Long work beside the window: one task, one thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any, TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, Signal
from typing_extensions import override

from curator.i18n import trn
from curator.work import Progress, Work

Begin: TypeAlias = Callable[[], Work[Any]]

_PAUSE = 0.05
"""Seconds between two reports."""


class Job(QThread):
    """A task on a thread of its own. Ends with exactly one of done, failed, cancelled.

    Of the end all who listen hear at once: it comes to the window's thread as one event, so
    that nobody there sees one of them told and another not yet.
    """

    progressed = Signal(object)
    """A curator.work.Progress, at most twenty times a second."""

    done = Signal(object)
    """What the task returned."""

    failed = Signal(object)
    """The error that ended it."""

    cancelled = Signal()

    _ended = Signal()

    is_quiet = False
    """It is shown only once it has taken a while."""

    def __init__(self, begin: Begin, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = begin
        self._told = 0.0
        self._stopped = False
        self._tell: Callable[[], None] = self.cancelled.emit
        self._ended.connect(self._tell_end)
        self.label = label
        """What is being done, such as “Importing chat.csv”."""
        self.counted: Callable[[int], str] = _posts
        """Says how much of it is done, such as “312 posts”."""

    def cancel(self) -> None:
        """Stop at the next step; the task takes back what it has half done."""
        self._stopped = True

    def _report(self, progress: Progress) -> None:
        now = monotonic()
        if now - self._told >= _PAUSE:
            self._told = now
            self.progressed.emit(progress)

    @override
    def run(self) -> None:
        work = self._begin()
        try:
            while not self._stopped:
                self._report(next(work))
            work.close()
        except StopIteration as end:
            self._tell = partial(self.done.emit, end.value)
        except Exception as error:  # noqa: BLE001  the thread's edge: whoever began the job is told
            self._tell = partial(self.failed.emit, error)
        self._ended.emit()

    def _tell_end(self) -> None:
        self._tell()


def _posts(count: int) -> str:
    return trn("{count} post", "{count} posts", count)


class Jobs(QObject):
    """Tasks that wait for one another: the library has one writer at a time."""

    current_changed = Signal(object)
    """The Job that runs now, or None."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Job] = deque()
        self._beside: set[Job] = set()
        self._stopped = False
        self.current: Job | None = None
        """The job that runs now."""

    @property
    def waiting(self) -> tuple[Job, ...]:
        """The jobs that come after it."""
        return tuple(self._waiting)

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is begun any more, because the library is being closed."""
        return self._stopped

    def add(self, job: Job) -> None:
        """Start a job as soon as those before it have ended, and its signals are connected."""
        if self._stopped:
            return
        job.finished.connect(self._next)
        self._waiting.append(job)
        if self.current is None:
            self._next()

    def add_beside(self, job: Job) -> None:
        """Start a job at once, because it only reads, but when its signals are connected."""
        if self._stopped:
            return
        self._beside.add(job)
        job.finished.connect(lambda: self._beside.discard(job))
        QTimer.singleShot(0, lambda: self._start_beside(job))

    def cancel(self, job: Job) -> None:
        """Cancel a job, whether it runs or waits."""
        if job in self._waiting:
            self._waiting.remove(job)
            job.cancelled.emit()
        else:
            job.cancel()

    def stop(self) -> None:
        """Cancel everything, wait until it has ended, and let what was told be heard.

        Nothing is begun after that.
        """
        self._stopped = True
        self._waiting.clear()
        for job in (*self._beside, *([self.current] if self.current else [])):
            job.cancel()
            job.wait()
        self.current = None
        self.current_changed.emit(None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def _next(self) -> None:
        if self.current is not None:
            self.current.wait()
        self.current = self._waiting.popleft() if self._waiting else None
        if self.current is not None:
            QTimer.singleShot(0, self._start)
        self.current_changed.emit(self.current)

    def _start_beside(self, job: Job) -> None:
        if not self._stopped:
            job.start()

    def _start(self) -> None:
        if self.current is not None and not self.current.isRunning():
            self.current.start()
