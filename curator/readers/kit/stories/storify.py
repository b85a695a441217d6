"""Stories of Storify as its interface described them, whether in JSON or in XML.

    {"content": {"sid": "56967d2e", "title": "Owls on roofs", "stats": {"elements": {…}},
     "elements": [{"type": "quote", "permalink": "http://twitter.com/ann/status/6866", …}]}}

In 2011 the elements were numbered and had other names.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.json_fields import text_of
from curator.readers.kit.stories.stories import Curation, Element
from curator.readers.kit.text.html import Node, parsed
from curator.readers.kit.tweets.tweets import beginning

_MARKUP = re.compile(r"<[a-zA-Z/][^<>]{0,4000}>|&(?:amp|lt|gt|quot|nbsp|#\d{1,6});")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?", re.ASCII)
_KINDS = {"tweet": "quote", "website": "link", "photo": "image"}
_TIMES = ("posted_at", "created_at", "createdAt", "timestamp", "time")


def curation(source: Source, value: Any, where: str) -> tuple[str, Curation]:
    """Return a story, or a page of one, and what it is known by."""
    if isinstance(value, Skipped):
        return "", Curation(source.name, None, (value._replace(where=f"{where}{tr('story')}"),))
    story = value.get("content") if isinstance(value, dict) else None
    story = story if isinstance(story, dict) else value if isinstance(value, dict) else {}
    listed = story.get("elements")
    elements = list(listed.values()) if isinstance(listed, dict) else listed
    about = _node(story.get("description"))
    found = enumerate(elements if isinstance(elements, list) else [], 1)
    return text_of(story.get("sid")) or text_of(story.get("permalink")), Curation(
        " ".join(text_of(story.get("title")).split()) or source.name,
        about,
        tuple(_element(each, f"{where}{tr('element')} {number}") for number, each in found),
        _counted(story.get("stats")),
    )


def _counted(stats: object) -> int | None:
    """Return how many elements Storify counted."""
    counts = stats.get("elements") if isinstance(stats, dict) else None
    if isinstance(counts, dict):
        return sum(int(count) for count in counts.values() if str(count).isdecimal())
    return counts if isinstance(counts, int) else None


def _element(value: Any, place: str) -> Element | Skipped:
    """Return an element of a story."""
    if not isinstance(value, dict):
        return Skipped(place, tr("It is no element of a story."), beginning(value))
    kind = text_of(value.get("type")) or text_of(value.get("elementClass"))
    kind = _KINDS.get(kind, kind)
    source = value.get("source")
    who = _first(value, "attribution", "author")
    said = value.get("data")
    inside = said.get(kind) if isinstance(said, dict) else None
    told = inside if isinstance(inside, dict) else {}
    where = text_of(value.get("permalink"))
    return Element(
        kind,
        place,
        f"https:{where}" if where.startswith("//") else where,
        text_of(source.get("name") if isinstance(source, dict) else source) or _site(where),
        _node(inside if isinstance(inside, str) else _words(told) or _words(value)),
        text_of(who.get("username")).lstrip("@"),
        text_of(who.get("name")),
        text_of(who.get("thumbnail")) or text_of(who.get("avatar")),
        _time(value),
        tuple(filter(None, (text_of(told.get("src")),))) if kind == "image" else (),
        text_of(told.get("title")) or text_of(value.get("title")),
        text_of(told.get("description")) or text_of(value.get("description")),
    )


def _first(value: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the first of some objects that is there and says something."""
    found = (value.get(name) for name in names)
    return next((each for each in found if isinstance(each, dict) and each), {})


def _words(said: dict[str, Any]) -> str:
    """Return the words of an element, whatever they are called."""
    found = (said.get(name) for name in ("text", "caption", "title", "description"))
    return next((text for text in found if isinstance(text, str) and text), "")


def _node(said: object) -> Node | None:
    """Return words, with the markup that may be in them."""
    if not isinstance(said, str) or not said:
        return None
    if _MARKUP.search(said):
        return parsed(said, whole=True)
    node = Node("div", {})
    node.inside.append(said)
    return node


def _site(where: str) -> str:
    """Return the site of an address of Twitter's, ''  of others."""
    return "twitter" if re.match(r"(?:https?:)?//(?:www\.)?twitter\.com/", where) else ""


def _time(value: dict[str, Any]) -> str:
    """Return when an element was posted, as ISO 8601."""
    for name in _TIMES:
        said = str(value.get(name) or "")
        if found := _EPOCH.fullmatch(said):
            return datetime.fromtimestamp(int(found[1]), UTC).isoformat()
        if said:
            return said
    return ""
