"""Saved searches on the shelf: chips to click, or to drag into the story."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.drag.section import drag_search
from curator.gui.look import theme
from curator.gui.look.safe_text import clean, plain_tip
from curator.gui.widgets import Chip
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.library import SavedSearch


class SavedChoice(QWidget):
    """Offers the saved searches; hidden while there are none."""

    recalled = Signal(str)
    """The text of a saved search."""

    wanted = Signal(int)
    """The id of a saved search that is to become a section of the story."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chips: list[SearchChip] = []
        self._flow = FlowLayout(gap=6, line=theme.px(24))
        column = column_in(self, (14, 0, 14, 8))
        column.addLayout(self._flow)
        self.setAccessibleName(tr("Saved searches"))
        self.offer()

    @property
    def is_wanted(self) -> bool:
        """Return whether there is anything to offer."""
        return bool(self._chips)

    @property
    def names(self) -> list[str]:
        """Return the names on offer."""
        return [chip.text() for chip in self._chips]

    def offer(self) -> None:
        """Update the saved searches."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [
            SearchChip(search, self._desk, self) for search in self._desk.library.searches.all()
        ]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(partial(self.recalled.emit, chip.search.text))
            chip.wanted.connect(self.wanted)
            chip.show()
        self.updateGeometry()


class SearchChip(Chip):
    """A saved search: a click shows it; its menu or a drag makes a section of it."""

    wanted = Signal(int)
    """The id of the search, which is to become a section."""

    def __init__(self, search: SavedSearch, desk: Desk, parent: QWidget) -> None:
        super().__init__(clean(search.name))
        self.setParent(parent)
        self._desk = desk
        self.search = search
        """The saved search."""
        self._pressed: QPointF | None = None
        tip = tr("{search}\nDrag it into the story: it becomes a section.", search=search.text)
        self.setToolTip(plain_tip(tip))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and self._pressed is not None:
            if (event.position() - self._pressed).manhattanLength() >= far:
                self._pressed = None
                self.setDown(False)
                drag_search(self, self._desk, self.search.id)
        else:
            super().mouseMoveEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Show these posts")).triggered.connect(self.click)
        add = menu.addAction(tr("Put into the story as a section"))
        add.triggered.connect(lambda: self.wanted.emit(self.search.id))
        menu.popup(event.globalPos())
