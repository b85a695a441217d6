"""The signals of all text fields of the canvas, brought together."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from curator.gui.canvas.text_edit import Field
from curator.insight.checks.sections import TOP
from curator.library import BlockId


class FieldFocus(QObject):
    """Forwards the signals of all fields, with the block of each; the title is None, or 0."""

    typed = Signal(int, str)
    """The text of a block is to be saved."""

    left = Signal()
    entered = Signal(object)
    """The BlockId whose field received the caret, or None."""

    stepped = Signal(int)
    """An arrow key leads up (-1) or down (1), out of the field."""

    escaped = Signal(object)
    wished = Signal(str, int)
    """A key asks for a command on a block: new_text or remove_block."""

    moved = Signal(object)
    """The caret moved in a Field."""

    def listen(self, field: Field, block: BlockId | None) -> None:
        """Connect the field of a block, or of the title."""
        field.typed.connect(lambda text: self.typed.emit(block or TOP, text))
        field.left.connect(self.left)
        field.entered.connect(lambda: self.entered.emit(block))
        field.stepped.connect(self.stepped)
        field.escaped.connect(lambda: self.escaped.emit(block))
        field.finished.connect(lambda: self.wished.emit("new_text", block or TOP))
        field.cursorPositionChanged.connect(lambda: self.moved.emit(field))
        if block is not None:
            field.emptied.connect(lambda: self.wished.emit("remove_block", block))
