"""The command palette of a window: opens it in context and runs what is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from curator.gui.commands.actions import Actions
from curator.gui.palette.finder import Finder, PaletteContext, filters
from curator.gui.palette.overlay import Palette
from curator.gui.window.preferences import Preferences
from curator.gui.window.workspaces import Workspaces
from curator.library import PostId, StoryId

Where = Callable[[], tuple[Workspaces | None, PaletteContext]]
"""Returns the workspaces that are open, and the context of the palette."""


class PaletteControl(QObject):
    """Opens the palette and runs the chosen command; it adds no commands of its own."""

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        preferences: Preferences,
        do: Callable[[str], object],
    ) -> None:
        super().__init__(window)
        self._preferences, self._perform = preferences, do
        self._where: Where = lambda: (None, PaletteContext(None, ""))
        self._palette = Palette(window, Finder(actions))
        self._palette.asked.connect(self._do)

    def open(self, where: Where) -> None:
        """Show the palette."""
        self._where = where
        self._palette.open_at(where()[1], self._preferences.used)

    def _do(self, what: str) -> None:
        """Run what was chosen, and remember it as recent if it works in every library."""
        kind, _, value = what.partition(":")
        if kind == "command":
            self._perform(value)
        else:
            self._perform("story" if kind == "story" else "sift")
            self._show(kind, value)
        if kind == "command" or value in {term for term, _, _ in filters()}:
            self._preferences.note(what)
        if self._palette.isVisible():
            self._palette.reload(self._where()[1], self._preferences.used)

    def _show(self, kind: str, value: str) -> None:
        workspaces, _ = self._where()
        if workspaces is None:
            return
        match kind:
            case "search":
                workspaces.search(value)
            case "story":
                workspaces.show_story(StoryId(int(value)))
            case "post":
                workspaces.show_post(PostId(int(value)))
