"""The parts that every pane is made of, from one place."""

from curator.gui.keymap import ENTER
from curator.gui.parts_buttons import Button, Chip, paint_ring
from curator.gui.parts_choice import Choice, Segments
from curator.gui.parts_notice import Face, Glyph, Meter, Notice, announce, paint_face
from curator.gui.parts_text import (
    Elided,
    KeyCap,
    Label,
    Rule,
    cap_size,
    isolated,
    paint_cap,
)

__all__ = [
    "ENTER",
    "Button",
    "Chip",
    "Choice",
    "Elided",
    "Face",
    "Glyph",
    "KeyCap",
    "Label",
    "Meter",
    "Notice",
    "Rule",
    "Segments",
    "announce",
    "cap_size",
    "isolated",
    "paint_cap",
    "paint_face",
    "paint_ring",
]
