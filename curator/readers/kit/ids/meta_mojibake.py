"""What is odd about everything that Meta lets people download."""

from __future__ import annotations


def mended(text: str) -> str:
    """Return a text whose letters were written as the bytes they are made of."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
