"""The About overlay: what Curator is, and which version."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from curator import __version__
from curator.about import commit, licences
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr


class About(Overlay):
    """Name, version, licence."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._close = Button(tr("Close"), key="Esc")
        self.parts = QPlainTextEdit("\n".join(licences()))
        self.parts.setReadOnly(True)
        self.parts.setTabChangesFocus(True)
        self.parts.setAccessibleName(tr("Licences of all parts"))
        self._close.clicked.connect(self.dismiss)
        column = column_in(self.panel, (30, 24, 30, 24), spacing=8)
        built = f"{__version__} ({of})" if (of := commit()) else __version__
        column.addWidget(Label(tr("Curator {version}", version=built), "title"))
        column.addWidget(Label(tr("Turns the archive of a chat into a published recap, offline.")))
        column.addWidget(
            Label(
                tr("MIT licence. Made with Qt {version}. Icons: Lucide.", version=qVersion()),
                colour="text2",
            )
        )
        column.addWidget(Label(tr("Licences of all parts"), "small", weight=600))
        column.addWidget(self.parts)
        column.addSpacing(10)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(tr("About Curator"))

    @override
    def _take_focus(self) -> None:
        self._close.setFocus(Qt.FocusReason.PopupFocusReason)
