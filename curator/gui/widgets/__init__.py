"""Widgets that all panes share."""

from curator.gui.commands.keymap import ENTER
from curator.gui.widgets.buttons import Button, Chip, paint_ring
from curator.gui.widgets.choices import Choice, Segments
from curator.gui.widgets.labels import Elided, KeyCap, Label, Rule, cap_size, paint_cap
from curator.gui.widgets.notices import Face, Glyph, Meter, Notice, announce, paint_face

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
    "paint_cap",
    "paint_face",
    "paint_ring",
]
