"""Stories of Storify, which closed in May 2018, as people saved them: web pages.

Most kept the page of a story, by Storify's own export or with their browser:

    <script>s.story["title"] = "Owls on roofs"; s.story["stats"] = {…}; …</script>
    <ol class="s-elements"><li data-type="quote" data-source="twitter"
      data-permalink="//twitter.com/ann/status/6866" class="s-element s-element-quote">…</li>

Posts, with the addresses their links led to, are read in the editor's order, which is often not
that of time. The editor's own words and links to pages make, with them, a finished story. Storify
showed neither counts nor whom a post answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from curator.i18n import tr
from curator.model import Post, Skipped, Story
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.json_stream import DECODER
from curator.readers.kit.stories.stories import Curation, Element, ElementConverter
from curator.readers.kit.text.encoding import decoded
from curator.readers.kit.text.html import MOST_TAGS, Node, parsed

TITLE = "Storify story, saved as a web page"

_LONG_HEAD = 1024 * 1024
_LARGEST = 128 * 1024 * 1024
_ELEMENT = re.compile(r"<li\b(?=[^<>]{0,4000}[\s\"']s-element[\s\"'])", re.IGNORECASE)
_LIST = re.compile(r"<ol\b[^>]{0,400}\bs-elements\b", re.IGNORECASE)
_FACT = re.compile(r's\.story\["(title|stats|permalink)"\]\s*=\s*')
_TITLE = re.compile(r"<h1\b[^>]{0,400}\bs-title\b|<title\b", re.IGNORECASE)
_ABOUT = re.compile(r"<p\b[^>]{0,400}\bs-description\b", re.IGNORECASE)
_WORDS = {"quote": "s-quote-text", "image": "s-image-caption", "video": "s-video-title"}


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_story(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in its editor's order."""
    names = _pages(source)
    source.expect(names)
    maker = ElementConverter(source)
    for name in names:
        yield from maker.posts(name, _curation(source, name))


def stories(source: Source) -> Iterator[Story]:
    """Yield the finished stories in the archive."""
    maker = ElementConverter(source)
    for name in _pages(source):
        yield maker.story(_curation(source, name))


def _pages(source: Source) -> list[str]:
    """Return the pages of stories; of those that the program storified kept twice, one."""
    pages = [name for name in source.names if _is_story(source, name)]
    return [name for name in pages if name.replace("-original.", ".") not in {*pages} - {name}]


def _is_story(source: Source, name: str) -> bool:
    """Tell whether a file is the page of a story."""
    if is_media(name):
        return False
    head = source.start(name).lstrip("\ufeff \t\r\n")
    if not head.startswith("<") or "storify" not in head:
        return False
    return any(
        's.story["sid"]' in text or _LIST.search(text)
        for text in (head, decoded(source.head(name, _LONG_HEAD))[0])
    )


def _curation(source: Source, name: str) -> Curation:
    """Return the story in a page."""
    with source.open(name) as file:
        page = decoded(file.read(_LARGEST))[0].replace("\0", "")
    where = "" if len(source.names) == 1 else f"{name}, "
    start = _LIST.search(page)
    head = page[: start.start()] if start else page
    facts = _facts(head)
    title, about = _element(head, _TITLE), _element(head, _ABOUT)
    words = facts.get("title") or (title.words() if title else "")
    return Curation(
        " ".join(str(words).split()) or source.name,
        about,
        tuple(_elements(page, start.end() if start else len(page), where)),
        _counted(facts.get("stats")),
    )


def _facts(head: str) -> dict[str, Any]:
    """Return what the script of the page says of its story."""
    found: dict[str, Any] = {}
    for fact in _FACT.finditer(head):
        try:
            found.setdefault(fact[1], DECODER.raw_decode(head, fact.end())[0])
        except (ValueError, RecursionError):
            continue
    return found


def _counted(stats: object) -> int | None:
    """Return how many elements Storify counted."""
    counts = stats.get("elements") if isinstance(stats, dict) else None
    if not isinstance(counts, dict):
        return None
    return sum(count for count in counts.values() if isinstance(count, int))


def _element(head: str, pattern: re.Pattern[str]) -> Node | None:
    """Return the last element that begins in a way, in the part above the list."""
    places = [found.start() for found in pattern.finditer(head)]
    return parsed(head[places[-1] : places[-1] + 50_000]) if places else None


def _elements(page: str, start: int, where: str) -> Iterator[Element | Skipped]:
    """Yield the elements of a story."""
    places = [*(found.start() for found in _ELEMENT.finditer(page, start)), len(page)]
    for number, (begin, end) in enumerate(pairwise(places), 1):
        place = f"{where}{tr('element')} {number}"
        piece = page[begin:end]
        if end < len(page) and piece.count("<") > MOST_TAGS:
            yield Skipped(place, tr("It is too large to be an element of a story."), piece[:80])
        else:
            yield _read(parsed(piece), place)


def _read(node: Node, place: str) -> Element:
    """Return an element, of which each kind has its own classes."""
    said = node.attributes
    kind = said.get("data-type", "")
    where = said.get("data-permalink", "")
    words = node.find("s-text" if kind == "text" else _WORDS.get(kind, "s-link-a"))
    pictures = node.find("s-image-content") if kind == "image" else None
    return Element(
        kind,
        place,
        f"https:{where}" if where.startswith("//") else where,
        said.get("data-source", ""),
        words,
        (node.get("s-quote-author-username") or node.get("s-author-twitter-handle")).lstrip("@"),
        node.get("s-quote-author-name")
        or node.get("s-author-twitter-name")
        or node.get("s-author-name"),
        _within(node, "s-quote-avatar", "src"),
        node.get("timestamp", "data-timestamp"),
        (pictures.get("<img", "src"),) if pictures else (),
        node.get("s-link-a") or node.get("s-video-title"),
        node.get("s-link-desc"),
    )


def _within(node: Node, name: str, attribute: str) -> str:
    """Return an attribute of the picture in the first element of a class."""
    found = node.find(name)
    return found.get("<img", attribute) if found else ""
