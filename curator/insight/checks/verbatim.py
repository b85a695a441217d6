"""Proof that published quotes have the words of the archive, under the right names.

In pages, bodies of posts and Markdown each quote is looked at by itself: its words, who is
named, where it leads. Of other files it is proved that they hold the words, in order.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from curator.i18n import tr
from curator.insight.checks.written import Written, quotes_in_html, quotes_in_markdown, text_of
from curator.model import CUT, Passage, PullQuote, Quote, Story, Testimonial, as_read
from curator.quoting import joined, passage_markdown, shown_post

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BY_LINES = frozenset({".txt", ".docx", ".eml"})
"""Endings of files in which a quote has lines, or paragraphs, of its own."""

_UNQUOTABLE = re.compile("[\ud800-\udfff]")
_BEFORE_ADDRESS = re.compile("\u2060(?=https?:)", re.IGNORECASE)
"""Curator's own mark, which keeps editors from embedding an address."""


def find_altered_quotes(story: Story, content: bytes, suffix: str) -> tuple[str, ...]:
    """Return, in sentences, which quotes of a written story differ from the archive.

    The story is the one that was written, so after consent; content is its first file.
    """
    text = content.decode("utf-8", "replace")
    match suffix:
        case ".html" | ".htm":
            return _compared(story, quotes_in_html(text))
        case ".md" | ".markdown":
            return _compared(story, quotes_in_markdown(_without_passages(text, story)))
        case _:
            return _in_order(story, content, suffix)


def _compared(story: Story, written: list[Written]) -> tuple[str, ...]:
    """Return how quotes found in a file differ from the intended ones."""
    meant = story.quotes
    if len(written) > len(meant):
        written = _without_own_quotes(story, written)
    if len(written) != len(meant):
        return (
            tr(
                "The file holds {found} quotes, but the story has {meant}.",
                found=len(written),
                meant=len(meant),
            ),
        )
    pairs = enumerate(zip(written, meant, strict=True), start=1)
    return tuple(
        each for i, (found, block) in pairs for each in _differences(i, found, block, story)
    )


def _without_own_quotes(story: Story, written: list[Written]) -> list[Written]:
    """Return quotes without those in the editor's own words."""
    read = as_read(story.blocks)
    written_here = (b.text for b in read if isinstance(b, Passage | Testimonial))
    own = _squeezed("".join(written_here))
    own = own.replace(">", "")
    return [each for each in written if _squeezed(each.words).replace(">", "") not in own]


def _differences(
    number: int, found: Written, block: Quote | PullQuote, story: Story
) -> Iterator[str]:
    words = _meant(block, story)
    if _plain(_BEFORE_ADDRESS.sub("", found.words)) not in words:
        yield tr(
            "Quote {number} differs from the archive: “{words}”.",
            number=number,
            words=words[0][:80],
        )
    credit = _squeezed(found.credit)
    for name in _names(block):
        if _squeezed(name) not in credit:
            yield tr("Quote {number} does not name {name}.", number=number, name=name)
    address = "" if block.credit.strip() else block.post.url
    if found.address and unquote(found.address) != unquote(address):
        yield tr(
            "Quote {number} leads to {found}, but its permalink is {meant}.",
            number=number,
            found=found.address,
            meant=address or tr("not to be shown"),
        )
    elif address.startswith(("http://", "https://")) and not found.address:
        yield tr("Quote {number} has lost its permalink.", number=number)


def _names(block: Quote | PullQuote) -> list[str]:
    """Return the names that a quote must be signed with."""
    if block.credit.strip():
        return [block.credit]
    author = block.post.author
    return [each for each in (author.name, author.handle and f"@{author.handle}") if each]


