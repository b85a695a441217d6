"""The lines of the page of keys: each a description with its keys."""

from __future__ import annotations

from dataclasses import dataclass

from curator.gui.commands import keymap
from curator.gui.commands.commands import Command, commands, groups
from curator.gui.commands.keymap import caps
from curator.library import folded

_ALIKE = 3
"""From this many commands on a line, only the first and the last key are shown."""

_HOMES = {"file": "window", "edit": "find", "view": "window", "posts": "decide", "story": "story"}
"""The heading of a command that the page does not list, by its menu."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the page: a description and its keys."""

    words: str
    keys: tuple[str, ...]
    """Key caps in order; '…' is not a key."""

    names: tuple[str, ...] = ()
    """The commands that share the line."""

    @property
    def is_changed(self) -> bool:
        """Whether the user has changed its keys."""
        return any(keymap.is_changed(name) for name in self.names)

    def answers(self, typed: str) -> bool:
        """Tell whether its text contains what is typed, or that is one of its keys."""
        wanted = folded(typed.strip())
        return wanted in folded(self.words) or self.has_key(typed)

    def has_key(self, typed: str) -> bool:
        """Tell whether what is typed is one of its keys: 'ctrl z', 'Ctrl+Z' or '↑'."""
        wanted = typed.strip().casefold()
        alike = {wanted.replace("-", "−"), " ".join(wanted.replace("+", " ").split())}
        for shortcut in (each for name in self.names for each in keymap.keys(name)):
            shown = [part.casefold() for part in caps(shortcut)]
            if {"+".join(shown), " ".join(shown)} & alike or shortcut.casefold() == wanted:
                return True
        return wanted in {key.casefold() for key in self.keys}


def lines(
    *, whole: bool = False, opened: frozenset[str] = frozenset()
) -> dict[str, list[KeyLine]]:
    """Return the lines of the page of keys by the name of their group.

    whole: include commands without keys of their own; opened: the texts of lines whose commands
    get lines of their own.
    """
    found: dict[str, list[KeyLine]] = {}
    for name in groups():
        rows: dict[str, list[Command]] = {}
        for command in sorted(commands(), key=lambda command: command.menu == "edit"):
            home = command.group or (_HOMES.get(command.menu, "window") if whole else "")
            if home == name:
                shared = command.row if command.row not in opened else ""
                rows.setdefault(shared or command.words, []).append(command)
        found[name] = [
            KeyLine(words, _keys(row), tuple(command.name for command in row))
            for words, row in rows.items()
        ]
    return found


def _keys(row: list[Command]) -> tuple[str, ...]:
    """Return the keys of a line: 'Alt ↑ ↓' for two commands that differ in the last key."""
    keyed = [keys for command in row if (keys := keymap.keys(command.name))]
    if not keyed:
        return ()
    first, *others = keyed[0]
    if len(row) == 1:
        more = [key for key in others if "+" not in key]
        return (*caps(first), *(cap for key in more[:1] for cap in caps(key)))
    if len(row) > _ALIKE:
        return (*caps(first), "…", *caps(keyed[-1][0]))
    shown = caps(first)
    for keys in keyed[1:]:
        more = caps(keys[0])
        shown += more[-1:] if more[:-1] == shown[: len(more) - 1] else more
    return tuple(shown)
