"""Ranks: words that sort, between any two of which there is always room for more.

So one block moves by changing one row. A rank is a fraction in base 36 without trailing
zeros; see "Implementing Fractional Indexing" (D. Greenspan, 2020).
"""

from __future__ import annotations

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def between(low: str, high: str, count: int) -> list[str]:
    """Return count ranks in order, all after low and before high; '' is either end."""
    if count == 0:
        return []
    middle = _middle(low, high)
    left = (count - 1) // 2
    return [
        *between(low, middle, left),
        middle,
        *between(middle, high, count - 1 - left),
    ]


def _middle(low: str, high: str) -> str:
    """Return a rank between two, as short as may be."""
    shared = 0
    while high and shared < len(high) and _at(low, shared) == high[shared]:
        shared += 1
    if shared:
        return high[:shared] + _middle(low[shared:], high[shared:])
    first = _DIGITS.index(_at(low, 0))
    last = _DIGITS.index(high[0]) if high else _BASE
    if last - first > 1:
        return _DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return _DIGITS[first] + _middle(low[1:], "")


def _at(rank: str, place: int) -> str:
    return rank[place] if place < len(rank) else "0"
