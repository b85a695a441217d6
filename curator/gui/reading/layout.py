"""The layout of the reading pane: boxes on a scrolling page."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.gui.reading.conversation import ContextPost
from curator.gui.widgets.layouts import column_in


def box(column: QVBoxLayout, margins: tuple[int, int, int, int]) -> QVBoxLayout:
    """Add a box with its own layout, and return the layout."""
    widget = QWidget()
    inner = column_in(widget, margins, spacing=0)
    column.addWidget(widget)
    return inner


def empty(column: QVBoxLayout, widgets: list[ContextPost]) -> None:
    """Remove posts of the conversation from a box."""
    for widget in widgets:
        column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
    widgets.clear()
