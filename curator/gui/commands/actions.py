"""The commands as Qt actions, which menus and keys use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSignalMapper, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from curator.gui.commands import keymap
from curator.gui.commands.commands import LOCAL, Command, commands, menus, submenus
from curator.gui.commands.keymap import caps, shown_keys
from curator.gui.look.safe_text import plain_tip
from curator.i18n import tr
from curator.languages import NAMES
from curator.library import Step

__all__ = ["Actions", "caps", "shown_keys"]


class Actions(QObject):
    """An action for each command; each calls `perform` with the command's name."""

    def __init__(self, window: QWidget, perform: Callable[[str], object]) -> None:
        super().__init__(window)
        self._window = window
        self._mapper = QSignalMapper(self)
        self._mapper.mappedString.connect(perform)
        self._actions = {command.name: self._made(command) for command in commands()}
        self._local: dict[str, list[str]] = {}
        looks = QActionGroup(self)
        for name in ("look_light", "look_dark", "look_system"):
            looks.addAction(self._actions[name])
        languages = QActionGroup(self)
        for code in ("system", *NAMES):
            languages.addAction(self._actions[f"language_{code}"])
        self.menus: list[QMenu] = []
        """The menus of the menu bar, in order."""
        self._bound: dict[str, tuple[str, ...]] = {}
        self.bind()

    def action(self, name: str) -> QAction:
        """Return the action of a command."""
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> None:
        """Add the menus to a menu bar."""
        for name, words in menus().items():
            menu = bar.addMenu(words.replace("&", ""))
            self.menus.append(menu)
            letter = words.partition("&")[2][:1]
            if letter:  # Qt would underline it for good
                keys = QShortcut(QKeySequence(f"Alt+{letter}"), self._window)
                keys.activated.connect(partial(bar.setActiveAction, menu.menuAction()))
            self._fill_menu(menu, name)
        keys = QShortcut(QKeySequence("F10"), self._window)
        keys.activated.connect(lambda: bar.setActiveAction(self.menus[0].menuAction()))

    def _fill_menu(self, menu: QMenu, name: str) -> None:
        """Add the commands of a menu, part by part; some parts become submenus."""
        inner: dict[int, QMenu] = {}
        part = 0
        for command in (each for each in commands() if each.menu == name):
            if command.part != part and command.part not in inner:
                menu.addSeparator()
            part = command.part
            words = submenus().get((name, part))
            if words and part not in inner:
                inner[part] = menu.addMenu(words)
            inner.get(part, menu).addAction(self._actions[command.name])

    def local(self, event: QKeyEvent) -> str:
        """Return the command of a key that no field or list has used, or ''."""
        names = self._local.get(keymap.pressed(event), ())
        return next((name for name in names if self._actions[name].isEnabled()), "")

    def bind(self) -> None:
        """Assign the keys of all commands, after the user changed some."""
        self._local = {}
        for command in commands():
            keys = keymap.keys(command.name)
            for local in (each for each in keys if each in LOCAL):
                self._local.setdefault(local, []).append(command.name)
            if self._bound.get(command.name) != keys:
                self._bound[command.name] = keys
                self._give(command, keys)

    def _give(self, command: Command, keys: tuple[str, ...]) -> None:
        action = self._actions[command.name]
        shortcuts = [QKeySequence(each) for each in keys if each not in LOCAL]
        action.setShortcuts(shortcuts)
        if keys and not shortcuts:  # shown in the menu, but handled by fields and lists
            action.setText(f"{command.words}\t{' '.join(caps(keys[0]))}")
        elif "\t" in action.text():
            action.setText(command.words)

    def allow(self, workspace: str, *, desk: bool) -> None:
        """Enable the commands that work in a workspace; '' is the start page."""
        for command in commands():
            places = command.where.split()
            on = "always" in places or (desk and ("desk" in places or workspace in places))
            self._actions[command.name].setEnabled(on)

    def show_steps(self, undo: Step | None, redo: Step | None) -> None:
        """Show what undo and redo would do; without a step they are disabled."""
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
        role = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
        action.setMenuRole(role.get(command.name, QAction.MenuRole.NoRole))
        action.triggered.connect(self._mapper.map)
        self._mapper.setMapping(action, command.name)
        self._window.addAction(action)
        return action
