"""The keymap: the keys of each command, by default or as the user has set them.

It is global, like the language and the theme: whatever shows a key asks here when it paints.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from curator.gui.commands.commands import LOCAL, Command, commands, menus
from curator.i18n import language, tr

ENTER = "↵"
"""The key cap that is drawn as an arrow."""

Chosen: TypeAlias = Mapping[str, Sequence[str]]
"""The user's own keys, by the name of the command."""

_MAC = {"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"}
_KEPT = frozenset(
    {
        "Tab", "Esc", "Space", "Up", "Down", "Home", "End", "PgUp", "PgDown", "F10", "Menu",
        "Shift+Tab", "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Shift+Home",
        "Shift+End", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Tab", "Ctrl+Return", "Shift+F10",
    }
)  # fmt: skip
"""Keys that fields, lists and menus need: no command can take them."""

_HELD = frozenset(
    {
        Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_unknown,
    }
)  # fmt: skip
_NAMED = 0x0100_0000
"""Qt's codes from here on are keys without a printable character."""

_now: dict[str, tuple[str, ...]] = {}


def use(chosen: Chosen) -> None:
    """Set the user's keys; a key set for two commands stays with one of them."""
    known = {name: each for name, each in chosen.items() if name in _by_name()}
    _now.clear()
    _now.update({name: tuple(filter(None, map(_clean, each))) for name, each in known.items()})
    for name, each in [*_now.items()]:
        _now[name] = tuple(shortcut for shortcut in each if not clash(name, shortcut))


def keys(name: str) -> tuple[str, ...]:
    """Return the keys of a command, the preferred first; none if it has none."""
    return _now[name] if name in _now else _by_name()[name].keys


def is_changed(name: str) -> bool:
    """Tell whether the keys of a command differ from the default."""
    return keys(name) != _by_name()[name].keys


def chosen() -> dict[str, list[str]]:
    """Return the user's keys, as stored in the settings."""
    return {name: list(each) for name, each in _now.items() if is_changed(name)}


# Display


def caps(shortcut: str) -> list[str]:
    """Return the key caps of a shortcut: 'Ctrl+Shift+O' is Ctrl, Shift, O."""
    parts = shortcut.replace("++", "+\0").split("+")
    parts = ["+" if part == "\0" else part for part in parts]
    names = _caps(language())
    return [names.get(part, part) for part in parts]


@cache
def _caps(_language: str) -> dict[str, str]:
    """Return what is printed on the keys of a language's keyboards, by Qt's names."""
    names = {
        "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "-": "−",
        "Return": tr("Enter"), "Del": tr("Del"), "Home": tr("Home"), "End": tr("End"),
        "PgUp": tr("PgUp"), "PgDown": tr("PgDown"), "Space": tr("Space"),
        "Backspace": tr("Backspace"),
        "Ctrl": tr("Ctrl"), "Shift": tr("Shift"),
    }  # fmt: skip
    return names | _MAC if sys.platform == "darwin" else names


def held_caps() -> set[str]:
    """Return the key caps of the keys that are held while another is pressed."""
    names = _caps(language())
    return {names.get(name, name) for name in ("Ctrl", "Alt", "Shift")}


def shown_keys(name: str) -> str:
    """Return the first shortcut of a command as a button shows it: 'Ctrl Shift O'.

    A name that is no command is taken to be a key.
    """
    if name not in _by_name():
        return _caps(language()).get(name, name)
    found = keys(name)
    return " ".join(caps(found[0])) if found else ""


def cap(name: str) -> str:
    """Return the key cap of a command for a button: Enter alone is drawn as an arrow."""
    words = shown_keys(name)
    return ENTER if words == tr("Enter") else words


def spoken(name: str) -> str:
    """Return the keys of a command for a sentence, 'Ctrl+Z'; without keys its label."""
    found = keys(name)
    if found:
        return "+".join(caps(found[0]))
    return tr("“{command}”", command=_by_name()[name].words)


def hint(*names: str) -> str:
    """Return the keys of commands for the status bar: 'J K', or 'Alt ↑ ↓' with a common part."""
    told: list[str] = []
    held: list[str] = []
    for each in (caps(found[0]) for name in names if (found := keys(name))):
        told += each[-1:] if held and each[:-1] == held else each
        held = each[:-1]
    return " ".join(told)


# Customisation


def pressed(event: QKeyEvent) -> str:
    """Return the pressed shortcut, such as 'Ctrl+D'; '' while only modifiers are held."""
    key = event.key()
    if not key or key in _HELD:
        return ""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    elif key < _NAMED and not chr(key).isalpha():  # Shift is only needed to type the sign
        held &= ~Qt.KeyboardModifier.ShiftModifier
    try:
        return QKeySequence(QKeyCombination(held, Qt.Key(key))).toString()
    except ValueError:  # a key that Qt has no name for
        return ""


def refusal(shortcut: str) -> str:
    """Return why a shortcut cannot be assigned to any command, or ''."""
    letters = {f"Alt+{words.partition('&')[2][:1]}" for words in menus().values()}
    if shortcut in _KEPT or shortcut in letters:
        words = "+".join(caps(shortcut))
        return tr("{keys} is needed in fields, lists and menus. Press other keys.", keys=words)
    return ""


def clash(name: str, shortcut: str) -> str:
    """Return the command that would lose a shortcut, or ''."""
    mine = _by_name()[name]
    others = (other for other in commands() if other.name != name and _share_place(mine, other))
    return next((other.name for other in others if shortcut in keys(other.name)), "")


def doing(shortcut: str) -> list[str]:
    """Return the commands that have a shortcut."""
    return [command.name for command in commands() if shortcut in keys(command.name)]


def bound(name: str, shortcut: str) -> dict[str, list[str]]:
    """Return the user's keys after a command gets a shortcut, taken from any other.

    The command's keys for moving in lists, such as arrows, are kept.
    """
    made = _without(name, shortcut)
    more = [each for each in keys(name)[1:] if each in LOCAL and each != shortcut]
    made[name] = [shortcut, *more]
    return {each: value for each, value in made.items() if tuple(value) != _by_name()[each].keys}


def restored(name: str) -> dict[str, list[str]]:
    """Return the user's keys after a command gets its default keys back.

    Another command that was given one of them loses it.
    """
    made = chosen()
    for shortcut in _by_name()[name].keys:
        made |= _without(name, shortcut)
    made.pop(name, None)
    return made


def _without(name: str, shortcut: str) -> dict[str, list[str]]:
    """Return the user's keys without a shortcut, for all commands that work in the same place."""
    made = chosen()
    for other in doing(shortcut):
        if other != name and _share_place(_by_name()[name], _by_name()[other]):
            made[other] = [each for each in keys(other) if each != shortcut]
    return made


def _clean(shortcut: str) -> str:
    """Return a shortcut in Qt's spelling; '' for none, and for one that cannot be assigned."""
    found = QKeySequence(shortcut)
    plain = found.toString() if found.count() == 1 else ""
    return "" if plain in _KEPT else plain


@cache
def _by_name() -> dict[str, Command]:
    return {command.name: command for command in commands()}


def _share_place(one: Command, other: Command) -> bool:
    """Tell whether two commands work in the same place, so that they cannot share a key."""
    places, others = set(one.where.split()), set(other.where.split())
    return bool(places & others) or bool({"always", "desk"} & (places | others))
