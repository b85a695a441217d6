"""What the window itself does: its overlays, steps, files beside the library, panes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from curator.gui.codebook.files import read_codebook, save_codebook, save_tagged
from curator.gui.codebook.overlay import Codebook
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_zone
from curator.gui.overlays.about import About
from curator.gui.overlays.help import HelpOverlay
from curator.gui.overlays.help_pages import page_for
from curator.gui.overlays.history import History
from curator.gui.overlays.versions import VersionsOverlay
from curator.gui.shortcuts.overlay import Keys
from curator.gui.widgets.pane_focus import HELP, Panes
from curator.gui.window.preferences import Taste
from curator.gui.window.tasks import save_copy
from curator.gui.window.workspaces import Workspaces


class WindowCommands(QObject):
    """Does commands about the open library, and opens what lies over the window."""

    restoring = Signal(object)
    """The Backup that is to take the place of the library."""

    def __init__(self, window: QWidget, taste: Taste) -> None:
        super().__init__(window)
        self._window, self._taste = window, taste
        self.desk: Desk | None = None
        """The library that is open."""
        self.workspaces: Workspaces | None = None
        """What stands over it."""
        self._panes = Panes(window)
        self._keys = Keys(window)
        self._about = About(window)
        self._help = HelpOverlay(window)
        self._history = History(window)
        self._codebook = Codebook(window)
        self._history.restoring.connect(self.restoring)
        self._versions = VersionsOverlay(window)
        self._keys.changed.connect(lambda keys: taste.change(keys=keys))

    def all(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by its name."""
        window = self._window
        return {
            "save_copy": lambda: self.with_desk(partial(save_copy, window)),
            "undo": lambda: self.with_desk(Desk.undo),
            "redo": lambda: self.with_desk(Desk.redo),
            "history": lambda: self.with_desk(self._history.open_on),
            "restore": lambda: self.with_desk(self._history.open_backups),
            "codebook": lambda: self._open_codebook("definition"),
            "merge_tag": lambda: self._open_codebook("merge"),
            "split_tag": lambda: self._open_codebook("split"),
            "codebook_out": lambda: self.with_desk(partial(save_codebook, window)),
            "posts_out": lambda: self.with_desk(partial(save_tagged, window)),
            "codebook_in": lambda: self.with_desk(partial(read_codebook, window)),
            "versions": lambda: self.with_desk(self._versions.open_on),
            "snapshot": lambda: self.with_desk(self._history.ask_name),
            "zone": lambda: self.with_desk(partial(ask_for_zone, window)),
            "next_pane": partial(self._go, 1),
            "previous_pane": partial(self._go, -1),
            "keys": self._toggle_keys,
            "help": self._open_help,
            "about": self._about.open,
        }

    def with_desk(self, act: Callable[[Desk], object]) -> None:
        """Do something with the open library, if there is one."""
        if self.desk is not None:
            act(self.desk)

    def change(self, **choices: object) -> None:
        """Choose settings anew, such as compact=True."""
        if self.desk is not None:
            self.desk.set(**choices)
        else:
            self._taste.change(**choices)

    def _open_codebook(self, at: str) -> None:
        if self.workspaces is not None:
            at_hand = self.workspaces.posts_at_hand
            self.with_desk(lambda desk: self._codebook.open_on(desk, at, at_hand))

    def _go(self, step: int) -> None:
        if self.workspaces is not None:
            self._panes.go(self.workspaces.panes(), step)

    def _open_help(self) -> None:
        """Show the page about the pane that has the focus, else about the workspace."""
        place = self.workspaces.name if self.workspaces is not None else ""
        widget = QApplication.focusWidget()
        while widget is not None and not (about := widget.property(HELP)):
            widget = widget.parentWidget()
        self._help.open_at(page_for(about if widget is not None else place))

    def _toggle_keys(self) -> None:
        if self._keys.isVisible():
            self._keys.dismiss()
        else:
            self._keys.open()
