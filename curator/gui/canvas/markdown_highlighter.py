"""Markdown shown formatted; its signs are visible, in grey, only while it is edited.

The text never changes: a hidden sign is only set in a tiny font without width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from curator.gui.look import theme

BULLET = re.compile(r"^(\s{0,3})([-*+])\s")
"""The marker of a list item, which is drawn as a dot."""

QUOTED = re.compile(r"^(\s{0,3})(>)")
"""The marker of a quotation, which is drawn as a bar."""


class _Rule(NamedTuple):
    """A pattern of inline Markdown: groups 1 and 3 are the signs, group 2 the words."""

    pattern: re.Pattern[str]
    look: str


_RULES = (
    _Rule(re.compile(r"^(\s{0,3}#{1,6}\s)(.*)()$"), "head"),
    _Rule(re.compile(r"^()(\s{0,3}>\s?.*)()$"), "quoted"),
    _Rule(re.compile(r"(?<!\\)(\*\*|__)(?=\S)([^*_]{1,1000}?)(?<=\S)(\1)"), "strong"),
    _Rule(
        re.compile(r"(?<![\\*_\w])([*_])(?=[^\s*_])([^*_]{1,1000}?)(?<=\S)(\1)(?![*\w])"), "slant"
    ),
    _Rule(re.compile(r"(?<!\\)(`)([^`]{1,1000})(`)"), "code"),
    _Rule(re.compile(r"(?<!\\)(\[)([^\[\]]{1,500})(\]\([^()\s]{1,2000}\))"), "link"),
    _Rule(re.compile(r"(<)(https?://[^<>\s]{1,2000})(>)"), "link"),
    _Rule(re.compile(r"(\\)([!-/:-@\[-`{-~])()"), "plain"),
)
_NO_FONT, _NO_ROOM = 1, 1
"""Font size in pixels, and letter spacing in per cent, of a hidden sign."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Formats Markdown without changing its text."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._is_written = False
        self.unknown: Callable[[str], Iterable[tuple[int, int]]] = lambda _text: ()
        """Finds the misspelt words of a paragraph, in code points."""
        self.caret: Callable[[], int] = lambda: -1
        """Returns where one is writing, in UTF-16 units; -1: nowhere."""
        self.unfinished = -1
        """The paragraph with a misspelt word that is still being typed, and so not marked."""

    @property
    def is_written(self) -> bool:
        """Whether the text is being edited, so that the signs are visible."""
        return self._is_written

    def show_signs(self, *, on: bool) -> None:
        """Show the signs of Markdown while it is edited, and hide them afterwards."""
        if on != self._is_written:
            self._is_written = on
            self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        signs = _sign(seen=self._is_written)
        for pattern, look in _RULES:
            for found in pattern.finditer(text):
                self._set(text, found.span(1), signs)
                self._set(text, found.span(2), _format_for(look))
                self._set(text, found.span(3), signs)
        if drawn := BULLET.match(text) or QUOTED.match(text):
            marker = QTextCharFormat()
            ink = theme.colour("text3")
            marker.setForeground(ink if self._is_written else Qt.GlobalColor.transparent)
            self._set(text, drawn.span(2), marker)
        self._mark_unknown(text)

    def _mark_unknown(self, text: str) -> None:
        """Underline misspelt words, but not the one that is being typed."""
        at = self.caret() - self.currentBlock().position()
        for start, end in self.unknown(text):
            if _units(text[:start]) < at <= _units(text[:end]):
                self.unfinished = self.currentBlock().blockNumber()
            else:
                self._set(text, (start, end), _misspelt())

    def _set(self, text: str, span: tuple[int, int], look: QTextCharFormat) -> None:
        start, end = (_units(text[:at]) for at in span)
        for at in range(start, end):
            merged = self.format(at)
            merged.merge(look)
            self.setFormat(at, 1, merged)


def _sign(*, seen: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    if seen:
        made.setForeground(theme.colour("text3"))
        return made
    made.setForeground(Qt.GlobalColor.transparent)
    made.setProperty(QTextCharFormat.Property.FontPixelSize, _NO_FONT)
    made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
    made.setFontLetterSpacing(_NO_ROOM)
    return made


def _misspelt() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(theme.colour("bad"))
    return made


def _format_for(name: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if name == "strong":
        made.setFontWeight(QFont.Weight.DemiBold)
    elif name == "slant":
        made.setFontItalic(True)
    elif name == "code":
        made.setFontFamilies(["monospace"])
    elif name == "link":
        made.setForeground(theme.colour("accent"))
        made.setFontUnderline(True)
        made.setUnderlineColor(theme.colour("soft-line"))
    elif name == "head":
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setProperty(QTextCharFormat.Property.FontPixelSize, theme.px(17))
    elif name == "quoted":
        made.setForeground(theme.colour("text2"))
    return made


def _units(text: str) -> int:
    """Return a length in UTF-16 units, as Qt counts."""
    return len(text) + sum(sign > "\uffff" for sign in text)
