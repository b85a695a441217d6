"""The line above the list that counts the muted posts, and the field for words to mute."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from curator.gui.widgets import Button, Elided, Label
from curator.gui.widgets.layouts import row_in
from curator.i18n import tr, trn
from curator.library import Library

_LONGEST = 200


class MutedBar(QWidget):
    """“12 muted posts are hidden. Show”; empty while there are none.

    Asked for words to mute, it shows a field, and how many posts these words would hide.
    """

    wanted = Signal()
    """The hidden posts are to be shown."""

    typed = Signal(str)
    """The words in the field are to be muted."""

    left = Signal()
    """The field was left with Esc."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._posts = 0
        self._words = Elided(style="small", colour="text2")
        self.show_them = Button(tr("Show"), kind="link", height=20)
        self._ask = Label(tr("Mute posts with"), "small", "text2")
        self.field = QLineEdit()
        self._would = Label("", "small", "text2")
        self.mute = Button(tr("Mute"), key="Return", height=24)
        self._build()

    def _build(self) -> None:
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName(tr("Word or phrase to mute"))
        self.field.setPlaceholderText(tr("a word or a phrase"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._count_matches)
        row = row_in(self, (14, 3, 10, 3), spacing=6)
        for widget in (self._words, self.show_them, self._ask):
            row.addWidget(widget)
        row.addWidget(self.field, 1)
        row.addWidget(self._would)
        row.addWidget(self.mute)
        row.addStretch()
        self.show_them.clicked.connect(self.wanted)
        self.show_them.setAccessibleName(tr("Show muted posts"))
        self.mute.clicked.connect(self._take)
        self._fit()

    @property
    def words(self) -> str:
        """Return the text of the line."""
        return "" if self.isHidden() or self.is_asking else self._words.text()

    @property
    def effect(self) -> str:
        """Return how many posts the words in the field would hide, as a sentence."""
        return self._would.text()

    @property
    def is_asking(self) -> bool:
        """Whether the field for words is shown."""
        return not self.field.isHidden()

    def show_count(self, posts: int) -> None:
        """Set how many posts are hidden."""
        self._posts = posts
        words = trn("{count} muted post is hidden.", "{count} muted posts are hidden.", posts)
        self._words.setText(words)
        self._fit()

    def ask(self, words: str) -> None:
        """Ask for words to mute; these stand there already."""
        self.field.setText(words[:_LONGEST])
        self._count_matches()
        self._fit(asking=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def close_field(self) -> None:
        """Put the field away."""
        self._fit()

    def _fit(self, *, asking: bool = False) -> None:
        for widget in (self._ask, self.field, self._would, self.mute):
            widget.setVisible(asking)
        for widget in (self._words, self.show_them):
            widget.setVisible(not asking)
        self.setVisible(asking or self._posts > 0)

    def _count_matches(self) -> None:
        count = self._library.muting.count(self.field.text())
        self._would.setText(trn("hides {count} post", "hides {count} posts", count))
        self.mute.setEnabled(bool(self.field.text().strip()))

    def _take(self) -> None:
        if words := self.field.text().strip():
            self.close_field()
            self.typed.emit(words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.close_field()
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            return False
        return True
