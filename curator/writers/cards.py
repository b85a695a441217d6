"""Cards: a cover, and each quote as a picture in three shapes, with its words as text beside.

The letters of every script and emoji come from the fonts that are there, laid out by the same
engine as the PDF. A card's words are as large as they fit; none is ever clipped: a post too
long for a card ends in […], and its whole words stand in the text beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import PurePosixPath
from threading import Lock
from typing import Final

from curator.errors import CuratorError
from curator.i18n import tr
from curator.model import CUT, Story
from curator.writers.kit.excerpts import quotes_alone
from curator.writers.kit.manuscript import Manuscript, Quoted, from_the_right, manuscript
from curator.writers.kit.names import slug
from curator.writers.kit.press import measure_parts, pictures_of, why_unavailable

TITLE = "Quote cards"
HINT = "Pictures to share"
GROUP: Final = "mail"
SUFFIX = ".png"
FILE = "story"
"""What its first file is called in a folder of its own."""
WHOLE = False

SHAPES = {"wide": (1200, 630), "square": (1080, 1080), "tall": (1080, 1350)}
"""The shapes, with their width and height in dots."""

_STYLES = "templates/cards.css"
_LARGEST = {"wide": 62, "square": 80, "tall": 88}
_SMALLEST = 24
_STEP, _SHORTER = 0.86, 0.8
_TOP, _FOOT = 70, 146
"""Pixels kept free above the words, and below for the credit."""

_ORIGIN = 64
"""Most characters of a name, and of the story's title at the bottom, where as many of Han and Kana
have room in two lines: only the words of a quote may need more, and they get smaller."""

_DATE = re.compile(r"\d{1,2}\.? (?:de )?\w+ (?:de )?\d{4}$")
"""A day at the end of a title, in the languages of the program: it is not parted."""

_ABOVE = 0.42
"""The share of spare room above the words."""


@dataclass(frozen=True, slots=True)
class _Card:
    """A trial layout of a card: shape, words and size. It says all that its picture depends on."""

    shape: str
    words: str
    name: str
    detail: str
    origin: str
    lang: str
    size: float
    top: int = 0
    """Top of the words; 0 while unknown."""

    file: str = ""

    def smaller(self) -> _Card:
        """Return the card with smaller type or, at the smallest, with fewer words."""
        if self.size * _STEP >= _SMALLEST:
            return replace(self, size=self.size * _STEP)
        kept = self.words.removesuffix(CUT).rstrip()
        kept = kept[: max(1, int(len(kept) * _SHORTER))]
        return replace(self, words=f"{kept.rsplit(None, 1)[0] if ' ' in kept else kept} {CUT}")


_KEPT: dict[_Card, bytes] = {}
"""Cards that were drawn, before they were fitted: a story is drawn anew with each change to it."""

_KEEPING = Lock()
_MOST = 48_000_000
"""Bytes of pictures that are kept: the cards of over a hundred quotes."""


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the cover, then the cards and a list of what each says."""
    found, folder = manuscript(story), f"{name}_cards"
    cover = replace(_cover(found), file=name + SUFFIX)
    cards = [cover, *_cards(found, folder)]
    for card, picture in zip(cards, _drawn(cards), strict=True):
        yield PurePosixPath(card.file), picture
    told = [
        f"{PurePosixPath(each.file).name}\n{quote.words}\n— {quote.credit}, {quote.when.words}\n"
        for quote, each in zip(_each_shape(found), cards[1:], strict=True)
    ]
    yield PurePosixPath(folder, "alt-texts.txt"), "\n".join([_alt_of_cover(found), *told]).encode()


def excerpt(story: Story) -> Story:
    """Return what is shown of a story: the words of its quotes."""
    return quotes_alone(story)


def _each_shape(found: Manuscript) -> list[Quoted]:
    return [quote for quote in found.quotes for _ in SHAPES]


