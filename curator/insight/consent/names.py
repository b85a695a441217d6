"""Finding people by name and handle in other people's words and addresses.

In doubt it protects the person: rather a word too many is redacted than one too few.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

Stretch = tuple[int, int]
"""A range in a text: start and end."""

_SPACELESS = "\u0590"
"""Scripts from here on attach particles to names, or use no spaces."""

_SHORTEST = 3
_SHORTEST_IN_ADDRESS = 5
_TOKEN = re.compile(r"\S+")


class PeopleNames:
    """The names and handles of some people, and where they occur."""

    def __init__(
        self, handles: Iterable[str], names: Iterable[str], keys: Iterable[str] = ()
    ) -> None:
        folded_handles = {folded(handle).lstrip("@") for handle in handles} - {""}
        folded_names = {form for name in names for form in _forms(name)}
        self._words = _pattern(folded_handles, folded_names)
        self._handles = folded_handles | {handle.split("@")[0] for handle in folded_handles}
        self._squeezed = {
            word
            for name in folded_names | self._handles
            if len(word := _squeezed(name)) >= _SHORTEST_IN_ADDRESS
        }
        self._keys = {key for key in keys if len(key) > _SHORTEST_IN_ADDRESS}

    def in_words(self, text: str) -> list[Stretch]:
        """Return where they are named in a text, including addresses."""
        if not self._words:
            return []
        tokens = (token for token in _TOKEN.finditer(text) if "/" in token[0])
        found = [token.span() for token in tokens if self.in_address(token[0])]
        plain, places = _folded_with_places(text)
        for match in self._words.finditer(plain):
            begin, end = places[match.start()], places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            found.append((begin, end))
        return sorted(found)

    def in_address(self, address: str) -> bool:
        """Tell whether an address reveals one of them."""
        if not self._words:
            return False
        plain = folded(unquote(address))
        squeezed = _squeezed(plain)
        return (
            any(word in squeezed for word in self._squeezed)
            or any(key in plain for key in self._keys)
            or not self._handles.isdisjoint(re.findall(r"\w+", plain))
        )

    def is_handle(self, value: str) -> bool:
        """Tell whether a handle belongs to one of them."""
        return folded(value).lstrip("@").split("@")[0] in self._handles

    def is_tag(self, value: str) -> bool:
        """Tell whether a hashtag is one of their names."""
        return _squeezed(folded(value)) in {_squeezed(h) for h in self._handles} | self._squeezed


def folded(text: str) -> str:
    """Return text without case, accents, width and invisible characters."""
    return _folded_with_places(text)[0]


def name_parts(name: str) -> Iterator[str]:
    """Yield the words of a name that are long enough to be distinctive."""
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) > 1:
        yield from (word for word in words if len(word) >= _SHORTEST)


def _pattern(handles: set[str], names: set[str]) -> re.Pattern[str] | None:
    """Return one pattern for all names and handles; a handle also with its server."""
    called = [rf"@?{_bounded(handle)}" for handle in handles if len(handle) >= _SHORTEST]
    called.extend(rf"@{_bounded(handle.split('@')[0])}(?:@[\w.-]+\w)?" for handle in handles)
    called.extend(_bounded(name) for name in names if len(name) > 1)
    if not called:
        return None
    return re.compile("|".join(sorted(called, key=len, reverse=True)))


def _bounded(name: str) -> str:
    """Return a pattern for a name as a separate word, with any kind of space."""
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    before = r"(?<![^\W_])" if name[0] < _SPACELESS and name[0].isalnum() else ""
    after = r"(?!\w)" if name[-1] < _SPACELESS and name[-1].isalnum() else ""
    return before + pattern + after


def _forms(name: str) -> set[str]:
    """Return a name as it is, and without the signs around it."""
    whole = " ".join(folded(name).split())
    words = " ".join(word for word in whole.split() if any(c.isalnum() for c in word))
    return {whole, words} - {""}


def _squeezed(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text, with the original position of each letter."""
    if text.isascii():  # which has nothing to fold but the case
        return text.lower(), range(len(text))
    letters = [_folded_letter(letter) for letter in text]
    places = [place for place, letter in enumerate(letters) for _ in letter]
    return "".join(letters), places


@lru_cache(maxsize=4_096)
def _folded_letter(letter: str) -> str:
    return "".join(
        part
        for part in unicodedata.normalize("NFKD", letter).casefold()
        if not unicodedata.combining(part) and unicodedata.category(part) != "Cf"
    )
