"""Matching of posts with damaged ids to the same posts with sound ids.

A spreadsheet that ate the ids of a chat leaves words, people and times, so its posts are
kept under keys that Curator makes. When another capture has them with sound ids, they are
joined: what was starred and tagged is then starred and tagged under the sound id.

Two posts are one only if the same person said the same words at the same time, and if the
sound id is one that the damaged id, as far as anything is left of it, can have been. Times of a
sheet that names no zone may all be off by the same quarters of an hour.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from curator.library.values.merge_posts import milliseconds
from curator.model import MADE, Post

_MINUTE = 61_000
"""Most milliseconds between two captures of a post, one of them to the minute."""

_DAY = 24 * 60 * 60_000
_QUARTER = 15 * 60_000
_MOST_OFF = 14 * 60 * 60_000 + _MINUTE
"""Most milliseconds between two zones."""

_HEAD = 10
"""Letters at the start of a post that are compared first."""

_TELLING = 20
"""Texts with at least this many letters are hardly posted twice."""

_SIGNIFICANT = 15
"""Digits of a number that every spreadsheet keeps."""

_ADDRESS = re.compile(r"https?://\S+")
_REPOST = re.compile(r"RT @(\w{1,50})", re.ASCII)
_NUMBER = re.compile(r"\D*(\d+)(?:[.,](\d+))?(?:[eE]\+?(\d{1,2}))?\D*$", re.ASCII)

Key = Literal["made", "sound"]


@dataclass(frozen=True, slots=True)
class _Capture:
    """A capture of a post."""

    at: int
    precision: str
    text: str
    cut: bool
    key: str
    raw_id: str

    @property
    def is_dated(self) -> bool:
        """Whether only its day is known."""
        return self.precision in {"day", "elapsed"}

    @property
    def sound(self) -> str:
        return "" if self.key.startswith(MADE) else self.key


class KeyMatcher:
    """Finds existing posts under the other kind of key."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._any: dict[Key, bool] = {}
        self._off = Counter[int]()
        """Time differences in quarters of an hour, from posts whose text leaves no doubt."""

    def known_as(self, platform: str, posts: Iterable[Post]) -> Iterator[tuple[Post, str]]:
        """Yield which of these posts the library has under which other key.

        The posts are those whose own key is unknown. Short ones come last: by then the usual time
        difference is known.
        """
        waiting: list[Post] = []
        for post in posts:
            if key := self._sought(platform, post):
                yield post, key
            else:
                waiting.append(post)
        if self._off:
            for post in waiting:
                if key := self._sought(platform, post):
                    yield post, key

    def _sought(self, platform: str, post: Post) -> str:
        other: Key = "sound" if post.key.startswith(MADE) else "made"
        return self._found(other, platform, post) if self._holds(other) else ""

    def _holds(self, kind: Key) -> bool:
        """Tell whether the library had posts with such keys before, and list them once."""
        if kind not in self._any:
            self._any[kind] = self._list(kind)
        return self._any[kind]

    def _list(self, kind: Key) -> bool:
        clause = f"key {'>=' if kind == 'made' else '<'} '{MADE}'"
        if self._run(f"SELECT 1 FROM posts WHERE {clause} LIMIT 1").fetchone() is None:
            return False
        left = "raw_id" if kind == "made" else "key"
        self._run(f"DROP TABLE IF EXISTS temp.held_{kind}")
        self._run(
            f"CREATE TEMP TABLE held_{kind} AS SELECT person, at, id,"
            f" substr({left}, 1, {_SIGNIFICANT}) AS left,"
            " precision IN ('day', 'elapsed') AS is_day,"
            f" substr(text, 1, {_HEAD}) AS head FROM posts WHERE {clause} AND context = 0"
        )
        for columns in ("left", "person, head, at"):
            name = f"temp.held_{kind}_by_{columns.split(', ')[-1]}"
            self._run(f"CREATE INDEX {name} ON held_{kind} ({columns})")
        return True

    def _found(self, kind: Key, platform: str, post: Post) -> str:
        """Return the key of the one post that this one is; '' when there is none, or several."""
        person = self._run(
            "SELECT id FROM people WHERE platform = ? AND handle = ?",
            (platform, post.author.handle),
        ).fetchone()
        if person is None:
            return ""
        own = _Capture(
            milliseconds(post.at), post.precision, post.text, post.cut, post.key, post.raw_id
        )
        for near, values in self._near(kind, own):
            rows = self._run(
                f"SELECT p.at, precision, p.text, cut, key, raw_id FROM temp.held_{kind} h"
                f" JOIN posts p ON p.id = h.id WHERE h.person = ? AND {near}"
                f" AND key {'>=' if kind == 'made' else '<'} '{MADE}'",
                (person[0], *values),
            )
            usual = self._off.most_common(1)[0][0] if self._off else None
            if found := [each for row in rows if _same(own, each := _Capture(*row), usual)]:
                return self._noted(found, own)
        return ""

    def _noted(self, found: Sequence[_Capture], own: _Capture) -> str:
        """Return the key of the one that is meant, and take note by how much its time is off."""
        if usual := self._off.most_common(1):
            fitting = [each for each in found if _quarters_off(own, each) == usual[0][0]]
            found = fitting or found
        key = _only(found, own)
        chosen = next((each for each in found if each.key == key), None)
        if chosen and (quarters := _quarters_off(own, chosen)):
            self._off[quarters] += 1
        return key

    def _near(self, kind: Key, own: _Capture) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Yield conditions under which to look, the likeliest first."""
        begun = "h.head = ? AND h.at BETWEEN ? AND ?"
        yield begun, (own.text[:_HEAD], own.at - _MINUTE, own.at + _MINUTE)
        left = _left_of(own.raw_id or own.sound)
        if left and len(left[0]) == _SIGNIFICANT:
            digits = int(left[0])
            around = tuple(str(digits + more) for more in (-1, 0, 1))
            yield "h.left IN (?, ?, ?)", around
        if own.is_dated or kind == "made":
            days = begun if own.is_dated else f"is_day AND {begun}"
            yield days, (own.text[:_HEAD], own.at - _DAY, own.at + _DAY)
        if own.raw_id or kind == "made":
            yield begun, (own.text[:_HEAD], own.at - _MOST_OFF, own.at + _MOST_OFF)


def _only(found: Sequence[_Capture], own: _Capture) -> str:
    """Return the key of the nearest in time, unless another is as near."""
    if not found:
        return ""
    near = sorted(found, key=lambda each: abs(each.at - own.at))
    if len(near) > 1 and abs(near[0].at - own.at) == abs(near[1].at - own.at):
        return ""
    return near[0].key


def _quarters_off(one: _Capture, other: _Capture) -> int | None:
    """Return by how many quarters of an hour a damaged capture is early, None if by none."""
    sound, damaged = (one, other) if one.sound else (other, one)
    apart = sound.at - damaged.at
    quarters = round(apart / _QUARTER)
    is_even = abs(apart - quarters * _QUARTER) <= _MINUTE and abs(apart) <= _MOST_OFF
    return quarters if is_even else None


def _same(one: _Capture, other: _Capture, usual: int | None = None) -> bool:
    """Tell whether two captures of the same person's words are one post.

    usual: the time differences of other posts, in quarters of an hour.
    """
    sound, damaged = (one.sound, other.raw_id) if one.sound else (other.sound, one.raw_id)
    left = _left_of(damaged)
    if left and not _may_be(sound, left):
        return False
    is_day = one.is_dated or other.is_dated
    exact = left is not None and len(left[0]) >= _SIGNIFICANT
    if abs(one.at - other.at) > (_DAY if exact or is_day else _MINUTE):
        quarters = _quarters_off(one, other)
        if left is None or quarters is None:
            return False
        return _have_same_words(one, other, telling=quarters != usual)
    return _have_same_words(one, other, telling=is_day and not exact)


def _have_same_words(one: _Capture, other: _Capture, *, telling: bool) -> bool:
    """Tell whether the words are the same; telling: and hardly said twice."""
    if _repeat_the_same(one.text, other.text):
        return True
    for plain in (_words, _words_without_addresses):
        said, heard = plain(one.text), plain(other.text)
        if telling and min(len(said), len(heard)) < _TELLING:
            return False
        if said == heard:
            return plain is _words or len(said) >= _TELLING
        if _is_beginning(one, said, heard) or _is_beginning(other, heard, said):
            return True
    return False


def _repeat_the_same(one: str, other: str) -> bool:
    """Tell whether both repeat the same person's words: captures differ in where they stop."""
    first, second = _REPOST.match(one), _REPOST.match(other)
    if not first or not second or first[1].casefold() != second[1].casefold():
        return False
    short, long = sorted((_words(one).rstrip("…. "), _words(other).rstrip("…. ")), key=len)
    return len(short) >= _TELLING and long.startswith(short)


