"""A manuscript as the body of a post: headings, quotes, pictures, lists, and nothing around them.

It is the shape that lives through the editors people paste into: the credit is the last
paragraph of its quote, pictures are figures after it, figures are a list. What formats do
differently, they say in a Look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TypeAlias

from curator.i18n import tr
from curator.writers.kit.manuscript import (
    Head,
    Item,
    Listing,
    Manuscript,
    Paragraph,
    Pictured,
    Piece,
    Prose,
    Quoted,
    Rule,
    Shown,
    Table,
)
from curator.writers.kit.passages import passage_html
from curator.writers.kit.pictures import Picture
from curator.writers.kit.safe_words import UNSEEN, Run, begins_with_address, unembedded

_SHORTCODE = re.compile(r"\[(?=[\w/])")
_SHORTCODE_OF_PROSE = re.compile(r"\[(?=[\w/])(?![^<>]*>)")
_BETWEEN = re.compile(r">\s*\n\s*<")
_ENTITY = re.compile(r"&amp;#(?=\w+;)")
"""An entity that somebody wrote as words; WordPress' filter would make the sign of it."""

_ENTITY_WRITTEN = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<([a-z]+[1-6]?)(?=[ >])")
_DEEP = re.compile(r"(?<=<)(/?)h[56]\b")


BRACKET = "<var>[</var>"
"""A bracket that opens no shortcode. When something is pasted, WordPress drops a <span> and joins
an <em> with the <em> around it, and whenever the post is read it runs what it then finds."""


def words_in_html(text: str) -> str:
    """Return words as HTML that no editor or site takes for a shortcode, pasted or not."""
    written = _SHORTCODE.sub(BRACKET, escape(text, quote=False))
    return _ENTITY.sub("&amp;<span>#</span>", written)


def prose_in_html(text: str) -> str:
    """Return a passage as HTML in which nothing is a shortcode."""
    return _SHORTCODE_OF_PROSE.sub(BRACKET, passage_html(text).strip())


def in_attribute(text: str) -> str:
    """Return a description in which nothing is a shortcode: WordPress runs those of <img> too.

    Nor is anything an entity, of which its editor makes the sign. No element can stand there, so
    a word joiner does, which is neither seen nor read out.
    """
    return _ENTITY_WRITTEN.sub(f"&{UNSEEN}", _SHORTCODE.sub(f"[{UNSEEN}", text))


Address: TypeAlias = Callable[[Shown], str]
"""Returns the address of a picture."""


@dataclass(frozen=True, slots=True)
class Look:
    """The differences between formats."""

    address: Address
    """The address of a picture; empty where it is uploaded by hand."""

    words: Callable[[str], str] = words_in_html
    """Escapes the words of others as HTML."""

    classes: Mapping[str, str] = field(default_factory=dict)
    """Classes by part: 'quote', 'words', 'author', 'time'."""

    styles: Mapping[str, str] = field(default_factory=dict)
    """Inline styles by part or tag."""

    languages: bool = False
    """Whether quotes have language and direction."""

    widest: int = 0
    """Pictures wider than this fill the width; 0 leaves it to the page."""

    lines: bool = True
    """Whether each piece is on a line of its own; else there is no space between elements."""

    embeds: bool = True
    """Whether it may be pasted into an editor that embeds addresses."""

    tables: bool = False
    """Whether charts are tables; else they are lists."""


def body(manuscript: Manuscript, look: Look) -> str:
    """Return a manuscript as HTML, one piece a line, without its title."""
    setting = Setting(look)
    parts = [part for piece in manuscript.pieces for part in setting.piece(piece)]
    if manuscript.small_print:
        small = " ".join(manuscript.small_print)
        parts.append(setting.rule())
        parts.append(setting.tag("p", escape(small, quote=False), "small"))
    return "".join(f"{part}\n" for part in parts) if look.lines else "".join(parts)


