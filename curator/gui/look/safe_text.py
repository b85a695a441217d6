"""Hostile text made safe to paint on one line; the result is for display, never for storage."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_SPACES = re.compile(r"[\s\u2028\u2029\x85]+")
_STRANGE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffc\ufeff\ud800-\udfff]"
)
_OVERRIDES = "\u202d\u202e"
OVERRIDE_SIGN = "␦"
"""What is shown for a sign that would turn the letters after it round."""

_SHOWN = dict.fromkeys(map(ord, _OVERRIDES), OVERRIDE_SIGN)


def clean(text: str) -> str:
    """Return text without invisible characters, for display only."""
    text = _SPACES.sub(" ", text)
    return text if text.isascii() and text.isprintable() else _STRANGE.sub(_symbol, text)


def elided(text: str, font: QFont, width: float) -> str:
    """Return a name cut to a width between characters as a person sees them."""
    name = clean(text[:400])
    return QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, width)


def isolated(text: str) -> str:
    """Return a name wrapped so that its direction cannot affect the sentence around it."""
    return f"\u2068{show_overrides(text)}\u2069"


def show_overrides(text: str) -> str:
    """Return text of the same length in which no letters are turned round; the signs show."""
    return text.translate(_SHOWN)


def overrides(text: str) -> list[str]:
    """Return, in order, the signs that `show_overrides` shows, and what looks like them."""
    return [sign for sign in text if sign in _OVERRIDES or sign == OVERRIDE_SIGN]


def plain_tip(words: str) -> str:
    """Return text for a tool tip that must not be interpreted as markup."""
    if "<" not in words:
        return words
    return f"<p>{escape(words)}</p>".replace("\n", "<br>")


def _symbol(found: re.Match[str]) -> str:
    sign = found[0]
    code = ord(sign)
    if code < 0x20:  # noqa: PLR2004  the control pictures stand in the same order
        return chr(0x2400 + code)
    if sign == "\x7f":
        return "␡"
    if sign in _OVERRIDES:
        return OVERRIDE_SIGN
    return "" if "\u202a" <= sign <= "\u2069" or sign == "\ufeff" else "\ufffd"
