"""A field on the shelf for the name of a tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from curator.i18n import tr
from curator.library import PostId


class TagField(QWidget):
    """Asks for a tag; hidden until needed."""

    named = Signal(object, str)
    """Ids of posts, and the tag for them."""

    left = Signal()
    """The field was closed; the focus may return."""

    def __init__(self) -> None:
        super().__init__()
        self._posts: Sequence[PostId] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Add a tag, then Enter"))
        self.field.setAccessibleName(tr("Add a tag"))
        self.field.returnPressed.connect(self._name)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 0)
        row.addWidget(self.field)
        self.hide()

    def ask(self, posts: Sequence[PostId], names: Sequence[str]) -> None:
        """Ask for a tag for posts; names are suggested while the user types."""
        self._posts = posts
        completer = QCompleter(list(names), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.clear()
        self.show()
        self.field.setFocus()

    def _name(self) -> None:
        if self.field.text().strip():
            self.named.emit(self._posts, self.field.text())
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
