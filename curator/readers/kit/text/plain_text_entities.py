"""Hashtags, mentions and addresses in plain text, where an archive does not list them.

The rules are Twitter's, in short: a hashtag has letters of any script, nothing is
found inside a word, an e-mail address or a web address, and only what begins with http is an
address. One pass over the text, whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from curator.model import Span

_SIGN = re.compile(r"[#＃@＠]|https?://", re.IGNORECASE)
_PLAIN = re.compile(r"[0-9A-Za-z_]*", re.ASCII)
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,20}", re.ASCII)
_BEFORE_HANDLE = re.compile(
    r"(?:^|[^A-Za-z0-9_!@#$%&*＠/]|(?:^|[^A-Za-z0-9_])RT:?)$", re.IGNORECASE | re.ASCII
)
_AFTER_HANDLE = re.compile(r"[@＠…\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]|://")
_HOST = re.compile(
    r"[^\W_][\w-]*(?:\.[\w-]+)*\.(?:xn--[a-z0-9-]+|[a-z]{2,24}|[^\W\d_a-z]{2,24})", re.IGNORECASE
)
_SHORT = re.compile(
    r"t\.co/[a-z0-9]{1,40}(?![a-z0-9])(?:\?[a-z0-9=&#_%-]+)?", re.IGNORECASE | re.ASCII
)
_PATH = re.compile(
    r"(?::[0-9]{1,5}(?![0-9]))?"
    r"(?:[/?#][\w/?#~!$&'()*+,;=:@%.|\[\]–-]*)?"
)
_FOREIGN = re.compile(r"[^\x00-\u024f\u0400-\u04ff–]")
_CUT = re.compile(r"…|\.{3}(?!\.)")
_TAIL = ".,;:!?'\"*|[]@$&"
_JOINERS = frozenset(
    "_\u200c\u200d\xb7\u05be\u05f3\u05f4\u0f0b\u0f0c\u3003\u30a0\u301c\u30fb\uff5e"
)
_SHOWN = 40
_EMOJI_STYLE = "\ufe0e\ufe0f"
_NO_KEYCAPS = dict.fromkeys(map(ord, f"{_EMOJI_STYLE}\u20e3"))
"""What makes an emoji of a digit, or of the hash itself: a keycap is no hashtag."""


def find_spans(text: str, addresses: Mapping[str, str] | None = None) -> tuple[Span, ...]:
    """Return the hashtags, mentions and addresses in a text, in order.

    `addresses` tells where a short address leads; a picture's leads to ''.
    """
    spans: list[Span] = []
    end = 0
    for sign in _SIGN.finditer(text):
        start = sign.start()
        if start < end:
            continue
        found = _span(text, start, sign.end(), addresses or {})
        if found:
            spans.append(found)
            end = found.end
        elif len(sign[0]) > 1:
            end = _end_of_address(text, sign.end())
    return tuple(spans)


def _span(text: str, start: int, inside: int, addresses: Mapping[str, str]) -> Span | None:
    if text[start] in "#＃":
        return _hashtag(text, start)
    if text[start] in "@＠":
        return _mention(text, start)
    return _link(text, start, inside, addresses)


def _hashtag(text: str, start: int) -> Span | None:
    before = text[start - 1] if start else " "
    if before in "&/" or (_is_tag_letter(before) and before not in _EMOJI_STYLE):
        return None
    end = _PLAIN.match(text, start + 1).end()  # type: ignore[union-attr]  # it always matches
    while end < len(text) and _is_tag_letter(text[end]):
        end += 1
    word = text[start + 1 : end]
    if not any(map(_is_letter, word.translate(_NO_KEYCAPS))) or text.startswith(
        ("#", "＃", "://", "…"), end
    ):
        return None
    return Span("hashtag", start, end, word)


def _mention(text: str, start: int) -> Span | None:
    if not _BEFORE_HANDLE.search(text[max(0, start - 4) : start]):
        return None
    found = _HANDLE.match(text, start + 1)
    if not found or _AFTER_HANDLE.match(text, found.end()):
        return None
    return Span("mention", start, found.end(), found[0])


def _link(text: str, start: int, inside: int, addresses: Mapping[str, str]) -> Span | None:
    before = text[start - 1] if start else " "
    if (before.isalnum() and before.isascii()) or before in "@＠#＃$":
        return None
    end = _end_of_address(text, inside)
    if end == inside or _CUT.match(text, end):  # cut off: it leads nowhere
        return None
    address = text[start:end]
    goal = addresses.get(address, address)
    if not goal:
        return Span("media", start, end, address)
    return Span("link", start, end, goal, "" if goal == address else _shown(goal))


def _shown(address: str) -> str:
    """Return what is shown of an address: without what all have, and not for ever."""
    short = re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")
    return short if len(short) <= _SHOWN else short[: _SHOWN - 1] + "…"


def _end_of_address(text: str, inside: int) -> int:
    """Return where an address ends of which 'http://' ends at `inside`; there if it is none."""
    if short := _SHORT.match(text, inside):
        return short.end()
    host = _HOST.match(text, inside)
    if not host or text.startswith("t.co/", inside) or not _is_host(host[0], text, host.end()):
        return inside
    path = _PATH.match(text, host.end())
    rest = path[0] if path else ""
    if foreign := _FOREIGN.search(rest):
        rest = rest[: foreign.start()]
    return host.end() + _path_length(rest)


def _is_host(host: str, text: str, end: int) -> bool:
    """Tell whether a name can be that of a computer, and is not cut short."""
    following = text[end : end + 1]
    if following in ("-", "_") or (following.isascii() and following.isalnum()):
        return False
    labels = host.split(".")
    if "_" in labels[-2]:
        return False
    return all(label.strip("-_") == label and 0 < len(label) < 64 for label in labels)  # noqa: PLR2004  the law of the domain name system


def _path_length(rest: str) -> int:
    """Return how much of a path belongs to the address: not the full stop after it."""
    unopened = rest.count(")") - rest.count("(")
    end = len(rest)
    while end:
        last = rest[end - 1]
        if last == ")" and unopened > 0:
            unopened -= 1
        elif last == "(":
            unopened += 1
        elif last not in _TAIL:
            break
        end -= 1
    return end


def _is_tag_letter(letter: str) -> bool:
    return letter.isalnum() or letter in _JOINERS or _is_mark(letter)


def _is_letter(letter: str) -> bool:
    return letter.isalpha() or _is_mark(letter)


def _is_mark(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter)[0] == "M"
