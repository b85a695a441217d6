"""The text of a post in a row: one paragraph of one or two lines, cut with “…”.

Post text is hostile. What is laid out is a cleaned copy, no longer than a row can show: control
characters are made visible, line breaks become spaces, and nothing in a post can change the
direction of the text beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from curator.gui.look import theme
from curator.gui.look.mirror import draw_layout
from curator.gui.look.safe_text import clean
from curator.model import CUT, Piece, Post

ELLIPSIS = "…"
_KEPT = 2_000
_NARROWEST = 3.0
"""Width of the narrowest letters, to estimate how many characters a line can need."""

_MARKS_EACH = 4
"""Combining marks and joiners per letter that are kept; no script needs more."""

_LONGEST = 100_000
"""Most characters of one piece that are processed; more than a post can hold."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LABEL = re.compile(r"\W*[QAqa]\s?\d{1,2}(?:\W|$)")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af\uf900-\ufaff]")
_ISOLATE, _POP = "\u2068", "\u2069"


@dataclass(frozen=True, slots=True)
class RowStyle:
    """The parameters of a layout: everything but the post itself."""

    width: int
    lines: int
    style: str = "post"
    line: int = 20
    """Height of a line in pixels."""

    dim: bool = False
    weight: int = 400
    words: tuple[str, ...] = ()
    """The words of the search."""

    hashtag: str = ""
    """The chat's own hashtag, folded; it is shown pale."""


class RowText:
    """Text that is laid out for painting."""

    def __init__(self, layout: QTextLayout, line: int, ascent: float, width: float) -> None:
        self._layout, self._width = layout, width
        self.text = layout.text()
        """The text as shown, with “…” where it was cut."""

        for number in range(layout.lineCount()):
            each = layout.lineAt(number)
            each.setPosition(QPointF(0, number * line + ascent - each.ascent()))

    @property
    def lines(self) -> int:
        """Return the number of lines."""
        return self._layout.lineCount()

    @property
    def right_to_left(self) -> bool:
        """Whether it reads from right to left."""
        return self._layout.textOption().textDirection() == Qt.LayoutDirection.RightToLeft

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Paint it in the painter's pen, except for mentions, hashtags and links."""
        draw_layout(painter, self._layout, at, self._width)


class RowTextCache:
    """A cache of layouts, so that repainting a row costs little."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[object, ...], RowText] = OrderedDict()
        self._look: tuple[bool, int] = (False, 0)

    def of(self, number: int, post: Post, manner: RowStyle) -> RowText:
        """Return the layout of a post's text."""
        look = (theme.is_dark(), theme.px(1000))
        if look != self._look:
            self._kept.clear()
            self._look = look
        key = (number, manner, post.text)
        words = self._kept.get(key)
        if words is None:
            words = self._kept[key] = lay_out(post, manner)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return words


def _pieces(post: Post) -> Iterator[Piece]:
    """Yield the parts of a post's text, and a mark where the archive has only its beginning."""
    yield from post.pieces()
    if post.cut:
        yield Piece(f" {CUT}", "", "")


def lay_out(post: Post, manner: RowStyle) -> RowText:
    """Lay out the beginning of a post's text."""
    room = int(manner.lines * manner.width / _NARROWEST + 8) * _MARKS_EACH
    shown, whole = _within(_pieces(post), room)
    text = "".join(piece.text for piece in shown)
    rtl = reads_from_right(shown)
    if rtl or _RIGHT_TO_LEFT.search(text):
        shown = [_isolated(piece) for piece in shown]
        text = "".join(piece.text for piece in shown)
    font = theme.font(manner.style, weight=manner.weight)
    layout = QTextLayout(text, font)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    formats = [*_formats(shown, manner), *_hits(text, manner)]
    layout.setFormats(formats)
    end = _fill(layout, manner)
    if end < _units(text) or not whole:
        _cut(layout, end, manner, formats)
    metrics = QFontMetricsF(font)
    base = (manner.line - metrics.height()) / 2 + metrics.ascent()
    return RowText(layout, manner.line, base, manner.width)


# Cleaning the text


