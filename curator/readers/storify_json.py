"""Stories of Storify, which closed in May 2018, as its interface gave them: JSON.

People who could asked it for their stories, a page at a time; many kept only the first:

    {"content": {"sid": "56967d2e", "title": "Owls on roofs", "stats": {"elements": {…}},
     "elements": [{"type": "quote", "permalink": "http://twitter.com/ann/status/6866", …}]}}

Pages of one story, dropped together, are one story. In 2011 the elements were numbered and had
other names. Posts and stories are as from its web pages; the words have their short addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.model import Post, Skipped, Story
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.records import items, start
from curator.readers.kit.stories.stories import Curation, ElementConverter, joined
from curator.readers.kit.stories.storify import curation

TITLE = "Storify story, as JSON"

_BEGINS = re.compile(r"\s*\{\s*\"[a-zA-Z_]{1,30}\"\s*:")
_SID = re.compile(r'"(?:sid|elementClass)"\s*:|"elements"\s*:\s*[\[{]')


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_story(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in its editor's order."""
    maker = ElementConverter(source)
    for name, story in _curations(source):
        yield from maker.posts(name, story)


def stories(source: Source) -> Iterator[Story]:
    """Yield the finished stories in the archive."""
    maker = ElementConverter(source)
    for _, story in _curations(source):
        yield maker.story(story)


def _is_story(source: Source, name: str) -> bool:
    """Tell whether a file begins as a story."""
    if is_media(name):
        return False
    text = start(source, name)
    return "storify" in text and bool(_BEGINS.match(text)) and bool(_SID.search(text))


def _curations(source: Source) -> Iterator[tuple[str, Curation]]:
    """Yield the stories, each with the name of the file in which it begins."""
    names = [name for name in source.names if _is_story(source, name)]
    source.expect(names)
    pages: dict[str, list[tuple[str, Curation]]] = {}
    for name in names:
        where = "" if len(source.names) == 1 else f"{name}, "
        for number, value in items(source, name):
            known, story = curation(source, value, where)
            pages.setdefault(known or f"{name} {number}", []).append((name, story))
    for found in pages.values():
        yield found[0][0], joined(story for _, story in found)
