"""Moving between panes with F6; each remembers its last focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

HELP = "help"
"""The property of a pane that names its help page, such as 'search'."""


class Panes(QObject):
    """Remembers which widget of each pane had the focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last: dict[QWidget, QWidget] = {}

    def go(self, panes: Sequence[QWidget], step: int) -> None:
        """Go to the next visible pane, or with step=-1 to the previous one."""
        shown = [pane for pane in panes if pane.isVisible()]
        if not shown:
            return
        focus = QApplication.focusWidget()
        here = next((pane for pane in shown if _holds(pane, focus)), None)
        if here is not None and focus is not None:
            self._last[here] = focus
            focus.destroyed.connect(lambda: self._last.pop(here, None))
            at = (shown.index(here) + step) % len(shown)
        else:
            at = 0 if step > 0 else len(shown) - 1
        self._enter(shown[at])

    def _enter(self, pane: QWidget) -> None:
        reason = Qt.FocusReason.TabFocusReason
        last = self._last.get(pane)
        if last is not None and last.isVisible() and last.isEnabled():
            last.setFocus(reason)
        elif pane.focusProxy() is not None or pane.focusPolicy() != Qt.FocusPolicy.NoFocus:
            pane.setFocus(reason)
        else:
            child = next((w for w in pane.findChildren(QWidget) if _is_stop(w)), None)
            if child is not None:
                child.setFocus(reason)


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _is_stop(widget: QWidget) -> bool:
    stops = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return stops and widget.isVisible() and widget.isEnabled()
