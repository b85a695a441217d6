"""Matching of typed text: beginnings of words first, ignoring accents and case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from curator.library import folded

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""The ranges of a text that matched, in order."""

_LONGEST = 400
"""Most characters of a text that are searched, so that a hostile long name costs no time."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well a text matches; less is better."""

    rank: int
    """0: the text begins with it; 1: some of its words do; 2: it occurs elsewhere."""

    at: int
    spans: Spans = ()


def match(text: str, wanted: str) -> Match | None:
    """Return how a text matches what is typed, or None; every typed word must occur."""
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
    """Return a text without accents and case, with the original position of each letter."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    letters = [(folded(letter), place) for place, letter in enumerate(text)]
    places = [place for plain, place in letters for _ in plain]
    return "".join(plain for plain, _ in letters), places


def _find(plain: str, word: str) -> tuple[int, int]:
    """Return the position of a word, preferably at the beginning of one."""
    at = plain.find(word)
    while at >= 0 and not _begins(plain, at):
        at = plain.find(word, at + 1)
    return (at if at >= 0 else plain.find(word)), len(word)


def _begins(plain: str, at: int) -> bool:
    return at == 0 or not plain[at - 1].isalnum()
