"""The field for the editor's own text, written in Markdown and shown formatted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from curator.gui.canvas import markdown_edits as edits
from curator.gui.canvas.markdown_highlighter import BULLET, QUOTED, MarkdownHighlighter
from curator.gui.canvas.paste import markdown_of
from curator.gui.canvas.readonly_text import units_of
from curator.gui.canvas.spelling import Spelling, add_spellings
from curator.gui.canvas.text_edit import Field
from curator.gui.look import theme
from curator.i18n import tr

_BAR = 3
KEEP = QTextCursor.MoveMode.KeepAnchor
_HANG, _SIGN = 18, 10
"""Indent of a list, and width of its marker."""


class PassageField(Field):
    """A Markdown field: Ctrl+B, Ctrl+I and Ctrl+K format, '/' inserts a block."""

    slashed = Signal()
    """'/' was typed at the start of a line: open the insert menu."""

    pictured = Signal(object)
    """A picture was pasted; carries its QMimeData."""

    def __init__(self, hint: str = "") -> None:
        super().__init__("canvas", 24, hint=hint or tr("Write here, or press / for a block"))
        self.look = MarkdownHighlighter(self.document())
        """The highlighter that formats the text."""
        self.heard: Callable[[QKeyEvent], bool] | None = None
        """Receives key presses first while a menu is open; tells whether it used them."""
        self._spelling: Spelling | None = None
        self._does: dict[str, Callable[[], None]] = {
            "bold": lambda: self._around(edits.BOLD),
            "slant": lambda: self._around(edits.SLANT),
            "link": self._link,
            "list": lambda: self._lines(edits.LIST),
            "quotation": lambda: self._lines(edits.QUOTATION),
            "head": lambda: self._lines(edits.HEAD),
        }

    def check_spelling(self, spelling: Spelling) -> None:
        """Underline the words that are unknown to a dictionary."""
        self._spelling = spelling
        self.look.unknown = spelling.unknown
        self.look.caret = lambda: self.textCursor().position() if self.hasFocus() else -1
        spelling.changed.connect(self.look.rehighlight)
        self.cursorPositionChanged.connect(self._finish_word)
        self.look.rehighlight()

    def _finish_word(self) -> None:
        """Look again at the paragraph in which a misspelt word was being typed."""
        number, self.look.unfinished = self.look.unfinished, -1
        if number >= 0:
            self.look.rehighlightBlock(self.document().findBlockByNumber(number))

    def misspelt_at(self, at: QPoint) -> QTextCursor | None:
        """Return the misspelt word at a point, selected; None: there is none."""
        cursor = self.cursorForPosition(at)
        text, place = cursor.block().text(), cursor.positionInBlock()
        for span in self.look.unknown(text):
            start, end = (units_of(text[:each]) for each in span)
            if start <= place <= end:
                cursor.setPosition(cursor.block().position() + start)
                cursor.setPosition(cursor.block().position() + end, KEEP)
                return cursor
        return None

    @override
    def menu_at(self, at: QPoint) -> QMenu:
        """Return the menu of the text, with other spellings of a misspelt word at its top."""
        menu, word = super().menu_at(at), self.misspelt_at(at)
        if word is not None and self._spelling is not None:
            add_spellings(menu, word, self._spelling)
        return menu

    def act(self, name: str) -> None:
        """Format the selection: bold, slant, link, list, quotation or head."""
        self._does[name]()
        self.setFocus()

    def _around(self, sign: str) -> None:
        cursor = self.textCursor()
        edits.toggle_around(cursor, sign)
        self.setTextCursor(cursor)

    def _lines(self, prefix: str) -> None:
        edits.toggle_lines(self.textCursor(), prefix)

    def _link(self) -> None:
        copied = QGuiApplication.clipboard().text().strip()
        address = copied if copied.startswith(("https://", "http://")) else ""
        cursor = self.textCursor()
        edits.link(cursor, address if len(address.split()) == 1 else "")
        self.setTextCursor(cursor)

    def _shortcut(self, event: QKeyEvent) -> str:
        """Return the format that a key stands for, or ''."""
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return ""
        keys = {Qt.Key.Key_B: "bold", Qt.Key.Key_I: "slant", Qt.Key.Key_K: "link"}
        return keys.get(Qt.Key(event.key()), "")

    @override
    def event(self, event: QEvent) -> bool:
        override_ = event.type() == QEvent.Type.ShortcutOverride
        if override_ and isinstance(event, QKeyEvent) and self._shortcut(event):
            event.accept()
            return True
        return bool(super().event(event))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.heard is not None and self.heard(event):
            return
        if name := self._shortcut(event):
            self.act(name)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            edits.break_line(self.textCursor())
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)
            if event.text() == "/" and self.textCursor().block().text() == "/":
                self.slashed.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spelling is not None:
            self._spelling.begin()
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            QTimer.singleShot(0, self, self._show_signs)  # once the click has moved the caret
        else:
            self._show_signs()

    def _show_signs(self) -> None:
        self.look.show_signs(on=self.hasFocus())

    @override
    def _turn(self) -> None:
        """Set each paragraph's text direction, and the hanging indent of lists."""
        super()._turn()
        block = self.document().begin()
        while block.isValid():
            made = block.blockFormat()
            hang = theme.px(_HANG) if BULLET.match(block.text()) else 0
            if made.leftMargin() != hang:
                made.setLeftMargin(hang)
                made.setTextIndent(-theme.px(_SIGN) if hang else 0)
                QTextCursor(block).setBlockFormat(made)
            block = block.next()

    @override
    def _left(self) -> None:
        super()._left()
        self._finish_word()
        self._turn()
        self.look.show_signs(on=False)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasImage() and not source.hasText():
            self.pictured.emit(source)
            return
        structured = markdown_of(source.html()) if source.hasHtml() else ""
        if structured:
            self.textCursor().insertText(structured)
        else:
            super().insertFromMimeData(source)

    @override
    def follow_style(self) -> None:
        super().follow_style()
        self.look.rehighlight()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.look.is_written:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        block = self.document().begin()
        while block.isValid():
            self._paint_sign(painter, block)
            block = block.next()

    def _paint_sign(self, painter: QPainter, block: QTextBlock) -> None:
        """Paint the dot of a list item, or the bar beside a quotation."""
        layout, place = block.layout(), self.document().documentLayout().blockBoundingRect(block)
        if bullet := BULLET.match(block.text()):
            line = layout.lineAt(0)
            at: tuple[float, int] = line.cursorToX(bullet.start(2))  # type: ignore[assignment]
            left = at[0]  # Qt's own type stubs do not know the pair
            middle = place.top() + line.y() + line.height() / 2 + 1
            painter.setBrush(theme.colour("text2"))
            painter.drawEllipse(QPointF(place.left() + left + theme.px(2), middle), 2.5, 2.5)
        elif QUOTED.match(block.text()):
            bar = QRectF(0, place.top(), _BAR, place.height())
            painter.fillRect(bar, theme.colour("line2"))
