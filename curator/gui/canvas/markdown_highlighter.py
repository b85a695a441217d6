"""Markdown as it is typed: the signs grey, what they set apart set apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from curator.gui.look import theme


class _Rule(NamedTuple):
    """Signs around words: groups 1 and 3 are signs, group 2 the words."""

    pattern: re.Pattern[str]
    look: str


_RULES = (
    _Rule(re.compile(r"^(\s{0,3}#{1,6}\s)(.*)()$"), "strong"),
    _Rule(re.compile(r"^(\s{0,3}(?:>|[-*+]|\d{1,9}[.)])\s)()()"), "plain"),
    _Rule(re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*_]{1,1000}?)(?<=\S)(\1)"), "strong"),
    _Rule(
        re.compile(r"(?<![\\*_\w])([*_])(?=[^\s*_])([^*_]{1,1000}?)(?<=\S)(\1)(?![*\w])"), "slant"
    ),
    _Rule(re.compile(r"(?<!\\)(`)([^`]{1,1000})(`)"), "code"),
    _Rule(re.compile(r"(\[)([^\[\]]{1,500})(\]\([^()\s]{1,2000}\))"), "link"),
)


class MarkdownLook(QSyntaxHighlighter):
    """Styles Markdown while it stays what was typed."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)

    @override
    def highlightBlock(self, text: str) -> None:
        signs = QTextCharFormat()
        signs.setForeground(theme.colour("text3"))
        for pattern, look in _RULES:
            for found in pattern.finditer(text):
                self._set(text, found.span(1), signs)
                self._set(text, found.span(2), _look(look))
                self._set(text, found.span(3), signs)

    def _set(self, text: str, span: tuple[int, int], look: QTextCharFormat) -> None:
        start, end = (_units(text[:at]) for at in span)
        for at in range(start, end):
            merged = self.format(at)
            merged.merge(look)
            self.setFormat(at, 1, merged)


def _look(name: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if name == "strong":
        made.setFontWeight(QFont.Weight.DemiBold)
    elif name == "slant":
        made.setFontItalic(True)
    elif name == "code":
        made.setFontFamilies(["monospace"])
    elif name == "link":
        made.setForeground(theme.colour("accent"))
    return made


def _units(text: str) -> int:
    """Return a length as Qt counts it, in UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)
