"""The ids of posts: always text, often damaged, and a clock besides.

Spreadsheets show 1225850000000000001 as 1.22585E+18, R and JavaScript round it to the nearest
number they can hold. A rounded id looks sound and leads to somebody else's post, so it must be
found out: by its shape, or because all the ids of an archive are such numbers.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from curator.model import MADE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SNOWFLAKE_EPOCH_MS = 1_288_834_974_657
_FIRST_SNOWFLAKE = 30_000_000_000
_EXACT = 2**53
"""Below this, every whole number is a number that R and JavaScript can hold."""

_ENOUGH = 100
_ENOUGH_NOUGHTS = 10
_LONGEST = 20
_LONG = 15
_KEPT = 12
"""Digits of an id that every program keeps."""

_TELLING = 12
"""Characters of '3.9278697376', which is a post's second; fewer digits are only its day."""

_DIGITS = re.compile(r"[0-9]{1,20}", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]*)?[eE]\+?[0-9]{1,2}", re.ASCII)
_WRAPPED = re.compile(r"""^(?:x|'|="+|"+)?(.*?)"*$""", re.DOTALL)
_STATUS = re.compile(r"/status(?:es)?/([0-9]{1,20})(?![0-9.,eE])", re.ASCII)
_HANDLE = re.compile(r"[A-Za-z0-9_]{1,50}", re.ASCII)


def clean(raw: object) -> str:
    """Return an id as found in a file as digits; empty if it is not, or no longer, an id.

    Quotes, the formula '="…"' and the 'x' that rtweet puts before ids are taken off.
    """
    if isinstance(raw, str):
        if raw.isdecimal() and raw.isascii() and len(raw) <= _LONGEST:
            return raw if raw.strip("0") else ""
        found = _WRAPPED.match(raw.strip())
        text = found[1].strip() if found else ""
        return text if _DIGITS.fullmatch(text) and text.strip("0") else ""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10**_LONGEST:
        return str(raw)
    return ""


def of(record: Mapping[str, Any], field: str) -> str:
    """Return a JSON record's id: '<field>_str' before '<field>', which may be rounded."""
    text, number = record.get(field + "_str"), record.get(field)
    if text is None and number is None:
        return ""
    return clean(text) or clean(number)


def is_destroyed(raw: object) -> bool:
    """Tell whether an id was turned into a number with an exponent: '1.22585E+18'."""
    if isinstance(raw, str):
        return _SCIENTIFIC.fullmatch(raw.strip().strip("\"'=x")) is not None
    return isinstance(raw, float)


def repaired(raw: object, url: str = "") -> tuple[str, str]:
    """Return (key, raw id) of an id that may be damaged, from its permalink if need be.

    The key is empty where nothing is left of it; the raw id is empty where it was sound.
    """
    key = clean(raw)
    linked = key_in(url)
    if key and (not linked or key == linked):
        return key, ""
    found = str(raw).strip() if raw is not None else ""
    return linked, found[:40]


def is_damage(raw: str, key: str) -> bool:
    """Tell whether something that is no sound id is what a program left of one.

    Else it is another number, such as that of a row: nothing was lost.
    """
    if is_destroyed(raw):
        return True
    digits = clean(raw)
    if len(digits) < _LONG:
        return False
    return not key or (len(digits) == len(key) and digits[:_KEPT] == key[:_KEPT])


def are_rounded(keys: Iterable[str]) -> bool:
    """Tell whether the ids of one archive went through a program that rounds them.

    One id proves nothing, a hundred do: of sound ones every sixth would have been changed.
    Of those that end in two noughts, as JavaScript leaves them, ten are proof.
    """
    large = [int(key) for key in keys if _DIGITS.fullmatch(key) and int(key) > _EXACT]
    if len(large) >= _ENOUGH_NOUGHTS and not any(number % 100 for number in large):
        return True
    return len(large) >= _ENOUGH and all(map(_is_round, large))


def utc_ms(key: str) -> int | None:
    """Return the milliseconds since 1970 at which a post got its id; None before Nov 2010."""
    if not _DIGITS.fullmatch(key) or int(key) < _FIRST_SNOWFLAKE:
        return None
    return (int(key) >> 22) + _SNOWFLAKE_EPOCH_MS


def time_of(key: str) -> datetime | None:
    """Return when a post got its id, to the second, or None if the id does not tell."""
    ms = utc_ms(key)
    return None if ms is None else _EPOCH + timedelta(seconds=ms // 1000)


def time_about(raw: str) -> datetime | None:
    """Return the time told by an id with an exponent, if enough of its digits are left."""
    shown = raw.strip().strip("\"'=x").replace(",", ".")
    if not is_destroyed(shown) or len(shown.lower().partition("e")[0]) < _TELLING:
        return None
    return time_of(str(int(float(shown))))


def key_in(url: str) -> str:
    """Return the id in a permalink, empty if there is none or it is damaged."""
    found = _STATUS.search(url)
    return found[1] if found else ""


def permalink(handle: str, key: str) -> str:
    """Return the address of a post; empty where its id was made by Curator."""
    if not key.isdigit():
        return ""
    return f"https://x.com/{handle if _HANDLE.fullmatch(handle) else 'i'}/status/{key}"


def is_handle(text: str) -> bool:
    """Tell whether a text can be a handle on Twitter."""
    return _HANDLE.fullmatch(text) is not None


def made_key(handle: str, at: datetime, text: str) -> str:
    """Return a key for a post without a sound id: the same for the same words and minute."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    minute = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
    whole = "\n".join((handle.lstrip("@").lower(), minute, words))
    digest = hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()
    return MADE + digest[:20]


def _is_round(number: int) -> bool:
    """Tell whether a number is what R or JavaScript would write of some double."""
    nearest = float(number)
    return int(nearest) == number or _shortest(nearest) == number


def _shortest(nearest: float) -> int:
    """Return a double as JavaScript writes it: its shortest digits, then noughts."""
    digits, _, exponent = f"{nearest!r}".partition("e")
    if not exponent:
        return int(nearest)
    whole, _, part = digits.partition(".")
    return int((whole + part).ljust(int(exponent) + 1, "0"))


def is_round(key: str) -> bool:
    """Tell whether an id may have been rounded: it is a number that R and JavaScript can hold."""
    return key.isdigit() and int(key) > _EXACT and _is_round(int(key))
