"""Rows and columns placed before they are filled, and emptied without being asked for their items.

PySide makes a Python wrapper for each item of a layout when `itemAt` is called, and when a
layout is placed (`addLayout`, `setLayout`) after it was filled. Qt deletes an item on its own,
with its widget or when the widget moves, and the wrapper stays behind: the next object at that
address is then released twice, and the program falls. So here a layout is placed before it is
filled, and its items are never asked for; `tests/gui/conftest.py` looks after every test.
"""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

Lines = TypeVar("Lines", QHBoxLayout, QVBoxLayout)
Margins: TypeAlias = tuple[int, int, int, int]
"""Left, top, right and bottom."""


def clear(layout: QLayout) -> None:
    """Take all widgets out of a placed layout, at once out of sight, and delete them."""
    holder = layout.parentWidget()
    if holder is None:
        return
    children = Qt.FindChildOption.FindDirectChildrenOnly
    for widget in holder.findChildren(QWidget, options=children):
        if layout.indexOf(widget) >= 0:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def row_in(
    parent: QWidget, margins: Margins = (0, 0, 0, 0), *, spacing: int | None = None
) -> QHBoxLayout:
    """Place a row in a widget, and return it; spacing: between its widgets, None: the style's."""
    return _set_out(QHBoxLayout(parent), margins, spacing)


def column_in(
    parent: QWidget, margins: Margins = (0, 0, 0, 0), *, spacing: int | None = None
) -> QVBoxLayout:
    """Place a column in a widget, and return it; spacing: as of a row."""
    return _set_out(QVBoxLayout(parent), margins, spacing)


def _set_out(layout: Lines, margins: Margins, spacing: int | None) -> Lines:
    layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    return layout


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
