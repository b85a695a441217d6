"""A field for a time zone, found by typing: “new york”, “ET”, “London”."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from curator.gui.widgets.zone_names import matching, zone_called
from curator.i18n import tr

_ID = Qt.ItemDataRole.UserRole


class ZoneBox(QLineEdit):
    """A zone field with suggestions; on leaving, it always holds a zone or nothing."""

    zone_chosen = Signal(str)
    """The IANA name of the zone that was selected."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.recent: Sequence[str] = ()
        """Recently used zones, which are offered first."""
        self._zone = ""
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        self.setCompleter(self._completer)
        self.setAccessibleName(name)
        self.setPlaceholderText(tr("City, country or “ET”"))
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self._settle)

    @property
    def zone(self) -> str:
        """Return the IANA name of the zone; '' for none."""
        return self._zone

    def show_zone(self, zone: str) -> None:
        """Set the zone without emitting a signal."""
        self._zone = zone
        self.setText(zone_called(zone).words if zone else "")
        self.setCursorPosition(0)

    def offered(self) -> list[str]:
        """Return the IANA names of the zones that match what is typed."""
        return [self._found.item(row).data(_ID) for row in range(self._found.rowCount())]

    def _offer(self, typed: str) -> None:
        self._found.clear()
        for each in matching(typed, self.recent):
            item = QStandardItem(f"{each.words} · {each.country}" if each.country else each.words)
            item.setData(each.id, _ID)
            self._found.appendRow(item)
        self._completer.complete()

    def _activated(self, index: QModelIndex) -> None:
        self._choose(index.data(_ID))

    def _settle(self) -> None:
        """Take the best match of what is typed; if nothing matches, restore the old zone."""
        if not self._zone or self.text() != zone_called(self._zone).words:
            found = matching(self.text(), self.recent) if self.text().strip() else []
            self._choose(found[0].id if found else self._zone)

    def _choose(self, zone: str) -> None:
        changed = bool(zone) and zone != self._zone
        self.show_zone(zone)
        if changed:
            self.zone_chosen.emit(zone)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.selectAll()
