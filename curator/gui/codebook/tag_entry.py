"""A field for the name of a tag, with a numbered list of the tags there are below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from curator.gui.codebook.tag_order import digit
from curator.gui.widgets.suggestions import Suggestions
from curator.i18n import tr
from curator.library import folded

_LONGEST = 80


class TagEntry(QLineEdit):
    """Takes a name by Enter, or by the digit before it; Esc or a click elsewhere leaves it."""

    taken = Signal()
    """The name in the field is wanted."""

    left = Signal()
    """The field was left without a name."""

    def __init__(self) -> None:
        super().__init__()
        self._names = QStringListModel(self)
        self.popup = Suggestions(tr("Tags"))
        """The list below the field."""
        self.popup.number_lines()
        self._completer = QCompleter(self._names, self)
        self._completer.setPopup(self.popup)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(self._completer)
        self.setMaxLength(_LONGEST)
        self.installEventFilter(self)
        self.popup.installEventFilter(self)

    def ask(self, names: Sequence[str]) -> None:
        """Show the empty field with the focus, and below it these names."""
        self._names.setStringList(list(names))
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._completer.complete()

    def _take(self, place: int) -> bool:
        """Take the name at a place of the list; tell whether there is one."""
        shown = self._completer.completionModel()
        if not self.popup.isVisible() or place >= shown.rowCount():
            return False
        self.setText(str(shown.index(place, 0).data()))
        self.popup.hide()
        self.taken.emit()
        return True

    def _leave(self) -> None:
        self.popup.hide()
        self.left.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event, in_list=watched is self.popup)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            outside = not self.popup.rect().contains(event.position().toPoint())
            if watched is self.popup and outside:  # the list alone would go, and the field stay
                self._leave()
                return True
        return False

    def _press(self, event: QKeyEvent, *, in_list: bool) -> bool:
        place = digit(event, self.text(), (folded(name) for name in self._names.stringList()))
        if place is not None and self._take(place):
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return True
        if not in_list and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.popup.hide()
            self.taken.emit()
            return True
        return False