def _within(pieces: Iterable[Piece], room: int) -> tuple[list[Piece], bool]:
    """Return the cleaned pieces that fit a number of characters, and whether these are all."""
    shown: list[Piece] = []
    left = room
    for text, kind, value in pieces:
        cleaned = clean(text[:_LONGEST])
        if not shown or shown[-1].text.endswith(" "):
            cleaned = cleaned.lstrip(" ")
        shown.append(Piece(cleaned[:left], kind, value))
        left -= len(cleaned)
        if left <= 0 or len(text) > _LONGEST:
            return shown, False
    return shown, True


def _isolated(piece: Piece) -> Piece:
    if not piece.kind:
        return piece
    return piece._replace(text=f"{_ISOLATE}{piece.text}{_POP}")


def reads_from_right(pieces: list[Piece]) -> bool:
    """Return the direction of the first letter of the author's own words that has one."""
    own = "".join(piece.text for piece in pieces if not piece.kind)
    label = _LABEL.match(own)
    for sign in own[label.end() if label else 0 :]:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return False
        if kind in {"R", "AL"}:
            return True
    return False


# Formats, with positions in UTF-16 units as Qt counts


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _range(start: int, length: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = length
    found.format = made
    return found


def _formats(pieces: list[Piece], manner: RowStyle) -> Iterator[QTextLayout.FormatRange]:
    at = 0
    for piece in pieces:
        length = _units(piece.text)
        if piece.kind:
            yield _range(at, length, _format(piece, manner))
        at += length


def _format(piece: Piece, manner: RowStyle) -> QTextCharFormat:
    made = QTextCharFormat()
    own = piece.kind == "hashtag" and piece.value.casefold() == manner.hashtag
    made.setForeground(theme.colour("text3" if own or manner.dim else "text2"))
    if piece.kind == "link":
        made.setFontUnderline(True)
        made.setUnderlineColor(theme.colour("line2"))
    return made


def _hits(text: str, manner: RowStyle) -> Iterator[QTextLayout.FormatRange]:
    pattern = _pattern(manner.words)
    if pattern is None:
        return
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold)
    made.setForeground(theme.colour("text"))
    folded, places = _folded(text)
    for found in pattern.finditer(folded):
        start, end = places[found.start()], places[found.end()]
        first = _units(text[:start])
        yield _range(first, _units(text[start:end]), made)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return text without case and accents, with the original position of each character."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = sign if sign.isascii() else _plain(sign)
        signs.append(plain.casefold())
        places.extend([place] * len(signs[-1]))
    return "".join(signs), [*places, len(text)]


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return a pattern that finds words in folded text, at the beginnings of its words."""
    found = []
    for word in words:
        folded = _folded(word)[0]
        parts = re.findall(r"\w+", folded)
        if not parts:
            found.append(re.escape(folded.strip()))
            continue
        inner = r"\W+".join(re.escape(part) for part in parts)
        if folded.startswith("#"):
            found.append(rf"#{inner}(?!\w)")
        else:
            found.append(inner if _UNSPACED.match(word) else rf"(?<!\w){inner}")
    return re.compile("|".join(filter(None, found))) if any(found) else None


# Lines


def _fill(layout: QTextLayout, manner: RowStyle) -> int:
    """Lay out as many lines as are allowed, and return where the last of them ends."""
    end = 0
    layout.beginLayout()
    for _ in range(manner.lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(manner.width)
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return end


def _cut(
    layout: QTextLayout, end: int, manner: RowStyle, formats: list[QTextLayout.FormatRange]
) -> None:
    """Cut what does not fit, whole characters at a time, and append “…”."""
    text = layout.text()
    units = text.encode("utf-16-le")
    boundaries = QTextLayout(text)
    while True:
        kept = units[: 2 * end].decode("utf-16-le", "replace").rstrip(" \u2068")
        layout.setText(kept + _POP * (kept.count(_ISOLATE) - kept.count(_POP)) + ELLIPSIS)
        layout.setFormats(formats)
        if _fill(layout, manner) >= _units(layout.text()) or end <= 0:
            return
        end = boundaries.previousCursorPosition(_units(kept))
