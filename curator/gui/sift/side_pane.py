"""The right pane of Sift: the post that is read, or the facts of the search."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look.restyled import Restyled
from curator.gui.reading.pane import ReadingPane
from curator.gui.widgets.layouts import column_in

if TYPE_CHECKING:
    from curator.gui.facts.pane import FactsPane
_LEAST = 360


class SidePane(Restyled, QWidget):
    """Two tabs: Post and Facts."""

    turned = Signal()
    """Another tab is shown."""

    searched = Signal(str)
    """A search for the posts of a figure."""

    gone_to = Signal(object)
    """The PostId of a post that a figure names."""

    def __init__(self, desk: Desk, reading: ReadingPane) -> None:
        super().__init__()
        self._desk = desk
        self._reading = reading
        self._shown: tuple[str, tuple[str, ...], int] = ("", (), 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(reading)
        whole = column_in(self, spacing=0)
        whole.addWidget(reading.head)
        whole.addWidget(self._pages, 1)
        self._set_least()
        reading.head.chosen.connect(self._turn)
        reading.head.added.connect(self._add_all)
        self.turn(facts=desk.library.recall("tab") == "facts")

    def _set_least(self) -> None:
        """Give the buttons below a post the room that they need at the least."""
        self.setMinimumWidth(max(_LEAST, self._reading.bar.least_width))

    @override
    def follow_style(self) -> None:
        self._set_least()

    @cached_property
    def facts(self) -> FactsPane:
        """The facts of the search, made when they are first wanted."""
        from curator.gui.facts.pane import FactsPane  # noqa: PLC0415  when first shown

        facts = FactsPane(self._desk)
        facts.searched.connect(self.searched)
        facts.gone_to.connect(self.gone_to)
        facts.show_search(*self._shown)
        self._pages.addWidget(facts)
        return facts

    @property
    def on_facts(self) -> bool:
        """Whether the facts are shown."""
        return self._pages.currentWidget() is not self._reading

    def show_search(self, query: str, parts: tuple[str, ...], count: int) -> None:
        """Let the facts be those of a search; parts: its terms, count: how many posts it finds."""
        self._shown = query, parts, count
        if "facts" in vars(self):
            self.facts.show_search(*self._shown)

    def turn(self, *, facts: bool) -> None:
        """Show the facts, or the post."""
        self._pages.setCurrentWidget(self.facts if facts else self._reading)
        self._reading.head.choose(facts=facts)
        self._desk.library.remember("tab", "facts" if facts else "post")
        self.turned.emit()

    def _add_all(self) -> None:
        self.facts.add_all()

    def _turn(self, number: int) -> None:
        self.turn(facts=bool(number))
