"""Python's garbage collector, run only on the window's thread and only while it is idle.

By default it runs wherever something is allocated: on a worker's thread, or in an event handler
while Qt walks the list of all widgets. Widgets left in a reference cycle are then destroyed,
Qt meets them on its list, and the program crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_PAUSE = 1_000
"""Milliseconds between two looks at whether there is anything to collect."""

_WORTH_IT = 10_000
"""Objects made since the last collection that make the next one worthwhile."""

_YOUNG_ONES = 20
"""Collections of the young generation, after which all objects are collected once."""


class Collector(QObject):
    """Collects forgotten objects from the event loop; the automatic collector stays off."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._collect_if_due)
        self._timer.start()
        QTimer.singleShot(_PAUSE, self, self._begin)

    def _begin(self) -> None:
        """Leave out what exists after the start, as it lives as long as the program."""
        gc.collect()
        gc.freeze()

    def collect_all_soon(self) -> None:
        """Collect everything at the next turn of the event loop, as after a window was closed."""
        QTimer.singleShot(0, self, gc.collect)

    def _collect_if_due(self) -> None:
        new, _, young_ones = gc.get_count()
        if new < _WORTH_IT:
            return
        gc.collect(2 if young_ones >= _YOUNG_ONES else 1)
