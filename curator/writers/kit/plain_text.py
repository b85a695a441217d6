"""A manuscript as plain text: for mail, for simple fields, for reading aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape

from typing_extensions import override

from curator.i18n import tr
from curator.model import Media, Story
from curator.writers.kit.html_tree import Element, prose_tree
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
    manuscript,
)
from curator.writers.kit.passages import passage_html
from curator.writers.kit.pictures import FULL, Picture, Pictures, Size

_RULE = "* * *"
_PARTS = {"p", "h3", "h4", "h5", "h6", "pre", "tr", "hr", "ul", "ol", "blockquote", "table"}


def plain_text(written: Manuscript) -> str:
    """Return a manuscript as plain text, its title first."""
    title = written.title
    parts = [f"{title}\n{'=' * len(title)}", written.kicker]
    parts.extend(part for piece in written.pieces for part in plain_piece(piece))
    if written.small_print:
        parts.extend((_RULE, " ".join(written.small_print)))
    return "\n\n".join(filter(None, parts)) + "\n"


def plain_blocks(story: Story) -> str:
    """Return the blocks of a story as plain text, without its title and its small print.

    Pictures are told by their descriptions and not drawn, which would take long.
    """
    pieces = manuscript(story, Undrawn(story)).pieces
    return "\n\n".join(filter(None, (part for piece in pieces for part in plain_piece(piece))))


class Undrawn(Pictures):
    """Pictures of which only the descriptions are wanted."""

    @override
    def of(self, media: Media, size: Size = FULL) -> Picture | None:
        return Picture(b"", "", 0, 0) if self.is_captured(media) else None

    @override
    def draw(self, shown: Iterable[Media], size: Size = FULL) -> None:
        """Draw nothing."""


def plain_piece(piece: Piece) -> Iterator[str]:
    """Yield the paragraphs of a piece."""
    match piece:
        case Head(text, level):
            yield f"{text}\n{'-' * len(text)}" if level == 2 else text  # noqa: PLR2004  a section
        case Prose(text):
            yield plain_prose(text)
        case Quoted():
            yield from _quote(piece)
        case Pictured(pictures):
            yield from map(_pictured, pictures)
        case Listing():
            yield from piece.sentences
            yield "\n".join(f"- {plain_item(item)}" for item in piece.items)
            yield from (piece.others, piece.scope)
        case Table():
            yield piece.title
            rows = (f"- {label}: {value}" for label, value in piece.rows)
            yield piece.alt if piece.by_time else "\n".join(rows)
            yield piece.scope
        case Rule():
            yield _RULE


def plain_item(item: Item) -> str:
    """Return a line of a list, followed by its address."""
    address = f" <{item.address}>" if item.address else ""
    strong = f"{item.strong} " if item.strong else ""
    note = f" — {item.note}" if item.note else ""
    return f"{strong}{item.words}{address}{note}"


def in_quotation_marks(quote: Quoted) -> str:
    """Return the words of a quote in quotation marks; a pull quote has them already."""
    return quote.words if quote.kind == "pull" else f"“{quote.words}”"


def _quote(quote: Quoted) -> Iterator[str]:
    lines = [f"— {quote.credit}, {quote.when.words}"]
    lines.extend([f"  {quote.permalink}"] if quote.permalink else [])
    yield "\n".join((in_quotation_marks(quote), *lines))
    yield from map(_pictured, quote.pictures)


def _pictured(shown: Shown) -> str:
    if not shown.picture:
        return f"[{shown.note}]"
    alt = tr("[Picture: {alt}]", alt=shown.alt) if shown.alt else ""
    return f"{alt} {shown.note}".strip()


def plain_prose(text: str) -> str:
    """Return the editor's own Markdown as plain text."""
    reading = _Prose()
    reading.take(prose_tree(str(passage_html(text))))
    parts = (part.strip() for part in reading.parts)
    return "\n\n".join(part for part in parts if part)


class _Prose:
    """Collects the words of safe HTML, paragraph by paragraph."""

    def __init__(self) -> None:
        self.parts = [""]
        self._lists: list[int] = []

    def take(self, children: Iterable[Element | str], *, literal: bool = False) -> None:
        """Add elements and words; literal: with their line breaks."""
        for child in children:
            if isinstance(child, str):
                self._append(unescape(child), literal=literal)
            else:
                self._begin(child.name)
                self.take(child.children, literal=literal or child.name == "pre")
                self._end(child)

    def _begin(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else 0)
        if tag == "li":
            self._begin_item()
        elif tag == "br":
            self.parts[-1] += "\n"
        elif tag in {"td", "th"} and self.parts[-1].strip():
            self.parts[-1] += " · "
        elif tag in _PARTS and not self.parts[-1].endswith("- "):
            self.parts.append(_RULE if tag == "hr" else "")

    def _begin_item(self) -> None:
        number = self._lists[-1] if self._lists else 0
        sign = f"{number}. " if number else "- "
        if number:
            self._lists[-1] += 1
        before = self.parts[-1].rstrip()
        self.parts[-1] = f"{before}\n{sign}" if before else sign

    def _end(self, element: Element) -> None:
        if element.name in {"ul", "ol"}:
            self._lists.pop()
        if element.name in _PARTS and not self._lists:
            self.parts.append("")
        if element.name == "a" and (address := element.attributes.get("href")):
            self.parts[-1] += f" <{address.removeprefix('mailto:')}>"

    def _append(self, words: str, *, literal: bool) -> None:
        if literal:
            self.parts[-1] += words
        elif words.strip():
            self.parts[-1] += words.replace("\n", " ")
        elif self.parts[-1]:
            self.parts[-1] += " "