def _in_order(story: Story, content: bytes, suffix: str) -> tuple[str, ...]:
    """Return the quotes that a file does not contain in this order."""
    try:
        text = text_of(content, suffix)
    except (ValueError, KeyError, zipfile.BadZipFile, json.JSONDecodeError):
        return (tr("The file is damaged, or not what its name says."),)
    if text is None and suffix == ".pdf":
        return (tr("The words of a PDF cannot be read back exactly. It is made of the page: export"
            " that, and verify it."),)  # fmt: skip
    if text is None:
        return (tr("Curator cannot read words out of a file whose name ends in {suffix}.",
            suffix=suffix or "—"),)  # fmt: skip
    held, at = _Held(text), 0
    found = list[str]()
    for number, block in enumerate(story.quotes, start=1):
        meant = _meant(block, story)
        whole = held.place(meant, at) if suffix in _BY_LINES else None
        place = whole or held.place(meant, at, anywhere=True)
        if place is None:
            found.append(
                tr(
                    "Quote {number} is not in the file as the archive has it: “{words}”.",
                    number=number,
                    words=meant[0][:80],
                )
            )
            continue
        if whole is None and suffix in _BY_LINES:
            found.append(
                tr(
                    "Quote {number} stands among words that are not the archive’s: “{words}”.",
                    number=number,
                    words=held.around(place)[:120],
                )
            )
        at = place[1]
    return tuple(found)


class _Held:
    """The words of a file without spaces, with the places where its lines begin and end."""

    def __init__(self, text: str) -> None:
        self._words = ""
        self._edges = {0}
        self._lines: list[tuple[int, str]] = []
        parts = list[str]()
        length = 0
        for line in text.splitlines():
            parts.append(_squeezed(line))
            self._lines.append((length, line))
            length += len(parts[-1])
            self._edges.add(length)
        self._words = "".join(parts)

    def place(
        self, meant: tuple[str, ...], at: int, *, anywhere: bool = False
    ) -> tuple[int, int] | None:
        """Return where words begin and end, from a place on; as whole lines, or anywhere."""
        for words in map(_squeezed, meant):
            begin = self._words.find(words, at)
            while begin >= 0:
                end = begin + len(words)
                if anywhere or self._is_whole(begin, end):
                    return begin, end
                begin = self._words.find(words, begin + 1)
        return None

    def _is_whole(self, begin: int, end: int) -> bool:
        """Tell whether nothing else stands in the lines but quotation marks."""
        begins = begin in self._edges or (
            begin - 1 in self._edges and self._words[begin - 1] == "“"
        )
        ends = end in self._edges or (end + 1 in self._edges and self._words[end] == "”")
        return begins and ends

    def around(self, place: tuple[int, int]) -> str:
        """Return the lines in which a place is."""
        first = max(i for i, (at, _) in enumerate(self._lines) if at <= place[0])
        last = max(i for i, (at, _) in enumerate(self._lines) if at < place[1])
        return " ".join(line.strip() for _, line in self._lines[first : last + 1])


def _meant(block: Quote | PullQuote, story: Story) -> tuple[str, ...]:
    """Return the words that may stand there: tidied as the story declares, or all."""
    if isinstance(block, PullQuote):
        return (_plain(f"“{_plain(block.text)}”"),)
    whole = joined((block.post, *block.rest))
    return tuple(
        _plain(post.shown + (f" {CUT}" if post.cut else ""))
        for post in (shown_post(block, story), whole)
    )


def _plain(text: str) -> str:
    """Return text with single spaces, and without characters no file can show."""
    return " ".join(_UNQUOTABLE.sub("\ufffd", _INVISIBLE.sub("", text)).split())


def _squeezed(text: str) -> str:
    """Return text without spaces and marks of text direction."""
    return "".join(_TURNING.sub("", _plain(text)).split())


def _without_passages(text: str, story: Story) -> str:
    """Return Markdown without the editor's passages, which may contain quotations too."""
    for block in as_read(story.blocks):
        if isinstance(block, Passage):
            passage = passage_markdown(block).strip("\n")
            text = text.replace(f"\n\n{passage}\n\n", "\n\n", 1)
    return text
