"""Sentences that a library stores, said in the language of now.

The label of a step, the reason for a choice and the remarks on an import are stored as they were
said at the time, so that every program can read them. Another language of the window than that
of the time is found by looking a sentence up in the catalogues the other way round.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from curator import i18n
from curator.i18n import tr, translated, trn
from curator.languages import NAMES, SOURCE
from curator.resources import resource

_OWN_WORDS = frozenset({"done", "label", "reason", "settle", "star", "what", "why"})
"""The values of a sentence that are sentences too; all others are names and words of others."""

_LONGEST = 2_000
"""No sentence of the program has more characters."""

_DEEPEST = 4
"""No sentence of the program holds others within others more deeply."""

_PLACE = re.compile(r"\{(\w+)(:,)?\}")
_NUMBER = re.compile(r"[\d.,\N{NARROW NO-BREAK SPACE}]+")
_VALUE = "\0"


class _Form(NamedTuple):
    """A sentence as one language says it, of one or of many."""

    text: str
    one: str
    many: str
    """The English of it; empty where it does not count."""

    language: str


_Fit: TypeAlias = tuple[_Form, dict[str, str]]
"""A sentence, and what stands in its places."""


def translate_sentence(text: str, depth: int = 0) -> str:
    """Return a stored sentence of the program in the language of now; other words as they are.

    depth: how many sentences hold this one.
    """
    return _found(text, i18n.language(), depth) or text


def translate_list(text: str) -> str:
    """Return sentences stored as a list, “12 echoes, has a link”, in the language of now."""
    small = text[:1].lower() + text[1:]  # the first letter was made a capital
    first, comma, rest = small.partition(", ")
    first = _found(first, i18n.language()) or translate_sentence(text.partition(", ")[0])
    return ", ".join((first, *map(translate_sentence, rest.split(", ")))) if comma else first


def translate_place(text: str) -> str:
    """Return a place in an archive, “week2.json, item 3”, in the language of now."""
    parts = [part.rpartition(" ") for part in text.split(", ")]
    return ", ".join(
        f"{translate_sentence(word)} {number}"
        if word and number.isdecimal()
        else f"{word}{gap}{number}"
        for word, gap, number in parts
    )


def translate_remark(text: str) -> str:
    """Return a remark on an archive, “week2.json: It is empty.”, in the language of now."""
    names, colon, why = text.partition(": ")
    known = colon and _found(why, i18n.language())
    return f"{names}: {known}" if known else translate_sentence(text)


@lru_cache(4096)
def _found(text: str, language: str, depth: int = 0) -> str:
    """Return a sentence of the program in a language, the one of now; '' if it is none."""
    if len(text) > _LONGEST or depth > _DEEPEST:
        return ""
    whole, _ = _forms(text[:1])
    plain: Iterator[_Fit] = ((form, {}) for form in whole.get(text, ()))
    fit = list(plain) or list(_fitting(text, language, depth))
    best = max(fit, key=lambda each: _weight(each[0], language), default=None)
    try:
        return _filled(*best, depth) if best else ""
    except KeyError:  # “7 line …” is nothing the program says: its sentence for 7 has more places
        return ""


def _fitting(text: str, language: str, depth: int) -> Iterator[_Fit]:
    """Yield the sentences that fit; one that only joins values if one of these is known."""
    for longest, form in _may_fit(text):
        if longest not in text or not _says_something(form.text):
            continue
        values = _values(form.text, text)
        if values is None:
            continue
        own = (values[name] for name in _OWN_WORDS & values.keys())
        if not _only_joins(form.text) or any(_found(each, language, depth + 1) for each in own):
            yield form, values


def _may_fit(text: str) -> Iterator[tuple[str, _Form]]:
    """Yield the sentences with values that begin as a text does, with their longest part."""
    for start in dict.fromkeys((text[:1], "{")):
        _, with_values = _forms(start)
        yield from with_values


def _weight(form: _Form, language: str) -> tuple[int, bool, bool]:
    """Return how much a sentence that fits says itself; of equals, that of now is best."""
    pieces = _pieces(form.text)
    said = sum(len(literal) for literal, _ in pieces)
    return said, any(name in _OWN_WORDS for _, name in pieces), form.language == language


def _filled(form: _Form, values: dict[str, str], depth: int) -> str:
    own = {
        name: translate_sentence(text, depth + 1) if name in _OWN_WORDS else text
        for name, text in values.items()
    }
    numbers = {name: int(re.sub(r"\D", "", own.pop(name)) or 1) for name in _numbers(form.text)}
    if not form.many:
        return tr(form.one, **own, **numbers) if values else translated(form.one)
    return trn(form.one, form.many, numbers.pop("count", 1), **own, **numbers)


def _values(form: str, text: str) -> dict[str, str] | None:
    """Return what stands in the places of a sentence, or None if it is another one.

    Each value ends as early as may be. A library can be made to deceive, so no value is tried
    from a second beginning once one that began earlier did not fit: the time grows with the text.
    """
    pieces, numbers = _pieces(form), _numbers(form)
    if not text.startswith(pieces[0][0]):
        return None
    unfit = set[int]()

    def found(number: int, start: int) -> list[str] | None:
        """Return the values from one on, which begins at start."""
        counts, last = pieces[number][1] in numbers, number == len(pieces) - 2
        literal = pieces[number + 1][0]
        for end in _ends(text, literal, start, last=last):
            value = text[start:end]
            if counts and not _NUMBER.fullmatch(value):
                return None
            rest = [] if last else found(number + 1, end + len(literal))
            if rest is not None:
                return [value, *rest]
            if number + 1 in unfit:
                break
        if not counts:
            unfit.add(number)
        return None

    values = found(0, len(pieces[0][0]))
    return (
        None if values is None else dict(zip((name for _, name in pieces), values, strict=False))
    )


def _ends(text: str, literal: str, start: int, *, last: bool) -> Iterator[int]:
    """Yield where a value that begins at start may end: before what follows it."""
    if last:
        end = len(text) - len(literal)
        if end > start and text.endswith(literal):
            yield end
        return
    end = text.find(literal, start + 1)
    while end >= 0:
        yield end
        end = text.find(literal, end + 1)


@cache
def _only_joins(form: str) -> bool:
    """Tell whether a sentence begins and ends with what may be anything."""
    pieces = _pieces(form)
    values = {pieces[0][1], pieces[-2][1]} if len(pieces) > 1 else set()
    ends = pieces[0][0] + pieces[-1][0]
    return bool(values) and not any(map(str.isalpha, ends)) and "count" not in values


@cache
def _numbers(form: str) -> frozenset[str]:
    """Return the places of a sentence that hold a number, “{count}” and “{posts:,}”."""
    return frozenset(name for name, kind in _PLACE.findall(form) if name == "count" or kind)


@cache
def _pieces(form: str) -> tuple[tuple[str, str], ...]:
    parts = [*_PLACE.split(form), ""]
    return tuple(zip(parts[::3], parts[1::3], strict=True))


@lru_cache(256)
def _forms(start: str) -> tuple[dict[str, list[_Form]], list[tuple[str, _Form]]]:
    """Return the sentences of all languages that begin with a letter, or “{” with a value.

    Those without values are apart from the others, which have their longest part with them.
    """
    whole, with_values = dict[str, list[_Form]](), list[tuple[str, _Form]]()
    for form in _every_form(start):
        if "{" in form.text:
            with_values.append((max(_PLACE.split(form.text)[::3], key=len), form))
        else:
            whole.setdefault(form.text, []).append(form)
    return whole, with_values


@cache
def _says_something(form: str) -> bool:
    """Tell whether a word of a sentence stands by itself, or whether it joins sentences."""
    pieces = _pieces(form)
    bare = "".join(f"{literal}{_VALUE if name else ''}" for literal, name in pieces).split()
    own_words = any(_VALUE not in word and any(map(str.isalpha, word)) for word in bare)
    return own_words or any(name in _OWN_WORDS for _, name in pieces)


def _every_form(start: str) -> Iterator[_Form]:
    """Yield each sentence that begins so, once in English, and once in every other language."""
    english_known = set[str]()
    for language, *message in _messages_by_start().get(start.encode(errors="replace")[:1], ()):
        english, theirs = (words.decode() for words in message)
        one, many = (*english.split("\0"), "")[:2]
        said = [(form, language) for form in theirs.split("\0")]
        if english not in english_known:
            english_known.add(english)
            said += [(form, SOURCE) for form in english.split("\0")]
        yield from (_Form(form, one, many, its) for form, its in said if form.startswith(start))


@cache
def _messages_by_start() -> dict[bytes, list[tuple[str, bytes, bytes]]]:
    """Return language, English and translation of all messages, by the bytes they begin with.

    It is made while the first window opens, so nothing else is worked out of a message here.
    """
    by_start = dict[bytes, list[tuple[str, bytes, bytes]]]()
    for language in sorted(NAMES.keys() - {SOURCE}):
        for english, theirs in _messages(language):
            if not english:  # the head of the catalogue
                continue
            starts = {english[:1], theirs[:1]}
            if b"\0" in english:  # of one and of many, which may begin otherwise
                starts.update(form[:1] for form in (english + b"\0" + theirs).split(b"\0"))
            for start in starts:
                by_start.setdefault(start, []).append((language, english, theirs))
    return by_start


def _messages(language: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the English of each message and its translation (GNU gettext manual, 10.3)."""
    data = resource(f"languages/{language}.mo").read_bytes()
    _, _, count, *tables = struct.unpack_from("<5I", data)
    found = (struct.iter_unpack("<2I", data[at : at + 8 * count]) for at in tables)
    for (length, start), (size, place) in zip(*found, strict=True):
        yield data[start : start + length], data[place : place + size]
