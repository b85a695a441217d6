"""Opens the window in a made-up language and prints what is shown without having been translated.

It runs in a process of its own, because commands and their labels are made once for a process.
The made-up language puts ⟦ and ⟧ around every text, so that a word outside of them came past
`tr`, unless the library has it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from typing_extensions import override

from curator import i18n

COMMANDS = (
    "sift", "facts", "story", "publish", "keys", "history", "codebook", "people", "recaps",
    "versions", "chats", "matrix", "about", "compare_chats",
)  # fmt: skip
_SHOWN = ("text", "placeholderText", "toolTip", "accessibleName", "accessibleDescription")
_ROWS = 40
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[A-Za-z]{3,}")
_NAMES = frozenset(
    {
        "curator", "Curator", "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Del", "English",
        "Deutsch", "Español", "Espa", "UTC", "MIT", "Lucide",
    }
)  # fmt: skip


class Pseudo(NullTranslations):
    """The made-up language."""

    @override
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def main(library: Path, settings: Path, known: str) -> None:
    """Print every text of the window with a word that is neither translated nor known."""
    i18n.use(Pseudo(), "en")
    from curator.gui.look.style import apply_style  # noqa: PLC0415  only now: labels are made at once
    from curator.gui.window.preferences import Preferences  # noqa: PLC0415
    from curator.gui.window.window import Window  # noqa: PLC0415

    app = QApplication([])
    apply_style(app)
    window = Window(Preferences(settings, app))
    window.resize(1440, 900)
    window.show()
    found = _untranslated(window, known)
    window.open(library)
    for name in COMMANDS:
        window.perform(name)
        for _ in range(20):
            app.sendPostedEvents()
            app.processEvents()
        found |= {f"{name}: {words}" for words in _untranslated(window, known)}
    sys.stdout.write("\n".join(sorted(found)))
    window.close()


def _untranslated(window: QWidget, known: str) -> set[str]:
    return {" ".join(words) for text in _texts(window) if (words := _words(text, known))}


def _words(text: str, known: str) -> list[str]:
    while _MARKED.search(text):
        text = _MARKED.sub("", text)
    return [word for word in _WORD.findall(text) if word not in known and word not in _NAMES]


def _texts(window: QWidget) -> Iterator[str]:
    for action in window.findChildren(QAction):
        yield action.text()
    for each in filter(QWidget.isVisible, window.findChildren(QWidget)):
        if not type(each).__name__.startswith("Q"):  # Qt's own say what ours give to them
            yield from _own(each)
        if isinstance(each, QAbstractItemView):
            yield from _rows(each)


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    rows = min(model.rowCount(), _ROWS)
    for row in range(rows):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            yield str(model.index(row, 0).data(role) or "")


def _own(widget: QWidget) -> Iterator[str]:
    for name in _SHOWN:
        said = getattr(widget, name, None)
        if callable(said):
            try:
                text = said()
            except TypeError:  # a method of another meaning, which wants arguments
                continue
            if isinstance(text, str):
                yield text


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
