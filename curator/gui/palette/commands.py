"""Commands as lines of the palette: icon, label, what they apply to, why they are disabled."""

from __future__ import annotations

from collections.abc import Iterator

from curator.gui.commands import keymap
from curator.gui.commands.actions import Actions, caps
from curator.gui.commands.commands import Command, commands
from curator.gui.commands.template_commands import own_commands
from curator.gui.look.safe_text import clean
from curator.gui.widgets.list_line import ListLine
from curator.i18n import tr

_ICONS = {
    "import": "file-down", "open": "folder-open", "sample": "book-open", "save_copy": "copy",
    "start_page": "book-open", "undo": "undo-2", "redo": "redo-2", "history": "clock",
    "search": "search", "clear_search": "x", "save_search": "bookmark-plus", "sift": "inbox",
    "story": "book-marked", "publish": "panels-top-left", "zone": "clock", "star": "star",
    "reject": "x", "unmark": "circle", "tag": "tag", "note": "lock", "take_in": "inbox",
    "conversation": "message-circle", "person": "user", "back": "undo-2", "add": "plus",
    "add_at_end": "plus", "new_story": "book-open", "fold": "chevron-down",
    "new_heading": "heading-2", "new_text": "pilcrow", "new_divider": "minus",
    "pull_quote": "quote", "remove_block": "x", "copy": "clipboard-copy", "save": "download",
    "second_look": "star", "add_section": "heading-2", "keys": "keyboard", "about": "info",
    "snapshot": "bookmark-plus", "new_window": "layers-2", "close_window": "x",
}  # fmt: skip

_LOOKS = frozenset({"look_light", "look_dark", "look_system"})
_ABOUT_POSTS = frozenset(
    {"star", "reject", "unmark", "tag", "note", "conversation", "person", "add", "add_at_end",
     "pull_quote"}
)  # fmt: skip
_HIDDEN = frozenset({"commands"})
OPENING = frozenset({"keys", "about", "history", "tag", "note", "search", "save_search"})
"""Commands that open something over the palette, besides those whose labels end in “…”."""


def closes_palette(line: ListLine) -> bool:
    """Tell whether a command opens something else, so that the palette must close."""
    return line.do.partition(":")[2] in OPENING or line.words.endswith("…")


class CommandLines:
    """Makes a line for each command."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions

    def all(self, *, desk: bool, about: str, tags: dict[int, str]) -> Iterator[ListLine]:
        """Yield every command; about: the selected post, tags: those with a key."""
        for command in commands():
            name = command.name
            if name in _HIDDEN:
                continue
            if name.startswith("tag_"):
                if tag := tags.get(int(name[4:])):
                    yield self._line(command, tr("Tag “{name}”", name=clean(tag)), about, desk)
            else:
                yield self._line(command, self._words(command), about, desk)
        for name, words in own_commands():
            beside = "" if desk else tr("Open a library first.")
            yield ListLine(words, f"command:{name}", beside, "book-open", off=not desk)

    def suiting(self, workspace: str) -> list[str]:
        """Return the commands that suit a workspace, by name; '' is the start page."""
        menu = {"sift": ("posts",), "story": ("story", "posts"), "publish": ("story",)}
        wanted = menu.get(workspace, ("file",))
        return [
            command.name
            for command in commands()
            if command.menu in wanted
            and self._actions.action(command.name).isEnabled()
            and (workspace in command.where.split() or not workspace)
        ]

    def _words(self, command: Command) -> str:
        if command.name in {"undo", "redo"}:
            return self._actions.action(command.name).text().replace("&&", "&")
        return command.words

    def _line(self, command: Command, words: str, about: str, desk: bool) -> ListLine:  # noqa: FBT001  one caller
        on, keys = self._actions.action(command.name).isEnabled(), keymap.keys(command.name)
        beside = tr("Look") if command.name in _LOOKS else ""
        if command.name in _ABOUT_POSTS or command.name.startswith("tag_"):
            beside = about
        icon = "tag" if command.name.startswith("tag_") else _ICONS.get(command.name, "command")
        return ListLine(
            words,
            f"command:{command.name}",
            beside if on else why_disabled(command, desk=desk),
            icon,
            keys=tuple(caps(keys[0])) if keys else (),
            off=not on,
        )


def why_disabled(command: Command, *, desk: bool) -> str:
    """Return why a command is not available now."""
    places = {"sift": tr("Sift"), "story": tr("Story"), "publish": tr("Publish")}
    names = [places[place] for place in command.where.split() if place in places]
    if not desk:
        return tr("Open a library first.")
    if command.name == "undo":
        return tr("Nothing to undo.")
    if command.name == "redo":
        return tr("Nothing to redo.")
    if len(names) > 1:
        return tr("Works in {one} and {other}.", one=names[0], other=names[1])
    return tr("Works in {one}.", one=names[0]) if names else tr("Not on the start page.")
