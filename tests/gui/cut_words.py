"""Opens the window in a language and prints every label and button that has no room for its words.

    python -m tests.gui.cut_words LIBRARY SETTINGS LANGUAGE WIDTHxHEIGHT:ZOOM,ZOOM…

It runs in a process of its own, because commands and their labels are made once for a process.
What is cut with “…” on purpose, names and titles of any length, tells the whole in its tool tip.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QScrollArea,
    QWidget,
)

from curator import languages

COMMANDS = (
    "sift", "people", "facts", "story", "publish", "codebook", "history", "matrix", "recaps",
    "commands", "help", "about", "sample",
)  # fmt: skip


def main(library: Path, settings: Path, language: str, sizes: list[str]) -> None:
    """Print what is cut, in windows of several sizes, each with several sizes of text."""
    languages.choose_language([language])
    from curator.gui.look.style import apply_style  # noqa: PLC0415  only now: labels are made at once
    from curator.gui.widgets.overlay import Overlay  # noqa: PLC0415
    from curator.gui.window.preferences import Preferences  # noqa: PLC0415
    from curator.gui.window.window import Window  # noqa: PLC0415

    app = QApplication([])
    apply_style(app)
    preferences = Preferences(settings, app)
    window = Window(preferences)
    window.show()
    found = set[str]()
    for size in sizes:
        room, _, zooms = size.partition(":")
        window.resize(*map(int, room.split("x")))
        window.open(library)
        for zoom in zooms.split(","):
            preferences.change(zoom=int(zoom))
            for name in COMMANDS:
                window.perform(name)
                where = f"{room} {zoom} % {name}"
                found |= {f"{where}: {words}" for words in _found(app, window)}
                for overlay in window.findChildren(Overlay):
                    if overlay.isVisible():
                        overlay.dismiss()
    sys.stdout.write("\n".join(sorted(found)))
    window.close()


def _found(app: QApplication, window: QWidget) -> set[str]:
    """Return what is cut, and not just on its way to its place."""
    _settle(app)
    found = set(_cut(window))
    if found:
        _settle(app)
        found &= set(_cut(window))
    return found


def _settle(app: QApplication) -> None:
    """Let everything be laid out that was asked for."""
    over: list[bool] = []
    QTimer.singleShot(150, lambda: over.append(True))
    while not over:
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(5):  # what the last events asked for, too
        app.sendPostedEvents()
        app.processEvents()


def _cut(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
            continue
        words, least = widget.text(), _needed(widget)
        if not words:
            continue
        if widget.width() < least - 1:
            yield f"“{words}” has {widget.width()} of {least}"
        elif not _scrolls(widget) and not window.rect().contains(_place(widget, window)):
            yield f"“{words}” is outside the window"
        elif beyond := _beyond(widget):
            yield f"“{words}” is {beyond} too far to the right"


def _needed(widget: QLabel | QAbstractButton) -> int:
    """Return the width that the words need; 0 where a tool tip has them, or they wrap."""
    from curator.gui.widgets.labels import Elided  # noqa: PLC0415  see above

    if isinstance(widget, Elided):
        widget.grab()  # a tool tip is given as it is painted
        told = bool(widget.toolTip())
        return 0 if told else widget.fontMetrics().horizontalAdvance(widget.text())
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    return 0 if wraps else widget.minimumSizeHint().width()


def _beyond(widget: QWidget) -> int:
    """Return how far a label reaches beyond the page that it is scrolled on."""
    page = widget.parentWidget()
    while page is not None and not isinstance(page.parentWidget(), QScrollArea):
        page = page.parentWidget()
    if page is None or isinstance(page.parentWidget(), QAbstractItemView):
        return 0
    left = widget.mapTo(page, widget.rect().topLeft()).x()
    return max(0, left + widget.width() - page.width())


def _place(widget: QWidget, window: QWidget) -> QRect:
    return widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:])
