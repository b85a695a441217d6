"""An open library: opening and closing it, and removing one that stayed empty."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from curator.gui.desk.desk import Desk
from curator.gui.desk.paths import drop_if_empty
from curator.settings import Settings


class OpenedLibrary:
    """A library opened for one window."""

    def __init__(self, path: Path, settings: Settings, parent: QObject, *, make: bool) -> None:
        self.path = path
        self._made = make and not path.exists()
        self.desk = Desk(path, settings, parent, make=make)

    @property
    def is_blank(self) -> bool:
        """Whether it was made for an import that brought nothing."""
        library = self.desk.library
        return self._made and not library.archives.all() and not library.stories.all()

    def close(self) -> None:
        """Cancel its tasks, close the file, and delete it if its import brought nothing."""
        self.desk.close()
        if self._made:
            drop_if_empty(self.path)
