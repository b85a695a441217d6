"""YAML front matter for Hugo, Jekyll and similar programs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_ESCAPED = re.compile(
    '["\\\\\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff'
    "\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff"
    "\U0009fffe\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff"
    "\U000dfffe\U000dffff\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
    "|(?<=\\{)[{%#]|(?<=<)%"
)


_SHORT = 0x10000


def front_matter(values: Mapping[str, str | Sequence[str]]) -> str:
    """Return front matter; empty values are left out."""
    lines = [f"{name}: {_written(value)}" for name, value in values.items() if value]
    return "\n".join(("---", *lines, "---"))


def quoted(text: str) -> str:
    """Return text in quotes that YAML and TOML both read as exactly this text.

    What a template engine might run is spelt in numbers as well.
    """
    return '"' + _ESCAPED.sub(_spelt, text) + '"'


def _written(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return value
    return "[" + ", ".join(quoted(item) for item in value) + "]"


def _spelt(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in '"\\':
        return "\\" + letter
    if letter == "\n":
        return "\\n"
    number = ord(letter)
    return f"\\u{number:04X}" if number < _SHORT else f"\\U{number:08X}"
