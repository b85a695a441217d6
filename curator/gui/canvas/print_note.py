"""The editor's note for print, written below its quote."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.passage_field import PassageField
from curator.gui.look import theme
from curator.i18n import tr

_BAR, _INDENT, _ABOVE = 2, 12, 6


class PrintNote(QWidget):
    """A note for print, with a line before it; it is there only while it has words."""

    grew = Signal()

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self.field = PassageField(tr("A note for print, below the quote"))
        """Where it is written; its text is reported when it is left."""
        self.field.setParent(self)
        self.field.setAccessibleName(tr("Note for print"))
        self.field.save_when_left()
        self.field.grew.connect(self.grew)
        self.field.left.connect(self._close)
        self.hide()

    def show_note(self, note: str) -> None:
        """Show a note; without words nothing, unless they are being written."""
        self.field.show_words(note)
        self.setVisible(bool(note.strip()) or self.field.busy)

    def open(self) -> None:
        """Put the caret into the note, be there words or not."""
        self.show()
        self.grew.emit()
        self.field.go()

    def height_for(self, width: int) -> int:
        """Return the height it needs at a width, with the gap above; 0 while it is not there."""
        if self.isHidden():
            return 0
        return theme.px(_ABOVE) + self.field.height_for(width - _INDENT)

    def _close(self) -> None:
        if not self.field.words().strip():
            self.hide()
            self.grew.emit()

    @override
    def resizeEvent(self, event: QEvent) -> None:
        top = theme.px(_ABOVE)
        self.field.setGeometry(_INDENT, top, self.width() - _INDENT, self.height() - top)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        top = theme.px(_ABOVE)
        bar = QRect(0, top + 2, _BAR, self.height() - top - 4)
        QPainter(self).fillRect(bar, theme.colour("line2"))
