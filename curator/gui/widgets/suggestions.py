"""The list of suggestions below a field."""

from __future__ import annotations

from PySide6.QtWidgets import QListView

from curator.gui.look.style import set_kind


class Suggestions(QListView):
    """A popup list for a QCompleter."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.StyledPanel)
        set_kind(self, "suggestions")
