"""What stands in the middle pane of Sift: the field, activity, the list and its bars."""

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
from curator.gui.sift.muted_bar import MutedLine
from curator.gui.sift.second_look import SecondLook
from curator.gui.sift.triage import Deciding
from curator.gui.widgets import Button
from curator.i18n import tr


class FindingPane(QWidget):
    """The widgets of the middle pane, laid out."""

    asked = Signal(str)
    """A command of the window is wanted, such as 'import'."""

    changed = Signal()
    """Something else is found, in another order, or something else is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = SearchField(desk.library)
        self.histogram = Histogram(desk.library)
        self.head = ListHead()
        self.posts = PostsModel(desk.library, self)
        self.posts.by_day = True
        self.muted = MutedLine()
        """How many posts are left out because of who said them."""
        self.view = PostsView(self.posts)
        self.deciding = Deciding(desk, self.view)
        self.chats = ChatSwitch(desk)
        """Which chat is looked at."""
        self.before, self.after = AroundLine("before"), AroundLine("after")
        """What was said around the chat, folded away."""
        self.second = SecondLook(desk, self.deciding)
        self.more = Button(tr("Library"), icon="panels-top-left", height=32)
        """Opens the sidebar where it has no room of its own."""
        self.save = Button(tr("Save search"), icon="bookmark-plus", kind="flat")
        """Keeps what is searched for."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.more.hide()
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 12, 8)
        top.setSpacing(8)
        top.addWidget(self.more)
        top.addWidget(self.chats)
        top.addWidget(self.search, 1)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 0)
        beside.addWidget(self.save)
        beside.addStretch(1)  # a sentence under the field leaves the button where it is
        top.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
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

    def squeeze(self, *, narrow: bool, low: bool) -> None:
        """Take less room in a small window."""
        self.head.squeeze(narrow=narrow)
        self.histogram.squeeze(low=low)

    def inside(self, widget: QWidget | None) -> bool:
        """Tell whether a widget is one of this pane's."""
        return widget is not None and self.isAncestorOf(widget)
