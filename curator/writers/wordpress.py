"""WordPress blocks: what its editor would have saved, byte for byte.

It is pasted into the code editor, or anywhere in the visual one. Each quote is a quote block
with its credit as its last paragraph; language stands on a <span>, since the editor loses it
anywhere else. The pictures lie beside, with a list of where each belongs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

import orjson

from curator.i18n import tr
from curator.model import Story
from curator.writers.kit.html_body import in_attribute, prose_in_html, words_in_html
from curator.writers.kit.html_tree import Element, prose_tree
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
    manuscript,
)
from curator.writers.kit.safe_words import Run

TITLE = "WordPress"
HINT = "Blocks for its editor"
GROUP: Final = "blog"
SUFFIX = ".html"

_LISTS = {"ul", "ol"}
_HEADINGS = {"h3": 3, "h4": 4, "h5": 5, "h6": 6}
_SECTION = 2
"""The default level of headings, which WordPress does not write."""


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the blocks, then the pictures and the list of them."""
    found, folder = manuscript(story), f"{name}_media"
    yield PurePosixPath(name + SUFFIX), blocks(found, folder).encode()
    yield from found.files(folder)
    if found.pictures:
        yield PurePosixPath(folder, "pictures.txt"), picture_list(found).encode()


def blocks(found: Manuscript, folder: str) -> str:
    """Return a manuscript as serialised blocks; folder: that of its pictures."""
    setting = _Blocks(folder)
    parts = [block for piece in found.pieces for block in setting.piece(piece)]
    if found.small_print:
        parts.append(_rule())
        parts.append(_paragraph(_words(" ".join(found.small_print))))
    return "\n\n".join(parts) + "\n"


def picture_list(found: Manuscript) -> str:
    """Return where each picture belongs: file, quote and description."""
    lines = [
        f"{shown.name}\t{quote.credit}\t{shown.alt}"
        for quote in found.quotes
        for shown in quote.pictures
        if shown.picture
    ]
    head = (tr("File"), tr("Came with the quote of"), tr("Description"))
    return "\n".join(("\t".join(head), *lines)) + "\n"


def _block(name: str, html: str, attributes: dict[str, object] | None = None) -> str:
    """Return a serialised block, its attributes spelt so that nothing in them ends the comment."""
    told = ""
    if attributes:
        told = " " + orjson.dumps(attributes).decode()
        for sign, spelt in (("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"),
            ("&", "\\u0026"), ('\\"', "\\u0022")):  # fmt: skip
            told = told.replace(sign, spelt)
    return f"<!-- wp:{name}{told} -->\n{html}\n<!-- /wp:{name} -->"


def _paragraph(html: str, class_: str = "", *, from_the_right: bool = False) -> str:
    attributes: dict[str, object] = {"direction": "rtl"} if from_the_right else {}
    written = ' dir="rtl"' if from_the_right else ""
    if class_:
        attributes["className"] = class_
        written = f' class="{class_}"{written}'
    return _block("paragraph", f"<p{written}>{html}</p>", attributes)


def _heading(html: str, level: int, anchor: str = "") -> str:
    attributes: dict[str, object] = {} if level == _SECTION else {"level": level}
    named = ""
    if anchor:
        attributes["anchor"] = anchor
        named = f' id="{anchor}"'
    tag = f"h{level}"
    return _block("heading", f'<{tag}{named} class="wp-block-heading">{html}</{tag}>', attributes)


def _quote(inside: Iterable[str], class_: str = "") -> str:
    classes = " ".join(filter(None, ("wp-block-quote", class_)))
    html = f'<blockquote class="{classes}">{_joined(inside)}</blockquote>'
    return _block("quote", html, {"className": class_} if class_ else None)


def _joined(inside: Iterable[str]) -> str:
    return "\n\n".join(inside)


def _list(items: Iterable[str], *, start: str | None = None) -> str:
    """Return a list block; start: the first number, for a numbered list."""
    inside = _joined(_block("list-item", f"<li>{item}</li>") for item in items)
    if start is None:
        return _block("list", f'<ul class="wp-block-list">{inside}</ul>')
    attributes: dict[str, object] = {"ordered": True}
    named = ""
    if start not in {"", "1"} and start.isdecimal():
        attributes["start"] = int(start)
        named = f' start="{int(start)}"'
    return _block("list", f'<ol{named} class="wp-block-list">{inside}</ol>', attributes)


def _rule() -> str:
    html = '<hr class="wp-block-separator has-alpha-channel-opacity"/>'
    return _block("separator", html)


