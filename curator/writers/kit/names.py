"""Names of files and of authors."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from curator.i18n import tr
from curator.model import Media, PullQuote, Quote, has_handles
from curator.writers.kit.safe_words import name_of

_COLOURS = 12
_SLUG_LENGTH = 40
_ONE_LETTER = re.compile(
    "[\u0590-\u08ff\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\U00020000-\U0003ffff]"
)
"""Arabic, Hebrew, Han, Kana and Hangul, where one letter serves as initials."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The author of a quote, as far as they are shown."""

    name: str
    """The displayed name, or the credit of an anonymous person."""

    handle: str = ""
    """With its '@'; empty if it is the name already, or hidden."""

    avatar: Media | None = None
    letters: str = ""
    """Initials; empty for a hidden person."""

    colour: int = 0
    """The index of the colours of the initials."""


def byline(quote: Quote | PullQuote) -> Byline:
    """Return the author of a quote; for a hidden person nothing but the credit."""
    if quote.credit.strip():
        return Byline(name_of(quote.credit))
    author = quote.post.author
    name, handle = name_of(author.name), name_of(author.handle)
    sign = f"@{handle}" if has_handles(quote.post.platform) and handle else ""
    letters = initials(name or handle)
    if not name and not handle:
        return Byline(tr("A participant"))
    return Byline(
        name or sign or handle,
        sign if name else "",
        author.avatar,
        letters,
        colour_of(author.handle),
    )


def colour_of(handle: str) -> int:
    """Return the number of a person's colours, the same in every library."""
    return sum(ord(c) * (i + 3) for i, c in enumerate(handle)) % _COLOURS


def initials(name: str) -> str:
    """Return the first letter of the first and the last word of a name, or '?'."""
    words = [word for word in (_from_letter(word) for word in name.split()) if word]
    if not words:
        return "?"
    first = _grapheme(words[0])
    if len(words) == 1 or _ONE_LETTER.match(first):
        return first.upper()
    return (first + _grapheme(words[-1])).upper()


def slug(text: str, otherwise: str) -> str:
    """Return text as the beginning of a file name, in plain small letters and hyphens.

    It ends with a whole word, unless the first one alone is too long.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _SLUG_LENGTH:
        whole, _, _ = words[: _SLUG_LENGTH + 1].rpartition("-")
        words = whole or words[:_SLUG_LENGTH]
    return words or otherwise


def picture_name(title: str, content: bytes, suffix: str) -> str:
    """Return a picture's file name, made of the story's title and of what it shows."""
    return f"{slug(title, 'picture')}-{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def _from_letter(word: str) -> str:
    """Return a word from its first letter or digit on."""
    return next((word[i:] for i, c in enumerate(word) if c.isalnum()), "")


def _grapheme(word: str) -> str:
    """Return the first letter with its combining marks."""
    end = 1
    while end < len(word) and unicodedata.category(word[end]) in {"Mn", "Mc", "Me"}:
        end += 1
    return word[:end]
