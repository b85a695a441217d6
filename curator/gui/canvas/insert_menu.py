"""The menu that '/' opens: every kind of block, filtered by what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from curator.gui.canvas.passage_field import PassageField
from curator.gui.look import theme
from curator.gui.widgets.fuzzy_match import match
from curator.i18n import tr

_WIDTH, _ROW, _MOST, _PAD = 260, 28, 9, 4
_LOOK = """
QListWidget {{ background: {raised}; border: 1px solid {line2}; border-radius: 7px;
    padding: {pad}px; }}
QListWidget::item {{ height: {row}px; padding-left: 8px; border-radius: 5px; }}
QListWidget::item:selected {{ background: {soft}; color: {accent}; }}
"""
_NAME = Qt.ItemDataRole.UserRole


class InsertMenu(QListWidget):
    """A list of blocks at the caret, filtered by the letters typed after '/'."""

    chosen = Signal(str)
    """The name of the command that inserts the block."""

    def __init__(self, parent: QWidget, offers: Callable[[], list[tuple[str, str]]]) -> None:
        """offers: the names of commands, each with its label."""
        super().__init__(parent)
        self._page = parent
        self._offers = offers
        self._field: PassageField | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Blocks to put in"))
        self.itemClicked.connect(self._take)
        self._restyle()
        self.hide()

    def open(self, field: PassageField) -> None:
        """Open at the caret of a field, and receive its keys."""
        self._restyle()
        self._field = field
        field.heard = self._move_by_key
        field.textChanged.connect(self._narrow)
        field.left.connect(self.leave)
        self._narrow()

    def leave(self) -> None:
        """Close, and give the keys back to the field."""
        field, self._field = self._field, None
        if field is not None:
            field.heard = None
            field.textChanged.disconnect(self._narrow)
            field.left.disconnect(self.leave)
        self.hide()

    @property
    def lines(self) -> list[str]:
        """Return the labels that are offered now."""
        return [self.item(number).text() for number in range(self.count())]

    def _restyle(self) -> None:
        looks = {name: theme.colour(name).name() for name in ("raised", "line2", "soft", "accent")}
        self.setFont(theme.font("base"))
        self.setStyleSheet(_LOOK.format(row=theme.px(_ROW), pad=_PAD, **looks))

    def _place(self, place: QPoint) -> None:
        height = theme.px(_ROW) * min(_MOST, self.count()) + 2 * _PAD + 2
        room = self._page.visibleRegion().boundingRect()
        top = place.y() + 4
        if top + height > room.bottom():
            top = max(room.top(), place.y() - theme.px(_ROW) - height)
        self.setGeometry(place.x(), top, theme.px(_WIDTH), height)
        self.show()
        self.raise_()

    def _typed(self) -> str | None:
        """Return what was typed after '/', or None once the '/' is deleted."""
        text = self._field.textCursor().block().text() if self._field else ""
        return text[1:] if text.startswith("/") else None

    def _narrow(self) -> None:
        typed = self._typed()
        if typed is None:
            self.leave()
            return
        found = [(m, n, w) for n, w in self._offers() if (m := match(w, typed.strip()))]
        found.sort(key=lambda each: each[0].rank)
        self.clear()
        for _, name, words in found:
            item = QListWidgetItem(words, self)
            item.setData(_NAME, name)
        self.setCurrentRow(0)
        if found and self._field is not None:
            caret = self._field.cursorRect().bottomLeft()
            self._place(self._field.viewport().mapTo(self._page, caret))
        else:
            self.hide()

    def _move_by_key(self, event: QKeyEvent) -> bool:
        """Handle keys that move in the list; tell whether it was one."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in moves:
            self.setCurrentRow((self.currentRow() + moves[key]) % max(1, self.count()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(self.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def _take(self, item: QListWidgetItem | None) -> None:
        field, name = self._field, item.data(_NAME) if item else ""
        self.leave()
        if field is None or not name:
            return
        cursor = field.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.chosen.emit(str(name))
