"""Word: a document to be signed off, with its headings, a style for quotes and live links.

It opens in Word, LibreOffice, Pages and Google Docs. Every quote says its language and
direction, every picture its description, and the properties nobody's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import PurePosixPath
from typing import Final

from curator.model import Story
from curator.writers.kit.html_tree import Element, prose_tree
from curator.writers.kit.manuscript import (
    Head,
    Item,
    Listing,
    Manuscript,
    Piece,
    Prose,
    Quoted,
    Rule,
    Shown,
    Table,
    from_the_right,
    manuscript,
)
from curator.writers.kit.passages import passage_html
from curator.writers.kit.word_file import WordFile

TITLE = "Word"
HINT = "A document to sign off"
GROUP: Final = "documents"
SUFFIX = ".docx"

_BULLETS = 1
"""The list with bullets."""

_HEADINGS = {"h3": 2, "h4": 3, "h5": 4, "h6": 4}


@dataclass(frozen=True, slots=True)
class _Letters:
    """The format of a run of words."""

    language: str = ""
    marks: tuple[str, ...] = ()
    """Elements of a run's properties, such as '<w:b/>'."""

    link: bool = False


_PLAIN = _Letters()
_BOLD = _Letters(marks=("<w:b/><w:bCs/>",))
_ITALIC = _Letters(marks=("<w:i/><w:iCs/>",))
_MARKS = {"strong": "<w:b/><w:bCs/>", "b": "<w:b/><w:bCs/>", "em": "<w:i/><w:iCs/>",
    "i": "<w:i/><w:iCs/>", "cite": "<w:i/><w:iCs/>", "del": "<w:strike/>",
    "code": '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>'}  # fmt: skip


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the document."""
    found, file = manuscript(story), WordFile()
    body = _Setting(file).document(found)
    yield PurePosixPath(name + SUFFIX), file.packed(found.title, body)


class _Setting:
    """Sets pieces as Word paragraphs."""

    def __init__(self, file: WordFile) -> None:
        self._file = file

    def document(self, found: Manuscript) -> list[str]:
        """Return the elements of the document's body."""
        parts = [_paragraph(_run(found.title), "Title")]
        parts.extend([_paragraph(_run(found.kicker), "Subtitle")] if found.kicker else [])
        parts.extend(part for piece in found.pieces for part in self._piece(piece))
        if found.small_print:
            parts.append(_paragraph("", "Rule"))
            parts.append(_paragraph(_run(" ".join(found.small_print)), "Caption"))
        return parts

    def _piece(self, piece: Piece) -> Iterator[str]:
        match piece:
            case Head(text, level):
                yield _paragraph(_run(text), f"Heading{level - 1}", rtl=from_the_right(text))
            case Prose(text):
                yield from self._prose(prose_tree(passage_html(text)))
            case Quoted():
                yield from self._quote(piece)
            case Listing():
                yield from (_paragraph(_run(each)) for each in piece.sentences)
                yield from (_listed(self._item(item)) for item in piece.items)
                yield from (_paragraph(_run(each)) for each in (piece.others,) if each)
                yield from _scope(piece.scope)
            case Table():
                yield _paragraph(_run(piece.title, _BOLD))
                yield _table([[_run(cell) for cell in row] for row in (piece.over, *piece.rows)])
                yield from _scope(piece.scope)
            case Rule():
                yield _paragraph("", "Rule")

    def _quote(self, quote: Quoted) -> Iterator[str]:
        letters = _Letters(quote.lang)
        style = "Quote" if quote.kind == "quote" else "IntenseQuote"
        for paragraph in quote.paragraphs:
            lines = (
                "".join(
                    self._link(run.text, run.address, letters)
                    if run.address
                    else _run(run.text, letters)
                    for run in line
                )
                for line in paragraph
            )
            written = "<w:r><w:br/></w:r>".join(lines)
            yield _paragraph(written, style, rtl=quote.from_the_right, kept=True)
        who = quote.credit
        who = self._link(who, quote.permalink) if quote.permalink else _run(who)
        yield _paragraph(f"{_run('— ')}{who}{_run(f', {quote.when.words}')}", "QuoteCredit")
        for shown in quote.pictures:
            yield from self._picture(shown)

    def _picture(self, shown: Shown) -> Iterator[str]:
        if shown.picture:
            drawing = self._file.drawing(shown.picture, shown.name, shown.alt)
            yield _paragraph(drawing, kept=bool(shown.note))
        if shown.note:
            yield _paragraph(_run(shown.note), "Caption")

    def _link(self, words: str, address: str, letters: _Letters = _PLAIN) -> str:
        written = _run(words, replace(letters, link=True))
        return f'<w:hyperlink r:id="{self._file.link(address)}">{written}</w:hyperlink>'

    def _item(self, item: Item) -> str:
        strong = _run(item.strong, _BOLD) + _run(" ") if item.strong else ""
        shown = self._link(item.words, item.address) if item.address else _run(item.words)
        return strong + shown + (_run(f" — {item.note}") if item.note else "")

    # The editor's text

    def _prose(self, elements: Iterable[Element], style: str = "") -> Iterator[str]:
        for element in elements:
            match element.name:
                case "ul" | "ol":
                    yield from self._list(element)
                case "blockquote":
                    yield from self._prose(element.elements, "Quote")
                case "table":
                    rows = [row for part in element.elements for row in part.elements]
                    yield _table([[self._inline(c) for c in row.elements] for row in rows])
                case "hr":
                    yield _paragraph("", "Rule")
                case "pre":
                    yield _paragraph(_lines(element.text.strip("\n")), "Code")
                case name:
                    level = _HEADINGS.get(name)
                    rtl = from_the_right(element.text)
                    yield _paragraph(
                        self._inline(element), f"Heading{level}" if level else style, rtl=rtl
                    )

    def _list(self, element: Element, level: int = 0) -> Iterator[str]:
        numbering = _BULLETS
        if element.name == "ol":
            start = element.attributes.get("start", "1")
            numbering = self._file.numbered(int(start) if start.isdecimal() else 1)
        for item in element.elements:
            inside = [child for child in item.children if not _is_list(child)]
            words = self._inline(Element("li", children=inside))
            yield _listed(words, numbering, level)
            for child in item.elements:
                if _is_list(child):
                    yield from self._list(child, min(level + 1, 5))

    def _inline(self, element: Element, letters: _Letters = _PLAIN) -> str:
        written = []
        for child in element.children:
            if isinstance(child, str):
                words = unescape(child).replace("\n", " ")
                written.append(_run(words, letters) if words else "")
            elif child.name == "br":
                written.append("<w:r><w:br/></w:r>")
            elif child.name == "a" and child.attributes.get("href", "#")[0] != "#":
                written.append(self._link(child.text, child.attributes["href"], letters))
            else:
                mark = _MARKS.get(child.name)
                marks = (*letters.marks, mark) if mark else letters.marks
                written.append(self._inline(child, replace(letters, marks=marks)))
        return "".join(written)


