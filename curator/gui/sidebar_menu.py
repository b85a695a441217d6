"""What can be done with a line of the sidebar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from curator.gui.sidebar_rows import Entry
from curator.i18n import tr

_MODIFIER = Qt.KeyboardModifier


def entry_menu(
    parent: QWidget,
    entry: Entry,
    show_alone: Callable[[Entry], object],
    choose: Callable[[Entry, Qt.KeyboardModifier], object],
    own: dict[str, Callable[[], object]],
) -> QMenu:
    """Return the menu of a line; own: what only this kind of line can."""
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
    for words, act in own.items():
        menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
    return menu
