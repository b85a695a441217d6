"""The words of a post that tell what it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from curator.model import Post
from curator.resources import resource

_ADDRESS = re.compile(r"https?://\S+")
_LABEL = re.compile(r"^\s*\W{0,2}[AQRP]\W?\d{1,2}\b(?:\s*\(?\d/\d\)?)?\W*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
"""Scripts written without spaces: their words are taken to be pairs of letters."""

_SHORTEST = 3
_ENDING = 2
"""Letters that may stand before or behind an apostrophe without being a word of their own."""

_LONG = 5
"""Letters of a word whose ending may be a plural's."""


def words_of(post: Post) -> list[str]:
    """Return the words of a post that mean something, folded, in order.

    Hashtags count as words; handles, addresses, labels such as 'A2:' and words that any
    text has do not.
    """
    found: list[str] = []
    for word in _WORD.findall(_spoken(post, tags=True)):
        if _UNSPACED.fullmatch(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif is_telling(plain := folded(core(word))):
            found.append(stem(plain))
    return found


def core(word: str) -> str:
    """Return what carries the meaning of a word with an apostrophe: 'library’s', 'l’école'.

    Of 'can’t' and the like it is nothing.
    """
    first, apostrophe, last = word.replace("’", "'").rpartition("'")
    if not apostrophe:
        return word
    if len(last) <= _ENDING:
        return "" if last.casefold() == "t" else first
    return last if len(first) <= _ENDING else word


def announces(words: Iterable[str], *, linked: bool) -> bool:
    """Tell whether a post calls people to something rather than says something of it."""
    count = len(announcing().intersection(map(folded, words)))
    return count + linked > 1 and count > 0


def word_for(post: Post, term: str) -> str:
    """Return one of the words of a post, of which `words_of` makes a term, as it is written."""
    found = _WORD.findall(_spoken(post, tags=True))
    return next((core(word) for word in found if stem(folded(core(word))) == term), "")


def words_as_written(post: Post) -> list[str]:
    """Return the words of a post but hashtags, as they are written, for what follows."""
    return _WORD.findall(_spoken(post, tags=False))


def substance(words: Iterable[str]) -> int:
    """Return how many words say something: neither greeting nor housekeeping."""
    count = 0
    for word in words:
        if _UNSPACED.fullmatch(word):
            count += len(word) // 2
        else:
            count += folded(word) not in chatter()
    return count


def begins_with_greeting(words: Sequence[str]) -> bool:
    """Tell whether the first word is one of greeting or thanks."""
    return bool(words) and folded(words[0]) in greetings()


def has_greeting(words: Iterable[str]) -> bool:
    """Tell whether words greet or thank anywhere, as farewells do at their end."""
    return any(folded(word) in greetings() for word in words)


def is_telling(word: str) -> bool:
    """Tell whether a folded word says anything of what a text is about."""
    return len(word) >= _SHORTEST and not word.isdecimal() and word not in common()


def stem(word: str) -> str:
    """Return a folded word without the plural's ending, as several languages have it.

    'libraries' and 'library', 'makers' and 'maker' are about the same.
    """
    if len(word) < _LONG or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word without case, accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "").lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not unicodedata.combining(c) and c != "’").casefold()


@cache
def common() -> frozenset[str]:
    """Return words that any text has, of several languages."""
    return _listed("words/common.txt")


@cache
def chatter() -> frozenset[str]:
    """Return words of greeting, thanks and housekeeping, of several languages."""
    return _listed("words/chatter.txt") | greetings()


@cache
def announcing() -> frozenset[str]:
    """Return words of calls, adverts and notices, of several languages."""
    return _listed("words/announcing.txt")


@cache
def greetings() -> frozenset[str]:
    """Return words with which a greeting or thanks begins, of several languages."""
    return _listed("words/greetings.txt")


@cache
def vague() -> frozenset[str]:
    """Return words that name no subject of their own, of several languages."""
    return frozenset(map(stem, _listed("words/vague.txt")))


def _listed(name: str) -> frozenset[str]:
    lines = resource(name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split()[1:])


def _spoken(post: Post, *, tags: bool) -> str:
    """Return what a post says, without whom it names and where it leads."""
    left_out = {"mention", "link", "media"} if tags else {"mention", "link", "media", "hashtag"}
    text = "".join(piece.text for piece in post.pieces() if piece.kind not in left_out)
    text = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text))
    return _LABEL.sub("", text)
