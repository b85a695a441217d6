"""Two chats of a series compared by the same definitions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.desk.latest import Latest
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label
from curator.gui.widgets.choice_box import ChoiceBox
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.i18n import tr
from curator.library import Chat, ChatId
from curator.work.chats import Comparison, compare_chats

_SHOWN = 12


class ChatComparison(Overlay):
    """A row for each figure of both chats; what cannot be compared is named."""

    about = "series"
    size_wanted = (720, 460)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self._latest = Latest(self)
        self._latest.answered.connect(self._show)
        self._chats: list[Chat] = []
        self.sides = (ChoiceBox(), ChoiceBox())
        """The selectors of the two chats."""
        self._about = Label("", "small", "text2", wrap=True)
        self.table = PlainTable(tr("Figures of two chats"), 3)
        self._lay_out()

    def _lay_out(self) -> None:
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        chosen = QHBoxLayout()
        for side, name in zip(self.sides, (tr("First chat"), tr("Second chat")), strict=True):
            side.setAccessibleName(name)
            side.setMaxVisibleItems(_SHOWN)
            side.activated.connect(lambda _: self._count())
        column = column_in(self.panel, (24, 18, 24, 20), spacing=10)
        column.addLayout(head)
        head.addWidget(Label(tr("Two chats compared"), "title"), 1)
        head.addWidget(close)
        column.addLayout(chosen)
        for side in self.sides:
            chosen.addWidget(side, 1)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        self.setAccessibleName(tr("Two chats compared"))

    def open_on(self, desk: Desk) -> None:
        """Compare the current chat, or the last one, with the one before it."""
        self._desk = desk
        self._chats = desk.library.chats.all()
        if len(self._chats) < 2:  # noqa: PLR2004  there is nothing to compare one with
            desk.reported.emit(tr("There are no two chats here to compare."))
            return
        ids = [chat.id for chat in self._chats]
        here = ids.index(desk.chat) if desk.chat in ids else len(ids) - 1
        other = here - 1 if here else 1
        for side, place in zip(self.sides, (here, other), strict=True):
            side.clear()
            side.addItems([clean(chat.title) for chat in self._chats])
            side.setCurrentIndex(place)
        self.open()
        self._count()

    @property
    def caption(self) -> str:
        """Return the text above the table."""
        return self._about.text()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows of the table."""
        return [
            tuple(
                item.text() if (item := self.table.item(row, column)) else ""
                for column in range(self.table.columnCount())
            )
            for row in range(self.table.rowCount())
        ]

    def _count(self) -> None:
        if self._desk is None:
            return
        path = self._desk.library.path
        one, other = (self._chats[side.currentIndex()].id for side in self.sides)
        self._about.setText(tr("Counting…"))
        self._latest.ask(self._desk, lambda: compare_chats(path, ChatId(one), ChatId(other)))

    def _show(self, found: Comparison) -> None:
        self._about.setText(found.refusal or tr("Both are counted alike, in one time zone."))
        self._fill(found.rows)

    def _fill(self, rows: Sequence[tuple[str, str, str]]) -> None:
        names = [side.currentText() for side in self.sides]
        self.table.setHorizontalHeaderLabels([tr("Figure"), *names])
        self.table.setRowCount(len(rows))
        for line, cells in enumerate(rows):
            for column, words in enumerate(cells):
                self.table.setItem(line, column, plain_cell(words))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    @override
    def _take_focus(self) -> None:
        self.sides[0].setFocus(Qt.FocusReason.PopupFocusReason)
