"""The field above the tags of the sidebar: finds tags by name, and sorts them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from curator.gui.codebook.tag_order import ORDERS, TagOrder, digit, order_words
from curator.gui.widgets import Choice
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr


class TagFinder(QWidget):
    """A field for letters of a tag's name, and its order beside it.

    A digit takes the n-th tag shown, unless it is part of a name.
    """

    sought = Signal(str)
    """The letters in the field have changed."""

    ordered = Signal(str)
    """Another order was selected."""

    taken = Signal(int)
    """The place, from 0, of the tag whose number was pressed."""

    entered = Signal()
    """Enter was pressed: the first tag is meant."""

    left = Signal()
    """The field was left for the list."""

    turned = Signal()
    """The focus came or went, and with it the numbers of the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        """The folded names of all tags; what is typed may be part of one."""
        self.field = QLineEdit()
        self.order = Choice(order_words(), label=tr("Order of the tags"))
        self.field.setPlaceholderText(tr("Find a tag"))
        self.field.setAccessibleName(tr("Find a tag"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.sought)
        self.order.shorten()
        self.order.chosen.connect(lambda number: self.ordered.emit(ORDERS[number]))
        row = row_in(self, (14, 0, 8, 2), spacing=2)
        row.addWidget(self.field, 1)
        row.addWidget(self.order)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)

    @property
    def numbers_tags(self) -> bool:
        """Whether digits take tags now."""
        return self.field.hasFocus() or bool(self.field.text())

    def show_order(self, order: TagOrder) -> None:
        """Show the order of the tags."""
        self.order.choose(ORDERS.index(order))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.turned.emit()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        place = digit(event, self.field.text(), self.names)
        if place is not None:
            self.taken.emit(place)
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down}:
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            return False
        return True
