"""The commands as Qt knows them: one action each, of which menus and keys are made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSignalMapper, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.gui.commands import LOCAL, Command, commands, menus
from curator.gui.parts_text import plain_tip
from curator.i18n import tr
from curator.library import Step

_SHOWN = {
    "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "Del": "Del",
    "-": "−",
}  # fmt: skip
_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"}


def caps(keys: str) -> list[str]:
    """Return the key caps of a shortcut: 'Ctrl+Shift+O' is Ctrl, Shift, O."""
    parts = keys.replace("++", "+\0").split("+")
    parts = ["+" if part == "\0" else part for part in parts]
    names = _SHOWN | _MAC if sys.platform == "darwin" else _SHOWN
    return [names.get(part, part) for part in parts]


def shown_keys(name: str) -> str:
    """Return the first shortcut of a command in the words of a button: 'Ctrl Shift O'."""
    keys = {command.name: command.keys for command in commands()}[name]
    return " ".join(caps(keys[0])) if keys else ""


class Actions(QObject):
    """An action for each command; `perform` is called with the name of what was asked."""

    def __init__(self, window: QWidget, perform: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._mapper = QSignalMapper(self)
        self._mapper.mappedString.connect(perform)
        self._actions = {command.name: self._made(command) for command in commands()}
        self._local = {
            keys: command.name for command in commands() for keys in command.keys if keys in LOCAL
        }
        looks = QActionGroup(self)
        for name in ("look_light", "look_dark", "look_system"):
            looks.addAction(self._actions[name])
        self.menus: list[QMenu] = []
        """The menus of the bar, in order."""

    def action(self, name: str) -> QAction:
        """Return the action of a command."""
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into a bar."""
        for name, words in menus().items():
            menu = bar.addMenu(words.replace("&", ""))
            self.menus.append(menu)
            letter = words.partition("&")[2][:1]
            if letter:  # Qt would underline it for good
                keys = QShortcut(QKeySequence(f"Alt+{letter}"), self._window)
                keys.activated.connect(partial(bar.setActiveAction, menu.menuAction()))
            part = 0
            for command in (each for each in commands() if each.menu == name):
                if command.part != part:
                    menu.addSeparator()
                    part = command.part
                menu.addAction(self._actions[command.name])
        keys = QShortcut(QKeySequence("F10"), self._window)
        keys.activated.connect(lambda: bar.setActiveAction(self.menus[0].menuAction()))

    def local(self, event: QKeyEvent) -> str:
        """Return the command of a key that no field or list wanted, or ''."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        modifiers = event.modifiers() & ~keypad
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        keys = QKeySequence(Qt.KeyboardModifier(modifiers).value | key.value).toString()
        name = self._local.get(keys, "")
        return name if name and self._actions[name].isEnabled() else ""

    def allow(self, workspace: str, *, desk: bool) -> None:
        """Enable what works in a workspace; '' is the start page."""
        for command in commands():
            places = command.where.split()
            on = "always" in places or (desk and ("desk" in places or workspace in places))
            self._actions[command.name].setEnabled(on)

    def tell_steps(self, undo: Step | None, redo: Step | None) -> None:
        """Say what undo and redo would do; without a step they are disabled."""
        for name, step, words in (
            ("undo", undo, tr("Undo “{label}”", label=undo.label) if undo else tr("Undo")),
            ("redo", redo, tr("Redo “{label}”", label=redo.label) if redo else tr("Redo")),
        ):
            action = self._actions[name]
            action.setText(words.replace("&", "&&"))
            action.setToolTip(plain_tip(words))
            action.setEnabled(action.isEnabled() and step is not None)

    def _made(self, command: Command) -> QAction:
        action = QAction(command.words, self._window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        shortcuts = [QKeySequence(keys) for keys in command.keys if keys not in LOCAL]
        action.setShortcuts(shortcuts)
        if command.keys and not shortcuts:  # shown in the menu, but left to fields and lists
            action.setText(f"{command.words}\t{' '.join(caps(command.keys[0]))}")
        role = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
        action.setMenuRole(role.get(command.name, QAction.MenuRole.NoRole))
        action.triggered.connect(self._mapper.map)
        self._mapper.setMapping(action, command.name)
        self._window.addAction(action)
        return action
