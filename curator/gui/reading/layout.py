"""The layout of the reading pane: boxes on a scrolling page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from curator.gui.reading.conversation import ContextPost


def scrolled(page: QWidget) -> QScrollArea:
    """Return a vertical scroll area for a page."""
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
    """Add a box with its own layout, and return the layout."""
    widget = QWidget()
    inner = QVBoxLayout(widget)
    inner.setContentsMargins(*margins)
    inner.setSpacing(0)
    column.addWidget(widget)
    return inner


def empty(column: QVBoxLayout, widgets: list[ContextPost]) -> None:
    """Remove posts of the conversation from a box."""
    for widget in widgets:
        column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
    widgets.clear()
