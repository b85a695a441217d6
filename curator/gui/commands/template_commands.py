"""The user's own recap templates and snippets as commands for menus and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from curator import work
from curator.gui.look.safe_text import clean
from curator.i18n import tr

_LONGEST = 80


def own_commands() -> list[tuple[str, str]]:
    """Return a command and its label for each of the user's own templates and snippets."""
    return [
        (command(each.key), told.replace("%", clean(each.name[:_LONGEST])))
        for each in work.recipes()
        for told in [_words(each.kind)]
        if told
    ]


def command(key: str) -> str:
    """Return the command that uses a template or a snippet."""
    return key if key.startswith("snippet:") else f"rough_cut_{key}"


def add_own(menu: QMenu, do: Callable[[str], object]) -> QMenu:
    """Add a menu of the user's own templates, which is filled when it opens."""
    own = menu.addMenu(tr("Your templates and snippets"))
    own.aboutToShow.connect(lambda: fill(own, do))
    return own


def fill(menu: QMenu, do: Callable[[str], object], *, every: bool = False) -> None:
    """Fill a menu with templates; every: including the built-in ones."""
    menu.clear()
    known = work.recipes()
    shown = [each for each in known if every or each.kind != "built-in"]
    before = ""
    for each in shown:
        if before and before != each.kind:
            menu.addSeparator()
        before = each.kind
        words = clean(each.name[:_LONGEST]).replace("&", "&&")
        if each.kind == "snippet":
            words = tr("Put in “{name}”", name=words)
        action = QAction(words, menu)
        action.triggered.connect(partial(_do, do, command(each.key)))
        menu.addAction(action)
    if not shown:
        menu.addAction(tr("None yet")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(tr("Edit recap templates…")).triggered.connect(lambda: do("recaps"))


def _do(do: Callable[[str], object], name: str, _checked: object = None) -> None:
    do(name)


def _words(kind: str) -> str:
    match kind:
        case "recap":
            return tr("Make a rough cut: {name}", name="%")
        case "snippet":
            return tr("Put in the snippet “{name}”", name="%")
        case _:
            return ""
