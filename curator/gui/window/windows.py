"""The windows of the program: one at first, more on request."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal

from curator.errors import CuratorError
from curator.gui.desk.paths import SUFFIX
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window

_BESIDE = QPoint(36, 36)


class Windows(QObject):
    """Opens and closes windows; each shows any library, and several may show the same one."""

    closed = Signal()
    """One of them was closed."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(preferences)
        self._preferences = preferences
        self.all: list[Window] = []
        """The open windows, in the order in which they were opened."""

    def first(self, path: Path | None = None) -> Window:
        """Open the first window, at the position of the last session.

        path: a library, or an archive to import; by default the library used last. It is opened
        before the window is shown, so that nothing else is built and painted first.
        """
        window = self._made()
        upgraded = self._preferences.note_version()  # before a library makes it look used
        self._preferences.place(window)
        recent = self._preferences.recent
        if path is not None:
            window.import_archives([path.absolute()])
        elif recent and recent[0].exists():
            window.open(recent[0])
        window.show()
        if upgraded:
            window.show_news()
        return window

    def another(self, beside: Window, path: Path | None) -> Window:
        """Open one more window next to another one, on a library or on the start page."""
        window = self._made()
        if beside.isMaximized() or beside.isFullScreen():
            window.resize(beside.normalGeometry().size())
        else:
            room = beside.screen().availableGeometry()
            window.setGeometry(beside.geometry().translated(_BESIDE).intersected(room))
        if path is not None:
            window.open(path)
        window.show()
        return window

    def open_file(self, path: Path) -> None:
        """Open a library, or import an archive, that the system hands over.

        A library that is open comes to the front; another one gets a window of its own, unless
        the one in front has none.
        """
        path = path.absolute()
        holding = next((each for each in self.all if each.library == path), None)
        front = holding or self._front()
        if front is None:
            return
        if holding is None and front.library is not None and path.suffix == SUFFIX:
            front = self.another(front, path)
        elif holding is None:
            front.import_archives([path])
        front.raise_()
        front.activateWindow()

    def show_error(self, sentence: str, details: str = "") -> None:
        """Show an error message in the active window."""
        if (front := self._front()) is not None:
            front.show_error(sentence, details)

    def fail(self, error: CuratorError) -> None:
        """Report a failure in the window whose library is gone, or else in the active one."""
        lost = next((window for window in self.all if window.is_library_gone), None)
        if (front := lost or self._front()) is not None:
            front.fail(error)

    def libraries(self) -> list[Path]:
        """Return the files of the open libraries."""
        return [window.library for window in self.all if window.library is not None]

    def _front(self) -> Window | None:
        active = self._preferences.app.activeWindow()
        return active if isinstance(active, Window) else next(iter(self.all), None)

    def _made(self) -> Window:
        window = Window(self._preferences)
        self.all.append(window)
        window.another_wanted.connect(lambda path: self.another(window, path))
        window.closed.connect(lambda: self._remove(window))
        return window

    def _remove(self, window: Window) -> None:
        if window in self.all:
            self.all.remove(window)
            window.deleteLater()
            self.closed.emit()
