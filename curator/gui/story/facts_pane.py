"""The facts pane beside the story, shown in place of the outline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from curator.gui.desk.desk import Desk
from curator.gui.facts.pane import FactsPane
from curator.gui.search.terms import Terms
from curator.gui.widgets import Button, Label, Rule
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr


class StoryFacts(QWidget):
    """The facts of Sift's search, under a header of their own."""

    closed = Signal()
    """The outline is to be shown again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.pane = FactsPane(desk)
        add = Button(tr("Add all to story"), icon="chart-column", kind="flat")
        close = Button(tr("Outline"), key="F", kind="flat")
        head = QHBoxLayout()
        head.setContentsMargins(20, 7, 12, 8)
        column = column_in(self, spacing=0)
        column.addLayout(head)
        head.addWidget(Label(tr("Facts"), weight=600))
        head.addStretch(1)
        head.addWidget(add)
        head.addWidget(close)
        column.addWidget(Rule())
        column.addWidget(self.pane, 1)
        self.setMinimumWidth(340)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        add.clicked.connect(self.pane.add_all)
        close.clicked.connect(self.closed)

    def open(self) -> None:
        """Show the facts of the current search, and give them the focus."""
        terms = Terms.of(self._desk.search)
        scope = self._desk.scope
        self.pane.show_search(terms.text, tuple(part for part in terms.parts if part != scope))
        self.show()
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
