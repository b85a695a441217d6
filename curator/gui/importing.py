"""The page of Sift on which archives are imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.gui.desk import Desk
from curator.gui.parts import Label
from curator.i18n import tr


class Importing(QWidget):
    """Imports archives and ends."""

    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._left = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Import"))
        column = QVBoxLayout(self)
        column.addWidget(Label(tr("Importing…"), "title"), 0, Qt.AlignmentFlag.AlignCenter)

    def begin(self, paths: list[Path]) -> None:
        """Import archives one after the other."""
        for job in self._desk.import_files(paths):
            self._left += 1
            job.finished.connect(self._ended)

    def _ended(self) -> None:
        self._left -= 1
        if not self._left:
            self.finished.emit()
