"""Counting for the facts pane: in the background, and only while the pane is visible."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from curator.counted import Figures
from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.library import ARCHIVE, MUTING, Changes
from curator.work import counted_blocks as counting

_RESTED_AFTER = 60
"""Milliseconds after the last change of the search until counting begins."""

_LONG = 300
"""Milliseconds of counting after which the pane says that it takes a while."""

_COUNTED: Changes = ARCHIVE | MUTING
"""Tables that figures depend on; others matter only where the search names them."""


class BackgroundCount(QObject):
    """Keeps the figures of a search."""

    counted = Signal(object)
    """The Figures of the search are counted."""

    waiting = Signal()
    """Counting takes longer than a moment."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._query = ""
        self._wanted = self._fresh = False
        self._latest = Latest(self, _RESTED_AFTER)
        self._long = QTimer(self, interval=_LONG, singleShot=True)
        self._latest.answered.connect(self._take)
        self._long.timeout.connect(self.waiting)
        desk.changed.connect(self._desk_changed)

    @property
    def query(self) -> str:
        """Return the search that is counted."""
        return self._query

    def want(self, *, wanted: bool) -> None:
        """Start counting because the pane is visible, or stop."""
        self._wanted = wanted
        self._ask()

    def show(self, query: str) -> None:
        """Count another search."""
        if query != self._query:
            self._query, self._fresh = query, False
            self._ask()

    def finish(self) -> None:
        """Wait until the count is finished."""
        self._latest.finish()

    def _desk_changed(self, changes: Changes) -> None:
        if changes & _COUNTED or ":" in self._query:
            self._fresh = False
            self._ask()

    def _ask(self) -> None:
        if self._wanted and not self._fresh:
            path, query = self._desk.library.path, self._query
            self._latest.ask(self._desk, lambda: counting.count_figures(path, query))
            self._long.start()
        else:
            self._latest.drop()
            self._long.stop()

    def _take(self, figures: Figures) -> None:
        self._fresh = True
        self._long.stop()
        self.counted.emit(figures)
