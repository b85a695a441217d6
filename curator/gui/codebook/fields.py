"""Widgets of the codebook's form: tag selectors, colours, a field with a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button
from curator.gui.widgets.layouts import row_in
from curator.library import Tag

_SWATCH = 14


def beside(field: QWidget, button: Button | None) -> QWidget:
    """Return a field with a button at its right."""
    if button is None:
        return field
    both = QWidget()
    row = row_in(both, spacing=8)
    row.addWidget(field, 1)
    row.addWidget(button)
    return both


def offer_tags(
    box: QComboBox, first: Sequence[tuple[str, int]], chosen: int | None, tags: Sequence[Tag]
) -> None:
    """Fill a selector with tags, each indented by its depth."""
    box.blockSignals(True)  # noqa: FBT003  Qt's own
    box.clear()
    for words, value in first:
        box.addItem(words, value)
    for tag in tags:
        box.addItem(swatch(tag.colour), "   " * tag.depth + clean(tag.name), int(tag.id))
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)  # noqa: FBT003  Qt's own


def swatch(colour: str) -> QIcon:
    """Return a colour of the palette as an icon; for none, an empty frame."""
    side = theme.px(_SWATCH)
    drawn = QPixmap(QSize(side, side))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pair = theme.tag_colours(colour)
    painter.setPen(pair[1] if pair else theme.colour("line2"))
    painter.setBrush(pair[0] if pair else QColor(Qt.GlobalColor.transparent))
    painter.drawRoundedRect(1, 1, side - 2, side - 2, 4, 4)
    painter.end()
    return QIcon(drawn)
