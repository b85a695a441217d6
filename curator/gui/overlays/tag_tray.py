"""The tray of suggested tags: all of them or some are accepted, as one step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QWidget,
)
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Label
from curator.gui.widgets.layouts import column_in
from curator.gui.widgets.overlay import Overlay
from curator.gui.widgets.plain_table import PlainTable, plain_cell
from curator.i18n import grouped, tr, trn
from curator.library import FacetKind
from curator.work.tag_suggestions import Suggestion, accept_tags, suggest_tags


class TagTray(Overlay):
    """A line for each suggested tag, with a tick; Space turns it."""

    about = "codebook"
    size_wanted = (620, 560)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desk: Desk | None = None
        self._job: Job | None = None
        self._found: list[Suggestion] = []
        self._about = Label("", "small", "text2", wrap=True)
        self.table = _Lines()
        self.accept = Button(tr("Accept"), kind="solid")
        self.every = Button(tr("All"), kind="flat")
        self.none = Button(tr("None"), kind="flat")
        self._lay_out()
        self.accept.clicked.connect(self.take)
        self.every.clicked.connect(lambda: self.table.tick(on=True))
        self.none.clicked.connect(lambda: self.table.tick(on=False))
        self.table.itemChanged.connect(lambda _: self._label_accept())

    def _lay_out(self) -> None:
        close = Button(tr("Close"), key="Esc")
        close.clicked.connect(self.dismiss)
        head = QHBoxLayout()
        foot = QHBoxLayout()
        column = column_in(self.panel, (24, 18, 24, 20), spacing=10)
        column.addLayout(head)
        head.addWidget(Label(tr("Suggested tags"), "title"), 1)
        head.addWidget(close)
        column.addWidget(self._about)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        foot.addWidget(self.every)
        foot.addWidget(self.none)
        foot.addStretch(1)
        foot.addWidget(self.accept)
        self.setAccessibleName(tr("Suggested tags"))

    def open_on(self, desk: Desk) -> None:
        """Look for tags in the posts that are found now."""
        self._desk = desk
        path, query = desk.library.path, desk.search
        self._about.setText(tr("Looking…"))
        self._show([])
        self.open()
        self._job = desk.tasks.read(lambda: suggest_tags(path, query))
        self._job.done.connect(self._take_in)
        self._job.failed.connect(lambda error: self._about.setText(str(error)))

    @property
    def caption(self) -> str:
        """Return the text above the table."""
        return self._about.text()

    @property
    def chosen(self) -> list[Suggestion]:
        """Return the suggestions that are ticked."""
        return [each for each, on in zip(self._found, self.table.ticks, strict=False) if on]

    def finish(self) -> None:
        """Wait until the suggestions are found."""
        if self._job is not None:
            self._job.finish()

    def take(self) -> None:
        """Give the posts the ticked tags, as one step."""
        chosen, desk = self.chosen, self._desk
        if desk is None or not chosen:
            return
        label = trn("Accept {count} suggested tag", "Accept {count} suggested tags", len(chosen))
        library = desk.library
        if desk.edit(label, lambda: accept_tags(library, chosen)):
            desk.reported.emit(label)
            self.dismiss()

    def _take_in(self, found: list[Suggestion]) -> None:
        self._about.setText(
            tr("What the posts found now share. Nothing is tagged before you accept it.")
            if found
            else tr("The posts found now suggest no tags that they do not have.")
        )
        self._show(found)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: list[Suggestion]) -> None:
        self._found = found
        self.table.show_lines(found)
        self._label_accept()

    def _label_accept(self) -> None:
        count = len(self.chosen)
        self.accept.set_words(trn("Accept {count} tag", "Accept {count} tags", count))
        self.accept.setEnabled(count > 0)


class _Lines(PlainTable):
    """The suggestions; the first column has the ticks."""

    def __init__(self) -> None:
        super().__init__(tr("Suggested tags"), 3)

    @property
    def ticks(self) -> list[bool]:
        """Return which lines are ticked."""
        items = (self.item(row, 0) for row in range(self.rowCount()))
        return [item.checkState() == Qt.CheckState.Checked for item in items if item]

    def show_lines(self, found: Sequence[Suggestion]) -> None:
        """Show suggestions, all of them ticked."""
        self.blockSignals(True)  # noqa: FBT003  Qt's own; one change for all lines
        self.setRowCount(len(found))
        self.setHorizontalHeaderLabels([tr("Tag"), tr("From"), tr("Posts")])
        for row, each in enumerate(found):
            words = (clean(each.name), _kind_words(each.kind), grouped(len(each.posts)))
            for column, text in enumerate(words):
                item = plain_cell(text)
                if column == 0:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                self.setItem(row, column, item)
        self.blockSignals(False)  # noqa: FBT003  Qt's own
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if found:
            self.setCurrentCell(0, 0)

    def tick(self, *, on: bool) -> None:
        """Tick all lines, or none."""
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for row in range(self.rowCount()):
            if item := self.item(row, 0):
                item.setCheckState(state)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)


def _kind_words(kind: FacetKind) -> str:
    return {
        "hashtags": tr("Hashtag"), "questions": tr("Question"), "sites": tr("Link"),
        "mentions": tr("Handle"),
    }.get(kind, "")  # fmt: skip
