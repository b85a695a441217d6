"""The window's own commands: overlays, undo, saved copies, panes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from curator.gui.commands.functions import Function
from curator.gui.desk.desk import Desk
from curator.gui.desk.file_dialogs import ask_for_backup_folder, ask_for_zone
from curator.gui.overlays.help_pages import page_for
from curator.gui.start.news import NEWS
from curator.gui.widgets.pane_focus import HELP, Panes
from curator.gui.widgets.splitter import widen
from curator.gui.window.preferences import Preferences
from curator.gui.window.tasks import save_copy
from curator.gui.window.workspaces import Workspaces
from curator.settings import Settings, settings_path
from curator.work import backup_place

if TYPE_CHECKING:
    from curator.gui.codebook.overlay import CodebookOverlay
    from curator.gui.overlays.about import About
    from curator.gui.overlays.help import HelpOverlay
    from curator.gui.overlays.history import History
    from curator.gui.overlays.versions import VersionsOverlay
    from curator.gui.shortcuts.overlay import KeysOverlay


class WindowCommands(QObject):
    """Runs commands on the open library, and opens the overlays.

    An overlay is loaded and made when it is first opened.
    """

    restoring = Signal(object)
    """The Backup that is to replace the library."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self.desk: Desk | None = None
        """The desk of the open library, or None."""
        self.workspaces: Workspaces | None = None
        """The workspaces of the open library, or None."""
        self.bars: tuple[QWidget, ...] = ()
        """The lines of the window that may offer something, which are panes for the keys too."""
        self._panes = Panes(window)

    @cached_property
    def _keys(self) -> KeysOverlay:
        from curator.gui.shortcuts.overlay import KeysOverlay  # noqa: PLC0415  when first opened

        keys = KeysOverlay(self._window)
        keys.changed.connect(lambda chosen: self._preferences.change(keys=chosen))
        return keys

    @cached_property
    def _about(self) -> About:
        from curator.gui.overlays.about import About  # noqa: PLC0415  when first opened

        return About(self._window)

    @cached_property
    def _help(self) -> HelpOverlay:
        from curator.gui.overlays.help import HelpOverlay  # noqa: PLC0415  when first opened

        return HelpOverlay(self._window)

    @cached_property
    def _history(self) -> History:
        from curator.gui.overlays.history import History  # noqa: PLC0415  when first opened

        history = History(self._window)
        history.restoring.connect(self.restoring)
        return history

    @cached_property
    def _codebook(self) -> CodebookOverlay:
        from curator.gui.codebook.overlay import CodebookOverlay  # noqa: PLC0415  when first opened

        return CodebookOverlay(self._window)

    @cached_property
    def _versions(self) -> VersionsOverlay:
        from curator.gui.overlays.versions import VersionsOverlay  # noqa: PLC0415  when first opened

        return VersionsOverlay(self._window)

    def all(self) -> dict[str, Function]:
        """Return the functions of the commands, by their names."""
        window = self._window
        return {
            "save_copy": lambda: self.with_desk(partial(save_copy, window)),
            "undo": lambda: self.with_desk(lambda desk: desk.history.undo()),
            "redo": lambda: self.with_desk(lambda desk: desk.history.redo()),
            "history": lambda: self.with_desk(self._history.open_on),
            "backup_folder": lambda: ask_for_backup_folder(window, self.keep_backups_in),
            "backups_beside": lambda: self.keep_backups_in(None),
            "restore": lambda: self.with_desk(self._history.open_backups),
            "codebook": lambda: self._open_codebook("definition"),
            "merge_tag": lambda: self._open_codebook("merge"),
            "split_tag": lambda: self._open_codebook("split"),
            "codebook_out": lambda: self.with_desk(partial(_save_codebook, window)),
            "posts_out": lambda: self.with_desk(partial(_save_tagged, window)),
            "codebook_in": lambda: self.with_desk(partial(_read_codebook, window)),
            "versions": lambda: self.with_desk(self._versions.open_on),
            "snapshot": lambda: self.with_desk(self._history.ask_name),
            "zone": lambda: self.with_desk(partial(ask_for_zone, window)),
            "next_pane": partial(self._go, 1),
            "previous_pane": partial(self._go, -1),
            "wider_pane": partial(_widen, 1),
            "narrower_pane": partial(_widen, -1),
            "keys": self._toggle_keys,
            "help": self._open_help,
            "about": self._open_about,
            "news": partial(self.open_help, NEWS),
        }

    def with_desk(self, act: Callable[[Desk], object]) -> None:
        """Do something with the desk of the open library, if there is one."""
        if self.desk is not None:
            act(self.desk)

    def change(self, **choices: object) -> None:
        """Change settings, such as compact=True."""
        if self.desk is not None:
            self.desk.set(**choices)
        else:
            self._preferences.change(**choices)

    def keep_backups_in(self, folder: Path | None) -> None:
        """Choose the folder for the backups of all libraries; None: beside each."""
        self.change(**Settings.load(settings_path()).backups_in(folder))
        self.with_desk(lambda desk: desk.reported.emit(backup_place(desk.library.path)))

    def _open_codebook(self, at: str) -> None:
        if self.workspaces is not None:
            at_hand = self.workspaces.posts_at_hand
            self.with_desk(lambda desk: self._codebook.open_on(desk, at, at_hand))

    def _open_about(self) -> None:
        self._about.open()

    def _go(self, step: int) -> None:
        if self.workspaces is not None:
            self._panes.go([*self.workspaces.panes(), *self.bars], step)

    def open_help(self, page: str) -> None:
        """Open a page of the help."""
        self._help.open_at(page)

    def _open_help(self) -> None:
        """Open the help page of the pane that has the focus, or else of the workspace."""
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


def _save_codebook(window: QWidget, desk: Desk) -> None:
    from curator.gui.codebook import files  # noqa: PLC0415  when first asked for

    files.save_codebook(window, desk)


def _save_tagged(window: QWidget, desk: Desk) -> None:
    from curator.gui.codebook import files  # noqa: PLC0415  when first asked for

    files.save_tagged(window, desk)


def _read_codebook(window: QWidget, desk: Desk) -> None:
    from curator.gui.codebook import files  # noqa: PLC0415  when first asked for

    files.read_codebook(window, desk)


def _widen(step: int) -> None:
    """Make the pane that has the focus wider or narrower; in the table of people the column."""
    from curator.gui.people.view import PeopleView  # noqa: PLC0415  not for the start

    focus = QApplication.focusWidget()
    if isinstance(focus, PeopleView):
        focus.widen_column(step)
    else:
        widen(focus, step)
