"""Detection of changes that other windows or programs make to the same library."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from curator.library import Library

_EVERY = 300
"""Milliseconds; a look costs a few hundredths of one when nothing happened."""


class ChangeFollower(QObject):
    """Watches the library file for changes made by another window or program."""

    found = Signal(object)
    """The names of the tables that changed, a frozenset."""

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.check)

    def turn(self, *, on: bool) -> None:
        """Start looking, with a look at once, or stop."""
        if on and not self._timer.isActive() and not self._library.readonly:
            self.check()
            self._timer.start()
        elif not on:
            self._timer.stop()

    def check(self) -> None:
        """Report the changes since the last look."""
        if changes := self._library.changed_elsewhere():
            self.found.emit(changes)
