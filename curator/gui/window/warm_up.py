"""Loads what will be wanted next, a module at a time, while nobody presses anything."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_AFTER = 1_500
"""Milliseconds from the start until the first is loaded: the window is painted by then."""

_PAUSE = 120
"""Milliseconds between two: a key that is pressed waits for one of them at most."""

_NEXT = (
    "curator.readers.kit.archive.source",
    "curator.readers.kit.tables.tables",
    "curator.work.importing",
    "curator.work.recognising",
    "curator.gui.importing.preview",
    "curator.gui.importing.page",
    "curator.insight.checks.checks",
    "curator.gui.canvas.canvas",
    "curator.gui.story.workspace",
    "curator.gui.palette.overlay",
    "curator.gui.window.palette_control",
    "curator.writers.page",
    "curator.gui.publish.workspace",
    "curator.work.drafting",
)
"""The page of the import first, then Story, the list of commands and Publish."""


class WarmUp(QObject):
    """Takes the waiting out of the first import, and of the first look at a workspace."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(_NEXT)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._load)
        QTimer.singleShot(_AFTER, self._timer, self._timer.start)

    def _load(self) -> None:
        import_module(self._left.pop(0))
        if not self._left:
            self._timer.stop()