class _Blocks:
    """Sets pieces as blocks."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def piece(self, piece: Piece) -> Iterator[str]:
        """Yield the blocks of a piece."""
        match piece:
            case Head(text, level, anchor):
                yield _heading(_words(text), level, anchor)
            case Prose(text):
                yield from _prose(prose_tree(prose_in_html(text)))
            case Quoted():
                yield self._quoted(piece)
                yield from map(self._picture, piece.pictures)
            case Pictured(pictures):
                yield from map(self._picture, pictures)
            case Listing():
                yield from _listing(piece)
            case Table():
                yield from _table(piece)
            case Rule():
                yield _rule()

    def _quoted(self, quoted: Quoted) -> str:
        right = quoted.from_the_right
        spoken = f' lang="{quoted.lang}"' if quoted.lang else ""
        inside = [
            _paragraph(
                f'<span{spoken} dir="{"rtl" if right else "ltr"}">{_lines(lines)}</span>',
                "e-content",
                from_the_right=right,
            )
            for lines in quoted.paragraphs
        ]
        kind = "h-cite" if quoted.kind == "quote" else "h-cite is-style-large"
        return _quote([*inside, _paragraph(_credit(quoted))], kind)

    def _picture(self, shown: Shown) -> str:
        if not shown.picture:
            return _paragraph(f"<em>{_words(f'({shown.note})')}</em>")
        address = escape(quote(f"{self._folder}/{shown.name}"))
        note = _words(shown.note)
        caption = f'<figcaption class="wp-element-caption">{note}</figcaption>' if note else ""
        image = f'<img src="{address}" alt="{_in_attribute(in_attribute(shown.alt))}"/>'
        return _block("image", f'<figure class="wp-block-image">{image}{caption}</figure>')


def _listing(listing: Listing) -> Iterator[str]:
    yield from (_paragraph(_words(each)) for each in listing.sentences)
    if listing.items:
        yield _list(map(_item, listing.items))
    yield from _paragraphs_of(listing.others)
    yield from _paragraphs_of(listing.scope)


def _words(text: str) -> str:
    """Return text as the editor writes it, without any shortcode."""
    return words_in_html(text).replace("\xa0", "&nbsp;")


def _in_attribute(text: str) -> str:
    """Return text as the editor writes it into an attribute."""
    return escape(text, quote=False).replace('"', "&quot;")


def _lines(paragraph: Paragraph) -> str:
    return "<br>".join("".join(map(_run, line)) for line in paragraph)


def _run(run: Run) -> str:
    words = _words(run.text)
    return _link(words, run.address) if run.address else words


def _link(words: str, address: str, class_: str = "") -> str:
    named = f' class="{class_}"' if class_ else ""
    return f'<a{named} href="{escape(address)}">{words}</a>'


def _credit(quoted: Quoted) -> str:
    who, when = _words(quoted.credit), _words(quoted.when.words)
    who = _link(who, quoted.permalink, "u-url p-author") if quoted.permalink else who
    dated = f'<abbr class="dt-published" title="{quoted.when.machine}">{when}</abbr>'
    return f"— {who}, {dated}"


def _item(item: Item) -> str:
    shown = _words(item.words)
    shown = _link(shown, item.address) if item.address else shown
    strong = f"<strong>{_words(item.strong)}</strong> " if item.strong else ""
    return f"{strong}{shown}" + (f" — {_words(item.note)}" if item.note else "")


def _table(table: Table) -> Iterator[str]:
    yield _paragraph(f"<strong>{_words(table.title)}</strong>")
    rows = [[_words(cell) for cell in row] for row in (table.over, *table.rows)]
    head, *body = (
        "".join(f"<{tag}>{cell}</{tag}>" for cell in row)
        for tag, row in zip(["th"] + ["td"] * len(rows), rows, strict=False)
    )
    written = "".join(f"<tr>{row}</tr>" for row in body)
    yield _block(
        "table",
        '<figure class="wp-block-table"><table class="has-fixed-layout">'
        f"<thead><tr>{head}</tr></thead><tbody>{written}</tbody></table></figure>",
    )
    yield from _paragraphs_of(table.scope)


def _paragraphs_of(words: str) -> Iterator[str]:
    if words:
        yield _paragraph(_words(words))


def _prose(elements: Iterable[Element]) -> Iterator[str]:
    """Yield the editor's text as blocks; anything without a block of its own becomes HTML."""
    for element in elements:
        if element.name == "p":
            yield _paragraph(element.inner.replace("\n", " "))
        elif element.name in _HEADINGS:
            yield _heading(element.inner, _HEADINGS[element.name])
        elif element.name in _LISTS:
            start = element.attributes.get("start", "") if element.name == "ol" else None
            yield _list(map(_list_item, element.elements), start=start)
        elif element.name == "blockquote":
            yield _quote(_prose(element.elements))
        elif element.name == "hr":
            yield _rule()
        else:
            yield _block("html", element.outer)


def _list_item(element: Element) -> str:
    """Return the text of an item, and the lists in it as blocks."""
    words, lists = list[str](), list[Element]()
    for child in element.children:
        if isinstance(child, Element) and child.name in _LISTS:
            lists.append(child)
        elif isinstance(child, Element) and child.name == "p":
            words.append(child.inner)
        else:
            words.append(child if isinstance(child, str) else child.outer)
    said = " ".join("".join(words).split())
    return said + "".join(_prose(lists))
