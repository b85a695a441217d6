"""The pictures of the sample chat: which there are, and where they go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sample import scenes_abroad, scenes_of_machines, scenes_on_tables, scenes_on_walls
from sample.paint import Sheet

SIZE = (1200, 675)
UNITS = 320
"""The pictures are drawn on a sheet 320 wide and 180 high."""

SCENES: dict[str, tuple[str, Callable[[Sheet], None]]] = {
    **scenes_on_tables.SCENES,
    **scenes_of_machines.SCENES,
    **scenes_on_walls.SCENES,
    **scenes_abroad.SCENES,
}
"""Each picture's ground colour and what draws the rest."""


def draw_scenes(folder: Path) -> None:
    """Draw every picture into a folder."""
    for name, (ground, paint) in SCENES.items():
        sheet = Sheet(SIZE, UNITS, ground)
        paint(sheet)
        sheet.save(folder / f"{name}.jpg")
