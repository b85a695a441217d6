"""The widgets of the posts pane in Sift: search field, activity, list and bars."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from curator.gui.desk.desk import Desk
from curator.gui.post_list.view import PostsModel, PostsView
from curator.gui.search.field import SearchField
from curator.gui.search.histogram import Histogram
from curator.gui.sift.around_chat import AroundLine
from curator.gui.sift.chat_switch import ChatSwitch
from curator.gui.sift.list_header import ListHead
from curator.gui.sift.muted_bar import MutedBar
from curator.gui.sift.second_look import SecondLook
from curator.gui.sift.triage import Triage
from curator.gui.widgets import Button
from curator.gui.widgets.layouts import column_in
from curator.i18n import tr


class PostsPaneLayout(QWidget):
    """The layout of the posts pane."""

    asked = Signal(str)
    """The name of a command of the window to run, such as 'import'."""

    changed = Signal()
    """The result, its order or the selection has changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = SearchField(desk.library)
        self.histogram = Histogram(desk.library)
        self.head = ListHead()
        self.posts = PostsModel(desk.library, self)
        self.posts.by_day = True
        self.muted = MutedBar(desk.library)
        """Counts the posts hidden because their authors or their words are muted."""
        self.view = PostsView(self.posts)
        self.triage = Triage(desk, self.view)
        self.chats = ChatSwitch(desk, self)
        """Selects the chat."""
        self.before, self.after = AroundLine("before"), AroundLine("after")
        """The posts before and after the chat, folded away."""
        self.second = SecondLook(desk, self.triage)
        self.more = Button(tr("Library"), icon="panels-top-left", height=32)
        """Opens the sidebar where it does not fit beside the list."""
        self.save = Button(tr("Save search"), icon="bookmark-plus", kind="flat")
        """Saves the search."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.more.hide()
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(8)
        side_pane = QVBoxLayout()
        side_pane.setContentsMargins(0, 4, 0, 0)
        column = column_in(self, spacing=0)
        column.addLayout(top)
        top.addWidget(self.more)
        top.addWidget(self.chats)
        top.addWidget(self.search, 1)
        top.addLayout(side_pane)
        side_pane.addWidget(self.save)
        side_pane.addStretch(1)  # keeps the button in place when a message appears below the field
        column.addWidget(self.histogram)
        column.addWidget(self.head)
        column.addWidget(self.muted)
        column.addWidget(self.second)
        column.addWidget(self.before)
        column.addWidget(self.view, 1)
        column.addWidget(self.after)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(380)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.view.viewport().backgroundRole())

    def fit_small(self, *, narrow: bool, low: bool) -> None:
        """Take less room in a small window."""
        self.head.fit_small(narrow=narrow)
        self.histogram.fit_small(low=low)

    def inside(self, widget: QWidget | None) -> bool:
        """Tell whether a widget belongs to this pane."""
        return widget is not None and self.isAncestorOf(widget)
