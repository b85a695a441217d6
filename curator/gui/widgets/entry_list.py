"""A list of entries in an overlay, painted as in the sidebar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QFrame, QListView

from curator.gui.look.style import set_kind
from curator.gui.widgets.entry_delegate import EntryDelegate


class EntryList(QListView):
    """A list of sidebar lines; fill it through `rows`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows = QStandardItemModel(self)
        self.setModel(self.rows)
        delegate = EntryDelegate(self)
        delegate.marks_current = True
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(name)
        set_kind(self, "padded")
