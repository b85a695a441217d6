"""The matrix of tags by questions, chats or sectors; a cell opens its posts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QWidget,
)

from curator.errors import CuratorError
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_matrix
from curator.gui.desk.latest import Latest
from curator.gui.look.safe_text import clean, isolated
from curator.gui.widgets import Button, Elided, Label, Segments
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.i18n import grouped, tr
from curator.work.tag_matrix import Against, TagMatrix, as_table, count_matrix
from curator.work.whole_file import write_whole

_AGAINST: tuple[Against, ...] = ("questions", "sectors", "chats")
_CENTRED = Qt.AlignmentFlag.AlignCenter


class MatrixOverlay(Overlay):
    """A row for each tag; Enter or a double click shows the posts of a cell."""

    about = "codebook"
    size_wanted = (860, 620)

    searched = Signal(str)
    """The search for the posts of a cell."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self._latest = Latest(self)
        self._matrix: TagMatrix | None = None
        self._about = Label("", "small", "text2", wrap=True)
        self.against = Segments(
            [tr("By question"), tr("By sector"), tr("By chat")], label=tr("What stands across")
        )
        self.table = _Cells()
        self.save = Button(tr("Save as a table…"), icon="file-down", kind="flat")
        close = Button(tr("Close"), key="Esc")
        head, choose = QHBoxLayout(), QHBoxLayout()
        column = column_in(self.panel, (24, 18, 24, 20), spacing=10)
        column.addLayout(head)
        head.addWidget(Elided(tr("Tags set against the chat"), "title"), 1)
        head.addWidget(close)
        column.addWidget(self._about)
        column.addLayout(choose)
        choose.addWidget(self.against)
        choose.addStretch(1)
        choose.addWidget(self.save)
        column.addWidget(self.table, 1)
        self.sheds = (self.save,)
        self.setAccessibleName(tr("Tags set against the chat"))
        close.clicked.connect(self.dismiss)
        self.against.chosen.connect(lambda _: self._count())
        self.save.clicked.connect(self._ask)
        self._latest.answered.connect(self._show)
        self._latest.failed.connect(lambda error: self._about.setText(str(error)))
        self.table.taken.connect(self._open_cell)

    def open_on(self, desk: Desk) -> None:
        """Count the tags of a library, or of the current chat."""
        self._desk = desk
        self.open()
        self._count()

    @property
    def caption(self) -> str:
        """Return the text above the table."""
        return self._about.text()

    def finish(self) -> None:
        """Wait until the count is finished."""
        self._latest.finish()

    def _count(self) -> None:
        desk = self._desk
        if desk is None:
            return
        path, chat = desk.library.path, desk.chat
        against = _AGAINST[self.against.number]
        self.save.setEnabled(False)
        self._about.setText(tr("Counting…"))
        self._latest.ask(desk, lambda: count_matrix(path, against, chat))

    def _show(self, matrix: TagMatrix) -> None:
        self._matrix = matrix
        self._about.setText(
            tr("Posts that have both. A tag counts what stands under it. Enter shows the posts.")
        )
        self.save.setEnabled(True)
        self.table.show_matrix(matrix)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_cell(self, row: int, column: int) -> None:
        if self._matrix is not None:
            self.dismiss()
            self.searched.emit(self._matrix.term(row, column))

    def _ask(self) -> None:
        if self._matrix is not None:
            ask_for_matrix(self, partial(self.write, self._matrix))

    def write(self, matrix: TagMatrix, to: Path) -> None:
        """Save a matrix as a table."""
        if self._desk is None:
            return
        try:
            write_whole(to, as_table(matrix), story=False)
        except CuratorError as error:
            self._desk.fail(error)
        else:
            self._desk.reported.emit(tr("Saved {path}.", path=isolated(str(to))))


class _Cells(PlainTable):
    """The counts, navigated cell by cell."""

    def __init__(self) -> None:
        super().__init__(tr("Tags set against the chat"), by_cell=True)
        self.verticalHeader().show()
        self.setShowGrid(True)

    def show_matrix(self, matrix: TagMatrix) -> None:
        """Show the counts; None clears the table."""
        names = [*(clean(column.name) for column in matrix.columns), tr("Posts")]
        self.setColumnCount(len(names))
        self.setRowCount(len(matrix.rows))
        self.setHorizontalHeaderLabels(names)
        self.setVerticalHeaderLabels([clean(row.name) for row in matrix.rows])
        for row, counts in enumerate(matrix.counts):
            for column, count in enumerate((*counts, matrix.totals[row])):
                item = plain_cell(grouped(count) if count else "")
                item.setTextAlignment(_CENTRED)
                self.setItem(row, column, item)
        self.resizeColumnsToContents()
        if matrix.rows:
            self.setCurrentCell(0, 0)