def _cards(found: Manuscript, folder: str) -> Iterator[_Card]:
    for number, quote in enumerate(found.quotes, start=1):
        for shape, (width, height) in SHAPES.items():
            who = slug(quote.by.handle or quote.by.name, "quote")
            file = f"{folder}/{number:02}-{who}-{width}x{height}.png"
            yield replace(_card(found, quote, shape), file=file)


def _card(found: Manuscript, quote: Quoted, shape: str) -> _Card:
    detail = " · ".join(filter(None, (_short(quote.by.handle), quote.when.words)))
    return _Card(
        shape,
        quote.words,
        _short(quote.by.name),
        detail,
        _short(found.title),
        quote.lang,
        _LARGEST[shape],
    )


def _cover(found: Manuscript) -> _Card:
    detail = found.small_print[0] if found.small_print else tr("Nothing is quoted here yet.")
    title = _DATE.sub(lambda date: date[0].replace(" ", "\xa0"), found.title)
    return _Card("wide", title, "", detail, _short(found.kicker), "", _LARGEST["square"])


def _short(name: str) -> str:
    """Return a title or name that fits two lines of a card."""
    return name if len(name) <= _ORIGIN else f"{name[: _ORIGIN - 1].rstrip()}…"


def _alt_of_cover(found: Manuscript) -> str:
    return tr("Cover: {title}", title=f"{found.title}. {found.kicker}") + "\n"


def _drawn(cards: Sequence[_Card]) -> list[bytes]:
    """Return cards as pictures, each adjusted until everything fits its page."""
    if not cards:
        return []
    if why := why_unavailable():
        raise CuratorError(why)
    plain = [replace(card, file="") for card in cards]
    made = {card: picture for card in plain if (picture := _KEPT.get(card))}
    if new := [card for card in dict.fromkeys(plain) if card not in made]:
        pictures = pictures_of([_html(card) for card in _fitted(list(new))], _STYLES)
        made.update(zip(new, pictures, strict=True))
    _keep(made)
    return [made[card] for card in plain]


def _keep(made: Mapping[_Card, bytes]) -> None:
    """Keep cards for the next time, and let go of those that were not asked for the longest."""
    with _KEEPING:
        for card, picture in made.items():
            _KEPT.pop(card, None)
            _KEPT[card] = picture
        size = sum(map(len, _KEPT.values()))
        while size > _MOST:
            size -= len(_KEPT.pop(next(iter(_KEPT))))


def _fitted(cards: list[_Card]) -> list[_Card]:
    """Return cards with the largest type that fits."""
    waiting = list(range(len(cards)))
    while waiting:
        found = measure_parts([_html(cards[number]) for number in waiting], _STYLES)
        for number, bottom in zip(waiting, found, strict=True):
            room = SHAPES[cards[number].shape][1] - _FOOT - (bottom or 0)
            if bottom is not None and room >= 0:
                cards[number] = replace(cards[number], top=round(_TOP + room * _ABOVE))
            else:
                cards[number] = cards[number].smaller()
        waiting = [number for number in waiting if not cards[number].top]
    return cards


def _html(card: _Card) -> str:
    lang = f' lang="{card.lang}"' if card.lang else ""
    turned = ' dir="rtl"' if from_the_right(card.words) else ""
    words = escape(card.words, quote=False).replace("\n", "<br>")
    name = f"<b>{escape(card.name, quote=False)}</b>" if card.name else ""
    detail = f"<span>{escape(card.detail, quote=False)}</span>"
    by = "<br>".join(filter(None, (name, detail)))
    return (
        f'<div class="card {card.shape}" style="padding-top:{card.top or _TOP}px">'
        f'<p class="words"{lang}{turned} style="font-size:{card.size:.1f}px">{words}</p>'
        f'<p class="by" id=end>{by}</p>'
        f'<p class="from">{escape(card.origin, quote=False)}</p></div>'
    )