class Setting:
    """Sets pieces one after the other."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._to_upload = 0

    def piece(self, piece: Piece) -> Iterator[str]:
        """Yield the elements of a piece."""
        match piece:
            case Head(text, level):
                yield self.tag(f"h{level}", self._look.words(text))
            case Prose(text):
                yield self._prose(text)
            case Quoted():
                yield self._quote(piece)
                yield from map(self._picture, piece.pictures)
            case Pictured(pictures):
                yield from map(self._picture, pictures)
            case Listing():
                yield from self._listing(piece)
            case Table():
                yield from self._table(piece)
            case Rule():
                yield self.rule()

    def rule(self) -> str:
        """Return a line between two parts."""
        return f"<hr{self._attributes('hr')}>"

    def tag(self, name: str, inside: str, part: str = "", more: str = "") -> str:
        """Return an element; part selects its class and style."""
        return f"<{name}{self._attributes(part or name)}{more}>{inside}</{name}>"

    def _attributes(self, part: str) -> str:
        name, style = self._look.classes.get(part), self._look.styles.get(part)
        return (f' class="{name}"' if name else "") + (f' style="{style}"' if style else "")

    def _prose(self, text: str) -> str:
        html = _DEEP.sub(r"\1h4", prose_in_html(text))
        if not self._look.lines and "<pre" not in html:
            html = _BETWEEN.sub("><", html).replace("\n", " ")
        return _TAG.sub(lambda found: f"<{found[1]}{self._attributes(found[1])}", html)

    def _quote(self, quote: Quoted) -> str:
        attributes = ""
        if self._look.languages:
            attributes += f' cite="{escape(quote.permalink)}"' if quote.permalink else ""
            attributes += f' lang="{quote.lang}"' if quote.lang else ""
        attributes += ' dir="rtl"' if quote.from_the_right else ""
        words = map(self._words, unembedded(quote.paragraphs))
        credit = self.tag("p", self._credit(quote), "credit")
        part = "quote" if quote.kind == "quote" else "pull"
        return self.tag("blockquote", "".join((*words, credit)), part, attributes)

    def _words(self, paragraph: Paragraph) -> str:
        """Return a paragraph of a quote that no editor embeds."""
        written = self._lines(paragraph)
        if not (self._look.embeds and begins_with_address(paragraph)):
            return self.tag("p", written, "words")
        return self.tag("p", UNSEEN + self.tag("span", written, "words"), "around")

    def _lines(self, paragraph: Paragraph) -> str:
        return "<br>".join("".join(map(self._run, line)) for line in paragraph)

    def _run(self, run: Run) -> str:
        if not run.address:
            return self._look.words(run.text)
        return self._link(self._look.words(run.text), run.address)

    def _link(self, shown: str, address: str, part: str = "a") -> str:
        return self.tag("a", shown, part, f' href="{escape(address)}"')

    def _credit(self, quote: Quoted) -> str:
        who = self._look.words(quote.credit)
        who = self._link(who, quote.permalink, "author") if quote.permalink else who
        when = self._look.words(quote.when.words)
        if "time" in self._look.classes:
            when = self.tag("abbr", when, "time", f' title="{quote.when.machine}"')
        if quote.from_the_right:
            when = f'<span dir="ltr">{when}</span>'
        return f"— {who}, {when}"

    def _picture(self, shown: Shown) -> str:
        words = self._look.words
        if not shown.picture:
            return self.tag("p", self.tag("em", words(f"({shown.note})")), "note")
        address = self._look.address(shown)
        if not address:
            self._to_upload += 1
            said = tr("Picture {number}: {alt}", number=self._to_upload, alt=shown.alt)
            return self.tag("p", self.tag("em", words(said)), "note")
        size, alt = self._size(shown.picture), escape(in_attribute(shown.alt))
        image = f'<img{self._attributes("img")} src="{escape(address)}" alt="{alt}"'
        note = self.tag("figcaption", words(shown.note), "note") if shown.note else ""
        return self.tag("figure", f"{image}{size}>{note}")

    def _size(self, picture: Picture) -> str:
        if self._look.widest and picture.width > self._look.widest:
            return f' width="{self._look.widest}" style="width:100%"'
        return f' width="{picture.width}" height="{picture.height}"'

    def _listing(self, listing: Listing) -> Iterator[str]:
        for sentence in listing.sentences:
            yield self.tag("p", self._look.words(sentence))
        if listing.table and self._look.tables:
            yield self._items_table(listing.items)
        elif listing.items:
            yield self.tag("ul", "".join(self.tag("li", self._item(i)) for i in listing.items))
        if listing.others:
            yield self.tag("p", self._look.words(listing.others))
        yield from self._scope(listing.scope)

    def _items_table(self, items: Iterable[Item]) -> str:
        heads = (tr("What it is"), tr("Shared by"))
        head = self.tag("tr", "".join(self.tag("th", each) for each in heads))
        rows = (
            self.tag("td", self._item(Item(each.words, address=each.address)))
            + self.tag("td", self._look.words(each.note))
            for each in items
        )
        body = "".join(self.tag("tr", row) for row in rows)
        return self.tag("table", self.tag("thead", head) + self.tag("tbody", body))

    def _item(self, item: Item) -> str:
        write = self._look.words
        shown = write(item.words)
        shown = self._link(shown, item.address) if item.address else shown
        strong = f"{self.tag('strong', write(item.strong))} " if item.strong else ""
        note = f" — {write(item.note)}" if item.note else ""
        return f"{strong}{shown}{note}"

    def _table(self, table: Table) -> Iterator[str]:
        write = self._look.words
        yield self.tag("p", self.tag("strong", write(table.title)))
        if self._look.tables:
            yield self._rows(table)
        elif table.by_time:
            yield self.tag("p", write(table.alt))
        else:
            items = (self._item(Item(label, value)) for label, value in table.rows)
            yield self.tag("ul", "".join(self.tag("li", item) for item in items))
        yield from self._scope(table.scope)

    def _rows(self, table: Table) -> str:
        def row(cells: tuple[str, str], name: str) -> str:
            return self.tag("tr", "".join(self.tag(name, self._look.words(c)) for c in cells))

        head = self.tag("thead", row(table.over, "th"))
        rows = self.tag("tbody", "".join(row(cells, "td") for cells in table.rows))
        return self.tag("table", head + rows)

    def _scope(self, scope: str) -> Iterator[str]:
        if scope:
            yield self.tag("p", self._look.words(scope), "small")
