"""How what is typed finds words: at their beginnings first, whatever their accents and case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from curator.library import folded

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where in a text the letters stand that were found, in order."""

_LONGEST = 400
"""Letters of a text that are looked at: a name that is longer is an attack."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a text answers; the lesser, the better."""

    rank: int
    """0: the text begins so; 1: words of it do; 2: it is somewhere in it."""

    at: int
    spans: Spans = ()


def match(text: str, wanted: str) -> Match | None:
    """Return how a text answers what is typed, or None; all that is typed must be in it."""
    plain, places = _plain(text[:_LONGEST])
    found = [_find(plain, word) for word in folded(wanted).split()]
    if any(at < 0 for at, _ in found):
        return None
    if not found:
        return Match(1, 0)
    rank = max(1 if _begins(plain, at) else 2 for at, _ in found)
    first = found[0][0]
    spans = tuple(sorted((places[at], places[at + long - 1] + 1) for at, long in found))
    return Match(0 if rank == 1 and first == 0 else rank, first, spans)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text without accents and case, and of each letter where it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters = [(folded(letter), place) for place, letter in enumerate(text)]
    places = [place for plain, place in letters for _ in plain]
    return "".join(plain for plain, _ in letters), places


def _find(plain: str, word: str) -> tuple[int, int]:
    """Return where a word stands, at the beginning of another if it can."""
    at = plain.find(word)
    while at >= 0 and not _begins(plain, at):
        at = plain.find(word, at + 1)
    return (at if at >= 0 else plain.find(word)), len(word)


def _begins(plain: str, at: int) -> bool:
    return at == 0 or not plain[at - 1].isalnum()
