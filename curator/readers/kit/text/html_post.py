"""HTML as the fediverse writes posts in it, into words, with what its links mean.

Nothing is drawn, fetched or believed: only words, addresses and the classes of links count.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from curator.model import Span
from curator.readers.kit.text.html import UNSEEN, Node, parsed
from curator.readers.kit.text.text_runs import Runs

LONGEST = 50_000
"""Markup beyond so many characters is no post, and is left out."""

_BLOCKS = frozenset(("p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5"))
_BLANK = re.compile(r"[ \t\r\n\f]+")


def read_markup(
    content: str, people: Mapping[str, str], tags: Collection[str]
) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a post in HTML and their spans.

    `people` tells by the address of a mention who is meant, `tags` are the post's hashtags in
    lower case, both as the platform lists them.
    """
    reading = _Reading(people, tags)
    reading.take(parsed(content[:LONGEST], whole=True))
    return reading.runs.finished(finds=False)


class _Reading:
    """Collects words as they would be shown."""

    def __init__(self, people: Mapping[str, str], tags: Collection[str]) -> None:
        self.runs = Runs()
        self._people = people
        self._tags = tags
        self._gap = ""
        self._has_words = False

    def take(self, node: Node) -> None:
        """Add what stands in an element."""
        for child in node.inside:
            if isinstance(child, str):
                self._add_words(_BLANK.sub(" ", child))
            elif child.tag == "a" and not child.find("<a"):
                self._link(child)
            elif child.tag == "img":
                self._add_words(child.attributes.get("alt", ""))
            elif child.tag == "br":
                self._gap += "\n"
            elif child.tag not in UNSEEN:
                self._begin(child.tag)
                self.take(child)
                if child.tag in _BLOCKS:
                    self._gap = "\n\n"

    def _begin(self, tag: str) -> None:
        """Begin a new line or paragraph, if the next words are not the first."""
        if tag in _BLOCKS:
            self._gap = "\n\n"
        elif tag == "li":
            self._gap = self._gap or "\n"

    def _add_words(self, words: str) -> None:
        if self._gap or not self._has_words:
            words = words.lstrip(" ")
        if words:
            self._open()
            self.runs.add_plain(words)

    def _open(self) -> None:
        """Write the line ends that were waiting for words."""
        if self._has_words and self._gap:
            self.runs.add_plain(self._gap)
        self._gap, self._has_words = "", True

    def _link(self, node: Node) -> None:
        """Write a link: a hashtag, a mention or an address."""
        address, kind = (node.attributes.get(name, "") for name in ("href", "class"))
        words, shown = (
            _BLANK.sub(" ", _shown_words(node, hides=hides)) for hides in (False, True)
        )
        if not words.strip():
            return
        self._open()
        if words[0] in "#＃" and ("hashtag" in kind or words[1:].lower() in self._tags):
            self.runs.mark("hashtag", words, words[1:])
        elif words[0] in "@＠" and ("mention" in kind or address in self._people):
            whom = self._people.get(address) or words[1:]
            self.runs.mark("mention", words, whom)
        else:
            self.runs.link(words, address, "" if shown == words else shown)


def _shown_words(node: Node, *, hides: bool) -> str:
    """Return the words of a link, or of it what is seen: the ends of addresses are hidden."""
    said: list[str] = []
    for child in node.inside:
        if isinstance(child, str):
            said.append(child)
            continue
        kind = child.attributes.get("class")
        if child.tag == "img":
            said.append(child.attributes.get("alt", ""))
        elif child.tag not in UNSEEN and not (hides and kind == "invisible"):
            said.append(_shown_words(child, hides=hides))
            said.append("…" if hides and kind == "ellipsis" else "")
    return "".join(said)
