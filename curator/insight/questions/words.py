"""The words of chat posts, made comparable: for finding repeats and shared subjects."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache

_ADDRESS_OR_SIGN = (
    r"(?:(?<=[Hh])[Tt][Tt][Pp][Ssſ]?://\S+|(?<=[@#])\w+|(?<=\b[RrMm])[Tt]\b|(?<=&)\w+;)"
)
"""What follows the first letter of an address, name, “RT” or “&amp;”. A search that begins with
a set of letters passes over all others at once, which alternatives with IGNORECASE do not."""

_AROUND = re.compile("[&@#HhMmRr]" + _ADDRESS_OR_SIGN)
_AROUND_TAGS = re.compile("[&@HhMmRr]" + _ADDRESS_OR_SIGN)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STEM = 6
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """
        a about after again all also am an and any are as at be because been but by can could did
        do does for from get got had has have he her here his how i if i'm in into is it it's its
        just let like may me more most much my no not now of on one only or our out over really
        she should so some such than that that's the their them then there these they this those
        to too u up us very was we were what when where which who why will with would you your amp
        rt via yes yeah think don't can't know see going want need make way good great lot de la
        el los las un una y en que es por para con no le les des du et est que qui pour dans
        """,
    )
)


def content(text: str) -> frozenset[str]:
    """Return the words of a text that carry a subject, each cut to its first letters."""
    return _telling_words(_spoken(text))


def subject(text: str) -> frozenset[str]:
    """Return the same with those of its hashtags, which tell what an answer is about."""
    return _telling_words(_AROUND_TAGS.sub(" ", text))


@lru_cache(maxsize=64)
def _spoken(text: str) -> str:
    """Return a text without addresses and names; several questions are asked of each in a row."""
    return _AROUND.sub(" ", text)


def _telling_words(plain: str) -> frozenset[str]:
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
        if _UNSPACED.search(plain):
            return frozenset(_pairs(plain)) | _words(_UNSPACED.sub(" ", plain))
    return _words(plain)


def _words(plain: str) -> frozenset[str]:
    found = _WORD.findall(plain.casefold().replace("’", "'"))
    return frozenset([word[:_STEM] for word in found if len(word) > 1 and word not in _EMPTY])


def _pairs(plain: str) -> set[str]:
    """Return the neighbouring letters of scripts that put no spaces between words."""
    return {
        plain[n : n + 2]
        for n in range(len(plain) - 1)
        if _UNSPACED.match(plain[n]) and _UNSPACED.match(plain[n + 1])
    }


def count(text: str) -> int:
    """Return how many words a text has, those without spaces counted by pairs of letters."""
    plain = _spoken(text)
    unspaced = 0 if plain.isascii() else len(_UNSPACED.findall(plain))
    return len(_WORD.findall(plain)) + unspaced // 2


def key(text: str) -> str:
    """Return a text as copies of it share it: without case, links, names and signs."""
    plain = _spoken(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", plain)
    return " ".join(_WORD.findall(plain.casefold()))


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return how much two posts share of the words of the shorter, from 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
