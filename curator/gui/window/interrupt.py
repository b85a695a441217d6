"""Ctrl+C in the terminal, and a polite kill, close the window as its button does."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier


class Interrupt(QObject):
    """Hears signals of the system between two events of the window.

    Python itself would hear them only when it runs next, which with a window at rest is never.
    """

    def __init__(self, parent: QObject, close: Callable[[], object]) -> None:
        super().__init__(parent)
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)  # noqa: FBT003  so Python wants it
        self._writing.setblocking(False)  # noqa: FBT003  so Python wants it
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, _go_on)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._close_on_signal(close))

    def _close_on_signal(self, close: Callable[[], object]) -> None:
        if self._reading.recv(4096):
            close()


def _go_on(_signal: int, _frame: object) -> None:
    """Replace what would raise KeyboardInterrupt wherever Python happens to be."""