def _is_list(child: Element | str) -> bool:
    return isinstance(child, Element) and child.name in {"ul", "ol"}


def _paragraph(runs: str, style: str = "", *, rtl: bool = False, kept: bool = False) -> str:
    """Return a paragraph; kept: on the same page as the next one."""
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    told += "<w:keepNext/>" if kept else ""
    told += "<w:bidi/>" if rtl else ""
    return f"<w:p><w:pPr>{told}</w:pPr>{runs}</w:p>" if told else f"<w:p>{runs}</w:p>"


def _listed(runs: str, numbering: int = _BULLETS, level: int = 0) -> str:
    told = f'<w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/>'
    style = '<w:pStyle w:val="ListParagraph"/>'
    return f"<w:p><w:pPr>{style}<w:numPr>{told}</w:numPr></w:pPr>{runs}</w:p>"


def _scope(scope: str) -> Iterator[str]:
    if scope:
        yield _paragraph(_run(scope), "Caption")


def _run(text: str, letters: _Letters = _PLAIN) -> str:
    """Return words in one format; right-to-left words are marked, or Word jumbles them."""
    told = ['<w:rStyle w:val="Hyperlink"/>'] if letters.link else []
    told.extend(letters.marks)
    told.extend(["<w:rtl/>"] if from_the_right(text) else [])
    if code := letters.language:
        told.append(f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>')
    properties = f"<w:rPr>{''.join(told)}</w:rPr>" if told else ""
    words = escape(text, quote=False)
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _lines(text: str) -> str:
    return "<w:r><w:br/></w:r>".join(map(_run, text.split("\n")))


def _table(rows: list[list[str]]) -> str:
    """Return a table with its first row repeated on each page; cells contain runs."""
    width = max((len(row) for row in rows), default=1) or 1
    grid = f'<w:gridCol w:w="{9298 // width}"/>' * width
    written = []
    for number, row in enumerate(rows):
        cells = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row)
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        written.append(f"<w:tr>{head}{cells}</w:tr>")
    style = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    inside = f"{style}<w:tblGrid>{grid}</w:tblGrid>{''.join(written)}"
    return f"<w:tbl>{inside}</w:tbl>{_paragraph('')}"
