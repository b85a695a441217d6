"""Opens the window in a language and prints every label and button that has no room for its words.

It runs in a process of its own, because commands and their labels are made once for a process.
What is cut with “…” on purpose, names and titles of any length, tells the whole in its tool tip.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from curator import languages

COMMANDS = (
    "sift", "people", "facts", "story", "publish", "codebook", "history", "matrix", "recaps",
    "commands", "help", "about", "sample",
)  # fmt: skip


def main(library: Path, settings: Path, language: str, zooms: list[int]) -> None:
    """Print what is cut, at every size of text."""
    languages.begin([language])
    from curator.gui.look.style import apply_style  # noqa: PLC0415  only now: labels are made at once
    from curator.gui.widgets.overlay import Overlay  # noqa: PLC0415
    from curator.gui.window.preferences import Preferences  # noqa: PLC0415
    from curator.gui.window.window import Window  # noqa: PLC0415

    app = QApplication([])
    apply_style(app)
    preferences = Preferences(settings, app)
    window = Window(preferences)
    window.resize(1440, 900)
    window.show()
    window.open(library)
    found = set[str]()
    for zoom in zooms:
        preferences.change(zoom=zoom)
        for name in COMMANDS:
            window.perform(name)
            _settle(app)
            if first := set(_cut(window)):
                _settle(app)  # something may just have been on its way
                found |= {f"{zoom} % {name}: {words}" for words in first & set(_cut(window))}
            for overlay in window.findChildren(Overlay):
                if overlay.isVisible():
                    overlay.dismiss()
    sys.stdout.write("\n".join(sorted(found)))
    window.close()


def _settle(app: QApplication) -> None:
    """Let everything be laid out that was asked for."""
    over: list[bool] = []
    QTimer.singleShot(150, lambda: over.append(True))
    while not over:
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        app.processEvents()


def _cut(window: QWidget) -> Iterator[str]:
    from curator.gui.widgets.labels import Elided  # noqa: PLC0415  see above

    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisible():
            continue
        words = widget.text()
        if isinstance(widget, Elided):
            widget.grab()  # a tool tip is given as it is painted
        if not words or (isinstance(widget, Elided) and widget.toolTip()):
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        least = 0 if wraps else widget.minimumSizeHint().width()
        if isinstance(widget, Elided):  # which would have told the whole
            least = widget.fontMetrics().horizontalAdvance(words)
        if widget.width() < least - 1:
            yield f"“{words}” has {widget.width()} of {least}"
        elif not _scrolls(widget) and not window.rect().contains(_place(widget, window)):
            yield f"“{words}” is outside the window"


def _place(widget: QWidget, window: QWidget) -> QRect:
    return widget.rect().translated(widget.mapTo(window, widget.rect().topLeft()))


def _scrolls(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above is not None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], [int(each) for each in sys.argv[4:]])
