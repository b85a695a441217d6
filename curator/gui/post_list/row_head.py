"""The first line of a row: the author, and details from the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from curator.gui.look import theme
from curator.gui.look.clock import Clock
from curator.gui.look.safe_text import clean, elided
from curator.i18n import grouped, tr, trn
from curator.insight.checks.sections import short_name
from curator.library import Row
from curator.model import has_handles

Kind: TypeAlias = Literal["list", "shelf", "preview"]
Drawn: TypeAlias = Literal["words", "badge", "tag"]

_GAP = 6
_NAME_SHARE = 0.4
"""Largest share of the row for the name."""

_LONGEST_TAG = 120
_DROPS = 5
"""The order in which details are dropped: likes, handle, tags, echo authors, role."""


@dataclass(frozen=True, slots=True)
class Item:
    """One detail on the first line."""

    drawn: Drawn
    text: str
    icon: str = ""
    least: int = 0
    """Least distance of its left edge from the right, so that figures align in columns."""

    style: str = "small"
    colour: str = "text3"
    weight: int = 400
    size: int = 13
    """Size of the icon."""

    tint: str = ""
    """For a tag: its colour in the palette."""

    @property
    def beside(self) -> int:
        """Return the space between icon and text."""
        return 4 if self.drawn == "badge" else 3

    @property
    def width(self) -> float:
        """Return its own width."""
        inner = advance(self.text, self.style, self.weight) if self.text else 0
        if self.icon:
            inner += theme.px(self.size) + (self.beside if self.text else 0)
        return inner if self.drawn == "words" else inner + 2 * theme.px(6)

    @property
    def room(self) -> float:
        """Return its width including the least distance."""
        return max(self.width, theme.px(self.least)) if self.least else self.width


_SHIELD = Item("words", "", "shield", colour="text2")


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a row, measured for a width."""

    name: str
    cut: bool
    """Whether the name is cut."""

    start: float
    """The left edge of the name, after the shield of somebody who must not be quoted."""

    end: float
    """The right edge of the name."""

    items: tuple[tuple[float, float, Item], ...]
    """The details, each with its left edge and its width."""

    @property
    def badges(self) -> list[tuple[float, float]]:
        """Return the left and right edges of the badges of echoes and threads."""
        found = (at for at in self.items if at[2].drawn == "badge")
        return [(place, place + width) for place, width, _ in found]

    @property
    def places(self) -> list[tuple[float, float]]:
        """Return the left and right edges of what tells the place in the story."""
        found = (at for at in self.items if at[2].icon == "book-marked")
        return [(place, place + width) for place, width, _ in found]

    def paint(self, painter: QPainter, at: QPointF, *, chosen: bool, dim: bool) -> None:
        """Paint it with its upper left corner at a point."""
        base = at.y() + baseline("base", theme.line("base"))
        painter.setFont(font("base", 600))
        painter.setPen(theme.colour("text3" if dim else "text"))
        painter.drawText(QPointF(at.x() + self.start, base), self.name)
        if self.start:
            _paint_icon(painter, _SHIELD, at)
        for place, width, item in self.items:
            x = at.x() + place
            inset = _paint_box(painter, item, QPointF(x, at.y()), width, chosen=chosen)
            _paint(painter, item, QPointF(x + inset, at.y()), base)


def head(row: Row, kind: Kind, width: float, whole: float, clock: Clock) -> Head:
    """Measure the first line of a row: width is for the line, whole is the whole row's."""
    author = row.post.author
    bold = font("base", 600)
    full = clean((author.name or f"@{author.handle}")[:400]).strip() or "@"
    name = elided(full, bold, whole * _NAME_SHARE)
    start = _SHIELD.width + 3 if row.withheld else 0
    for dropped in range(2 if kind == "shelf" else 0, _DROPS + 1):
        left = [(item.room, item) for item in _left(row, dropped)]
        right = [(item.room, item) for item in _right(row, kind, dropped, clock)]
        taken = start + sum(_GAP + size for size, _ in (*left, *right))
        if advance(name, "base", 600) + taken <= width:
            break
    else:
        name = elided(full, bold, max(width - taken, theme.px(24)))
    end = start + advance(name, "base", 600)
    items = (*_from_left(left, end), *_from_right(right, width))
    return Head(name, name != full, start, end, items)


@lru_cache(maxsize=64)
def _font(style: str, weight: int, _zoom: int) -> QFont:
    return theme.font(style, weight=weight)


def font(style: str, weight: int = 400) -> QFont:
    """Return a font of the design, cached: a screen of rows asks for it a thousand times."""
    return _font(style, weight, theme.px(1000))


@lru_cache(maxsize=8192)
def _advance(text: str, style: str, weight: int, zoom: int) -> float:
    return QFontMetricsF(_font(style, weight, zoom)).horizontalAdvance(text)


def advance(text: str, style: str, weight: int = 400) -> float:
    """Return the width of a text."""
    return _advance(text, style, weight, theme.px(1000))


@lru_cache(maxsize=64)
def _baseline(style: str, height: int, zoom: int) -> float:
    metrics = QFontMetricsF(_font(style, 400, zoom))
    return round((height - metrics.height()) / 2 + metrics.ascent())


def baseline(style: str, height: int) -> float:
    """Return the distance of the baseline from the top of a line."""
    return _baseline(style, height, theme.px(1000))


# Details

_NUMBERED = re.compile(r"[^\W\d]\s?\d{1,2}")
"""A section's name that is the label of a question; on the shelf it is “in Q3”."""


