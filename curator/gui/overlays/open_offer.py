"""The question what to do with a library dropped on a window that shows another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.look.safe_text import isolated
from curator.gui.widgets import ENTER, Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr


class OpenOffer(Overlay):
    """Offers to open a library here, in a window of its own, or not at all."""

    here = Signal(object)
    """The Path of a library to open in this window."""

    beside = Signal(object)
    """The Path of a library to open in a new window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._path = Path()
        self._words = Label(style="title")
        self.open_here = Button(tr("Open here"), key=ENTER, kind="solid")
        self.open_beside = Button(tr("Open in a new window"))
        leave = Button(tr("Cancel"), key="Esc", kind="flat")
        self.open_here.clicked.connect(self._take_here)
        self.open_beside.clicked.connect(self._take_beside)
        leave.clicked.connect(self.dismiss)
        for button in (self.open_here, self.open_beside):
            button.setAutoDefault(True)
        column = column_in(self.panel, (30, 24, 30, 22), spacing=8)
        column.addWidget(self._words)
        column.addWidget(
            Label(tr("What is open here is kept as it is; nothing is lost."), colour="text2")
        )
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        row.addStretch()
        for button in (leave, self.open_beside, self.open_here):
            row.addWidget(button)
        self.setAccessibleName(tr("Open another library"))

    @property
    def sentence(self) -> str:
        """Return the question."""
        return self._words.text()

    def ask(self, path: Path) -> None:
        """Ask about a library."""
        self._path = path
        self._words.setText(tr("Open {name}?", name=isolated(path.name)))
        self.open()

    def _take_here(self) -> None:
        self.dismiss()
        self.here.emit(self._path)

    def _take_beside(self) -> None:
        self.dismiss()
        self.beside.emit(self._path)

    @override
    def _take_focus(self) -> None:
        self.open_here.setFocus(Qt.FocusReason.PopupFocusReason)
