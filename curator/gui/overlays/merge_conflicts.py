"""What two editors decided otherwise, side by side, before their copies are merged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QWidget,
)
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.safe_text import clean, isolated, plain_tip
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.i18n import tr, trn
from curator.library import Choice, Opinion
from curator.work import ConflictWords

_CHOICES: tuple[Choice, ...] = ("ours", "theirs", "settled")
_FITTED = 400
"""Most rows that are made as high as their words need."""

_LONGEST_TIP = 2_000


class MergeConflicts(Overlay):
    """A row for each conflict; a click, Space or Enter on a value chooses it."""

    size_wanted = (1_040, 620)

    decided = Signal(object, object)
    """The Path of the other copy, and the choices: a dict by Opinion."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._other = Path()
        self._title = Label(style="title", wrap=True)
        self._about = Label(
            tr(
                "What is marked ● is kept. Chosen beforehand: a decision before none, a star"
                " before a rejection, the stricter consent, both notes, what both wrote into a"
                " story, and of other words those that come later in the alphabet."
            ),
            "small", "text2", wrap=True,
        )  # fmt: skip
        self.table = _Conflicts()
        self.mine = Button(tr("All mine"))
        self.theirs = Button(tr("All theirs"))
        self.suggested = Button(tr("As chosen beforehand"))
        self.merge = Button(tr("Merge"), kind="solid")
        self._leave = Button(tr("Cancel"), key="Esc", kind="flat")
        for button in (self.mine, self.theirs, self.suggested, self.merge, self._leave):
            button.setAutoDefault(True)
        self._lay_out()
        self.setAccessibleName(tr("What both changed"))
        self.mine.clicked.connect(lambda: self.table.choose_all("ours"))
        self.theirs.clicked.connect(lambda: self.table.choose_all("theirs"))
        self.suggested.clicked.connect(lambda: self.table.choose_all("settled"))
        self.merge.clicked.connect(self._decide)
        self._leave.clicked.connect(self.dismiss)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        column = column_in(self.panel, (24, 18, 24, 20), spacing=10)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        for button in (self.mine, self.theirs, self.suggested):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self.merge)

    @property
    def sentence(self) -> str:
        """Return the title."""
        return self._title.text()

    def ask(self, other: Path, conflicts: Sequence[ConflictWords]) -> None:
        """Ask how the conflicts with another copy are decided."""
        self._other = other
        self._title.setText(
            trn(
                "{count} decision differs from “{name}”",
                "{count} decisions differ from “{name}”",
                len(conflicts),
                name=isolated(other.name),
            )
        )
        self.table.show_conflicts(conflicts)
        self.open()
        self.table.fit()

    def _decide(self) -> None:
        self.dismiss()
        self.decided.emit(self._other, self.table.choices())

    @override
    def _take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)


class _Conflicts(PlainTable):
    """What it is about, and the values to choose from; the chosen one is marked."""

    def __init__(self) -> None:
        super().__init__(tr("What both changed"), 4, by_cell=True)
        self._conflicts: Sequence[ConflictWords] = ()
        self._chosen: list[Choice] = []
        self.setHorizontalHeaderLabels([tr("What"), tr("Mine"), tr("Theirs"), tr("Both")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setStyleSheet(f"QTableView::item {{ padding: {theme.px(4)}px {theme.px(6)}px; }}")
        self.cellClicked.connect(self._choose)
        self.taken.connect(self._choose)

    def show_conflicts(self, conflicts: Sequence[ConflictWords]) -> None:
        """Show conflicts, each as it is decided unless another value is chosen."""
        self._conflicts = conflicts
        self._chosen = ["settled"] * len(conflicts)
        self.setRowCount(len(conflicts))
        for number, each in enumerate(conflicts):
            self.setItem(number, 0, plain_cell(clean(each.what)))
            self._paint(number)
        self.setCurrentCell(0, 1)

    def fit(self) -> None:
        """Make each row as high as its words need, unless there are very many."""
        if len(self._conflicts) <= _FITTED:
            self.resizeRowsToContents()

    def choices(self) -> dict[Opinion, Choice]:
        """Return the choice for each conflict."""
        pairs = zip(self._conflicts, self._chosen, strict=True)
        return {each.conflict.about: choice for each, choice in pairs}

    def choose_all(self, choice: Choice) -> None:
        """Decide every conflict alike."""
        for number in range(len(self._conflicts)):
            self._chosen[number] = choice
            self._paint(number)

    def _choose(self, number: int, column: int) -> None:
        if column and self._values(number)[column - 1]:
            self._chosen[number] = _CHOICES[column - 1]
            self._paint(number)

    def _values(self, number: int) -> tuple[str, str, str]:
        """Return the values of a conflict; the third only if it is neither of the others."""
        words = self._conflicts[number]
        conflict = words.conflict
        both = "" if conflict.settled in {conflict.ours, conflict.theirs} else words.settled
        return words.ours, words.theirs, both

    def _paint(self, number: int) -> None:
        conflict = self._conflicts[number].conflict
        kept = conflict.chosen(self._chosen[number])
        full = conflict.ours, conflict.theirs, conflict.settled
        marked = False
        for column, words in enumerate(self._values(number)):
            chosen = bool(words) and not marked and full[column] == kept
            marked = marked or chosen
            item = plain_cell(clean(f"{'●' if chosen else '○'} {words}" if words else ""))
            if words:
                said = tr("{value}, kept", value=clean(words)) if chosen else clean(words)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                if conflict.about[0] != "story":
                    item.setToolTip(plain_tip(clean((full[column] or "")[:_LONGEST_TIP])))
            if chosen:
                item.setBackground(theme.colour("soft"))
            self.setItem(number, column + 1, item)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._choose(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
