"""What a widget does when the look or the size of the text changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as Base
else:
    Base = object


class Restyled(Base):
    """A widget that has something to do when it is to look otherwise: list it before QWidget."""

    def follow_style(self) -> None:
        """Do what another look or another size of text makes necessary."""
        self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            try:
                self.follow_style()
            except Exception:  # noqa: BLE001  reported here: PySide crashes at the second of two
                sys.excepthook(*sys.exc_info())  # errors in what one call of Qt's delivers
