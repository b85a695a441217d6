"""Repair of the broken encoding in downloads from Meta."""

from __future__ import annotations


def repair_mojibake(text: str) -> str:
    """Return a text whose bytes had been written as single letters."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
