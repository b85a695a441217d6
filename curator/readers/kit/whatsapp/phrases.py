"""The set phrases that WhatsApp writes into an exported chat, in the languages it speaks.

A phrase is compared without invisible marks, without a full stop at its end, and in any case of
letters. They lie in `resources/words/whatsapp.txt`, for whoever knows another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from curator.resources import resource

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_BLANKS = re.compile(r"\s+")
_LONGEST = 400
_FEW = 16
"""The same words are asked of several times, one after the other."""

_LONGEST_PLACEHOLDER = 40
_MOST_BLANKS = 4
_LONG = 15
"""Letters after which a phrase is one though more words follow it."""


@lru_cache(_FEW)
def plain(text: str) -> str:
    """Return a phrase without what varies in it; what is longer than any phrase as it stands."""
    if len(text) > _LONGEST:
        return text
    whole = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    words = _BLANKS.sub(" ", whole).strip()
    return words.strip("<>").strip(" .。।…!").casefold()


@cache
def phrases(kind: str) -> frozenset[str]:
    """Return the phrases of one kind, such as those “taken back”."""
    return frozenset(phrase for section, phrase in _all_phrases() if section == kind)


@cache
def omitted() -> dict[str, str]:
    """Return what an iPhone writes in place of what came with a message, and what that was."""
    start = "omitted "
    return {p: kind.removeprefix(start) for kind, p in _all_phrases() if kind.startswith(start)}


def is_deletion_notice(text: str) -> bool:
    """Tell whether words say that a message was deleted, perhaps by an admin with their name."""
    words = plain(text)
    if words in phrases("taken back"):
        return True
    return len(words) < _LONGEST and "\n" not in text and words.startswith(_by_admins())


def is_left_out(line: str) -> bool:
    """Tell whether words in angle brackets stand for a picture that the export left out.

    Beside those of the list, a few words one of which means media, in any language.
    """
    words = plain(line)
    if words in phrases("left out"):
        return True
    is_short = len(words) <= _LONGEST_PLACEHOLDER and words.count(" ") <= _MOST_BLANKS
    return is_short and any(each in words for each in phrases("media"))


@cache
def _by_admins() -> tuple[str, ...]:
    return tuple(f"{each} " for each in phrases("taken back") if "admin" in each)


def is_missing_notice(text: str) -> bool:
    """Tell whether words stand in place of a message that the export does not hold."""
    if text.strip() == "null":  # which Android writes; in German, “Null” is a number
        return True
    words = plain(text)
    return words in phrases("untold") or (words.startswith(_starts()) and "\n" not in text)


def is_greeting(text: str) -> bool:
    """Tell whether words are those on encryption that every chat begins with."""
    words = plain(text)
    return ("whatsapp" in words or words.startswith("messages ")) and any(
        each in words for each in phrases("greetings")
    )


def is_chat_opening(text: str) -> bool:
    """Tell whether words begin with the very sentence that a chat opens with."""
    return plain(text).startswith(_openings())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrases("opening"))


@cache
def _starts() -> tuple[str, ...]:
    return tuple(each for each in phrases("untold") if " " in each and len(each) > _LONG)


@cache
def _all_phrases() -> tuple[tuple[str, str], ...]:
    return tuple(_sections(resource("words/whatsapp.txt").read_text("utf-8")))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield every phrase with the heading it stands under."""
    kind = ""
    for line in text.splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((kind, plain(each)) for each in line.split("|") if each.strip())
