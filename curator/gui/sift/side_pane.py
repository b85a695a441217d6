"""The right pane of Sift: the post that is read, or the facts of the search."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from curator.gui.desk.desk import Desk
from curator.gui.facts.pane import FactsPane
from curator.gui.reading.pane import ReadingPane


class SidePane(QWidget):
    """Two tabs: Post and Facts."""

    turned = Signal()
    """Another tab is shown."""

    def __init__(self, desk: Desk, reading: ReadingPane) -> None:
        super().__init__()
        self._desk = desk
        self._reading = reading
        self.facts = FactsPane(desk)
        self._pages = QStackedWidget()
        self._pages.addWidget(reading)
        self._pages.addWidget(self.facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(reading.head)
        whole.addWidget(self._pages, 1)
        self.setMinimumWidth(360)
        reading.head.chosen.connect(self._turn)
        reading.head.added.connect(self.facts.add_all)
        self.turn(facts=desk.library.recall("tab") == "facts")

    @property
    def on_facts(self) -> bool:
        """Whether the facts are shown."""
        return self._pages.currentWidget() is self.facts

    def turn(self, *, facts: bool) -> None:
        """Show the facts, or the post."""
        self._pages.setCurrentIndex(int(facts))
        self._reading.head.choose(facts=facts)
        self._desk.library.remember("tab", "facts" if facts else "post")
        self.turned.emit()

    def _turn(self, number: int) -> None:
        self.turn(facts=bool(number))
