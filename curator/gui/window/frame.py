"""The frame of the window: its bars, its pages, messages across the top, file drops."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from curator.gui.commands.actions import Actions
from curator.gui.start.guide import Guide
from curator.gui.start.news import News
from curator.gui.start.series import Proposal
from curator.gui.widgets import Notice
from curator.gui.widgets.layouts import column_in
from curator.gui.window.file_drop import FileDrop
from curator.gui.window.preferences import Preferences
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.top_bar import TopBar
from curator.gui.window.undone_import import UndoneImportLine


class WindowFrame(QWidget):
    """Bars above and below a stack of pages; files may be dropped on it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._actions = Actions(self, self.perform)
        self._top = TopBar(self._actions)
        self._notice = Notice()
        self._undone_import = UndoneImportLine()
        self._proposal = Proposal()
        self._news = News()
        self._guide = Guide()
        self._stack = QStackedWidget()
        self._status_bar = StatusBar()
        self._edge = FileDrop(self)
        self._lay_out()

    @abstractmethod
    def perform(self, name: str) -> bool:
        """Run a command; tell whether it was known and allowed."""

    def _lay_out(self) -> None:
        column = column_in(self, spacing=0)
        column.addWidget(self._top)
        column.addWidget(self._notice)
        column.addWidget(self._undone_import)
        column.addWidget(self._proposal)
        column.addWidget(self._news)
        column.addWidget(self._stack, 1)
        column.addWidget(self._guide)
        column.addWidget(self._status_bar)
        self.setMinimumSize(900, 600)
        self.setAcceptDrops(True)

    def show_error(self, sentence: str, details: str = "") -> None:
        """Show an error message across the top."""
        self._notice.show_error(sentence, details)

    def show_message(self, sentence: str) -> None:
        """Show in the status bar what was done."""
        self._status_bar.show_message(sentence)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._edge.enter(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._edge.leave()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._edge.let_go(event)
