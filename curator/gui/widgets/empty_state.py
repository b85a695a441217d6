"""The empty state of a list: a sentence, and links to what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.labels import Label
from curator.gui.widgets.layouts import clear, column_in
from curator.i18n import tr


class EmptyState(QWidget):
    """A sentence with links below it."""

    chosen = Signal(int)
    """The index of the link that was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = ""
        self._label = Label(colour="text2", wrap=True)
        self.links: list[QPushButton] = []
        """The links, in order."""
        self._row = FlowLayout(gap=theme.px(14))
        layout = column_in(self, (14, 14, 14, 14))
        layout.addWidget(self._label)
        layout.addLayout(self._row)
        layout.addStretch()
        self.hide()
        self.setAccessibleName(tr("Nothing here."))

    def show_sentence(self, sentence: str, links: Sequence[str] = ()) -> None:
        """Show a sentence, with these links below."""
        self.sentence = sentence
        self._label.setText(sentence)
        clear(self._row)
        self.links = [self._link(number, words) for number, words in enumerate(links)]
        for link in self.links:
            self._row.addWidget(link)
        self.setAccessibleName(sentence or tr("Nothing here."))

    def _link(self, number: int, words: str) -> QPushButton:
        link = QPushButton(words.replace("&", "&&"))
        link.setAccessibleName(words)
        set_kind(link, "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.chosen.emit(number))
        return link
