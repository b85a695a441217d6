"""Emptying a layout without asking it for its items.

PySide makes a Python wrapper for each item of a layout when `itemAt` is called, and when a
layout is placed (`addLayout`, `setLayout`) after it was filled. Qt deletes an item on its own,
with its widget or when the widget moves, and the wrapper stays behind: the next object at that
address is then released twice, and the program falls. So here a layout is placed before it is
filled, and its items are never asked for; `tests/gui/conftest.py` looks after every test.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


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
