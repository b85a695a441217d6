"""The top bar: menus, workspace tabs, the library's name, undo."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QSizePolicy, QWidget
from typing_extensions import override

from curator.gui.commands.actions import Actions
from curator.gui.look import theme
from curator.gui.look.restyled import Restyled
from curator.gui.widgets import Button, Chip, Elided, Segments
from curator.gui.widgets.layouts import row_in
from curator.gui.window.drag_over_tabs import DragOverTabs
from curator.i18n import tr

WORKSPACES = ("sift", "story", "publish")
_MENUS = 60
"""Width that the menus have at least."""

_LEAST_NAME = 40
"""Width from which the name of the library is shown: of less there is nothing to read."""

_HINTS_FROM = 1280
"""Narrower windows show no keys on the tabs."""


class TopBar(Restyled, QWidget):
    """Menus at the left, workspace tabs in the middle of the window, the rest at the right."""

    chosen = Signal(str)
    """The name of the workspace whose tab was clicked."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._undo_action = actions.action("undo")
        self._bar = QMenuBar()
        self._bar.setNativeMenuBar(sys.platform == "darwin")
        self._bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        actions.fill(self._bar)
        self._name = Elided("", "small", "text3")
        self._read_only = Chip(tr("Read only"))
        self._read_only.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._read_only.hide()
        self._undo = Button(tr("Undo"), icon="undo-2", kind="flat")
        words = actions.action("commands").text().removesuffix("…")
        self._commands = Button(words, key="commands", icon="command")
        self._commands.clicked.connect(actions.action("commands").trigger)
        self.switch = Segments(
            [actions.action(name).text() for name in WORKSPACES],
            does=WORKSPACES,
            label=tr("Workspace"),
        )
        self.switch.setParent(self)
        self.spring = DragOverTabs(self.switch, WORKSPACES)
        """Handles drags over the tabs."""
        self._lay_out()
        self._undo.clicked.connect(self._undo_action.trigger)
        self._undo_action.changed.connect(self._follow_undo)
        self.switch.chosen.connect(lambda number: self.chosen.emit(WORKSPACES[number]))
        self._follow_undo()

    def _lay_out(self) -> None:
        row = row_in(self, (6, 0, 10, 1), spacing=10)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self._name)
        row.addWidget(self._read_only)
        row.addWidget(self._undo)
        row.addWidget(self._commands)

    def show_library(self, name: str, *, readonly: bool, damaged: bool = False) -> None:
        """Show the name of the open library; '' is none."""
        self._name.setText(name)
        self._read_only.setVisible(bool(name) and readonly)
        self._read_only.setText(tr("Damaged") if damaged else tr("Read only"))
        tip = tr("This library can only be read here. Save a copy to work.")
        if damaged:
            tip = tr("Only what can be read is shown. Figures and lists may be wrong.")
        self._read_only.setToolTip(tip)
        self.switch.setEnabled(bool(name))
        self.switch.setToolTip("" if name else tr("Open a library first."))
        self._place()

    def show_workspace(self, name: str) -> None:
        """Show which workspace is open."""
        self.switch.choose(WORKSPACES.index(name))

    def _follow_undo(self) -> None:
        action: QAction = self._undo_action
        self._undo.setEnabled(action.isEnabled())
        self._undo.setToolTip(action.toolTip() if action.isEnabled() else tr("Nothing to undo."))

    def _place(self) -> None:
        wide = self.width() >= theme.px(_HINTS_FROM)
        self.switch.show_keys(on=wide)
        self.switch.adjustSize()
        # menus that have no room go under the bar's own arrow
        menus = min(self._bar.sizeHint().width(), self.width() - self.switch.width() - 30)
        self._bar.setMaximumWidth(max(theme.px(_MENUS), menus))
        left = max((self.width() - self.switch.width()) // 2, self._bar.maximumWidth() + 20)
        self.switch.move(left, (self.height() - 1 - self.switch.height()) // 2)
        self._commands.bare(on=not wide)
        beside = self.width() - (left + self.switch.width()) - 20
        self._commands.setVisible(beside >= self._commands.sizeHint().width())
        beside -= self._commands.sizeHint().width() + 10
        self._undo.bare(on=beside < theme.px(80))
        self._follow_undo()
        self._undo.setVisible(beside >= self._undo.sizeHint().width())
        room = beside - self._undo.sizeHint().width() - 20
        room -= self._read_only.sizeHint().width() + 10 if not self._read_only.isHidden() else 0
        wanted = self._name.fontMetrics().horizontalAdvance(self._name.text()) + 4
        has_room = wide and room >= theme.px(_LEAST_NAME)  # the window's title has it too
        self._name.setVisible(has_room and bool(self._name.text()))
        self._name.setFixedWidth(max(0, min(wanted, room)))
        self.setFixedHeight(theme.px(44))

    @override
    def follow_style(self) -> None:
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
