"""The editor's text as a tree of elements, for formats other than HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from typing_extensions import override

_VOID = {"br", "hr"}


@dataclass(slots=True)
class Element:
    """An element with its children: elements and text."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """Return the child elements."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def inner(self) -> str:
        """Return its content as HTML."""
        return "".join(child if isinstance(child, str) else child.outer for child in self.children)

    @property
    def outer(self) -> str:
        """Return the element as HTML."""
        written = "".join(f' {name}="{escape(v)}"' for name, v in self.attributes.items())
        if self.name in _VOID:
            return f"<{self.name}{written}>"
        return f"<{self.name}{written}>{self.inner}</{self.name}>"

    @property
    def text(self) -> str:
        """Return its text."""
        return "".join(
            unescape(child) if isinstance(child, str) else child.text for child in self.children
        )


def prose_tree(html: str) -> list[Element]:
    """Return the HTML of a passage as elements, words between them as paragraphs."""
    reading = _Tree()
    reading.feed(html)
    reading.close()
    return [
        child if isinstance(child, Element) else Element("p", children=[child.strip()])
        for child in reading.root.children
        if isinstance(child, Element) or child.strip()
    ]


class _Tree(HTMLParser):
    """Builds the tree of HTML whose elements are all closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("")
        self._open = [self.root]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    @override
    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].name == tag:
            self._open.pop()

    @override
    def handle_data(self, data: str) -> None:
        """Add words; those between two elements are one string."""
        children = self._open[-1].children
        if children and isinstance(before := children[-1], str):
            children[-1] = before + data
        else:
            children.append(data)

    @override
    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    @override
    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")
