"""Stories of Storify, which closed in May 2018, as it offered them for keeping: XML.

    <story><sid>56967d2e</sid><title>Owls on roofs</title><elements>
      <element><type>quote</type><permalink>http://twitter.com/ann/status/6866</permalink>…

It says what the JSON says. Some wrote a list as elements of one name after each other, some as
elements within one of the list's name: both are read. A file that was cut gives what stands
before the cut. Documents with declarations of their own are not: no story has any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from curator.i18n import tr
from curator.model import Post, Skipped, Story
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.stories.stories import Curation, ElementConverter
from curator.readers.kit.stories.storify import curation
from curator.readers.kit.text.encoding import decoded

TITLE = "Storify story, as XML"

_BEGINS = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:story|content|response|root|result)\b")
_INSIDE = re.compile(r"<(?:elements?|elementClass)\b")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_LARGEST = 128 * 1024 * 1024
_PIECE = 1024 * 1024
_DEEPEST = 50
_ONE = ("element", "item", "value")
_SHELLS = ("response", "root", "result", "content", "story")


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_story(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in its editor's order."""
    names = [name for name in source.names if _is_story(source, name)]
    source.expect(names)
    maker = ElementConverter(source)
    for name in names:
        story, fault = _curation(source, name)
        yield from maker.posts(name, story)
        if fault:
            yield fault


def stories(source: Source) -> Iterator[Story]:
    """Yield the finished stories in the archive."""
    maker = ElementConverter(source)
    for name in source.names:
        if _is_story(source, name):
            yield maker.story(_curation(source, name)[0])


def _is_story(source: Source, name: str) -> bool:
    """Tell whether a file begins as a story."""
    if is_media(name):
        return False
    head = source.start(name).lstrip("\ufeff")
    return bool(_BEGINS.match(head) and _INSIDE.search(head)) and "storify" in head.lower()


def _curation(source: Source, name: str) -> tuple[Curation, Skipped | None]:
    """Return the story in a file, and what is wrong with its end."""
    with source.open(name) as file:
        text = decoded(file.read(_LARGEST))[0].replace("\0", "").lstrip("\ufeff")
    where = "" if len(source.names) == 1 else f"{name}, "
    tree = _Tree()
    fault = tree.feed(_DECLARATION.sub("", text, count=1))
    value: Any = tree.root
    while isinstance(value, dict) and (shell := next((s for s in _SHELLS if s in value), "")):
        value = value[shell]
    story = dict(value) if isinstance(value, dict) else {}
    story["elements"] = _listed(story.get("elements", story.get("element")))
    place = f"{where}{tr('line')} {fault}"
    why = tr("The file is damaged or ends here.")
    return curation(source, story, where)[1], Skipped(place, why) if fault else None


def _listed(value: Any) -> list[Any]:
    """Return a list, however it was written."""
    if isinstance(value, dict) and not {"type", "elementClass", "permalink"} & value.keys():
        inner = next((value[name] for name in _ONE if name in value), [*value.values()])
        return inner if isinstance(inner, list) else [inner]
    return value if isinstance(value, list) else [value] if value else []


class _Tree:
    """A document as names and values, as JSON would have it."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self._open: list[tuple[str, dict[str, Any], list[str]]] = [("", self.root, [])]
        self._below = 0

    def feed(self, text: str) -> int:
        """Read a document; return the line on which it is damaged, 0 if it is whole."""
        parser = ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = _refuse
        fault = 0
        try:
            for at in range(0, len(text), _PIECE):
                parser.Parse(text[at : at + _PIECE].encode("utf-8", "replace"), False)  # noqa: FBT003  it takes no names
            parser.Parse(b"", True)  # noqa: FBT003  it takes no names
        except (ExpatError, _DeclaredError):
            fault = parser.CurrentLineNumber
        while len(self._open) > 1:
            self._close()
        return fault

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            self._below += 1
        else:
            self._open.append((name, {}, []))

    def _end(self, _name: str) -> None:
        if self._below:
            self._below -= 1
        else:
            self._close()

    def _data(self, text: str) -> None:
        self._open[-1][2].append(text)

    def _close(self) -> None:
        """End an element: with others inside it is a set of values, else its words."""
        name, inside, words = self._open.pop()
        said = "".join(words).strip()
        value: Any = inside or said
        outer = self._open[-1][1]
        if name not in outer:
            outer[name] = value
        elif isinstance(outer[name], list):
            outer[name].append(value)
        else:
            outer[name] = [outer[name], value]


class _DeclaredError(Exception):
    """A document declares what no story declares."""


def _refuse(*_declared: object) -> None:
    raise _DeclaredError
