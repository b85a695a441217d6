"""What is shown beside the canvas: the outline, the facts or the preview, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from curator.gui.widgets.layouts import row_in

OUTLINE, FACTS, PREVIEW = "outline", "facts", "preview"

LEAST = {FACTS: 400, PREVIEW: 480}
"""Widths that a panel takes at least when it is opened."""


class StorySidePane(QWidget):
    """The right pane of the Story workspace."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: dict[str, QWidget] = {}
        self.panel = OUTLINE
        """The name of the panel that is shown."""
        self._row = row_in(self, spacing=0)

    def add(self, name: str, widget: QWidget) -> None:
        """Add a panel; it is hidden until it is turned to, unless it is the outline."""
        self._panels[name] = widget
        self._row.addWidget(widget)
        widget.setVisible(name == self.panel)

    def turn(self, panel: str) -> bool:
        """Show a panel, or the outline again if it is shown; tell whether it is shown now."""
        self.panel = OUTLINE if panel == self.panel else panel
        for name, widget in self._panels.items():
            widget.setVisible(name == self.panel)
        return self.panel == panel

    def __contains__(self, panel: str) -> bool:
        """Tell whether a panel has been added."""
        return panel in self._panels

    @property
    def current(self) -> QWidget:
        """Return the panel that is shown."""
        return self._panels[self.panel]

    @property
    def is_outline(self) -> bool:
        """Whether the outline is shown."""
        return self.panel == OUTLINE
