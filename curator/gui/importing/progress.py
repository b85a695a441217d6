"""The progress of an import: the files in order, and the report of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.importing.file import ImportFile, Stage
from curator.gui.importing.preview import LEFT, PreviewCard, PreviewSheet
from curator.gui.importing.report import ImportReportPane
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.look.safe_text import isolated
from curator.gui.widgets import Button, Elided, Label, Meter, Rule, paint_ring
from curator.gui.widgets.layouts import column_in, row_in
from curator.i18n import tr, trn

_NAMED = 3
"""Most files that are named; the others are counted."""

_ICON = 16

_ICONS: dict[Stage, tuple[str, str]] = {
    "done": ("circle-check", "accent"),
    "running": ("loader", "text2"),
    "failed": ("triangle-alert", "bad"),
    "cancelled": ("x", "text3"),
    "skipped": ("x", "text3"),
    "removed": ("undo-2", "text3"),
}


class ImportProgress(QWidget):
    """The files at the left, the report of the selected one at the right."""

    chosen = Signal(object)
    """The Incoming whose report is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(style="title", wrap=True)
        self.hint = Label(tr("You can go on working meanwhile."), colour="text2", wrap=True)
        self.overall = Meter()
        """The progress over several files."""
        self.cancel = Button(tr("Cancel the import"), key="Esc", height=34)
        self.leaves = Label(style="small", colour="text3", wrap=True)
        self.report = ImportReportPane()
        self.cards: list[FileCard] = []
        self._running: FileCard | None = None
        self._files = QVBoxLayout()
        self._files.setSpacing(8)
        row = row_in(self, spacing=0)
        row.addWidget(self._left())
        row.addWidget(Rule(upright=True))
        row.addWidget(self._right(), 1)

    def _left(self) -> QWidget:
        sheet = PreviewSheet("window")
        column = column_in(sheet, (20, 18, 20, 18), spacing=4)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addWidget(self.overall)
        column.addSpacing(10)
        column.addLayout(self._files)
        column.addSpacing(8)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self.leaves)
        column.addStretch()
        self._area = _area(sheet)
        self._area.setFixedWidth(LEFT)
        return self._area

    def _right(self) -> QWidget:
        sheet = PreviewSheet("base")
        column = column_in(sheet)
        column.addWidget(self.report)
        return _area(sheet)

    def forget(self) -> None:
        """Clear the list."""
        for card in self.cards:
            self._files.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._running = None

    def show_files(self, files: Sequence[ImportFile], chosen: ImportFile | None) -> None:
        """Show the files in their order, and which of them the report is of."""
        known = [card.file for card in self.cards]
        for file in files:
            if file not in known:
                card = FileCard(file)
                card.pressed.connect(self.chosen)
                self.cards.append(card)
                self._files.addWidget(card)
        for card in self.cards:
            card.refresh(chosen=card.file is chosen)
        left = [file for file in files if file.is_under_way]
        taken = [file for file in files if file.stage != "skipped"]
        if left:
            self.title.setText(
                trn("Importing {count} file", "Importing {count} files", len(taken))
            )
        else:
            self.title.setText(trn("{count} file", "{count} files", len(taken)))
        for widget in (self.hint, self.cancel, self.leaves):
            widget.setVisible(bool(left))
        done = len(taken) - len(left)
        self.overall.setVisible(bool(left) and len(taken) > 1)
        self.overall.show_share(done / max(1, len(taken)))
        self.hint.setText(_progress_words(done, len(taken)))
        self._follow_running()
        self.leaves.setText(_cancel_words(left, some=len(left) < len(taken)))

    def _follow_running(self) -> None:
        """Scroll to the file that is being read, once for each."""
        running = next((card for card in self.cards if card.file.stage == "running"), None)
        if running is not None and running is not self._running:
            self._area.ensureWidgetVisible(running)
        self._running = running


class FileCard(Restyled, PreviewCard):
    """A file with its state, and a progress bar while it is read."""

    pressed = Signal(object)
    """The Incoming of the card that was pressed."""

    def __init__(self, file: ImportFile) -> None:
        super().__init__()
        self.file = file
        self.name = Elided(weight=600)
        self.sentence = Label(style="small", colour="text2", wrap=True)
        self.meter = Meter()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.sentence)
        column.addWidget(self.meter)
        self.follow_style()

    @override
    def follow_style(self) -> None:
        super().follow_style()
        self._column.setContentsMargins(22 + theme.px(_ICON), 12, 14, 12)

    def refresh(self, *, chosen: bool) -> None:
        """Update to the state of the file."""
        self.accented = chosen or self.file.stage == "running"
        self.name.setText(self.file.archive.name)
        self.sentence.setText(self.file.sentence)
        self.sentence.recolour("bad" if self.file.stage == "failed" else "text2")
        self.meter.setVisible(self.file.stage == "running")
        self.meter.show_share(self.file.progress.share)
        self.setAccessibleName(f"{self.file.archive.name}. {self.file.sentence}")
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self.file)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pressed.emit(self.file)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, ink = _ICONS.get(self.file.stage, ("clock", "text2"))
        icon = theme.pixmap(name, theme.px(_ICON), ink, self.devicePixelRatioF())
        painter.drawPixmap(14, 13, icon)
        if self.hasFocus():
            paint_ring(painter, self.rect().toRectF(), 8)


def _progress_words(done: int, count: int) -> str:
    """Return the progress over several files in words."""
    words = tr("You can go on working meanwhile.")
    if count == 1:
        return words
    return f"{tr('{done} of {count} are done.', done=done, count=count)} {words}"


def _cancel_words(files: Sequence[ImportFile], *, some: bool) -> str:
    names = [isolated(file.archive.name) for file in files]
    if not names:
        return ""
    if len(names) > _NAMED:
        rest = trn("{count} other file", "{count} other files", len(names) - _NAMED)
        names = [*names[:_NAMED], rest]
    listed = ", ".join(names[:-1])
    listed = tr("{names} and {last}", names=listed, last=names[-1]) if listed else names[-1]
    if some:
        return tr("Cancelling leaves out {names}, and keeps what is done.", names=listed)
    return tr("Cancelling leaves out {names}.", names=listed)


def _area(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
