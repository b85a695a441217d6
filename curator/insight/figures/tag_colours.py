"""The colours of tags as other programs write them."""

from __future__ import annotations

import re

COLOURS = {
    "red": "#D6544B", "orange": "#DE7A3C", "sand": "#C9A24B", "green": "#5E9E57",
    "teal": "#2A9D94", "blue": "#4A86C5", "violet": "#8A63C9", "pink": "#CC5F9A",
}  # fmt: skip
"""'#RRGGBB' by the names of the colours that a tag can have."""


def nearest(colour: str) -> str:
    """Return the name of the colour that is nearest to '#RRGGBB' or '#RGB'; '' if it is none."""
    found = _rgb(colour)
    if found is None:
        return ""
    known = {name: _rgb(value) or found for name, value in COLOURS.items()}

    def distance(name: str) -> int:
        return sum((one - two) ** 2 for one, two in zip(found, known[name], strict=True))

    return min(known, key=distance)


def _rgb(colour: str) -> tuple[int, int, int] | None:
    digits = colour.strip().removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004  the short form
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch("[0-9A-Fa-f]{6}", digits):
        return None
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue
