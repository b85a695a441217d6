"""The preview beside the canvas: the exact file to be saved, anew shortly after each edit."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from curator.gui.commands.keymap import cap
from curator.gui.desk.desk import Desk
from curator.gui.desk.jobs import Job
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.gui.preview.preview import Preview, blocks_quoting
from curator.gui.widgets import Button, Elided, Label, Rule
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.library import Changes
from curator.work import Draft, draft
from curator.work.looks import in_own_look
from curator.writers import WRITERS, Writer, target_name

REST = 600
"""Milliseconds after an edit until the preview is made anew."""

_BESIDE = frozenset({"story_versions", "searches"})
"""Tables of which a change leaves what is published as it is."""

_WIDE_FROM = 640
"""Width from which there is room for the page as on a screen."""

_OF_OTHERS = {".docx", ".pdf", ".png"}
"""Files that other programs show; the page is shown in their place."""


class StoryPreview(QWidget):
    """The story as the target last chosen for it will show it, or as a page."""

    closed = Signal()
    """The outline is to be shown again."""

    quote_chosen = Signal(int)
    """The id of the block whose quote was clicked in the preview."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._draft: Draft | None = None
        self._stale = True
        self.preview = Preview()
        self._about = Elided(style="small", colour="text3")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._lay_out()
        self._rest.timeout.connect(self._build)
        self.preview.left.connect(self.closed)
        self.preview.quote_pressed.connect(self._press)
        self.preview.link_pressed.connect(self._report_link)
        desk.changed.connect(self._changed)
        desk.story_changed.connect(lambda _story: self._changed(frozenset({"stories"})))
        desk.closing.connect(self.preview.end)

    def _lay_out(self) -> None:
        close = Button(tr("Outline"), key=cap("story_preview"), kind="flat")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(16, 7, 12, 8)
        head.setSpacing(10)
        room = QVBoxLayout()
        room.setContentsMargins(10, 10, 10, 10)
        column = column_in(self, spacing=0)
        column.addLayout(head)
        head.addWidget(Label(tr("Preview"), weight=600))
        head.addWidget(self._about, 1)
        head.addWidget(close)
        column.addWidget(Rule())
        column.addLayout(room, 1)
        room.addWidget(self.preview)
        self.setMinimumWidth(320)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusProxy(self.preview)

    def _changed(self, tables: Changes) -> None:
        if tables <= _BESIDE:
            return
        self._stale = True
        if self.isVisible():
            self._rest.start()

    def _writer(self) -> Writer:
        """Return the target last chosen for the story if it can be shown here, else the page."""
        known = {target_name(writer): writer for writer in WRITERS}
        chosen = known.get(self._desk.library.recall(f"target {self._desk.story}"))
        shown = chosen if chosen and chosen.SUFFIX not in _OF_OTHERS else known["page"]
        return in_own_look(shown)

    def _build(self) -> None:
        """Write the story into memory in the background, and show the result."""
        self._rest.stop()
        self._stale = False
        if self._job is not None:
            self._job.cancel()
        story, path = self._desk.story, self._desk.library.path
        if story is None:
            self._draft = None
            self._about.setText("")
            self.preview.show_sentence(tr("There is no story to preview yet."))
            return
        if self.preview.is_blank:
            self.preview.show_sentence(tr("The preview is coming…"))
        writer, name = self._writer(), tr("recap")
        self._job = self._desk.tasks.read(lambda: draft(path, story, writer, name))
        self._job.done.connect(self._built)

    def _built(self, made: Draft) -> None:
        if made.story.id != self._desk.story or not self.isVisible():
            self._stale = True
            return
        self._draft = made
        self._about.setText(tr(made.writer.TITLE))
        self._fit()
        if made.writer.SUFFIX == ".html":
            self.preview.show_page(made.content)
        else:
            self.preview.show_text(made.content.decode("utf-8", "replace"))

    def _press(self, number: int) -> None:
        blocks = self._draft.story.blocks if self._draft else ()
        quotes = blocks_quoting(blocks)
        if number < len(quotes):
            self.quote_chosen.emit(quotes[number])

    def _report_link(self, address: str) -> None:
        self._desk.reported.emit(
            tr("Leads to {address}. Links open from the saved file.", address=isolated(address))
        )

    def _fit(self) -> None:
        """Show the page as on a phone, in its true size, unless the pane is wide."""
        wide = self.width() >= theme.px(_WIDE_FROM)
        self.preview.show_as(wide=wide, dark=theme.is_dark())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._rest.start()
