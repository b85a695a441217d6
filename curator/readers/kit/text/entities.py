"""What stands in a tweet besides words: hashtags, mentions, links, addresses of pictures.

Twitter counts entities in code points of the text as HTML escapes it. A count that does not
fall on the words it should is ignored: retweets were cut, their entities were not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from curator.model import Span, SpanKind, spans_in_order
from curator.readers.kit.ids import ids
from curator.readers.kit.text.plain_text_entities import find_spans

Entities: TypeAlias = Mapping[str, Any]

OWN_ADDRESS = "/i/web/status/"
"""Part of the address that Twitter appends to words it cut: the post's own."""

_ESCAPE = re.compile("&(amp|lt|gt);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">"}
_ODD = (LookupError, TypeError, ValueError, AttributeError)
_SIGNS: Mapping[str, str] = {"hashtag": "#＃", "mention": "@＠"}
_ADDRESS = re.compile(r"(?i)https?://(?:www\.)?(?=[^\s/])(\S+)")
_SHOWN_LENGTH = 40
_SEVERAL = 2


def unescaped(raw: str) -> str:
    """Return a tweet's text as its author wrote it."""
    return _ESCAPE.sub(lambda found: _MEANT[found[1]], raw) if "&" in raw else raw


def read_spans(
    raw: str, entities: object, quoted: str = "", *, is_escaped: bool = True
) -> tuple[str, tuple[Span, ...]]:
    """Return the unescaped text and its spans, by the entities or, without, by its words.

    A last link that leads to the quoted post is not shown, as the post itself is.
    """
    text = unescaped(raw) if is_escaped else raw
    if not isinstance(entities, dict):
        return text, find_spans(text)
    spans, wrong = _tagged(raw, entities)
    if entities.get("urls") or entities.get("media"):
        links, wrong_links = _linked(raw, entities, quoted)
        spans += links
        wrong += wrong_links
    if spans and text is not raw:
        spans = _moved(raw, spans)
    if wrong:
        spans += find_spans(text, _targets(entities))
    return text, tuple(spans) if len(spans) < _SEVERAL else spans_in_order(spans, len(text))


def shifted(spans: Iterable[Span], by: int) -> tuple[Span, ...]:
    """Return spans moved by a number of characters."""
    return tuple(Span(kind, a + by, b + by, value, shown) for kind, a, b, value, shown in spans)


def tidy(address: str) -> str:
    """Return an address as it is shown: without scheme, not long; empty if it is none."""
    found = _ADDRESS.fullmatch(address)
    bare = found[1].rstrip("/") if found else ""
    return bare if len(bare) <= _SHOWN_LENGTH else bare[: _SHOWN_LENGTH - 1] + "…"


def _tagged(raw: str, entities: Entities) -> tuple[list[Span], int]:
    """Return the hashtags and mentions of the entities, and how many were wrong."""
    tags, people = entities.get("hashtags"), entities.get("user_mentions")
    found: list[Span | None] = []
    if tags and isinstance(tags, list):
        found = [_tag(raw, each, "hashtag", "text") for each in tags]
    if people and isinstance(people, list):
        found += [_tag(raw, each, "mention", "screen_name") for each in people]
    spans = [span for span in found if span]
    return spans, len(found) - len(spans)


def _tag(raw: str, entity: Any, kind: SpanKind, field: str) -> Span | None:
    """Return a hashtag or mention, if the words there are those it names."""
    try:
        start, end = entity["indices"]
        start, meant = int(start), entity[field]
        said = raw[start + 1 : int(end)]
        is_meant = said == meant or said.lower() == meant.lower()
        if is_meant and start >= 0 and raw[start] in _SIGNS[kind] and _is_word(said):
            return Span(kind, start, start + 1 + len(said), said)
    except _ODD:
        return None
    return None


def _is_word(said: str) -> bool:
    """Tell whether words could be a hashtag or handle."""
    return said.isalnum() or not said.isascii() or said.replace("_", "a").isalnum()


def _linked(raw: str, entities: Entities, quoted: str) -> tuple[list[Span], int]:
    """Return the links and picture addresses of the entities, and how many were wrong."""
    spans: list[Span] = []
    wrong = 0
    for url in _entities_of(entities, "urls"):
        if (found := _stretch(raw, url)) and found[2] == url.get("url"):
            spans.append(_link(raw, found, url, quoted))
        else:
            wrong += 1
    for picture in _entities_of(entities, "media"):
        if (found := _stretch(raw, picture)) and found[2] == picture.get("url"):
            value = picture.get("media_url_https") or picture.get("media_url")
            spans.append(Span("media", found[0], found[1], str(value or "")))
        else:
            wrong += 1
    return spans, wrong


def _targets(entities: Entities) -> dict[str, str]:
    """Return where the addresses that the entities name lead; those of pictures to ''."""
    goals: dict[str, str] = {}
    for kind in ("urls", "media"):
        for each in _entities_of(entities, kind):
            if isinstance(each, dict) and isinstance(short := each.get("url"), str):
                whole = each.get("expanded_url")
                goals[short] = (
                    "" if kind == "media" else whole if isinstance(whole, str) else short
                )
    return goals


def _entities_of(entities: Entities, kind: str) -> list[Any]:
    found = entities.get(kind)
    return found if isinstance(found, list) else []


def _stretch(raw: str, entity: Any) -> tuple[int, int, str] | None:
    """Return where an entity stands and the words there."""
    try:
        start, end = entity["indices"]
        start, end = int(start), int(end)
    except _ODD:
        return None
    return (start, end, raw[start:end]) if 0 <= start < end <= len(raw) else None


def _link(raw: str, found: tuple[int, int, str], url: Entities, quoted: str) -> Span:
    """Return the span of a link: where it leads, and an honest short form of that."""
    start, end, words = found
    address, shown = url.get("expanded_url"), url.get("display_url")
    if not isinstance(address, str) or not (short := tidy(address)):
        return Span("link", start, end, words)
    rest = raw[end:].strip()
    is_last = not rest or rest.startswith("https://t.co/")
    if is_last and (OWN_ADDRESS in address or (quoted and ids.key_in(address) == quoted)):
        return Span("media", start, end, address)
    if isinstance(shown, str) and len(shown) > 1 and _is_honest(shown, address):
        short = shown.removeprefix("www.")
    return Span("link", start, end, address, short)


def _is_honest(shown: str, address: str) -> bool:
    """Tell whether what is to be shown of an address is its beginning."""
    bare = address.partition("://")[2]
    return (
        (bare or address)
        .removeprefix("www.")
        .startswith(shown.removeprefix("www.").removesuffix("…"))
    )


def _moved(raw: str, spans: list[Span]) -> list[Span]:
    """Return spans over the escaped text as spans over the text."""
    ends, gone = [0], [0]
    for found in _ESCAPE.finditer(raw):
        ends.append(found.end())
        gone.append(gone[-1] + found.end() - found.start() - 1)

    def at(place: int) -> int:
        return place - gone[bisect_right(ends, place) - 1]

    return [Span(kind, at(a), at(b), value, shown) for kind, a, b, value, shown in spans]
