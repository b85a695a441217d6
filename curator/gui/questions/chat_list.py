"""The chats of a library as a list that pops up, to choose one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look import theme
from curator.gui.look.safe_text import plain_tip
from curator.gui.look.style import set_kind
from curator.gui.questions.chats import chat_entries
from curator.gui.widgets import Label
from curator.gui.widgets.entry import ENTRY, Entry
from curator.gui.widgets.entry_list import EntryList
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr
from curator.library import Chat, ChatId

_SEARCHED = 8
"""With more chats than this, the list has a search field."""

_TALLEST = 460


class ChatList(QFrame):
    """The chats as lines, with a search field where there are many."""

    picked = Signal(object)

    def __init__(self, owner: QWidget, question: str = "") -> None:
        """owner: what opens it, and takes it along when it is deleted; question: its heading."""
        super().__init__(owner, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        set_kind(self, "suggestions")
        self._question = Label(question, weight=600, wrap=True)
        self.setAccessibleName(question)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a chat"))
        self.field.setAccessibleName(tr("Find a chat"))
        self.lines = EntryList(tr("Chats"))
        self.none = Label(tr("No chat is called that"), colour="text3", wrap=True)
        self.none.hide()
        self._entries: list[tuple[Entry, str]] = []
        """The lines, each with the words by which it is found."""
        column = column_in(self, (8, 8, 8, 8))
        column.addWidget(self._question)
        self._question.setVisible(bool(question))  # in its list, or it is a window for a moment
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(self.lines, 1)
        column.addStretch()
        self.field.textChanged.connect(self._sift)
        self.field.installEventFilter(self)
        self.lines.clicked.connect(lambda index: self._take(index.data(ENTRY)))
        self.lines.activated.connect(lambda index: self._take(index.data(ENTRY)))

    def show_chats(self, chats: Sequence[Chat], desk: Desk, *, with_all: bool = True) -> None:
        """Show the chats in the given order; with_all: an entry for all posts before them."""
        every = Entry(tr("All posts"), "", "inbox", current=desk.chat is None)
        entries = [replace(each, tip=each.tip_words) for each in chat_entries(chats, desk)]
        self._entries = [
            *([(every, every.name)] if with_all else []),
            *((entry, _found_by(chat, entry)) for chat, entry in zip(chats, entries, strict=True)),
        ]
        self.field.clear()
        self.field.setVisible(len(chats) > _SEARCHED)
        self._sift("")

    def open_at(self, place: QPoint) -> None:
        """Open at a position of the screen, with the current chat highlighted."""
        self.resize(self.sizeHint())
        self.move(place)
        self.show()
        (self.field if self.field.isVisible() else self.lines).setFocus()

    def _sift(self, words: str) -> None:
        """Leave the chats whose names, dates or hosts contain every word."""
        wanted = words.casefold().split()
        self.lines.rows.clear()
        for entry, said in self._entries:
            if all(word in said.casefold() for word in wanted):
                item = QStandardItem(entry.name)
                item.setData(entry, ENTRY)
                item.setToolTip(plain_tip(entry.tip_words))
                self.lines.rows.appendRow(item)
        found = self.lines.rows.rowCount() > 0
        self.none.setVisible(not found)
        self.lines.setVisible(found)
        places = range(self.lines.rows.rowCount())
        current = [n for n in places if self.lines.rows.item(n).data(ENTRY).current]
        self.lines.setCurrentIndex(self.lines.rows.index(0 if wanted else max([*current, 0]), 0))

    def _take(self, entry: Entry | None) -> None:
        if entry is not None:
            self.hide()
            self.picked.emit(ChatId(entry.chat) if entry.chat else None)

    @override
    def sizeHint(self) -> QSize:
        lines = max(1, self.lines.rows.rowCount())
        height = lines * max(theme.px(26), self.lines.sizeHintForRow(0)) + theme.px(28)
        for part in (self._question, self.field):
            height += part.sizeHint().height() + theme.px(6) if part.isVisibleTo(self) else 0
        return QSize(theme.px(430), min(height, theme.px(_TALLEST)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass arrow keys and Enter in the field on to the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                index = self.lines.rows.index(self.lines.currentIndex().row() + step, 0)
                if index.isValid():
                    self.lines.setCurrentIndex(index)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take(self.lines.currentIndex().data(ENTRY))
                return True
        return super().eventFilter(watched, event)


def _found_by(chat: Chat, entry: Entry) -> str:
    """Return the words by which a chat is found: its names, its date, its hosts."""
    return " ".join((chat.title, entry.name, *chat.hosts, *chat.guests))
