"""How the reading pane is put together: a page that scrolls, boxes in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from curator.gui.reading.conversation import ContextPost


def scrolled(page: QWidget) -> QScrollArea:
    """Return what scrolls a page, up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    page.setAutoFillBackground(True)
    page.setBackgroundRole(QPalette.ColorRole.Base)
    return area


def box(column: QVBoxLayout, margins: tuple[int, int, int, int]) -> QVBoxLayout:
    """Add a box with a layout of its own, and return the layout."""
    widget = QWidget()
    inner = QVBoxLayout(widget)
    inner.setContentsMargins(*margins)
    inner.setSpacing(0)
    column.addWidget(widget)
    return inner


def empty(column: QVBoxLayout, widgets: list[ContextPost]) -> None:
    """Take posts of the conversation out of a box."""
    for widget in widgets:
        column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
    widgets.clear()
