"""Proves that a published recap quotes the words of the archive, and no others."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from typing_extensions import override

from curator.i18n import tr
from curator.model import CUT, Passage, PullQuote, Quote, Story
from curator.quoting import joined, shown_post

_LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\([^()\s]*\)|<(https?://[^<>\s]+)>")
_OURS = re.compile(r"!\[|\*\(.*\)\*$")
"""A picture, or a remark on one: no words of the post."""

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_UNQUOTABLE = re.compile("[\ud800-\udfff]")


def unlike(story: Story, content: bytes, suffix: str) -> tuple[str, ...]:
    """Return, in sentences, which quotes of a written story differ from the archive.

    The story is the one that was written, so after consent; content is its first file.
    """
    text = content.decode("utf-8", "replace")
    written = (
        _page_quotes(text)
        if suffix == ".html"
        else _markdown_quotes(_without_passages(text, story))
    )
    meant = [_meant(block, story) for block in story.quotes]
    if len(written) != len(meant):
        return (
            tr(
                "The file holds {found} quotes, but the story has {meant}.",
                found=len(written),
                meant=len(meant),
            ),
        )
    return tuple(
        tr("Quote {number} differs from the archive: “{words}”.", number=i, words=found[:80])
        for i, (found, words) in enumerate(zip(written, meant, strict=True), start=1)
        if found not in words
    )


def _meant(block: Quote | PullQuote, story: Story) -> tuple[str, ...]:
    """Return the words that may stand there: tidied as the story declares it, or all."""
    if isinstance(block, PullQuote):
        return (_plain(f"“{_plain(block.text)}”"),)
    whole = joined((block.post, *block.rest))
    return tuple(
        _plain(post.shown + (f" {CUT}" if post.cut else ""))
        for post in (shown_post(block, story), whole)
    )


def _plain(text: str) -> str:
    """Return text with single spaces, and without what no file can show."""
    return " ".join(_UNQUOTABLE.sub("\ufffd", _INVISIBLE.sub("", text)).split())


def _page_quotes(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    page.close()
    return [_plain(quote) for quote in page.quotes]


class _Page(HTMLParser):
    """Collects the words inside the block quotes that are figures of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: list[str] = []
        self._inside = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote" and ("class", "e-content") in attrs:
            self._inside = True
            self.quotes.append("")
        elif self._inside and tag in {"br", "p"}:
            self.quotes[-1] += "\n"

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._inside = False

    @override
    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quotes[-1] += data


def _without_passages(text: str, story: Story) -> str:
    """Return Markdown without the editor's passages, which may quote as well."""
    for block in story.blocks:
        if isinstance(block, Passage):
            passage = block.text.strip("\n")
            text = text.replace(f"\n\n{passage}\n\n", "\n\n", 1)
    return text


def _markdown_quotes(text: str) -> list[str]:
    """Return the words of the quotations that end in who said them."""
    quotes: list[str] = []
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith(">"):
            lines.append(line[1:].removeprefix(" "))
        else:
            if lines and lines[-1].startswith("— "):
                quotes.append(_plain(_rendered("\n".join(_words_of(lines)))))
            lines = []
    return quotes


def _words_of(lines: list[str]) -> list[str]:
    """Return the lines of a quotation up to its pictures and to who said it."""
    end = next((i for i, line in enumerate(lines) if _OURS.match(line)), len(lines) - 1)
    return lines[:end]


def _rendered(text: str) -> str:
    """Return what Markdown of ours shows: links as their words, escapes as their signs."""
    shown = _LINK.sub(lambda found: found[2] if found[1] is None else found[1], text)
    return _ESCAPE.sub(lambda found: found[1] or unescape(found[2]), shown)
