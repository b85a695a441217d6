"""Words on the canvas, edited in place.

They are plain text to the last: never read as markup, never pasted as such. A field gives
back exactly what it was given unless somebody typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from typing_extensions import override

from curator.gui.canvas.readonly_text import ReadonlyText

SAVE_AFTER = 1_500
"""Milliseconds from the first key that is not yet saved until it is."""


class Field(ReadonlyText):
    """Words that are edited in place and saved as they are typed."""

    typed = Signal(str)
    """The words as they are now, to be saved."""

    entered = Signal()
    """The caret came in."""

    left = Signal()
    """The caret went out; everything typed has been told."""

    stepped = Signal(int)
    """An arrow leads out of the words: -1 upwards, 1 downwards."""

    escaped = Signal()
    finished = Signal()
    """Enter, in a field of one line."""

    emptied = Signal()
    """Backspace, where no words are left."""

    def __init__(
        self, style: str = "canvas", line: int = 24, *, single: bool = False, hint: str = ""
    ) -> None:
        super().__init__(style, line)
        self._single = single
        self._known = ""
        self._unsaved = False
        self.setReadOnly(False)
        self.setCursorWidth(1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setPlaceholderText(hint)
        self.setUndoRedoEnabled(True)
        self.textChanged.connect(self._changed)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_AFTER)
        self._saving.timeout.connect(self.save)
        self._shown = False

    def show_words(self, text: str) -> None:
        """Show words, unless they are there already or newer ones wait to be saved."""
        if self._unsaved or (self._shown and text == self._known):
            return
        self._known, self._shown = text, True
        caret = self.textCursor().position()
        self.blockSignals(True)  # noqa: FBT003  Qt's own
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(self._spacing())
        self._turn()
        self.setUndoRedoEnabled(True)
        self.blockSignals(False)  # noqa: FBT003  Qt's own
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.grew.emit()

    def save(self) -> None:
        """Tell at once what was typed and not yet told."""
        self._saving.stop()
        if self._unsaved:
            self._unsaved = False
            self._known = self.words()
            self.typed.emit(self._known)

    @property
    def busy(self) -> bool:
        """Whether somebody is writing here, so that it must not be taken away."""
        return self._unsaved or self.hasFocus()

    def go(self, *, end: bool = True) -> None:
        """Put the caret in, behind the last word or before the first."""
        move = QTextCursor.MoveOperation.End if end else QTextCursor.MoveOperation.Start
        self.moveCursor(move)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if self.words() == self._known:
            return
        self._unsaved = True
        if not self._saving.isActive():
            self._saving.start()

    @override
    def _left(self) -> None:
        self.save()
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.left.emit()

    def _leads_out(self, key: int) -> int:
        """Tell whether an arrow leads out: -1 upwards, 1 downwards, 0 not."""
        moves = {
            Qt.Key.Key_Up: (QTextCursor.MoveOperation.Up, -1),
            Qt.Key.Key_Down: (QTextCursor.MoveOperation.Down, 1),
        }
        if key not in moves:
            return 0
        move, way = moves[Qt.Key(key)]
        cursor = self.textCursor()
        return 0 if cursor.movePosition(move) else way

    def _press(self, event: QKeyEvent) -> bool:
        """Do what a key means here and not in other fields; tell whether it did."""
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ends = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held
        if key == Qt.Key.Key_Escape or ends:
            self.save()
            self.escaped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._single:
            self.save()
            self.finished.emit()
        elif key == Qt.Key.Key_Backspace and plain and not self.words():
            self.emptied.emit()
        elif plain and (way := self._leads_out(key)):
            self.stepped.emit(way)
        else:
            return False
        return True

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            spent = event.matches(QKeySequence.StandardKey.Undo) and not (
                self.document().isUndoAvailable()
            )
            if spent:  # nothing more to undo here: the library's undo may have the key
                event.ignore()
                return False
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape) and not (
                event.modifiers() & Qt.KeyboardModifier.AltModifier
            ):
                event.accept()
                return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._press(event):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.textCursor().insertBlock()  # never a line separator
                self.ensureCursorVisible()
            else:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text().replace("\r\n", "\n")
        self.textCursor().insertText(" ".join(text.split("\n")) if self._single else text)
