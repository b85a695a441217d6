"""What stands in the text of a Bluesky post: its facets, counted in bytes of UTF-8."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from curator.model import Span
from curator.readers.kit.ids.json_fields import dict_in, list_in, text_in
from curator.readers.kit.text.text_runs import Runs

_KINDS = ("mention", "tag", "link")


def read_facets(record: Mapping[str, Any], card: str) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a post and their spans.

    The address of the card under it stands behind the words, if it is not among them.
    """
    text = text_in(record, "text")
    runs = Runs()
    at = 0
    linked = set()
    for start, end, kind, value in sorted(_facets(text, record)):
        if start < at:
            continue
        words = text[start:end]
        runs.add_plain(text[at:start])
        if kind == "link":
            runs.link(words, value)
            linked.add(value)
        else:
            runs.mark("hashtag" if kind == "tag" else "mention", words, value)
        at = end
    runs.add_plain(text[at:].rstrip())
    if card and card not in linked and card not in text:
        runs.add_plain("\n" if text.strip() else "")
        runs.link(card, card)
    return runs.finished(finds=not list_in(record, "facets"))


def _facets(text: str, record: Mapping[str, Any]) -> list[tuple[int, int, str, str]]:
    """Return where facets begin and end in code points, their kinds and values."""
    encoded = text.encode("utf-8", "replace")
    places = [n for n, byte in enumerate(encoded) if byte & 0xC0 != 0x80]  # noqa: PLR2004  UTF-8
    places.append(len(encoded))
    found: list[tuple[int, int, str, str]] = []
    for facet in list_in(record, "facets"):
        index = dict_in(facet, "index")
        start, end = (_code_point(places, index.get(f"byte{side}")) for side in ("Start", "End"))
        if not 0 <= start < end:
            continue
        for feature in list_in(facet, "features")[:1]:
            kind = text_in(feature, "$type").partition("#")[2]
            value = _value(text[start:end], kind, feature)
            if kind in _KINDS and value:
                found.append((start, end, kind, value))
    return found


def _code_point(places: list[int], byte: object) -> int:
    """Return which code point begins at a byte; -1 if none does."""
    if not isinstance(byte, int):
        return -1
    at = bisect_left(places, byte)
    return at if at < len(places) and places[at] == byte else -1


def _value(words: str, kind: str, feature: object) -> str:
    """Return what a facet means, empty if its words are not those it should stand on."""
    if kind == "link":
        return text_in(feature, "uri")
    sign, said = words[:1], words[1:]
    if kind == "mention":
        return said if sign in "@＠" else ""
    return said if sign in "#＃" and said.lower() == text_in(feature, "tag").lower() else ""
