"""Background tasks: one thread for each."""

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
"""Seconds between two progress reports."""


class Job(QThread):
    """A task on a thread of its own. It ends with exactly one of done, failed, cancelled.

    The end reaches the window's thread as one event, so that all listeners there hear of it
    together and never see each other in different states.
    """

    progressed = Signal(object)
    """A curator.work.Progress, at most twenty times a second."""

    done = Signal(object)
    """What the task returned."""

    failed = Signal(object)
    """The error that ended it."""

    cancelled = Signal()

    ended = Signal()
    """It has ended in one of these ways, and whoever asked was told which."""

    _ran = Signal()

    is_quiet = False
    """Whether its progress is shown only once it has taken a while."""

    def __init__(self, begin: Begin, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begin = begin
        self._told = 0.0
        self._stopped = self._begun = False
        self._tell: Callable[[], None] = self.cancelled.emit
        self._ran.connect(self._emit_end)
        self.label = label
        """What it does, for the status bar, such as “Importing chat.csv”."""
        self.counted: Callable[[int], str] = _posts
        """Returns the amount done in words, such as “312 posts”."""

    def begin(self) -> None:
        """Begin, unless it has begun already; a cancelled one ends as soon as it begins."""
        if not self._begun:
            self._begun = True
            self.start()

    def finish(self) -> None:
        """Wait until it has ended, even if it had not begun yet, and deliver its signals.

        One that is queued behind others is waited for with `Jobs.finish`.
        """
        self.begin()
        self.wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def cancel(self) -> None:
        """Cancel at the next progress report; the task then takes back what it has half done."""
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
        self._ran.emit()

    def _emit_end(self) -> None:
        tell, self._tell = self._tell, self.cancelled.emit  # a result is not kept
        tell()
        self.ended.emit()


def _posts(count: int) -> str:
    return trn("{count} post", "{count} posts", count)


class Jobs(QObject):
    """A queue of tasks: they run one at a time, because the library has one writer."""

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
        """Return the jobs that wait in the queue."""
        return tuple(self._waiting)

    @property
    def is_stopped(self) -> bool:
        """Whether no more jobs are started, because the library is being closed."""
        return self._stopped

    def add(self, job: Job) -> None:
        """Queue a job. It starts from the event loop, so its signals can be connected first."""
        if self._stopped:
            return
        job.ended.connect(lambda: self._ended(job))
        self._waiting.append(job)
        if self.current is None:
            self._next()

    def add_beside(self, job: Job) -> None:
        """Start a job in parallel, because it only reads; connect its signals at once."""
        if self._stopped:
            return
        self._beside.add(job)
        job.ended.connect(lambda: self._beside.discard(job))
        QTimer.singleShot(0, job, job.begin)  # the caller has yet to connect the job's signals

    def cancel(self, job: Job) -> None:
        """Cancel a job, whether it runs or waits."""
        if job in self._waiting:
            self._waiting.remove(job)
            job.cancelled.emit()
        else:
            job.cancel()

    def finish(self, job: Job) -> None:
        """Wait until a job has ended, after those queued before it, and deliver its signals."""
        while job in self._waiting and self.current is not None:
            self.current.finish()
        job.finish()

    def stop(self) -> None:
        """Cancel everything, wait for it to end, and deliver the signals sent.

        No job is started after that.
        """
        self._stopped = True
        self._waiting.clear()
        for job in (*self._beside, *([self.current] if self.current else [])):
            job.cancel()
            job.begin()
            job.wait()
        self.current = None
        self.current_changed.emit(None)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)

    def _ended(self, job: Job) -> None:
        if job is self.current:
            job.wait()
            self._next()

    def _next(self) -> None:
        self.current = job = self._waiting.popleft() if self._waiting else None
        if job is not None:
            QTimer.singleShot(0, job, job.begin)  # the caller has yet to connect its signals
        self.current_changed.emit(job)
