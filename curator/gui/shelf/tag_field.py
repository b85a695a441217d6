"""A field on the shelf for the name of a tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curator.gui.codebook.tag_entry import TagEntry
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr
from curator.library import PostId


class TagField(QWidget):
    """Asks for a tag; hidden until needed."""

    named = Signal(object, str)
    """Ids of posts, and the tag for them."""

    left = Signal()
    """The field was closed; the focus may return."""

    margins = (10, 8, 10, 0)
    """The room around the field: left, top, right, bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._posts: Sequence[PostId] = ()
        self.field = TagEntry()
        self.field.setPlaceholderText(tr("Add a tag, then Enter"))
        self.field.setAccessibleName(tr("Add a tag"))
        self.field.taken.connect(self._name)
        self.field.left.connect(self._leave)
        row = row_in(self, self.margins)
        row.addWidget(self.field)
        self.hide()

    def ask(self, posts: Sequence[PostId], names: Sequence[str]) -> None:
        """Ask for a tag for posts; names are listed below, each with its digit."""
        self._posts = posts
        self.show()
        self.field.ask(names)

    def _name(self) -> None:
        if self.field.text().strip():
            self.named.emit(self._posts, self.field.text())
        self._leave()

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
