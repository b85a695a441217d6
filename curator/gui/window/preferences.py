"""The user's preferences: stored for all libraries, and applied as soon as they change."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from curator import __version__
from curator.gui.commands import keymap
from curator.gui.look import theme
from curator.languages import NAMES
from curator.settings import Settings

log = logging.getLogger(__name__)

ZOOMS = (80, 90, 100, 110, 125, 150, 175, 200)
_REMEMBERED = 10
_USED = 6
_FIRST_SIZE = (1440, 900)


class Preferences(QObject):
    """The settings, the recent libraries, and the window's position."""

    changed = Signal()

    def __init__(self, file: Path, app: QApplication) -> None:
        super().__init__(app)
        self._file = file
        self.app = app
        """The application whose look follows the settings."""
        self._geometry = QSettings(
            str(file.with_name("window.ini")), QSettings.Format.IniFormat, self
        )
        self.settings = Settings.load(file)
        if self.settings.look not in theme.LOOKS:
            self.settings = replace(self.settings, look="system")
        if self.settings.language not in NAMES:
            self.settings = replace(self.settings, language="")
        keymap.use(self.settings.keys)
        self._apply_look()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def change(self, **choices: Any) -> None:
        """Change settings, such as look='dark'."""
        self._adopt(replace(self.settings, **choices))

    def take(self, settings: Settings) -> None:
        """Take over the settings of a desk, except the lists that only this object keeps."""
        mine = self.settings
        self._adopt(replace(settings, recent=mine.recent, used=mine.used, keys=mine.keys))

    def _adopt(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        if (before.look, before.zoom) != (settings.look, settings.zoom):
            self._apply_look()
        if before.keys != settings.keys:
            keymap.use(settings.keys)
            theme.restyle_widgets(self.app)
        if before != settings:
            self._keep()
        self.changed.emit()

    def note_version(self) -> bool:
        """Note the version in use; tell whether an earlier one was used before."""
        before = self.settings.version
        if before == __version__:
            return False
        known = bool(before or self.settings.recent)
        self.change(version=__version__)
        return known

    def choice(self, command: str) -> dict[str, Any]:
        """Return the setting that a command changes, such as {'look': 'dark'}, or none."""
        kind, _, value = command.partition("_")
        one_of_several = {"look": value, "language": value.replace("system", "")}
        if value and kind in one_of_several:  # “look” alone is of a target of Publish
            return {kind: one_of_several[kind]}
        match command:
            case "compact":
                return {"compact": not self.settings.compact}
            case "larger":
                return {"zoom": self._next_zoom(1)}
            case "smaller":
                return {"zoom": self._next_zoom(-1)}
            case "normal_size":
                return {"zoom": 100}
            case _:
                return {}

    def _next_zoom(self, step: int) -> int:
        now = self.settings.zoom
        further = [zoom for zoom in ZOOMS if (zoom - now) * step > 0]
        return (min(further) if step > 0 else max(further)) if further else now

    @property
    def recent(self) -> list[Path]:
        """The recent libraries, newest first."""
        return [Path(name) for name in self.settings.recent]

    def remember(self, library: Path) -> None:
        """Put a library first among the recent ones."""
        names = [str(library), *(n for n in self.settings.recent if n != str(library))]
        self._list(names[:_REMEMBERED])

    def forget(self, library: Path) -> None:
        """Remove a library from the recent ones."""
        self._list([name for name in self.settings.recent if name != str(library)])

    @property
    def used(self) -> list[str]:
        """The recent commands of the palette, newest first."""
        return self.settings.used

    def note(self, done: str) -> None:
        """Add a command to the recent ones of the palette."""
        used = [done, *(each for each in self.settings.used if each != done)][:_USED]
        if used != self.settings.used:
            self.settings = replace(self.settings, used=used)
            self._keep()

    def keep_geometry(self, window: QWidget) -> None:
        """Save the window's position and size."""
        self._geometry.setValue("geometry", window.saveGeometry())

    def place(self, window: QWidget) -> None:
        """Restore the window's position and size; at first, cover most of the screen."""
        kept: Any = self._geometry.value("geometry")
        if kept and window.restoreGeometry(kept):
            return
        room = QGuiApplication.primaryScreen().availableSize()
        width, height = _FIRST_SIZE
        window.resize(min(width, room.width() * 95 // 100), min(height, room.height() * 95 // 100))

    def _list(self, names: list[str]) -> None:
        if names != self.settings.recent:
            self.settings = replace(self.settings, recent=names)
            self._keep()

    def _keep(self) -> None:
        try:
            self.settings.save(self._file)
        except OSError as error:
            log.warning("settings could not be kept: %s", error.strerror)

    def _apply_look(self) -> None:
        theme.apply(self.app, self.settings.look, self.settings.zoom)

    def _system_changed(self) -> None:
        if self.settings.look == "system":
            self._apply_look()
