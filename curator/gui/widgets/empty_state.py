"""What stands in place of a list with nothing in it: a sentence, and ways out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.i18n import tr


class Empty(QWidget):
    """A sentence with links below it."""

    chosen = Signal(int)
    """A link was chosen, counted from 0."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._links = QHBoxLayout()
        self._links.setSpacing(theme.px(14))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(self._label)
        layout.addLayout(self._links)
        layout.addStretch()
        self.hide()
        self._dress()

    def say(self, sentence: str, links: Sequence[str] = ()) -> None:
        """Say a sentence, with these links below."""
        self.sentence = sentence
        self._label.setText(sentence)
        while (item := self._links.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for number, words in enumerate(links):
            self._links.addWidget(self._link(number, words))
        self._links.addStretch()
        self._dress()

    def links(self) -> list[QPushButton]:
        """Return the links, in order."""
        places = (self._links.itemAt(place) for place in range(self._links.count()))
        found = (place.widget() for place in places if place)
        return [link for link in found if isinstance(link, QPushButton)]

    def _link(self, number: int, words: str) -> QPushButton:
        link = QPushButton(words.replace("&", "&&"))
        link.setAccessibleName(words)
        link.setFlat(True)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.clicked.connect(lambda: self.chosen.emit(number))
        return link

    def _dress(self) -> None:
        self._label.setStyleSheet(f"color: {theme.colour('text2').name()};")
        accent = theme.colour("accent").name()
        for link in self.links():
            link.setStyleSheet(
                f"QPushButton {{ color: {accent}; border: 2px solid transparent; padding: 0; }}"
                f"QPushButton:focus {{ border-bottom-color: {accent}; }}"
            )
        self.setAccessibleName(self.sentence or tr("Nothing here."))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._dress()
