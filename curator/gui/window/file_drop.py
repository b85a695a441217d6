"""Files dropped anywhere on the window."""

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
from curator.library import is_library


def files(mime: QMimeData) -> list[Path]:
    """Return the local files and folders that are being dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _promise(paths: Sequence[Path]) -> str:
    """Return what a drop would do, in words."""
    if len(paths) == 1 and (paths[0].suffix == SUFFIX or is_library(paths[0])):
        return tr("Drop to open {name}.", name=isolated(paths[0].name))
    return trn("Drop to import {count} file.", "Drop to import {count} files.", len(paths))


class FileDrop(QWidget):
    """Handles file drags over the window, and frames the window while one can be dropped."""

    hinted = Signal(str)
    """What a drop would do, in words."""

    left = Signal()
    """Nothing is dragged over the window any more."""

    dropped = Signal(object)
    """The list of Path that was dropped."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def enter(self, event: QDragEnterEvent) -> None:
        """Accept files that are dragged over the window."""
        if files(event.mimeData()):
            event.acceptProposedAction()
            self.setGeometry(self._window.rect())
            self.show()
            self.raise_()
            self.hinted.emit(_promise(files(event.mimeData())))
        elif event.mimeData().hasUrls():
            event.acceptProposedAction()  # else nobody is told when it is let go

    def leave(self) -> None:
        """Hide the frame when the drag leaves."""
        self.hide()
        self.left.emit()

    def let_go(self, event: QDropEvent) -> None:
        """Accept the drop; report it once the drag has ended for the program it came from."""
        event.acceptProposedAction()
        paths = files(event.mimeData())
        self.leave()
        if not paths:
            self.hinted.emit(
                tr("Nothing is fetched from the web: save it as a file, then drop that.")
            )
            return
        # only once the drag has ended for the program it came from
        QTimer.singleShot(0, lambda: self.dropped.emit(paths))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
