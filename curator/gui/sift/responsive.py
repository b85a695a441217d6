"""How Sift divides a small window among its panes; large text makes any window small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from curator.gui.look import theme
from curator.gui.look.style import set_kind
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.widgets.splitter import Splitter

_READING = 0.4
"""Share of a small window that the button labels under a post need."""

_SNUG, _NARROW, _LOW = 1279, 999, 760
_LARGE_TEXT = 150
_SIDEBAR = 188
"""Least width of the sidebar in a small window."""


class ResponsiveLayout(QObject):
    """Lays the sidebar over the list where there is no room beside it."""

    def __init__(
        self, sift: QWidget, sidebar: Sidebar, posts_pane: PostsPane, split: Splitter
    ) -> None:
        super().__init__(sift)
        self._sift, self._sidebar = sift, sidebar
        self._posts_pane, self._split = posts_pane, split
        self.narrow = False
        """Whether the window is too narrow for the sidebar."""
        sidebar.installEventFilter(self)

    def fit(self) -> None:
        """Adapt the panes to the present width."""
        large, width = theme.zoom() >= _LARGE_TEXT, self._sift.width()
        narrow = width <= _NARROW or large
        low = self._sift.window().height() <= _LOW
        self._posts_pane.fit_small(narrow=narrow, low=low)
        self._posts_pane.save.bare(on=width <= _SNUG or large)
        self._posts_pane.more.bare(on=width <= _SNUG and large)
        if narrow != self.narrow:
            self.narrow = narrow
            self._posts_pane.more.setVisible(narrow)
            self._move_sidebar()
        elif not narrow and width <= _SNUG:
            self._narrow_sidebar(width)

    def _narrow_sidebar(self, width: int) -> None:
        """Leave the sidebar what its own words need."""
        side = max(_SIDEBAR, self._sidebar.least_width)
        if self._split.sizes()[0] > side:
            reading = max(self._split.sizes()[2], round(width * _READING))
            self._split.setSizes([side, width - side - reading, reading])

    def _move_sidebar(self) -> None:
        """Move the sidebar over the list, or back beside it."""
        set_kind(self._sidebar, "drawer" if self.narrow else "sidebar")
        if self.narrow:
            self._sidebar.setParent(self._sift)
            self._sidebar.hide()
        else:
            self._split.insertWidget(0, self._sidebar)
            self._split.setStretchFactor(0, 0)
            self._sidebar.show()
            self._split.restore()

    def open_sidebar(self) -> None:
        """Open the sidebar over the list."""
        self._sidebar.setGeometry(0, 0, theme.px(260), self._sift.height())
        self._sidebar.show()
        self._sidebar.raise_()
        self._sidebar.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = watched is self._sidebar and event.type() == QEvent.Type.FocusOut
        now = QApplication.focusWidget()
        if left and self.narrow and not (now and self._sidebar.isAncestorOf(now)):
            self._sidebar.hide()
        return False
