"""The formatting bar that floats over selected text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.passage_field import PassageField
from curator.gui.canvas.text_block import Verb
from curator.gui.canvas.verb_bar import paint_float
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import plain_tip
from curator.i18n import tr

_HEIGHT, _PAD, _GAP, _ABOVE = 28, 6, 4, 6


class TextBar(Restyled, QWidget):
    """Buttons for bold, italic, link, heading, list and quotation."""

    acted = Signal(str)
    """The format to apply: bold, slant, link, head, list, quotation."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self._field: PassageField | None = None
        self._verbs = [self._made(name, words, keys) for name, words, keys in _choices()]
        self.setAccessibleName(tr("Set words apart"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def follow(self, field: PassageField) -> None:
        """Show the bar over the selection of a field, or hide it."""
        cursor = field.textCursor()
        if not field.hasFocus() or not cursor.hasSelection():
            if self._field in (field, None):
                self.leave()
            return
        self._field = field
        first, last = field.textCursor(), field.textCursor()
        first.setPosition(cursor.selectionStart())
        last.setPosition(cursor.selectionEnd())
        top = field.viewport().mapTo(self._page, field.cursorRect(first).topLeft())
        bottom = field.viewport().mapTo(self._page, field.cursorRect(last).bottomLeft())
        self._place(top, bottom)

    def leave(self) -> None:
        """Hide the bar."""
        self._field = None
        self.hide()

    def _place(self, top: QPoint, bottom: QPoint) -> None:
        """Place it above the first selected line, or below the last at the top of the page."""
        width, height = self._lay_out(), theme.px(_HEIGHT)
        left = max(0, min(top.x() - _PAD, self._page.width() - width))
        y = top.y() - height - _ABOVE
        visible = self._page.visibleRegion().boundingRect()
        if y < visible.top():
            y = bottom.y() + _ABOVE
        self.setGeometry(left, y, width, height)
        self.show()
        self.raise_()

    def _lay_out(self) -> int:
        left = _PAD
        for verb in self._verbs:
            width = verb.width_wanted()
            verb.setGeometry(QRect(left, 4, width, theme.px(_HEIGHT) - 8))
            left += width + _GAP
        return left - _GAP + _PAD

    def _made(self, name: str, words: str, keys: str) -> Verb:
        verb = Verb(words)
        verb.setParent(self)
        verb.restyle()
        verb.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the selection stays
        verb.setToolTip(plain_tip(f"{words} ({keys})" if keys else words))
        verb.clicked.connect(lambda: self.acted.emit(name))
        verb.clicked.connect(lambda: self._field.act(name) if self._field else None)
        return verb

    @override
    def follow_style(self) -> None:
        for verb in self._verbs:
            verb.restyle()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_float(self)


def _choices() -> list[tuple[str, str, str]]:
    return [
        ("bold", tr("Bold"), "Ctrl+B"),
        ("slant", tr("Italic"), "Ctrl+I"),
        ("link", tr("Link"), "Ctrl+K"),
        ("head", tr("Heading"), ""),
        ("list", tr("List"), ""),
        ("quotation", tr("Quotation"), ""),
    ]
