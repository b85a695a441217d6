"""A read in the background of which only the answer to the newest question counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Begin, Job


class Latest(QObject):
    """Reads in the background; a newer question cancels an older one, whose answer is dropped."""

    progressed = Signal(object)
    """A Progress of the read for the newest question."""

    answered = Signal(object)
    """What the read for the newest question returned."""

    failed = Signal(object)
    """The CuratorError that ended it; the desk has reported it already."""

    def __init__(self, parent: QObject, pause: int = 0) -> None:
        """Make one that begins when nothing was asked for some milliseconds."""
        super().__init__(parent)
        self._ask: Callable[[], Job] | None = None
        self._job: Job | None = None
        self._desk: Desk | None = None
        self._error: CuratorError | None = None
        """Why the last read failed."""
        self._pause = QTimer(self, interval=pause, singleShot=True)
        self._pause.timeout.connect(self.begin)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is still to come."""
        return self._ask is not None or self._job is not None

    def ask(self, desk: Desk, read: Begin) -> None:
        """Read after the pause, in place of whatever was asked before."""
        self.drop()
        self._desk = desk
        self._ask = lambda: desk.tasks.read(read)
        if self._pause.interval():
            self._pause.start()
        else:
            self.begin()

    def drop(self) -> None:
        """Want no answer any more."""
        self._pause.stop()
        self._ask = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def begin(self) -> None:
        """Read what was asked without waiting for the pause to end."""
        self._pause.stop()
        if self._ask is not None:
            self._job, self._ask = self._ask(), None
            self._job.progressed.connect(self._progressed)
            self._job.done.connect(self._done)
            self._job.failed.connect(self._failed)
            self._job.cancelled.connect(self._cancelled)

    def finish(self) -> None:
        """Wait until the answer has come and was heard of."""
        self.begin()
        if self._job is not None:
            self._job.finish()

    def _is_newest(self) -> bool:
        return self.sender() is self._job

    def _progressed(self, progress: object) -> None:
        if self._is_newest():
            self.progressed.emit(progress)

    def _done(self, answer: object) -> None:
        if self._is_newest():
            self._job = None
            self._withdraw_error()
            self.answered.emit(answer)

    def _cancelled(self) -> None:
        if self._is_newest():
            self._job = None

    def _failed(self, error: Exception) -> None:
        if self._is_newest():
            self._job = None
            if isinstance(error, CuratorError):
                self._error = error
                self.failed.emit(error)

    def _withdraw_error(self) -> None:
        """Say that what was reported is over, as what failed has succeeded."""
        error, self._error = self._error, None
        if error is not None and self._desk is not None:
            self._desk.recovered.emit(error)
