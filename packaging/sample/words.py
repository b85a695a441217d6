"""Turn the words of a post into the platform's text: short links, escapes and entities."""

from __future__ import annotations

import hashlib
import re
import string
from dataclasses import dataclass, field
from html import escape
from typing import Any

from sample.chat import HASHTAG, Person

LONGEST = 280
"""What the platform lets one say, counted its way; see weight()."""

_NARROW = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
_LETTERS = string.ascii_letters + string.digits
_LINK = re.compile(r"https://[^\s)]+")
_SHORT = re.compile(r"https://t\.co/\w{10}")
_MENTION = re.compile(r"(?<!\w)@(\w{1,15})")
_TAG = re.compile(r"(?<!\w)#(\w+)")


@dataclass(slots=True)
class Words:
    """A post's text as the platform stores it, and the spans in it."""

    text: str
    start: int
    """Where what is shown begins: after the handle of the person answered."""
    end: int
    """Where what is shown ends: before the link to a picture or a quoted post."""
    links: dict[str, str] = field(default_factory=dict)
    """What each short link stands for."""


def compose(words: str, answered: str, handle: str, attached: list[str]) -> Words:
    """Return the text with its hashtag, its short links and the links to what is attached."""
    lead = f"@{answered} " if answered and not words.startswith("@") else ""
    if HASHTAG.lower() not in words.lower():
        words = f"{words} {HASHTAG}"
    links = {short_link(url, handle): url for url in _LINK.findall(words)}
    for short, url in links.items():
        words = words.replace(url, short)
    shown = escape(lead + words, quote=False)
    if (size := weight(words)) > LONGEST:
        raise ValueError(f"{size} are too many: {words}")
    tail = {short_link(url, handle): url for url in attached}
    text = " ".join([shown, *tail])
    return Words(text, len(lead), len(shown), links | tail)


def short_link(url: str, handle: str) -> str:
    """Return the short link the platform puts in a link's place."""
    number = int.from_bytes(hashlib.sha256(f"{handle} {url}".encode()).digest()[:8])
    name = ""
    for _ in range(10):
        number, letter = divmod(number, len(_LETTERS))
        name += _LETTERS[letter]
    return f"https://t.co/{name}"


def weight(words: str) -> int:
    """Count a text as the platform does: wide letters twice, a link as 23, an emoji as 2."""
    bare = re.sub(
        r"[\U0001F000-\U0001FAFF\u2600-\u27BF][\uFE0F\u200D\U0001F3FB-\U0001F3FF]*",
        "xx",
        _SHORT.sub("x" * 23, words),
    )
    return sum(1 if _is_narrow(ord(letter)) else 2 for letter in bare)


def entities(text: str, links: dict[str, str], people: dict[str, Person]) -> dict[str, Any]:
    """Return the hashtags, people and links in a text, by code point."""
    return {
        "hashtags": [_spanned(hit, {"text": hit[1]}) for hit in _TAG.finditer(text)],
        "symbols": [],
        "user_mentions": [
            _spanned(hit, _mention(people[hit[1]]))
            for hit in _MENTION.finditer(text)
            if hit[1] in people
        ],
        "urls": [
            _spanned(hit, _link(hit[0], links[hit[0]]))
            for hit in _SHORT.finditer(text)
            if hit[0] in links
        ],
    }


def user_id(person: Person) -> int:
    """Return the number of an account: of one day in 2017 or 2018, and of nobody."""
    return (203_000_000_000 + person.order * 1_468_800_000 << 22) + 4095


def _spanned(hit: re.Match[str], what: dict[str, Any]) -> dict[str, Any]:
    return {**what, "indices": [hit.start(), hit.end()]}


def _mention(person: Person) -> dict[str, Any]:
    number = user_id(person)
    return {
        "screen_name": person.handle,
        "name": person.name,
        "id": number,
        "id_str": str(number),
    }


def _link(short: str, url: str) -> dict[str, str]:
    return {"url": short, "expanded_url": url, "display_url": url.removeprefix("https://")}


def _is_narrow(code: int) -> bool:
    return any(code in letters for letters in _NARROW)
