"""Read-only text on the canvas that can be selected. It is never interpreted as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QMouseEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from curator.gui.canvas.word_edges import WordEdges
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import OVERRIDE_SIGN, overrides, show_overrides

_BEFORE_WORDS = re.compile(r"\s*(?:[AQ]\d{1,2}\b[.:)]?\s*|[@#]\w+\s*)*", re.IGNORECASE)
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile(r"[^\W\d_]")


def direction(text: str) -> Qt.LayoutDirection:
    """Return the text direction: that of the first letter after a label and mentions."""
    words = text[_BEFORE_WORDS.match(text).end() :]  # type: ignore[union-attr]  # it matches ''
    first = _LTR.search(words)
    rtl = first and _RTL.match(first[0])
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


class ReadonlyText(Restyled, QTextEdit):
    """Selectable text, as high as its content."""

    grew = Signal()
    """The text needs more or less height than before."""

    pressed = Signal(object)
    """The mouse was pressed on the text; carries the keyboard modifiers held."""

    def __init__(self, style: str = "canvas", line: int = 24, *, ink: str = "text") -> None:
        super().__init__()
        self._style, self._line, self._ink = style, line, ink
        self._overrides: list[str] = []
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # the menu is that of the block
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCursorWidth(0)  # a read-only text shows no caret
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self._restyle()
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.grew.emit())

    def show_runs(self, runs: Iterable[tuple[str, QTextCharFormat]]) -> None:
        """Show runs of text, each in its own format."""
        self.document().clear()
        self._overrides = []
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(self._spacing())
        for text, look in runs:
            cursor.insertText(show_overrides(text), look)
            self._overrides += overrides(text)
        self._turn()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def words(self) -> str:
        """Return the text as it is, with its no-break spaces."""
        shown = self.document().toRawText().replace("\u2029", "\n")
        if not self._overrides:
            return shown
        first, *rest = shown.split(OVERRIDE_SIGN)
        pairs = zip(self._overrides, rest, strict=True)
        return first + "".join(sign + words for sign, words in pairs)

    def selected(self) -> str:
        """Return the selected text."""
        return self.words()[slice(*self.stretch)]

    @property
    def stretch(self) -> tuple[int, int]:
        """Return the start and end of the selection, in code points."""
        return _code_points(self.words(), self.textCursor())

    def select(self, start: int, end: int) -> None:
        """Select a range, counted in code points."""
        words = self.words()
        cursor = self.textCursor()
        cursor.setPosition(units_of(words[:start]))
        cursor.setPosition(units_of(words[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def step(self, way: int, edge: str) -> None:
        """Move the selection, or one edge of it, by a word."""
        self.select(*WordEdges(self.words()).moved(*self.stretch, way, edge))

    def height_for(self, width: int) -> int:
        """Return the height needed at a width."""
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        return max(theme.px(self._line), round(self.document().size().height()))

    def font_used(self) -> QFont:
        """Return the font of the text."""
        return theme.font(self._style)

    def _spacing(self) -> QTextBlockFormat:
        made = QTextBlockFormat()
        minimum = QTextBlockFormat.LineHeightTypes.MinimumHeight
        made.setLineHeight(theme.px(self._line), minimum.value)
        return made

    def _turn(self) -> None:
        """Set the text direction of every paragraph."""
        block = self.document().begin()
        while block.isValid():
            made = block.blockFormat()
            if made.layoutDirection() != direction(block.text()):
                made.setLayoutDirection(direction(block.text()))
                QTextCursor(block).setBlockFormat(made)
            block = block.next()

    def _restyle(self) -> None:
        self.setFont(self.font_used())
        self.document().setDefaultFont(self.font_used())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, theme.colour(self._ink))
        self.setPalette(palette)

    @override
    def follow_style(self) -> None:
        self._restyle()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        several = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if not self.isReadOnly() or not event.modifiers() & several:  # else select blocks
            super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(event.modifiers())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.isReadOnly() and self.textCursor().hasSelection():
            self.select(*WordEdges(self.words()).snapped(*self.stretch))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self._left()

    def _left(self) -> None:
        """Keep the selection when the focus leaves: a command of the block may use it."""


def _code_points(text: str, cursor: QTextCursor) -> tuple[int, int]:
    """Return a selection in code points; Qt counts UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = (
        len(units[: 2 * at].decode("utf-16-le", "surrogatepass"))
        for at in (cursor.selectionStart(), cursor.selectionEnd())
    )
    return start, end


def units_of(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
