"""Words on the canvas, shown to be read and selected. They are never read as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
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

_BEFORE_WORDS = re.compile(r"\s*(?:[AQ]\d{1,2}\b[.:)]?\s*|[@#]\w+\s*)*", re.IGNORECASE)
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LTR = re.compile(r"[^\W\d_]")


def direction(text: str) -> Qt.LayoutDirection:
    """Return which way words run: by their first letter after a label and mentions."""
    words = text[_BEFORE_WORDS.match(text).end() :]  # type: ignore[union-attr]  # it matches ''
    first = _LTR.search(words)
    rtl = first and _RTL.match(first[0])
    return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight


class ReadonlyText(QTextEdit):
    """Words to read and to select, as high as they need to be."""

    grew = Signal()
    """The words take more or less room than before."""

    pressed = Signal(object)
    """The mouse was pressed on them; the keyboard modifiers held."""

    def __init__(self, style: str = "canvas", line: int = 24, *, ink: str = "text") -> None:
        super().__init__()
        self._style, self._line, self._ink = style, line, ink
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setCursorWidth(0)  # what cannot be edited shows no caret
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
        self._dress()
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.grew.emit())

    def show_runs(self, runs: Iterable[tuple[str, QTextCharFormat]]) -> None:
        """Show words run by run, each in its own look."""
        self.document().clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(self._spacing())
        for text, look in runs:
            cursor.insertText(text, look)
        self._turn()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def words(self) -> str:
        """Return the words as they stand, with their no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n")

    def selected(self) -> str:
        """Return the words that are selected."""
        return self.words()[slice(*self.stretch)]

    @property
    def stretch(self) -> tuple[int, int]:
        """From where to where words are selected, in code points."""
        return _code_points(self.words(), self.textCursor())

    def select(self, start: int, end: int) -> None:
        """Select a stretch, counted in code points."""
        words = self.words()
        cursor = self.textCursor()
        cursor.setPosition(_units(words[:start]))
        cursor.setPosition(_units(words[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def step(self, way: int, edge: str) -> None:
        """Move what is selected, or one edge of it, by a word."""
        self.select(*WordEdges(self.words()).moved(*self.stretch, way, edge))

    def select_all_words(self) -> None:
        """Select from the first word to the last."""
        self.select(*WordEdges(self.words()).all)

    def height_for(self, width: int) -> int:
        """Return how high the words are at a width."""
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)
        return max(theme.px(self._line), round(self.document().size().height()))

    def font_used(self) -> QFont:
        """Return the font of the words."""
        return theme.font(self._style)

    def _spacing(self) -> QTextBlockFormat:
        made = QTextBlockFormat()
        minimum = QTextBlockFormat.LineHeightTypes.MinimumHeight
        made.setLineHeight(theme.px(self._line), minimum.value)
        return made

    def _turn(self) -> None:
        """Let every paragraph run its own way."""
        block = self.document().begin()
        while block.isValid():
            made = block.blockFormat()
            if made.layoutDirection() != direction(block.text()):
                made.setLayoutDirection(direction(block.text()))
                QTextCursor(block).setBlockFormat(made)
            block = block.next()

    def _dress(self) -> None:
        self.setFont(self.font_used())
        self.document().setDefaultFont(self.font_used())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Text, theme.colour(self._ink))
        self.setPalette(palette)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        several = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if not self.isReadOnly() or not event.modifiers() & several:  # else blocks are chosen
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
        """Keep the selection: a verb of the block may be about it."""


def _code_points(text: str, cursor: QTextCursor) -> tuple[int, int]:
    """Return a selection in code points; Qt counts UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = (
        len(units[: 2 * at].decode("utf-16-le", "surrogatepass"))
        for at in (cursor.selectionStart(), cursor.selectionEnd())
    )
    return start, end


def _units(text: str) -> int:
    """Return how many UTF-16 units a text has, in which Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
