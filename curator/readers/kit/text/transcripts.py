"""Text files in which people talk: lines of any encoding, and messages that run over several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from curator.i18n import tr, trn
from curator.readers.kit.archive.source import Source
from curator.readers.kit.text.encoding import find_encoding

Stamp = TypeVar("Stamp")

LONGEST = 100_000
"""Characters after which a line, or a message, is no longer read."""

_LOOKED_AT = 4000
"""Characters of a line that tell what it is; more would cost much and tell nothing."""

_ODD_BLANKS = re.compile("[\u00a0\u2007\u2009\u202f]")
_SIGNAL = re.compile(r"\[\d{4}-\d\d-\d\d(?:(, \d\d:\d\d)| \d\d:\d\d(?::\d\d)?)\] ", re.ASCII)
_MARKS = "\ufeff\u200e\u200f\u202a\u202c"


@dataclass
class Message(Generic[Stamp]):
    """What stands between two stamps."""

    number: int
    """The line on which it begins."""

    stamp: Stamp
    lines: list[str] = field(default_factory=list)
    cut: bool = False
    """It goes on for longer than anybody talks."""

    @property
    def text(self) -> str:
        """Its words, over all lines."""
        return "\n".join(self.lines).strip()


def lines_of(source: Source, name: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers, without what ends them."""
    done = source.done
    with source.open(name) as file:
        encoding = find_encoding(file)
    source.done = done
    with source.open(name) as file:
        text = encoding.open(file)
        number = 0
        try:
            while line := text.readline(LONGEST):
                number += 1
                is_whole = len(line) < LONGEST
                while not is_whole and (rest := text.readline(LONGEST)):
                    is_whole = len(rest) < LONGEST
                yield number, line.rstrip("\r\n").replace("\0", "")
        finally:
            text.detach()


def first_lines(source: Source, name: str, count: int = 60) -> list[str]:
    """Return the first lines of a file that are not blank, to tell its format by."""
    lines = source.start(name).replace("\r", "\n").split("\n")
    return [line[:_LOOKED_AT] for line in lines if line.strip()][:count]


def messages_of(
    source: Source, name: str, stamped: Callable[[str], tuple[Stamp, str] | None]
) -> Iterator[Message[Stamp]]:
    """Yield the messages of a file: each from a line with a stamp to the next such line.

    `stamped` splits a line into its stamp and its words, or tells that it has none. What stands
    before the first stamp belongs to nobody, and is told of.
    """
    message: Message[Stamp] | None = None
    size = before = 0
    for number, line in lines_of(source, name):
        if found := stamped(line):
            if message:
                yield message
            elif before:
                source.remark(name, _before(before))
            message, size = Message(number, found[0], [found[1]]), len(found[1])
        elif message and size < LONGEST:
            message.lines.append(line)
            size += len(line) + 1
        elif message:
            message.cut = True
        else:
            before += bool(line.strip("\ufeff\u200e "))
    if message:
        yield message


def _before(count: int) -> str:
    """Say how many lines belong to nobody."""
    return trn(
        "{count} line stands before the first message, and is left out.",
        "{count} lines stand before the first message, and are left out.",
        count,
    )


def bare(line: str) -> str:
    """Return a line without invisible marks before it, its blanks as blanks."""
    return _ODD_BLANKS.sub(" ", line.lstrip(_MARKS))


def is_signals(name: str, line: str) -> bool:
    """Tell whether a stamp is Signal's, not WhatsApp's: no seconds, or in a file chat.md."""
    found = _SIGNAL.match(bare(line))
    return bool(found and (found[1] or name.lower().endswith(".md")))


def place_of(source: Source, name: str, number: int) -> str:
    """Return where a message begins, for a person to find it by."""
    line = tr("line")
    return f"{line} {number}" if len(source.names) == 1 else f"{name}, {line} {number}"
