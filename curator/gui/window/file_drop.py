"""Files dropped on the window, wherever on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from curator.gui.desk.paths import SUFFIX
from curator.gui.look import theme
from curator.gui.look.safe_text import isolated
from curator.i18n import tr, trn


def files(mime: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that are being dropped."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _promise(paths: Sequence[Path]) -> str:
    """Return what letting go would do."""
    if len(paths) == 1 and paths[0].suffix == SUFFIX:
        return tr("Drop to open {name}.", name=isolated(paths[0].name))
    return trn("Drop to import {count} file.", "Drop to import {count} files.", len(paths))


class Edge(QWidget):
    """The line around the window that says: let go here. It hears the window's drags."""

    said = Signal(str)
    """What letting go would do."""

    left = Signal()
    """Nothing is dragged over the window any more."""

    dropped = Signal(object)
    """The list of Path that was let go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def enter(self, event: QDragEnterEvent) -> None:
        """Take files that come over the window."""
        count = len(files(event.mimeData()))
        if count:
            event.acceptProposedAction()
            self.setGeometry(self._window.rect())
            self.show()
            self.raise_()
            self.said.emit(_promise(files(event.mimeData())))

    def leave(self) -> None:
        """Let files go past."""
        self.hide()
        self.left.emit()

    def let_go(self, event: QDropEvent) -> None:
        """Take the files, once the drag has ended for whoever drags."""
        event.acceptProposedAction()
        paths = files(event.mimeData())
        self.leave()
        QTimer.singleShot(0, lambda: self.dropped.emit(paths))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
