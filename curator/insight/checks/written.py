"""Finds the quotes in what was published: their words, who said them, where they lead."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from typing_extensions import override

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\([^()\s]*\)|<(https?://[^<>\s]+)>")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
_OURS = re.compile(r"!\[|!\[\[|\*\(.*\)\*$")
"""A picture, or a note on one: no words of the post."""

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)")
_DASH = "— "
_VOID = {"br", "img", "hr", "meta", "link", "input", "wbr", "col", "area", "base", "embed"}
_WORD_TEXT = re.compile(r"<w:t[ >][^<]*</w:t>|<w:t>|<w:br/>|<w:tab/>|</w:p>")
_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Written:
    """A quote as found in a file."""

    words: str = ""
    credit: str = ""
    """Who said it, and mostly when."""

    address: str = ""
    """Where the credit leads."""


@dataclass(slots=True)
class _Open:
    """An element that is still open."""

    name: str
    classes: frozenset[str]


@dataclass(slots=True)
class _Lines:
    """The paragraphs of a block quote without classes."""

    parts: list[str] = field(default_factory=lambda: [""])
    addresses: list[str] = field(default_factory=lambda: [""])


def quotes_in_html(text: str) -> list[Written]:
    """Return the quotes of a page or of the body of a post."""
    for reading in (_Marked(), _Bare()):
        reading.feed(text)
        reading.close()
        if reading.quotes:
            return reading.quotes
    return []


class _Quotes(HTMLParser):
    """What both ways of reading quotes share."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: list[Written] = []


class _Marked(_Quotes):
    """Reads quotes by their microformats, whatever the elements."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[_Open] = []

    def _inside(self, name: str) -> bool:
        """Tell whether the parser is inside an element of this class, within a quote."""
        begin = next((i for i, e in enumerate(self._open) if "h-cite" in e.classes), None)
        return begin is not None and any(name in e.classes for e in self._open[begin:])

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = frozenset((values.get("class") or "").split())
        if "h-cite" in classes:
            self.quotes.append(Written())
        if tag not in _VOID:
            self._open.append(_Open(tag, classes))
        if "u-url" in classes and self._inside("h-cite"):
            self.quotes[-1].address = values.get("href") or ""
        if tag in {"br", "p"} and self._inside("h-cite"):
            self.quotes[-1].words += "\n"

    @override
    def handle_endtag(self, tag: str) -> None:
        if any(each.name == tag for each in self._open):
            while self._open.pop().name != tag:
                pass

    @override
    def handle_data(self, data: str) -> None:
        if self._inside("e-content"):
            self.quotes[-1].words += data
        elif self._inside("h-cite"):
            self.quotes[-1].credit += data


class _Bare(_Quotes):
    """Reads block quotes whose last paragraph says who said it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: _Lines | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self._lines = _Lines()
        elif self._lines and tag == "p":
            self._lines.parts.append("")
            self._lines.addresses.append("")
        elif self._lines and tag == "br":
            self._lines.parts[-1] += "\n"
        elif self._lines and tag == "a":
            self._lines.addresses[-1] = dict(attrs).get("href") or ""

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote" and self._lines:
            *words, credit = self._lines.parts
            if credit.lstrip().startswith(_DASH.strip()):
                address = self._lines.addresses[-1]
                self.quotes.append(Written("\n".join(words), credit, address))
            self._lines = None

    @override
    def handle_data(self, data: str) -> None:
        if self._lines:
            self._lines.parts[-1] += data


def quotes_in_markdown(text: str) -> list[Written]:
    """Return the quotations that end with a credit."""
    found: list[Written] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith(">"):
            lines.append(line[1:].removeprefix(" "))
        else:
            if lines and lines[-1].startswith(_DASH):
                target = _TARGET.search(lines[-1])
                words = rendered("\n".join(_words_of(lines)))
                credit = rendered(lines[-1])
                found.append(Written(words, credit, unescape(target[1]) if target else ""))
            lines = []
    return found


def _words_of(lines: list[str]) -> list[str]:
    """Return the lines of a quotation before its pictures and its credit."""
    end = next((i for i, line in enumerate(lines) if _OURS.match(line)), len(lines) - 1)
    return lines[:end]


def rendered(text: str) -> str:
    """Return the text that Curator's Markdown displays."""
    shown = _LINK.sub(lambda found: found[2] if found[1] is None else found[1], text)
    return _ESCAPE.sub(lambda found: found[1] or unescape(found[2]), shown)


_READ = frozenset(
    {".html", ".htm", ".md", ".markdown", ".docx", ".csv", ".json", ".eml", ".txt", ".ris", ".bib"}
)
"""Endings of files whose words can be read."""

_SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    (".pdf", re.compile(rb"%PDF-")),
    (".png", re.compile(rb"\x89PNG")),
    (".docx", re.compile(rb"PK\x03\x04")),
    (".html", re.compile(rb"\s*<")),
    (".json", re.compile(rb"\s*[\[{]\s*[\"{\]}]")),
    (".ris", re.compile(rb"TY  - ")),
    (".bib", re.compile(rb"@\w+\{")),
    (".eml", re.compile(rb"[\w-]+: (?s:.*?)\r?\n\r?\n(?s:.*)--\S+--\s*$")),
    (".md", re.compile(rb"(?s:.*?)^> ", re.MULTILINE)),
)
"""How the kinds of file begin that a name may hide."""


def ending_of(content: bytes, ending: str) -> str:
    """Return the ending that says what a file is, by its content where its own does not."""
    if ending in _READ:
        return ending
    found = (kind for kind, sign in _SIGNS if sign.match(content))
    return next(found, ".txt" if b"\0" not in content else ending)


def text_of(content: bytes, suffix: str) -> str | None:
    """Return the words of a file in the order in which they stand; None if they cannot be read."""
    match suffix:
        case ".docx":
            return _word_text(content)
        case ".csv":
            cells = csv.reader(io.StringIO(content.decode("utf-8-sig", "replace")))
            return "\n".join("\n".join(row) for row in cells)
        case ".json":
            return "\n".join(_strings(json.loads(content)))
        case ".eml":
            return _mail_text(content)
        case ".txt" | ".ris" | ".bib":
            return content.decode("utf-8", "replace")
        case _:
            return None


def _mail_text(content: bytes) -> str | None:
    """Return the plain text of a mail."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else None


def _word_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = archive.read("word/document.xml").decode()
    parts = (
        "\n" if found[0].startswith(("<w:br", "</w:p")) else unescape(_TAGS.sub("", found[0]))
        for found in _WORD_TEXT.finditer(written)
    )
    return "".join(parts)


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a JSON value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
