"""The codebook overlay: all tags with definition, colour, position, key and posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from curator.gui.codebook.files import read_codebook, save_codebook
from curator.gui.codebook.form import CodebookForm
from curator.gui.codebook.tag_tree import TagLines
from curator.gui.commands.keymap import spoken
from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import clean
from curator.gui.widgets import Button, Elided, Label, Rule
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_list import EntryList
from curator.gui.widgets.layouts import column_in, row_in
from curator.gui.widgets.overlay import Overlay
from curator.i18n import tr, trn
from curator.library import Changes, PostId, TagId

_WIDTH, _TOP, _SHARE, _LIST, _HEAD = 940, 64, 0.84, 340, 50


class CodebookOverlay(Overlay):
    """A list of tags, and the form of the selected one."""

    about = "codebook"

    lets = frozenset({"undo", "redo"})

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._top_window = window
        self._desk: Desk | None = None
        self._lines: TagLines | None = None
        self.list = _TagList(self)
        """The tags."""
        self.form = CodebookForm()
        """The form of the selected tag."""
        self.new = Button(tr("New tag"), icon="plus", kind="flat")
        self.read = Button(tr("Read…"), kind="flat")
        self.save = Button(tr("Save…"), kind="flat")
        self._close = Button(tr("Close"), key="Esc", kind="flat")
        self.sheds = (self.new,)
        self._end = Elided("", "small", "text2")
        self._none = Label(
            tr("A tag says what a post is about. Its definition says when to give it."),
            "base", "text2", wrap=True,
        )  # fmt: skip
        self.wrong = Label("", "small", "bad", wrap=True)
        """Why the last edit failed."""
        self.setAccessibleName(tr("Codebook"))
        self._build()
        self._wire()

    def _build(self) -> None:
        self._head = QWidget()
        row = row_in(self._head, (14, 0, 8, 0), spacing=8)
        row.addWidget(Label(tr("Codebook"), "base", weight=600))
        row.addWidget(self._end, 1)
        for button in (self.new, self.read, self.save, self._close):
            row.addWidget(button)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setContentsMargins(40, 0, 40, 0)
        column = column_in(self.panel, (1, 1, 1, 1), spacing=0)
        column.addWidget(self._head)
        column.addWidget(Rule())
        column.addWidget(self.wrong)
        column.addLayout(middle, 1)
        middle.addWidget(self.list)
        middle.addWidget(Rule(upright=True))
        middle.addWidget(self.form, 1)
        middle.addWidget(self._none, 1)
        self.wrong.setContentsMargins(14, 8, 14, 8)
        self.wrong.hide()

    def _wire(self) -> None:
        self._close.clicked.connect(self.dismiss)
        self.new.clicked.connect(self.make)
        self.read.clicked.connect(lambda: self._with_desk(read_codebook))
        self.save.clicked.connect(lambda: self._with_desk(save_codebook))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.form.left.connect(self.list.setFocus)

    def open_on(self, desk: Desk, at: str, at_hand: Mapping[str, Sequence[PostId]]) -> None:
        """Show the tags of a desk; at: what to do first, such as 'split'.

        at_hand: the posts by which a tag can be split, such as those 'chosen'.
        """
        if desk is not self._desk:
            self._desk, self._lines = desk, TagLines(desk, desk)
            desk.changed.connect(self._desk_changed)
            desk.failed.connect(self._failed)
            desk.closing.connect(self._release_desk)
            self.form.use(desk, self._lines.coding)
            self._lines.coding.made.connect(self._go_to)
        self.form.show_posts_at_hand(at_hand)
        if self._lines is not None:
            self._lines.follow(frozenset({"tags"}))
        self._fill_in(desk.tag_at_hand)
        self.open()
        if at != "definition" and self.list.currentIndex().isValid():
            self.form.go_to(at)

    def make(self) -> None:
        """Make a tag, and edit its name."""
        if self._desk is None or self._lines is None:
            return
        name, number = tr("new tag"), 2
        while self._desk.library.tags.named(name) is not None:
            name, number = tr("new tag {number}", number=number), number + 1
        if self._lines.coding.make(name):
            self.form.go_to("name")

    @property
    def sentence(self) -> str:
        """Return the text above the list."""
        return self._end.text()

    def _with_desk(self, act: object) -> None:
        if self._desk is not None and callable(act):
            self.form.keep()
            act(self._top_window, self._desk)

    # Display

    def _fill_in(self, tag: TagId | None = None) -> None:
        """Update the list of tags; the selection is kept."""
        if self._lines is None:
            return
        chosen = tag or self.chosen
        _, *entries = self._lines.lines(())
        known = {tag.id: tag for tag in self._lines.tags}
        entries = [
            replace(entry, about=clean(known[TagId(entry.tag)].definition[:200]))
            for entry in entries
            if entry.tag
        ]
        self.list.show_entries(entries, chosen or 0)
        whole = trn("{count} tag", "{count} tags", len(entries))
        self._end.setText(f"{whole} · {tr('Alt and the arrows arrange, Del deletes')}")
        if not entries:
            self._end.setText(
                tr("No tags yet. {keys} tags a post; or make one here.", keys=spoken("tag"))
            )
        self._show_current()

    @property
    def chosen(self) -> TagId | None:
        """Return the selected tag."""
        entry = self.list.currentIndex().data(ENTRY)
        return TagId(entry.tag) if isinstance(entry, Entry) else None

    def _show_current(self) -> None:
        if self._desk is None or self._lines is None:
            return
        self.wrong.hide()
        tag = next((each for each in self._lines.tags if each.id == self.chosen), None)
        self._desk.tag_at_hand = tag.id if tag else self._desk.tag_at_hand
        self.form.show_tag(tag, self._lines.tags)
        self.form.setVisible(tag is not None)
        self._none.setVisible(tag is None)

    def _go_to(self, tag: TagId) -> None:
        self._fill_in(tag)

    def _desk_changed(self, changes: Changes) -> None:
        if self._lines is not None:
            self._lines.follow(changes)
        if self.isVisible() and changes & {"tags", "post_tags", "posts"}:
            self._fill_in()

    def _failed(self, error: Exception) -> None:
        """Show an error here, because the overlay covers the window's notice."""
        self.wrong.setText(str(error))
        self.wrong.setVisible(self.isVisible())

    def _release_desk(self) -> None:
        """Save what is typed while the library is still open."""
        self.form.keep()
        self.hide()
        self._desk = self._lines = None

    def key(self, event: QKeyEvent) -> bool:
        """Handle a key on the selected tag; tell whether it was used."""
        if self.chosen is None or self._lines is None:
            return False
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.form.go_to("name" if event.key() == Qt.Key.Key_F2 else "definition")
            return True
        return self._lines.key(self.chosen, event)

    @override
    def box(self, room: QRect) -> QRect:
        width = min(theme.px(_WIDTH), room.width() - 48)
        height = min(theme.px(620), round(room.height() * _SHARE))
        self._head.setFixedHeight(theme.px(_HEAD))
        self.list.setFixedWidth(min(theme.px(_LIST), round(width * 0.36)))
        return QRect((room.width() - width) // 2, min(_TOP, room.height() // 12), width, height)

    @override
    def _take_focus(self) -> None:
        target = self.list if self.list.currentIndex().isValid() else self.new
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def dismiss(self) -> None:
        self.form.keep()
        super().dismiss()


class _TagList(EntryList):
    """The tags of the codebook, painted as in the sidebar."""

    def __init__(self, codebook: CodebookOverlay) -> None:
        super().__init__(tr("Tags"))
        self._codebook = codebook

    def show_entries(self, entries: Sequence[Entry], tag: int) -> None:
        """Show lines; tag: which is to be chosen, else the one where the last was."""
        row = max(0, self.currentIndex().row())
        for place, entry in enumerate(entries):
            item = self.rows.item(place)
            if item is None:
                item = QStandardItem()
                self.rows.appendRow(item)
            item.setData(entry, ENTRY)
            item.setText(tr("{name}, {told}", name=entry.name, told=entry.tip_words))
        self.rows.removeRows(len(entries), self.rows.rowCount() - len(entries))
        places = [place for place, entry in enumerate(entries) if entry.tag == tag]
        wanted = places[0] if places else min(row, len(entries) - 1)
        self.setCurrentIndex(self.rows.index(wanted, 0))
        self.viewport().update()

    @override
    def keyboardSearch(self, search: str) -> None:
        name = clean(search).casefold()
        rows = (self.rows.item(place) for place in range(self.rows.rowCount()))
        for item in rows:
            if item.data(ENTRY).name.casefold().startswith(name):
                self.setCurrentIndex(item.index())
                return

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._codebook.key(event):
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LIST), 300)
