"""The empty state of a list: a sentence, and links to what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.widgets.flow_layout import FlowLayout
from curator.gui.widgets.labels import Label
from curator.i18n import tr


class EmptyState(QWidget):
    """A sentence with links below it."""

    chosen = Signal(int)
    """The index of the link that was pressed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = ""
        self._label = Label(colour="text2", wrap=True)
        self._links = FlowLayout(gap=theme.px(14))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(self._label)
        layout.addLayout(self._links)
        layout.addStretch()
        self.hide()
        self.setAccessibleName(tr("Nothing here."))

    def say(self, sentence: str, links: Sequence[str] = ()) -> None:
        """Show a sentence, with these links below."""
        self.sentence = sentence
        self._label.setText(sentence)
        while (item := self._links.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for number, words in enumerate(links):
            self._links.addWidget(self._link(number, words))
        self.setAccessibleName(sentence or tr("Nothing here."))

    def links(self) -> list[QPushButton]:
        """Return the links, in order."""
        places = (self._links.itemAt(place) for place in range(self._links.count()))
        found = (place.widget() for place in places if place)
        return [link for link in found if isinstance(link, QPushButton)]

    def _link(self, number: int, words: str) -> QPushButton:
        link = QPushButton(words.replace("&", "&&"))
        link.setAccessibleName(words)
        set_kind(link, "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.chosen.emit(number))
        return link
