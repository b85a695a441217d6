"""Markdown, as one file that reads well unrendered, with its pictures beside it.

The passages are the editor's own Markdown, as written. Everything else is words, and is
escaped where a renderer would take it for more. Mentions and hashtags stay plain: which
page they once led to is not in the archive, and a guess may lead to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from curator.i18n import tr
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Heading,
    Links,
    Media,
    Passage,
    PullQuote,
    Quote,
    Story,
)
from curator.quoting import shown_post
from curator.writers.kit import plainly
from curator.writers.kit.charts import svg
from curator.writers.kit.counting import (
    columns,
    is_said,
    person_words,
    shared,
    slots,
    standing_words,
)
from curator.writers.kit.front_matter import front_matter, quoted
from curator.writers.kit.masthead import days, small_print, title_of, topics
from curator.writers.kit.names import byline, picture_name
from curator.writers.kit.pictures import Pictures, alt_of, instead_of, note_on
from curator.writers.kit.times import said, zone_of
from curator.writers.kit.words import Run, clean, one_line, runs, web_address

TITLE = "Markdown"
HINT = "For sites and notes"
GROUP: Final = "blog"
SUFFIX = ".md"

_FEW = 5
"""People of whom nothing more is known that still stand in a list."""

_LABEL = re.compile(r"^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)


def write(story: Story, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the story as one Markdown file, then the pictures it shows."""
    page = _Page(story, f"{name}_media")
    yield PurePosixPath(name + SUFFIX), page.text().encode()
    yield from page.files.items()


class _Page:
    """One story on its way into Markdown; gathers the pictures as it meets them."""

    def __init__(self, story: Story, folder: str) -> None:
        self.files: dict[PurePosixPath, bytes] = {}
        self._story = story
        self._folder = folder
        self._zone = zone_of(story)
        self._pictures = Pictures(story)
        self._told = ""
        passages = (block.text for block in story.blocks if isinstance(block, Passage))
        self._labels = any(_LABEL.search(text) for text in passages)

    def text(self) -> str:
        """Return the whole file."""
        parts = [self._front_matter(), f"# {self._line(title_of(self._story))}"]
        parts.extend(self._block(block) for block in self._story.blocks)
        if foot := small_print(self._story):
            parts.extend(("---", self._line(" ".join(foot))))
        return "\n\n".join(part for part in parts if part) + "\n"

    def _front_matter(self) -> str:
        when = days(self._story)
        return front_matter(
            {
                "title": quoted(title_of(self._story)),
                "date": when[0].isoformat() if when else "",
                "tags": topics(self._story.quoted)[:5],
            }
        )

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'#' * min(max(block.level, 2), 6)} {self._line(one_line(block.text))}"
            case Passage():
                return clean(block.text).strip("\n")
            case Quote():
                return _quoted(self._quote(block))
            case PullQuote():
                words = [Run(f"“{one_line(block.text)}”", "", "")]
                return _quoted([*self._words(words), "", self._who(block)])
            case Divider():
                return "---"
            case _:
                return self._counted(block)

    def _counted(self, block: Counted) -> str:
        match block:
            case Facts():
                return self._facts(block)
            case Chart():
                return self._chart(block)
            case Cast():
                return self._cast(block)
            case Links():
                return self._links(block)

    def _facts(self, block: Facts) -> str:
        said = [self._line(one_line(f.value)) for f in block.figures if is_said(f)]
        rows = [
            f"- **{plainly.in_brackets(one_line(f.value))}** {self._line(one_line(f.label))}"
            for f in block.figures
            if not is_said(f)
        ]
        return "\n\n".join(filter(None, (*said, "\n".join(rows), self._scope(block))))

    def _chart(self, block: Chart) -> str:
        drawing = svg(block).encode()
        file = picture_name(f"{title_of(self._story)} {block.kind}", drawing, ".svg")
        self.files[PurePosixPath(self._folder, file)] = drawing
        alt = plainly.in_brackets(one_line(block.alt or block.title))
        over = " | ".join(columns(block))
        rows = [
            f"| {plainly.in_brackets(slot.label).replace('|', '&#124;')} | {slot.value} |"
            for slot in slots(block.bars)
        ]
        table = "\n".join((f"| {over} |", "| --- | ---: |", *rows))
        shown = f"![{alt}]({quote(f'{self._folder}/{file}')})"
        return "\n\n".join(filter(None, (shown, table, self._scope(block))))

    def _cast(self, block: Cast) -> str:
        """Return who took part: a list, or where nothing is known of many, a paragraph of them."""
        plain = [person for person in block.people if not standing_words(person)]
        folded = plain if len(plain) > _FEW else []
        listed = [
            f"- {self._line(person_words(person))}"
            + (f" — {self._line(about)}" if (about := standing_words(person)) else "")
            for person in block.people
            if person not in folded
        ]
        others = ", ".join(map(person_words, folded))
        if listed and others:
            others = tr("And: {people}", people=others)
        parts = (
            self._line(one_line(block.sentence)),
            "\n".join(listed),
            self._line(f"{others}.") if others else "",
        )
        return "\n\n".join(filter(None, parts))

    def _links(self, block: Links) -> str:
        lines = []
        for each in map(shared, block.resources):
            shown = plainly.link(*each[:2]) if each.address else self._line(each.shown)
            lines.append(f"- {shown} · {self._line(each.note)}")
        return "\n".join(lines)

    def _scope(self, block: Facts | Chart) -> str:
        """Return what was counted, unless the block before has just said so."""
        words = one_line(block.scope.words)
        told, self._told = self._told, words
        return "" if words == told else self._line(words)

    def _quote(self, block: Quote) -> Iterator[str]:
        post = shown_post(block, self._story)
        yield from self._words(runs(post))
        for media in post.media:
            yield from ("", self._media(media))
        yield from ("", self._who(block))

    def _words(self, words: list[Run]) -> list[str]:
        return plainly.quoted_words(words, labels=self._labels)

    def _who(self, block: Quote | PullQuote) -> str:
        """Return the line that says who said it, and when, with the permalink if there is one."""
        by, when = byline(block), said(block.post, self._zone)
        name = f"{by.name} ({by.handle})" if by.handle else by.name
        address = "" if block.credit else web_address(block.post.url)
        who = plainly.link(name, address) if address else self._line(name)
        return f"— {who}, {when.words}"

    def _media(self, media: Media) -> str:
        picture = self._pictures.of(media)
        if picture is None:
            return self._remark(instead_of(media, held=self._pictures.held(media)))
        file = picture_name(title_of(self._story), picture.content, picture.suffix)
        self.files[PurePosixPath(self._folder, file)] = picture.content
        shown = f"![{plainly.in_brackets(alt_of(media))}]({quote(f'{self._folder}/{file}')})"
        note = note_on(media)
        return f"{shown}  \n{self._remark(note)}" if note else shown

    def _remark(self, text: str) -> str:
        """Return a sentence of ours among the words of others."""
        return f"*({plainly.in_brackets(text)})*"

    def _line(self, text: str) -> str:
        return plainly.line(text, labels=self._labels)


def _quoted(lines: Iterable[str]) -> str:
    """Return lines as a quotation."""
    text = "\n".join(lines)
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.split("\n"))