def _is_beginning(capture: _Capture, said: str, whole: str) -> bool:
    """Tell whether words that were cut off are the beginning of others."""
    if not capture.cut and not capture.text.rstrip().endswith(("…", "...")):
        return False
    begun = said.rstrip("…. ")
    return len(begun) >= _TELLING and whole.startswith(begun)


def _words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _words_without_addresses(text: str) -> str:
    return _words(_ADDRESS.sub(" ", text))


# What is left of a damaged id


def _left_of(raw: str) -> tuple[str, int] | None:
    """Return the digits that a spreadsheet left of an id, and how many digits it had."""
    found = _NUMBER.match(raw)
    if not found:
        return None
    whole, part, power = found[1], found[2] or "", found[3]
    if power:
        return (whole + part).rstrip("0") or "0", len(whole) + int(power)
    if len(whole) <= _SIGNIFICANT:
        return None
    return whole[:_SIGNIFICANT], len(whole)


def _may_be(sound: str, left: tuple[str, int]) -> bool:
    """Tell whether a sound id, rounded, gives the digits that are left."""
    digits, length = left
    if not sound.isdecimal() or len(sound) != length or len(digits) > length:
        return False
    unit: int = 10 ** (length - len(digits))
    slack = unit // 10  # it may have been rounded before, to the nearest that a program can hold
    return abs(int(sound) - int(digits) * unit) <= unit + slack
