"""A manuscript as Markdown that is readable in source form and renders everywhere.

The passages are the editor's own Markdown, as written. Everything else is words, and is
escaped where a renderer would take it for more. Mentions and hashtags stay plain: which
page they once led to is not in the archive, and a guess may lead to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from curator.i18n import tr
from curator.writers.kit import markdown_escape as plainly
from curator.writers.kit.front_matter import front_matter, quoted
from curator.writers.kit.manuscript import (
    Head,
    Item,
    Listing,
    Manuscript,
    Pictured,
    Piece,
    Prose,
    Quoted,
    Rule,
    Shown,
    Table,
)
from curator.writers.kit.safe_words import Run

_LABEL = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)

TYPOGRAPHY = r"[\"']|--+|\.\.\.+|<<|>>"
"""What Goldmark and kramdown would turn into other signs."""

LIVE = r"\||==+|%%+|::+|\^(?=\w)|\+\++"
"""Signs of tables, highlights, comments, fields, notes and insertions in some dialects."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """The differences between programs that render Markdown."""

    folder: str = ""
    """The folder of the pictures, as linked in the text."""

    live: re.Pattern[str] | None = None
    """Signs, beyond CommonMark's own, that are written as numeric entities."""

    titled: bool = True
    """Whether the title is a heading; else it is in the front matter."""

    address: Callable[[str], str] = quote
    """Escapes the path of a picture."""


def markdown_body(found: Manuscript, flavour: Flavour) -> str:
    """Return a manuscript as Markdown."""
    setting = _Setting(found, flavour)
    parts = [f"# {setting.line(found.title)}"] if flavour.titled else []
    parts.extend(part for piece in found.pieces for part in setting.piece(piece))
    if found.small_print:
        parts.extend(("---", setting.line(" ".join(found.small_print))))
    return "\n\n".join(part for part in parts if part) + "\n"


def accompanying_files(found: Manuscript, folder: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the files that Markdown shows: pictures, and the drawings of charts."""
    yield from found.files(folder)
    for piece in found.pieces:
        if isinstance(piece, Table):
            yield PurePosixPath(folder, piece.file(found.title)), piece.drawing


def front_matter_of(found: Manuscript, **more: str) -> str:
    """Return front matter with title, day and topics, and what a program wants besides."""
    day = found.days[0].isoformat() if found.days else ""
    values = {"title": quoted(found.title), "date": day, "tags": found.topics}
    return front_matter({**more, **values}) + "\n\n"


class _Setting:
    """Sets pieces in Markdown."""

    def __init__(self, found: Manuscript, flavour: Flavour) -> None:
        self._title = found.title
        self._flavour = flavour
        passages = (piece.text for piece in found.pieces if isinstance(piece, Prose))
        self._labels = any(_LABEL.search(text) for text in passages)

    def piece(self, piece: Piece) -> Iterator[str]:
        """Yield the paragraphs of a piece."""
        match piece:
            case Head(text, level):
                yield f"{'#' * level} {self.line(text)}"
            case Prose(text):
                yield text
            case Quoted():
                yield _as_quotation(self._quote(piece))
            case Pictured(pictures):
                yield from map(self._picture, pictures)
            case Listing():
                yield from self._listing(piece)
            case Table():
                yield self._image(piece.alt or piece.title, piece.file(self._title))
                yield self._table(piece)
                yield self.line(piece.scope)
            case Rule():
                yield "---"

    def line(self, text: str) -> str:
        """Return words on one line."""
        return plainly.line(text, labels=self._labels, live=self._flavour.live) if text else ""

    def _quote(self, quote: Quoted) -> Iterator[str]:
        yield from self._words(quote)
        for shown in quote.pictures:
            yield from ("", self._picture(shown))
        who = quote.credit
        named = self._link(who, quote.permalink) if quote.permalink else self.line(who)
        yield from ("", f"— {named}, {quote.when.words}")

    def _words(self, quote: Quoted) -> list[str]:
        runs = list[Run]()
        for n, lines in enumerate(quote.paragraphs):
            runs.extend([Run("\n\n", "", "")] if n else [])
            for m, line in enumerate(lines):
                runs.extend([Run("\n", "", "")] if m else [])
                runs.extend(line)
        return plainly.quoted_words(runs, labels=self._labels, live=self._flavour.live)

    def _link(self, shown: str, address: str) -> str:
        return plainly.link(shown, address, live=self._flavour.live)

    def _picture(self, shown: Shown) -> str:
        if not shown.picture:
            return self._remark(shown.note)
        image = self._image(shown.alt, shown.name)
        return f"{image}  \n{self._remark(shown.note)}" if shown.note else image

    def _image(self, alt: str, name: str) -> str:
        way = self._flavour.address(f"{self._flavour.folder}/{name}".lstrip("/"))
        return f"![{self._bracketed(alt)}]({way})"

    def _remark(self, text: str) -> str:
        """Return one of Curator's sentences among other people's words."""
        return f"*({self._bracketed(text)})*"

    def _bracketed(self, text: str) -> str:
        return plainly.in_brackets(text, live=self._flavour.live)

    def _item(self, item: Item) -> str:
        shown = self._link(item.words, item.address) if item.address else self.line(item.words)
        strong = f"**{self._bracketed(item.strong)}** " if item.strong else ""
        return f"- {strong}{shown}" + (f" — {self.line(item.note)}" if item.note else "")

    def _listing(self, listing: Listing) -> Iterator[str]:
        yield from map(self.line, listing.sentences)
        rows = map(self._item, listing.items)
        yield self._table_of(listing.items) if listing.table else "\n".join(rows)
        yield self.line(listing.others)
        yield self.line(listing.scope)

    def _table_of(self, items: Iterable[Item]) -> str:
        """Return lines of a list as a table of what each is and what is said of it."""
        rows = [f"| {tr('What it is')} | {tr('Shared by')} |", "| --- | --- |"]
        for item in items:
            shown = self._link(item.words, item.address) if item.address else self.line(item.words)
            rows.append(f"| {shown} | {self.line(item.note)} |")
        return "\n".join(rows)

    def _table(self, table: Table) -> str:
        rows = (f"| {self._bracketed(label)} | {value} |" for label, value in table.rows)
        return "\n".join((f"| {' | '.join(table.over)} |", "| --- | ---: |", *rows))


def _as_quotation(lines: Iterable[str]) -> str:
    text = "\n".join(lines)
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))
