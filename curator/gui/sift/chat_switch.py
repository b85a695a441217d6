"""The chat selector above the list: one chat, or all posts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.desk.desk import Desk
from curator.gui.look.safe_text import clean
from curator.gui.questions.chat_list import ChatList
from curator.gui.widgets import Choice
from curator.i18n import tr
from curator.library import CHATS, ChatId


class ChatSwitch(Choice):
    """“#critlib, 10 March 2015 ⌄”: opens the chats, newest first. Hidden without chats."""

    picked = Signal(object)
    """The ChatId that was selected, or None for all posts."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__([tr("All posts")], label=tr("Chat"))
        self.setParent(parent)  # before it is shown, or it is a window for a moment
        self._desk = desk
        self._list = ChatList(self)
        self._list.picked.connect(self._pick)
        self.shorten()
        desk.changed.connect(lambda changes: self.refresh() if changes & CHATS else None)
        desk.chat_changed.connect(lambda _chat: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Update the chats, and show the current one."""
        self._chats = [*reversed(self._desk.library.chats.all())]
        ids = [chat.id for chat in self._chats]
        self.offer([tr("All posts"), *(clean(chat.title) for chat in self._chats)])
        self.choose(ids.index(self._desk.chat) + 1 if self._desk.chat in ids else 0)
        self.setVisible(bool(self._chats))

    def open(self) -> None:
        """Open the list of chats below the button."""
        self._list.show_chats(self._chats, self._desk)
        self.window().repaint()  # Sift may just have been made: the list opens above it
        below = self.mapToGlobal(QPoint(0, self.height() + 2))
        self._list.open_at(below)

    def _pick(self, chat: ChatId | None) -> None:
        self.picked.emit(chat)

    @override
    def _open(self) -> None:
        self.open()
