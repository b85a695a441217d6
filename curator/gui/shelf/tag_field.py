"""A field that asks for the name of a tag, where the posts are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from curator.i18n import tr
from curator.library import PostId


class TagField(QWidget):
    """Asks for a tag; hidden until it is wanted."""

    named = Signal(object, str)
    """Ids of posts, and the tag they get."""

    left = Signal()
    """It is done with; the focus goes back to where it was."""

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
        """Ask for a tag for posts; names are offered while one types."""
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
