"""Looks, while it is seen, for what other windows on the same library changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from curator.library import Library

_EVERY = 300
"""Milliseconds; a look costs a few hundredths of one when nothing happened."""


class Following(QObject):
    """Hears what is done elsewhere: in another window or another program on this file."""

    found = Signal(object)
    """The names of the tables that changed, a frozenset."""

    def __init__(self, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)

    def turn(self, *, on: bool) -> None:
        """Look now and from now on, or no more."""
        if on and not self._timer.isActive() and not self._library.readonly:
            self.look()
            self._timer.start()
        elif not on:
            self._timer.stop()

    def look(self) -> None:
        """Tell what changed since the last look."""
        if changes := self._library.changed_elsewhere():
            self.found.emit(changes)
