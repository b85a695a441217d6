"""In which words posts differ that say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORD = re.compile(r"https?://\S+|[#@]?\w[\w'’-]*")


def differing_words(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return of each text the words that not every other has, in order, as they are written."""
    found = [_WORD.findall(text) for text in texts]
    known = [{word.casefold() for word in words} for words in found]
    shared = set.intersection(*known) if known else set()
    return [
        tuple(dict.fromkeys(word for word in words if word.casefold() not in shared))
        for words in found
    ]
