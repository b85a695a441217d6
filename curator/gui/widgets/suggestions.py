"""The list that offers words below a field."""

from __future__ import annotations

from PySide6.QtWidgets import QListView

from curator.gui.look.style import set_kind


class Suggestions(QListView):
    """A list for a QCompleter to pop up."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.StyledPanel)
        set_kind(self, "suggestions")
