"""Opens the window in a language and prints every label and button that has no room for its words.

    python -m tests.gui.cut_words LIBRARY SETTINGS LANGUAGE WIDTHxHEIGHT:ZOOM,ZOOM…

It runs in a process of its own, because commands and their labels are made once for a process.
What is cut with “…” on purpose, names and titles of any length, tells the whole in its tool tip.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QRect, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from curator import languages

if TYPE_CHECKING:
    from curator.gui.window.window import Window

COMMANDS = (
    "sift", "people", "facts", "story", "publish", "codebook", "history", "matrix", "recaps",
    "commands", "help", "about", "sample",
)  # fmt: skip

EMPTY = ("sift", "story", "publish")


def main(library: Path, settings: Path, language: str, sizes: list[str]) -> None:
    """Print what is cut, in windows of several sizes, each with several sizes of text."""
    languages.choose_language([language])
    from curator.gui.look.style import apply_style  # noqa: PLC0415  only now: labels are made at once
    from curator.gui.window.preferences import Preferences  # noqa: PLC0415
    from curator.gui.window.window import Window  # noqa: PLC0415

    gc.disable()  # as the program does
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
            steps = _commands(window, COMMANDS)
            found |= {f"{room} {zoom} % {told}" for told in _told(app, window, steps)}
        for zoom in zooms.split(","):
            preferences.change(zoom=int(zoom))
            window.make(library.with_name(f"empty {room} {zoom}.curator"))
            _settle(app)  # until what showed the library before is deleted
            asked = ("import", lambda: _import(app, window, library))
            steps = chain(_commands(window, EMPTY), [asked])
            found |= {f"{room} {zoom} % empty {told}" for told in _told(app, window, steps)}
    sys.stdout.write("\n".join(sorted(found)))
    window.close()


def _commands(window: Window, names: Iterable[str]) -> Iterator[tuple[str, Callable[[], object]]]:
    return ((name, partial(window.perform, name)) for name in names)


def _told(
    app: QApplication, window: Window, steps: Iterable[tuple[str, Callable[[], object]]]
) -> Iterator[str]:
    """Take steps, and yield what is cut after each."""
    from curator.gui.widgets.overlay import Overlay  # noqa: PLC0415  see above

    for name, step in steps:
        step()
        _settle(app)
        if first := set(_cut(window)):
            _settle(app)  # something may just have been on its way
            yield from (f"{name}: {words}" for words in first & set(_cut(window)))
        for overlay in window.findChildren(Overlay):
            if overlay.isVisible():
                overlay.dismiss()


def _import(app: QApplication, window: Window, beside: Path) -> None:
    """Look at a table whose times leave zone and order of day and month open."""
    path = beside.with_name("evening.csv")
    rows = [f"05/{3 + n % 5:02}/2014 20:{n:02},ann{n % 4},Pot {n}" for n in range(40)]
    path.write_text("\n".join(["time,username,text", *rows]), "utf-8")
    window.import_archives([path])
    while not any(box.isVisible() for box in window.findChildren(QComboBox)):
        _settle(app)


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
    from curator.gui.widgets.choice_box import ChoiceBox  # noqa: PLC0415  see above

    for box in window.findChildren(ChoiceBox):
        if box.isVisible() and not _shows(box):
            yield f"“{box.currentText()}” has no room in its box"
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible() and widget.text():
            yield from _cut_in(widget, window)


def _cut_in(widget: QLabel | QAbstractButton, window: QWidget) -> Iterator[str]:
    words, least = widget.text(), _needed(widget)
    tall = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
    if widget.width() < least - 1 or widget.height() < tall - 1:
        had = f"{widget.width()} × {widget.height()}"
        yield f"“{words}” has {had} of {least} × {tall}"
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


def _shows(box: QComboBox) -> bool:
    """Tell whether a box shows its choice whole, or in its tool tip."""
    box.grab()  # a tool tip is given as it is painted
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    needed = box.fontMetrics().horizontalAdvance(box.currentText())
    return bool(box.toolTip()) or needed <= room.width()


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
