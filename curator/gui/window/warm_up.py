"""Preloading of modules: one at a time, while the program is idle."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_AFTER = 1_500
"""Milliseconds from start-up to the first module: by then the window is painted."""

_PAUSE = 120
"""Milliseconds between two modules: a key press waits for one of them at most."""

_NEXT = (
    "curator.readers.kit.archive.source",
    "curator.readers.kit.tables.tables",
    "curator.work.imports",
    "curator.work.recognition",
    "curator.gui.importing.preview",
    "curator.gui.importing.page",
    "curator.insight.checks.checks",
    "curator.gui.canvas.canvas",
    "curator.gui.story.workspace",
    "curator.gui.palette.overlay",
    "curator.gui.window.palette_control",
    "curator.writers.page",
    "curator.gui.publish.workspace",
    "curator.work.publication",
)
"""In the order of likely need: import page, Story, command palette, Publish."""


class WarmUp(QObject):
    """Preloads modules, so that the first import and the workspaces open without delay."""

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
