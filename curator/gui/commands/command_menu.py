"""A context menu of commands, with their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator.gui.commands.commands import commands
from curator.gui.commands.keymap import shown_keys

Line: TypeAlias = str | tuple[str, Sequence[str]]
"""The name of a command, '' for a separator, or the label of a submenu with its commands."""


def command_menu(
    parent: QWidget,
    lines: Iterable[Line],
    perform: Callable[[str], object],
    labels: Mapping[str, str] | None = None,
) -> QMenu:
    """Return a menu of commands that is deleted when closed.

    labels: labels that differ from those of the commands, by name.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = {command.name: command.words for command in commands()} | dict(labels or {})
    for line in lines:
        if not line:
            menu.addSeparator()
        elif isinstance(line, str):
            _add(menu, line, words[line], perform)
        else:
            inner = menu.addMenu(line[0])
            for name in line[1]:
                _add(inner, name, words[name], perform)
    return menu


def _add(menu: QMenu, name: str, words: str, perform: Callable[[str], object]) -> None:
    keys = shown_keys(name) if name in {command.name for command in commands()} else ""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    action.triggered.connect(partial(_do, perform, name))


def _do(perform: Callable[[str], object], name: str, _on: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's own
    perform(name)
