"""The lines above and below the list that fold away the posts before and after a chat."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curator.gui.widgets import Button, Elided
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr, trn


class AroundLine(QWidget):
    """“38 posts up to a week before the chat. Show”; nothing while there are none."""

    turned = Signal()
    """The posts are to be shown, or hidden again."""

    def __init__(self, side: Literal["before", "after"]) -> None:
        super().__init__()
        self._side = side
        self.is_open = False
        """Whether the posts are shown."""
        self._words = Elided(style="small", colour="text2")
        self.turn = Button(tr("Show"), kind="link", height=20)
        row = row_in(self, (14, 3, 10, 3), spacing=6)
        row.addWidget(self._words)
        row.addWidget(self.turn)
        row.addStretch(1)
        self.turn.clicked.connect(self._turn)
        self.hide()

    @property
    def words(self) -> str:
        """Return the text of the line."""
        return "" if self.isHidden() else self._words.text()

    def show_count(self, posts: int) -> None:
        """Set how many posts there are on this side of the chat."""
        before = trn(
            "{count} post up to a week before the chat.",
            "{count} posts up to a week before the chat.",
            posts,
        )
        after = trn(
            "{count} post up to two days after the chat.",
            "{count} posts up to two days after the chat.",
            posts,
        )
        self._words.setText(before if self._side == "before" else after)
        self.setVisible(posts > 0)
        self._set_button_words()

    def fold(self) -> None:
        """Hide the posts, as when another chat is shown."""
        self.is_open = False
        self._set_button_words()

    def _set_button_words(self) -> None:
        self.turn.set_words(tr("Hide") if self.is_open else tr("Show"))
        before = (
            tr("Hide what was said before the chat")
            if self.is_open
            else tr("Show what was said before the chat")
        )
        after = (
            tr("Hide what was said after the chat")
            if self.is_open
            else tr("Show what was said after the chat")
        )
        self.turn.setAccessibleName(before if self._side == "before" else after)

    def _turn(self) -> None:
        self.is_open = not self.is_open
        self._set_button_words()
        self.turned.emit()
