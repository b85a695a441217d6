"""The field for a tag that floats below the quotes it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.canvas.verb_bar import paint_float
from curator.gui.look import theme
from curator.gui.shelf.tag_field import TagField
from curator.library import PostId

_WIDTH = 280


class TagPrompt(TagField):
    """Asks for a tag beside a block of the story."""

    margins = (6, 6, 6, 6)

    def __init__(self, story: QWidget) -> None:
        super().__init__()
        self._story = story
        self.setParent(story)
        self.hide()

    def ask_at(self, place: QPoint, posts: Sequence[PostId], names: Sequence[str]) -> None:
        """Ask for a tag for posts at a place of the screen; the field stays in the window."""
        at = self._story.mapFromGlobal(place)
        width, height = theme.px(_WIDTH), self.sizeHint().height()
        lowest = self._story.height() - height
        self.setGeometry(at.x(), max(0, min(at.y(), lowest)), width, height)
        self.raise_()
        self.ask(posts, names)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_float(self)
