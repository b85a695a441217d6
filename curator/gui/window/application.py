"""The program as the system knows it: on macOS it is told which files were opened with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override


class Application(QApplication):
    """Reports the files that the system asks to open while the program runs.

    Elsewhere a file comes as an argument of a new program; on macOS it comes as an event.
    """

    file_opened = Signal(str)
    """The path of a file."""

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)
