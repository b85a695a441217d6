"""The context menu of a line of the sidebar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator.gui.widgets.entry import Entry
from curator.i18n import tr

Act: TypeAlias = Callable[[], object]
Own: TypeAlias = dict[str, Act | Mapping[str, Act]]
"""Actions for one kind of line: labels with functions, or with submenus."""

_MODIFIER = Qt.KeyboardModifier


def entry_menu(
    parent: QWidget,
    entry: Entry,
    show_alone: Callable[[Entry], object],
    choose: Callable[[Entry, Qt.KeyboardModifier], object],
    own: Own,
) -> QMenu:
    """Return the menu of a line; own: actions for this kind of line only."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    show = menu.addAction(tr("Show these posts"))
    show.triggered.connect(lambda: show_alone(entry))
    if entry.term:
        add = menu.addAction(tr("Add to the search\tCtrl+click"))
        add.triggered.connect(lambda: choose(entry, _MODIFIER.ControlModifier))
        leave_out = menu.addAction(tr("Exclude\tAlt+click"))
        leave_out.triggered.connect(lambda: choose(entry, _MODIFIER.AltModifier))
    if own:
        menu.addSeparator()
    _fill(menu, own)
    return menu


def own_menu(parent: QWidget, own: Own) -> QMenu:
    """Return a menu of nothing but the actions for one kind of line."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _fill(menu, own)
    return menu


def _fill(menu: QMenu, own: Own) -> None:
    for words, act in own.items():
        if callable(act):
            _add(menu, words, act)
            continue
        inner = menu.addMenu(words)
        for name, each in act.items():
            _add(inner, name, each)


def _add(menu: QMenu, words: str, act: Act) -> None:
    menu.addAction(words).triggered.connect(lambda _on=False: act())
