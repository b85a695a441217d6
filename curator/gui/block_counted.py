"""Counted things on the canvas: figures, charts, who took part, what was shared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from curator.i18n import tr
from curator.model import Cast, Chart, Counted, Facts, Links


class CountedBody(QWidget):
    """A block that keeps what was counted."""

    grew = Signal()
    above, pad = 0, 10
    text = None

    def show_block(self, block: Counted) -> None:
        """Show what was counted."""
        self.setAccessibleDescription(_about(block))

    def name(self) -> str:
        """Return what a screen reader says of it."""
        return self.accessibleDescription()

    def height_for(self, width: int) -> int:
        """Return how high it is at a width."""
        return 40 + 0 * width


def _about(block: Counted) -> str:
    match block:
        case Facts(figures):
            return "; ".join(f"{figure.value} {figure.label}" for figure in figures)
        case Chart():
            return block.alt or block.title
        case Cast(sentence):
            return sentence or tr("Who took part")
        case Links():
            return tr("Links shared")