def _left(row: Row, dropped: int) -> list[Item]:
    items = []
    post = row.post
    if dropped < 2 and post.author.name and has_handles(post.platform):  # noqa: PLR2004  see _DROPS
        handle = clean("@" + row.post.author.handle[:100])
        items.append(Item("words", handle))
    role = row.role or chat_role_label(row.part.seat)
    if dropped < _DROPS and role:
        words = tr("· {role}", role=clean(role[:60]))
        items.append(Item("words", words, style="micro", colour="text2", weight=500))
    return items


def _right(row: Row, kind: Kind, dropped: int, clock: Clock) -> list[Item]:
    post = row.post
    items: list[Item] = []
    if kind != "shelf" and (post.reply_to or post.reply_handle):
        items.append(Item("words", "", "reply"))
    items += _tags(row, short=dropped > 2)  # noqa: PLR2004  see _DROPS
    if row.thread:
        words = tr("Thread of {count}", count=grouped(row.thread))
        items.append(
            Item("badge", words, "gallery-vertical", style="micro", colour="text2", size=12)
        )
    if row.echoes and (kind != "shelf" or dropped < _DROPS):
        items.append(_echoes(row, short=dropped > 3))  # noqa: PLR2004
    asked = question_label(row.part.question.number) if row.part.question else ""
    if row.used is not None:
        name = section(row.used, inside=kind == "shelf")
        if _NUMBERED.fullmatch(name):  # “Q3” in a list is the chat's question, not a section's
            name = asked
        items.append(Item("words", name, "book-marked"))
    elif asked:
        items.append(Item("words", asked))
    if post.likes is not None and dropped < (_DROPS if kind == "shelf" else 1):
        items.append(Item("words", grouped(post.likes), "heart", least=32, size=12))
    items.append(Item("words", clock.words_for(post), least=34))
    return items


def _tags(row: Row, *, short: bool) -> list[Item]:
    if not row.tags:
        return []
    few = short and len(row.tags) > 1
    if few:
        names = [f"+{len(row.tags)}"]
    else:
        small = font("micro")
        names = [elided(name, small, theme.px(_LONGEST_TAG)) for name in row.tags[:8]]
        if len(row.tags) > len(names):
            names.append(f"+{len(row.tags) - len(names)}")
    colours = () if few else row.tag_colours[:8]
    return [
        Item("tag", name, style="micro", colour="text2", tint=tint)
        for name, tint in zip_longest(names, colours, fillvalue="")
    ]


def _echoes(row: Row, *, short: bool) -> Item:
    words = tr("×{count}", count=grouped(row.echoes))
    if not short and row.left_out != "bot":
        words += " · " + trn("{count} person", "{count} people", row.echo_people)
    if row.left_out:
        spam = row.left_out == "spam"
        words = tr("Spam {count}", count=words) if spam else tr("Bot {count}", count=words)
    return Item("badge", words, "layers-2", style="micro", colour="text2", size=12)


def section(heading: str, *, inside: bool) -> str:
    """Return the section of the story in which a post is quoted, abbreviated."""
    if not heading:
        return tr("in the opening") if inside else tr("Opening")
    name = clean(short_name(heading))
    return tr("in {section}", section=name) if inside else name


def chat_role_label(seat: str) -> str:
    """Return the role of a person in the chat: “Host”, “Guest” or ''."""
    return {"host": tr("Host"), "guest": tr("Guest")}.get(seat, "")


def question_label(number: int) -> str:
    """Return the label of a question: “Q2”."""
    return tr("Q{number}", number=number)


# Layout


_Sized: TypeAlias = list[tuple[float, Item]]
_Placed: TypeAlias = Iterator[tuple[float, float, Item]]


def _from_left(items: _Sized, start: float) -> _Placed:
    for width, item in items:
        yield start + _GAP, width, item
        start += _GAP + width


def _from_right(items: _Sized, end: float) -> _Placed:
    for width, item in reversed(items):
        yield end - width, width, item
        end -= width + _GAP


# Painting


def _paint_box(painter: QPainter, item: Item, at: QPointF, width: float, *, chosen: bool) -> float:
    """Paint the box around a detail, and return its inner left edge."""
    tint = theme.tag_colours(item.tint)
    if item.drawn == "words":
        return width - item.width if item.least else 0
    height = theme.px(17)
    box = QRectF(at.x(), at.y() + (theme.line("base") - height) / 2, width, height)
    if item.drawn == "badge":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("base" if chosen else "idle"))
    elif tint:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint[0])
    else:
        painter.setPen(QPen(theme.colour("soft-line" if chosen else "line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 4, 4)
    return theme.px(6)


def _paint(painter: QPainter, item: Item, at: QPointF, base: float) -> None:
    """Paint the icon and the text of a detail."""
    x = at.x()
    if item.icon:
        x += _paint_icon(painter, item, at) + item.beside
    if item.drawn != "words":
        height = theme.px(17)
        top = at.y() + (theme.line("base") - height) / 2
        base = round(top + baseline(item.style, height))
    painter.setFont(font(item.style, item.weight))
    tint = theme.tag_colours(item.tint)
    painter.setPen(tint[1] if tint else theme.colour(item.colour))
    painter.drawText(QPointF(x, base), item.text)


def _paint_icon(painter: QPainter, item: Item, at: QPointF) -> int:
    """Paint the icon of a detail in the middle of the line, and return its width."""
    size = theme.px(item.size)
    place = QPointF(round(at.x()), round(at.y() + (theme.line("base") - size) / 2))
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(place, theme.pixmap(item.icon, size, item.colour, ratio))
    return size
