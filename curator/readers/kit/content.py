"""HTML as the fediverse writes posts in it, into words, with what its links mean.

The standard library's parser takes any depth and any damage in one pass; nothing is drawn,
fetched or believed: only words, addresses and the classes of links are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html.parser import HTMLParser

from typing_extensions import override

from curator.model import Span
from curator.readers.kit.runs import Runs

LONGEST = 50_000
"""Markup beyond so many characters is no post, and is left out."""

_BLOCKS = frozenset(("p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5"))
_UNSAID = frozenset(("script", "style", "template"))
_TAG = re.compile(r"""<[^<>"' ][^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>""")
_BLANK = re.compile(r"[ \t\r\n\f]+")


def read_markup(
    content: str, people: Mapping[str, str], tags: Collection[str]
) -> tuple[str, tuple[Span, ...]]:
    """Return the words of a post in HTML and their spans.

    `people` tells by the address of a mention who is meant, `tags` are the post's hashtags in
    lower case, both as the platform lists them.
    """
    reading = _Reading(people, tags)
    reading.feed(_tamed(content[:LONGEST]))
    reading.close()
    return reading.finished()


def _tamed(content: str) -> str:
    """Return markup without what is no tag and would make the parser look for its end again."""
    tamed: list[str] = []
    at = 0
    for tag in _TAG.finditer(content):
        tamed.append(content[at : tag.start()].replace("<", "&lt;"))
        if tag[0][1] not in "!?":
            tamed.append(tag[0])
        at = tag.end()
    tamed.append(content[at:].replace("<", "&lt;"))
    return "".join(tamed)


class _Reading(HTMLParser):
    """Collects words as they would be shown."""

    def __init__(self, people: Mapping[str, str], tags: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._people = people
        self._tags = tags
        self._runs = Runs()
        self._gap = ""
        self._has_words = False
        self._unsaid = 0
        self._spans: list[str] = []
        self._link: tuple[str, str] | None = None
        self._words: list[str] = []
        self._shown: list[str] = []

    def finished(self) -> tuple[str, tuple[Span, ...]]:
        """Return what was collected."""
        self._end_link()
        return self._runs.finished(finds=False)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag == "a":
            self._end_link()
            found = dict(attrs)
            self._link = found.get("href") or "", found.get("class") or ""
        elif tag == "span":
            self._spans.append(dict(attrs).get("class") or "")
        elif tag == "img":
            self.handle_data(dict(attrs).get("alt") or "")
        else:
            self._break(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag == "a":
            self._end_link()
        elif tag == "span" and self._spans:
            if self._link and self._spans[-1] == "ellipsis":
                self._shown.append("…")
            self._spans.pop()
        elif tag != "br":
            self._break(tag)

    @override
    def handle_data(self, data: str) -> None:
        words = _BLANK.sub(" ", data)
        if self._unsaid or not words:
            return
        if self._link is None:
            self._say(words)
            return
        self._words.append(words)
        if not self._spans or self._spans[-1] != "invisible":
            self._shown.append(words)

    def _break(self, tag: str) -> None:
        """Begin a new line or paragraph, if the next words are not the first."""
        if tag in ("br", "li"):
            self._end_link()
            self._gap = self._gap + "\n" if tag == "br" else self._gap or "\n"
        elif tag in _BLOCKS:
            self._end_link()
            self._gap = "\n\n"

    def _say(self, words: str) -> None:
        if self._gap or not self._has_words:
            words = words.lstrip(" ")
        if words:
            self._open()
            self._runs.say(words)

    def _open(self) -> None:
        """Write the line ends that were waiting for words."""
        if self._has_words and self._gap:
            self._runs.say(self._gap)
        self._gap, self._has_words = "", True

    def _end_link(self) -> None:
        """Write the link under way."""
        if self._link is None:
            return
        (address, kind), words = self._link, "".join(self._words)
        shown = "".join(self._shown)
        self._link, self._words, self._shown = None, [], []
        if not words.strip():
            return
        self._open()
        if words[0] in "#＃" and ("hashtag" in kind or words[1:].lower() in self._tags):
            self._runs.mark("hashtag", words, words[1:])
        elif words[0] in "@＠" and ("mention" in kind or address in self._people):
            whom = self._people.get(address) or words[1:]
            self._runs.mark("mention", words, whom)
        else:
            self._runs.link(words, address, "" if shown == words else shown)
