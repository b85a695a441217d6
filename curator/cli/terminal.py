"""What is printed to a terminal: signs that would steer it are shown, and never obeyed.

The words of a post could otherwise colour, clear or rename the terminal, or turn a line round.
What goes to a file or another program is left as it is, but for colours, which click takes out.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TextIO

from typing_extensions import override

_PICTURES = 0x2400
"""From here on Unicode has a picture of each sign that steers."""

_STEERING = {
    **{code: _PICTURES + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), 0x202D, 0x202E), 0x2426),
}

_WITH_RETURNS = {code: shown for code, shown in _STEERING.items() if chr(code) != "\r"}


class Terminal(TextIOWrapper):
    """A terminal to print to."""

    returns = False
    """Whether a carriage return is obeyed, as the progress of a task needs it."""

    @override
    def write(self, text: str, /) -> int:
        if not text.isprintable():
            text = text.translate(_WITH_RETURNS if self.returns else _STEERING)
        super().write(text)
        return len(text)


def guard_terminal() -> None:
    """From now on, show what is printed to a terminal without letting it steer that."""
    sys.stdout = _guarded(sys.stdout, returns=False)
    sys.stderr = _guarded(sys.stderr, returns=True)


def _guarded(stream: TextIO, *, returns: bool) -> TextIO:
    if not isinstance(stream, TextIOWrapper) or not stream.isatty():
        return stream  # a file, another program, or none at all
    encoding, errors, buffered = stream.encoding, stream.errors, stream.line_buffering
    guarded = Terminal(stream.detach(), encoding, errors, line_buffering=buffered)
    guarded.returns = returns
    return guarded
