"""A box of choices of which one is shown."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox
from typing_extensions import override

from curator.gui.look.safe_text import plain_tip


class ChoiceBox(QComboBox):
    """A selector whose tip has the whole choice where there is no room for it."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.currentText()
        is_cut = self.fontMetrics().horizontalAdvance(words) > room.width()
        if self.toolTip() != (tip := plain_tip(words) if is_cut else ""):
            self.setToolTip(tip)
