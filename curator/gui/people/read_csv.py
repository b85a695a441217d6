"""The preview of what a table of people would change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from curator.gui.look.safe_text import clean
from curator.gui.widgets import ENTER, Button, Label, Rule, announce
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr, trn
from curator.work import PeopleTable

_MOST = 6
_LONGEST = 200


class PeopleCsvImport(QWidget):
    """“12 people will change.”, what is left out, and two buttons."""

    wanted = Signal(object, str)
    """The PeopleTable to apply, and the name of its file."""

    def __init__(self) -> None:
        super().__init__()
        self._table: PeopleTable | None = None
        self._name = ""
        self.sentence = Label(weight=600, wrap=True)
        self.doubts = Label(style="small", colour="warn", wrap=True)
        self.take = Button(tr("Change these people"), key=ENTER, kind="solid")
        self.leave = Button(tr("Cancel"), kind="flat")
        words = QVBoxLayout()
        words.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 10, 8)
        row.setSpacing(8)
        column = column_in(self, spacing=0)
        column.addWidget(Rule())
        column.addLayout(row)
        row.addLayout(words, 1)
        words.addWidget(self.sentence)
        words.addWidget(self.doubts)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addWidget(Rule())
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.forget)

    def offer(self, table: PeopleTable, name: str) -> None:
        """Show what a table would change."""
        self._table, self._name = table, name
        self.sentence.setText(table.sentence)
        doubts = [clean(each[:_LONGEST]) for each in table.doubts]
        left = len(doubts) - _MOST
        if left > 0:
            more = trn("and {count} more row", "and {count} more rows", left)
            doubts = [*doubts[: _MOST - 1], more, doubts[-1]] if table.unknown else doubts[:_MOST]
        self.doubts.setText("\n".join(doubts))
        self.doubts.setVisible(bool(doubts))
        words = trn("Change this person", "Change these people", table.changing)
        self.take.set_words(words)
        self.take.setVisible(table.changing > 0)
        self.show()
        announce(self, " ".join([table.sentence, *doubts]))
        (self.take if table.changing else self.leave).setFocus()

    def forget(self) -> None:
        """Close it and change nobody."""
        self._table = None
        self.hide()

    def _take(self) -> None:
        table = self._table
        self.forget()
        if table is not None:
            self.wanted.emit(table, self._name)
