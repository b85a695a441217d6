"""The line above the list that counts the posts hidden because their authors are muted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from curator.gui.widgets import Button, Elided
from curator.i18n import tr, trn


class MutedBar(QWidget):
    """“12 posts by muted people are hidden. Show”; empty while there are none."""

    wanted = Signal()
    """The hidden posts are to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Elided(style="small", colour="text2")
        self.show_them = Button(tr("Show"), kind="link", height=20)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 10, 3)
        row.setSpacing(6)
        row.addWidget(self._words)
        row.addWidget(self.show_them)
        row.addStretch(1)
        self.show_them.clicked.connect(self.wanted)
        self.hide()

    @property
    def words(self) -> str:
        """Return the text of the line."""
        return "" if self.isHidden() else self._words.text()

    def say(self, posts: int) -> None:
        """Set how many posts are hidden."""
        words = trn(
            "{count} post by muted people is hidden.",
            "{count} posts by muted people are hidden.",
            posts,
        )
        self._words.setText(words)
        self.show_them.setAccessibleName(tr("Show posts by muted people"))
        self.setVisible(posts > 0)
