"""The report of an import: four figures, unreadable rows, findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)
from typing_extensions import override

from curator.gui.importing.file import ImportFile
from curator.gui.importing.preview import PreviewCard
from curator.gui.importing.words import as_text, chat_words, found_in, outcome
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import ENTER, Button, Elided, Label, Rule
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import grouped, tr, trn
from curator.library import Chat
from curator.model import Skipped

if TYPE_CHECKING:
    from curator.work import ImportReport

Index = QModelIndex | QPersistentModelIndex

_SIDE, _GAP = 28, 10
_NAME = 200
"""The room that is kept for the name of the archive."""

_MOST_ROWS = 8
"""Unreadable rows that are visible without scrolling."""


class ImportReportPane(Restyled, QWidget):
    """The report of one file."""

    copied = Signal()
    """The report was copied."""

    remove_asked = Signal(object)
    """The import of this Incoming is to be undone."""

    def __init__(self) -> None:
        super().__init__()
        self._file: ImportFile | None = None
        self._lines: list[str] = []
        self.name = Elided(style="title")
        self.outcome = Label(colour="text2", wrap=True)
        self.figures = [_Figure() for _ in range(4)]
        self.unreadable = Label("", "micro", "text3", weight=600)
        self.rows = Unreadable()
        self.found = Label(colour="text2", wrap=True)
        self.copy = Button(tr("Copy the report"), icon="copy")
        self.save = Button(tr("Save…"), icon="download")
        self.remove = Button(tr("Remove this import"), icon="undo-2")
        self.start = Button(tr("Start sifting"), key=ENTER, kind="solid")
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.remove.clicked.connect(lambda: self.remove_asked.emit(self._file))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        self._figures = self._count()
        self._found_in = Label(tr("Found in it"), "micro", "text3", weight=600)
        column = column_in(self, (_SIDE, 20, _SIDE, 20), spacing=8)
        column.addLayout(head)
        head.addWidget(self.name, 1)
        for button in (self.copy, self.save, self.remove, self.start):
            head.addWidget(button)
        column.addWidget(self.outcome)
        column.addSpacing(10)
        column.addWidget(self._figures)
        column.addSpacing(14)
        self._table = PreviewCard()
        self._table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inside = column_in(self._table, (14, 2, 2, 2))
        inside.addWidget(self.rows)
        for widget in (self.unreadable, self._table):
            column.addWidget(widget)
        column.addSpacing(14)
        column.addWidget(self._found_in)
        column.addWidget(self.found)
        column.addStretch()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def follow_style(self) -> None:
        QTimer.singleShot(0, self, self._fit)  # once its buttons have the new size

    def _fit(self) -> None:
        """Show the icons of buttons only, in turn, where there is no room for the name."""
        beside = (self.copy, self.save, self.remove)
        for button in beside:
            button.bare(on=False)
        shown = [button for button in (*beside, self.start) if not button.isHidden()]
        for button in beside:
            needed = sum(each.sizeHint().width() + _GAP for each in shown)
            if theme.px(_NAME) + needed + 2 * _SIDE <= self.width():
                return
            button.bare(on=True)

    def _count(self) -> QWidget:
        card = PreviewCard()
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = row_in(card, (1, 1, 1, 1), spacing=0)
        for number, figure in enumerate(self.figures):
            if number:
                row.addWidget(Rule(upright=True))
            row.addWidget(figure, 1)
        return card

    def show_file(
        self,
        file: ImportFile,
        zone: tzinfo,
        *,
        removable: bool,
        chats: Sequence[tuple[Chat, int]] = (),
    ) -> None:
        """Show the result of a file, or what is known so far; chats: with their people."""
        self._file = file
        self.name.setText(file.archive.name)
        report = file.report
        for widget in (self._figures, self.unreadable, self._table, self._found_in, self.found):
            widget.setVisible(report is not None)
        for button in (self.copy, self.save):
            button.setVisible(report is not None)
        self.remove.setVisible(report is not None and removable)
        self._fit()
        if report is None:
            self.outcome.setText(file.sentence)
            return
        title = tr(file.found.reader.TITLE) if file.found and file.found.reader else report.format
        self.outcome.setText(
            tr("Removed again. The figures are those of the import.")
            if file.stage == "removed"
            else outcome(report, title)
        )
        self._show_figures(report)
        self.rows.offer(report.skipped)
        self._table.setVisible(bool(report.skipped))
        self.unreadable.setText(
            tr("Unreadable") if report.skipped else tr("Every row could be read.")
        )
        seen = file.found.preview if file.found else None
        self._lines = [*chat_words(chats), *found_in(report, seen, zone)]
        self.found.setText("\n".join(self._lines))

    @property
    def title(self) -> str:
        """Return the title of the report."""
        return self._file.archive.name if self._file is not None else ""

    @property
    def as_text(self) -> str:
        """Return the report as plain text, for mail."""
        if self._file is None or self._file.report is None:
            return ""
        return as_text(self.title, self._file.report, self._lines)

    def _show_figures(self, report: ImportReport) -> None:
        known = tr("already there")
        if report.refreshed:
            known = tr("already there, {count} with newer counts", count=grouped(report.refreshed))
        bad = report.skipped_count
        told = (
            (report.read, trn("post read", "posts read", report.read), "text"),
            (report.new, tr("added"), "accent"),
            (report.known, known, "text"),
            (bad, tr("unreadable"), "warn" if bad else "text"),
        )
        for figure, (count, words, colour) in zip(self.figures, told, strict=True):
            figure.show_count(count, words, colour)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_text)
        self.copied.emit()


class _Figure(QWidget):
    """A number above its label."""

    def __init__(self) -> None:
        super().__init__()
        self.number = Label(style="figure")
        self.words = Label(style="small", colour="text2", wrap=True)
        column = column_in(self, (18, 12, 12, 12), spacing=2)
        column.addWidget(self.number)
        column.addWidget(self.words)

    def show_count(self, count: int, words: str, colour: str) -> None:
        """Set number and label."""
        self.number.setText(grouped(count))
        self.number.recolour(colour)
        self.words.setText(words)


class Unreadable(QTableView):
    """The unreadable rows: where, why, and how they begin. They can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model()
        self.setModel(self._model)
        self.setAccessibleName(tr("Unreadable rows"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)

    def offer(self, skipped: list[Skipped]) -> None:
        """Show rows."""
        self._model.offer(skipped)
        high = theme.px(34)
        self.verticalHeader().setDefaultSectionSize(high)
        self.setFixedHeight(high * min(_MOST_ROWS, max(1, len(skipped))))
        resize = QHeaderView.ResizeMode.Interactive
        self.horizontalHeader().setSectionResizeMode(resize)
        for column, width in ((0, 130), (1, 320)):
            self.setColumnWidth(column, theme.px(width))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            text = "\n".join("\t".join(self._model.skipped[row]) for row in rows)
            QGuiApplication.clipboard().setText(text)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Model(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.skipped: list[Skipped] = []

    def offer(self, skipped: list[Skipped]) -> None:
        self.beginResetModel()
        self.skipped = skipped
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.skipped)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self.skipped[index.row()][index.column()].split())
            case Qt.ItemDataRole.ForegroundRole:
                return theme.colour(("text2", "text", "text2")[index.column()])
            case Qt.ItemDataRole.FontRole if index.column() == 2:  # noqa: PLR2004  what stood there
                font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
                font.setPixelSize(theme.px(12))
                return font
            case _:
                return None
