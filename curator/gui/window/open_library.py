"""A library that is open in this window: its desk, and what becomes of an empty one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from curator.gui.desk.desk import Desk
from curator.gui.desk.paths import drop_if_empty
from curator.settings import Settings


class Opened:
    """Opens a library for one window and lets it go again."""

    def __init__(self, path: Path, settings: Settings, parent: QObject, *, make: bool) -> None:
        self.path = path
        self._made = make and not path.exists()
        self.desk = Desk(path, settings, parent, make=make)

    @property
    def is_blank(self) -> bool:
        """Whether it was made for an import of which nothing came."""
        library = self.desk.library
        return self._made and not library.archives.all() and not library.stories.all()

    def close(self) -> None:
        """End what is under way, close the file, and drop one of which nothing came."""
        self.desk.close()
        if self._made:
            drop_if_empty(self.path)
