"""Pieces of saved web pages: their elements, their words as posts, their words as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any, TypeAlias

from typing_extensions import override

from curator.model import Block, Divider, Heading, Passage

MOST_TAGS = 20_000
"""In one piece; more of them is no element of a story but an attack or a whole page."""

_DEEPEST = 200
_LONGEST_TAG = 8000
_TAG = re.compile(r"""</?[A-Za-z][\w:-]{0,40}(?>[^"'<>]+|"[^"]*"|'[^']*')*>""", re.ASCII)
_WRITTEN_OUT = re.compile(r"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=]+", re.ASCII)
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"})
UNSEEN = frozenset({"script", "style", "iframe", "noscript", "template", "object"})
_PICTURE = re.compile(r"/status/[0-9]{1,20}/(?:photo|video)/[0-9]", re.ASCII)
_BOLD = frozenset({"b", "strong"})
_SLANTED = frozenset({"i", "em"})
_PARTS = frozenset({"p", "div", "ul", "ol", "table", "tr", "section", "article", "blockquote"})
_ACTIVE = re.compile(r"[\\`*\[\]<>]|&(?=#?\w{1,40};)|~(?=~)|(?<![^\W_])_|_(?![^\W_])")
_FIRST = re.compile(r"(?m)^( {0,3})(?:([-+#=])|(\d{1,9})([.)]))")
_UNSAFE = {ord(c): f"%{ord(c):02X}" for c in ' <>()\\"'}


class Node:
    """An element of a page."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Node | str] = []

    @property
    def classes(self) -> frozenset[str]:
        """The classes it is of."""
        return frozenset(self.attributes.get("class", "").split())

    def find(self, name: str) -> Node | None:
        """Return the first element inside that is of a class or, with '<', of a tag."""
        waiting: list[Node | str] = [*reversed(self.inside)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Node):
                if name in node.classes or name == f"<{node.tag}":
                    return node
                waiting += reversed(node.inside)
        return None

    def get(self, name: str, attribute: str = "") -> str:
        """Return the words of the first element of a class, or an attribute of it, or ''."""
        node = self.find(name)
        if node is None:
            return ""
        return node.attributes.get(attribute, "") if attribute else " ".join(node.words().split())

    def words(self) -> str:
        """Return what is read of it, without what only moves it out of sight."""
        return "".join(
            child if isinstance(child, str) else "\n" if child.tag == "br" else child.words()
            for child in self.inside
            if isinstance(child, str) or child.tag not in UNSEEN
        )


class _Builder(HTMLParser):
    """Builds the tree of one piece, and stops where its first element ends."""

    def __init__(self, floor: int) -> None:
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]
        self.is_done = False
        self._floor = floor
        """How many elements no end within the piece can end."""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_done:
            return
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)})
        self.open[-1].inside.append(node)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if not self.is_done and self.open[-1].tag == tag:
            self.open.pop()

    @override
    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, self._floor, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                break
        self.is_done = self.is_done or (len(self.open) == 1 and bool(self.root.inside))

    @override
    def handle_data(self, data: str) -> None:
        if not self.is_done:
            self.open[-1].inside.append(data)


def parsed(html: str, *, whole: bool = False) -> Node:
    """Return the first element of a piece of a page, or with `whole` all of it.

    Whatever stands there, a tree comes of it; of a piece that is no piece, an empty one.
    """
    builder = _Builder(1 if whole else 0)
    builder.feed(("<div>" if whole else "") + "".join(_sound(html)))
    builder.close()
    found = builder.root.inside[0] if builder.root.inside else ""
    return found if isinstance(found, Node) else builder.root


def _sound(html: str) -> Iterator[str]:
    """Yield a piece of a page with only whole tags in it.

    The parser of the standard library takes quadratic time over tags that do not end, and
    trips over declarations. Pictures that are written out within a page are left out.
    """
    html, at = _WRITTEN_OUT.sub("", html), 0
    for _ in range(MOST_TAGS):
        start = html.find("<", at)
        if start < 0:
            break
        yield html[at:start]
        tag = _TAG.match(html, start, start + _LONGEST_TAG)
        yield tag[0] if tag else "&lt;"
        at = tag.end() if tag else start + 1
    yield html[at:].replace("<", "&lt;")


Words: TypeAlias = tuple[str, dict[str, list[dict[str, Any]]]]
"""A text as Twitter escapes it, and what stands in it, under Twitter's names."""


def post_words(node: Node) -> Words:
    """Return the words of a post as they stood before a page made links of them."""
    pieces: list[str] = []
    entities: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("hashtags", "user_mentions", "urls", "media")
    }
    _collect(node, pieces, entities)
    return "".join(pieces).rstrip(), entities


def _collect(node: Node, pieces: list[str], entities: dict[str, list[dict[str, Any]]]) -> None:
    for child in node.inside:
        if isinstance(child, str):
            words = escape(child, quote=False)
            pieces.append(words if any(pieces) else words.lstrip())
        elif child.tag == "a":
            _collect_link(child, pieces, entities)
        elif child.tag == "br":
            pieces.append("\n")
        elif child.tag == "img":
            pieces.append(escape(child.attributes.get("alt", ""), quote=False))
        elif child.tag not in UNSEEN:
            _collect(child, pieces, entities)


def _collect_link(
    link: Node, pieces: list[str], entities: dict[str, list[dict[str, Any]]]
) -> None:
    """Take down a link: the hashtag, the handle or the address it was made of."""
    words = " ".join(link.words().replace("\xa0", " ").split())
    address, title = link.attributes.get("href", ""), link.attributes.get("title", "")
    goal = title if title.startswith(("http://", "https://")) else address
    kind, entity = "urls", {"expanded_url": goal}
    if words.startswith(("#", "＃")):
        kind, entity = "hashtags", {"text": words[1:]}
    elif words.startswith(("@", "＠")):
        kind, entity = "user_mentions", {"screen_name": words[1:]}
    elif address.startswith("http"):
        words = address if goal is title or "://" in words else words
        if _PICTURE.search(goal):
            kind, entity["media_url_https"] = "media", goal
    said = escape(words, quote=False)
    start = sum(map(len, pieces))
    if said and (kind != "urls" or address.startswith("http")):
        entities[kind].append({**entity, "url": said, "indices": [start, start + len(said)]})
    pieces.append(said)


def blocks(node: Node) -> list[Block]:
    """Return the editor's own words as blocks of a story, in Markdown."""
    page = _Page()
    page.take(node)
    page.end()
    return page.blocks


class _Page:
    """Turns a piece of a page into headings, passages and dividers."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line: list[str] = []
        self._passage: list[str] = []

    def take(self, node: Node) -> None:
        """Add what stands in an element."""
        for child in node.inside:
            if isinstance(child, str):
                self._line.append(_plain(child))
            elif re.fullmatch("h[1-6]", child.tag):
                self._head(child, 2 if child.tag in {"h1", "h2"} else 3)
            elif child.tag == "hr":
                self.end()
                self.blocks.append(Divider())
            elif child.tag == "li":
                self._item(child)
            elif child.tag in _PARTS:
                self._part(child)
            else:
                self._line.append(_inline(child))

    def end(self) -> None:
        """Make a passage of what there is."""
        self._break()
        if self._passage:
            self.blocks.append(Passage("\n\n".join(self._passage)))
            self._passage = []

    def _head(self, node: Node, level: int) -> None:
        self.end()
        if text := " ".join(node.words().split()):
            self.blocks.append(Heading(text, level))

    def _part(self, node: Node) -> None:
        """Add a paragraph; one that is all bold was meant as a heading."""
        self._break()
        inside = [each for each in node.inside if not isinstance(each, str) or each.strip()]
        only = inside[0] if len(inside) == 1 else None
        if isinstance(only, Node) and only.tag in _BOLD:
            self._head(only, 3)
            return
        self.take(node)
        self._break()

    def _item(self, node: Node) -> None:
        self._break()
        words = _words_of(node)
        if words and self._passage and self._passage[-1].startswith("- "):
            self._passage[-1] += f"\n- {words}"
        elif words:
            self._passage.append(f"- {words}")

    def _break(self) -> None:
        """End a paragraph."""
        lines = (" ".join(line.split()) for line in "".join(self._line).split("\n"))
        text = "  \n".join(filter(None, lines))
        self._line = []
        if text:
            self._passage.append(_FIRST.sub(_disarmed, text))


def _words_of(node: Node) -> str:
    """Return the words of an element on one line."""
    return " ".join(
        "".join(
            _plain(each) if isinstance(each, str) else _inline(each) for each in node.inside
        ).split()
    )


def _inline(node: Node) -> str:
    """Return an element within a line."""
    if node.tag == "br":
        return "\n"
    if node.tag in UNSEEN:
        return ""
    said = _words_of(node)
    if not said:
        return " " if node.words() else ""
    if node.tag in _BOLD:
        return f"**{said}**"
    if node.tag in _SLANTED:
        return f"*{said}*"
    address = node.attributes.get("href", "")
    is_name = said.startswith(("#", "@")) and "//twitter.com/" in address
    return link(said, address) if node.tag == "a" and not is_name else said


def link(said: str, address: str) -> str:
    """Return a link in Markdown; only words where it leads nowhere on the web."""
    if not re.match(r"https?://[^\s/]", address):
        return said
    return f"[{said}]({address.translate(_UNSAFE)})"


def plain(text: str) -> str:
    """Return words so that Markdown leaves them as they are."""
    return _FIRST.sub(_disarmed, _plain(" ".join(text.split())))


def _plain(text: str) -> str:
    return _ACTIVE.sub(lambda found: "\\" + found[0], re.sub(r"\s+", " ", text))


def _disarmed(found: re.Match[str]) -> str:
    """Return the beginning of a line so that it begins no heading and no list."""
    if found[2]:
        return f"{found[1]}\\{found[2]}"
    return f"{found[1]}{found[3]}\\{found[4]}"
