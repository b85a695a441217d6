"""Text fields on the canvas, edited in place.

They hold plain text: nothing in them is interpreted as markup, and pasted text loses its
format. A field returns exactly the text it was given unless the user typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from curator.gui.canvas.readonly_text import ReadonlyText

SAVE_AFTER = 1_500
"""Milliseconds from the first unsaved key press until the text is saved."""

_NEVER = 2**31 - 1
"""Milliseconds: an interval after which, in practice, a timer never fires."""


class Field(ReadonlyText):
    """A text field that saves as the user types."""

    typed = Signal(str)
    """The whole text, to be saved."""

    entered = Signal()
    """The field received the caret."""

    left = Signal()
    """The field lost the caret; all typed text has been reported before."""

    stepped = Signal(int)
    """An arrow key leads out of the field: -1 upwards, 1 downwards."""

    escaped = Signal()
    finished = Signal()
    """Enter was pressed in a field of one line."""

    menu_opened = Signal(object)
    """The context menu is about to open; carries the QMenu, to which more can be added."""

    emptied = Signal()
    """Backspace was pressed in an empty field."""

    def __init__(
        self, style: str = "canvas", line: int = 24, *, single: bool = False, hint: str = ""
    ) -> None:
        super().__init__(style, line)
        self._single = single
        self._known = ""
        self._unsaved = False
        self.setReadOnly(False)
        self.setCursorWidth(1)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
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
        """Set the text, unless it is the same or newer typing waits to be saved."""
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

    def save_when_left(self) -> None:
        """Report the text only when the field is left: saving shows its block anew."""
        self._saving.setInterval(_NEVER)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu_at(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu)
        menu.popup(event.globalPos())

    def menu_at(self, at: QPoint) -> QMenu:
        """Return the menu of the text at a point."""
        return self.createStandardContextMenu(at)

    def save(self) -> None:
        """Report unsaved text at once."""
        self._saving.stop()
        if self._unsaved:
            self._unsaved = False
            self._known = self.words()
            self.typed.emit(self._known)

    @property
    def busy(self) -> bool:
        """Whether the user is typing here, so that the field must not be taken away."""
        return self._unsaved or self.hasFocus()

    def go(self, *, end: bool = True) -> None:
        """Take the focus, with the caret at the end or at the start."""
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

    def _exit_direction(self, key: int) -> int:
        """Return -1 if an arrow key leads out upwards, 1 if downwards, 0 if it stays inside."""
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
        """Handle the keys that this field treats specially; tell whether it was one."""
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
        elif plain and (way := self._exit_direction(key)):
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
            if spent:  # nothing left to undo in the field: let the library's undo have the key
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
                self.textCursor().insertBlock()  # always a paragraph, never Qt's line separator
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
