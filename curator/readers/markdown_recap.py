r"""Transcripts and recaps that a host wrote in Markdown, with a link to each tweet.

    ### [@JeffHicks](https://twitter.com/JeffHicks) \<Jeff Hicks\>
    *2020-03-06 13:18:49Z*
    > [Chatting about #PowerShell today](https://twitter.com/JeffHicks/status/1235917754764529666)

    > Leeks, of course.
    > — Ann Lee (@ann) [May 14, 2024](https://twitter.com/ann/status/1790473000123456789)

    - @ben: A1 Beans ([link](https://x.com/ben/status/1790473000223456789))

The words are the link's, or stand beside it. When they were posted, the id of the tweet tells.
What the host wrote between becomes the finished story; a picture behind a post is the post's. An
address without words is no post: it is counted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from curator.i18n import tr
from curator.model import MADE, Author, Block, Heading, Media, Passage, Post, Quote, Skipped, Story
from curator.readers.kit.archive.day_from_name import named_day
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids import ids
from curator.readers.kit.ids import timestamps as clock
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import first_lines, lines_of, place_of

TITLE = "Transcript or recap in Markdown, with links to tweets"

_SUFFIXES = (".md", ".markdown", ".mdown", ".txt", ".text")
_STATUS = (
    r"https?://(?:mobile\.|www\.)?(?:twitter|x)\.com/(?:#!/)?(?P<handle>\w{1,50})/status(?:es)?/"
    r"(?P<id>\d[\d.]{0,24}(?:[eE]\+?\d{1,2})?)"
)
_LINK = re.compile(
    rf"\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]{{0,300}}\]){{0,4000}})\]\(<?{_STATUS}[^()\s]{{0,200}}\)",
    re.ASCII | re.DOTALL,
)
_BARE = re.compile(rf"(?:^|[\s<]){_STATUS}[^\s>]{{0,200}}", re.ASCII)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_PERSON = re.compile(
    r"\[@(?P<handle>\w{1,50})\]\([^()\s]{1,300}\)(?:\s*\\?<(?P<name>.{1,100}?)\\?>)?\s*$", re.ASCII
)
_CREDIT = re.compile(r"(?:^|\s)[—–-]{1,2}\s*(?P<name>[^()\n]{1,100}?)\s*\(@(?P<handle>\w{1,50})\)")
_LABEL = re.compile(
    r"^(?:[-*+]|\d{1,3}[.)])?\s*(?:\*\*|__)?@?(?P<handle>\w{1,50})(?:\*\*|__)?\s*:\s*"
)
_STAMP = re.compile(r"[*_]{0,2}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?Z?)[*_]{0,2}$", re.ASCII)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AROUND = " \t\n-–—*_()[]|·:"
_PICTURE = re.compile(r"!\[([^\[\]]{0,300})\]\(([^()\s]{4,1000})\)")
_ENOUGH = 3
_WORDY = 25
"""Letters of a link that is more than a date, a name or “link”."""


@dataclass
class _Part:
    """A paragraph, quotation, heading or item, with the line it begins on."""

    number: int
    text: str
    kind: str
    """'quote', 'heading' or 'text'."""


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_is_recap(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:  # noqa: ARG001  it says all
    """Yield every post in the archive, in its host's order."""
    names = [name for name in source.names if _is_recap(source, name)]
    source.expect(names)
    for name in names:
        for found in _Reading(source, name).found():
            if isinstance(found, Post | Skipped):
                yield found


def stories(source: Source) -> Iterator[Story]:
    """Yield the finished stories in the archive."""
    for name in source.names:
        if _is_recap(source, name):
            yield _Reading(source, name).story()


def _is_recap(source: Source, name: str) -> bool:
    """Tell whether a text links to several tweets."""
    if is_media(name) or not name.lower().endswith(_SUFFIXES):
        return False
    lines = first_lines(source, name, 400)
    if not lines or lines[0].lstrip()[:1] in {"{", "<"}:
        return False
    found = {(each["id"], each["words"]) for each in _LINK.finditer("\n".join(lines))}
    return len(found) >= _ENOUGH


class _Reading:
    """Reads one recap from its beginning."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._person = ("", "")
        self._stamp: datetime | None = None

    def found(self) -> Iterator[Post | Skipped | Block]:
        """Yield the posts with the pictures behind them, and what the host wrote around them."""
        last: Post | None = None
        for each in self._convert_parts():
            picture = _PICTURE.fullmatch(each.text) if isinstance(each, Passage) else None
            if last and picture:
                last = replace(last, media=(*last.media, _shown(picture)))
                continue
            if last:
                yield last
            last = each if isinstance(each, Post) else None
            if last is None:
                yield each
        if last:
            yield last

    def _convert_parts(self) -> Iterator[Post | Skipped | Block]:
        """Yield what each part of the text comes to."""
        for part in _parts(self._source, self._name):
            if part.kind == "heading":
                yield from self._heading(part)
            elif stamp := _STAMP.match(part.text.strip()):
                self._stamp = clock.iso_time(stamp[1])
            elif links := list(_LINK.finditer(part.text)):
                yield from self._posts(part, links)
            elif _BARE.search(part.text):
                place = place_of(self._source, self._name, part.number)
                yield Skipped(place, tr("It gives only the address of a post."), part.text[:80])
            elif part.text.strip():
                yield Passage(part.text.strip())

    def story(self) -> Story:
        """Return the recap as a finished story."""
        blocks: list[Block] = []
        title = ""
        for found in self.found():
            if isinstance(found, Post):
                blocks.append(Quote(found))
            elif isinstance(found, Heading) and not title:
                title = found.text
            elif not isinstance(found, Skipped):
                blocks.append(found)
        return Story(title or self._name.rpartition("/")[2].rpartition(".")[0], tuple(blocks))

    def _heading(self, part: _Part) -> Iterator[Block]:
        """Yield a heading, unless it only says who speaks next."""
        found = _HEADING.match(part.text)
        text = found[2] if found else part.text
        if person := _PERSON.match(text):
            self._person = person["handle"], _plain(person["name"] or "")
        elif found and text:
            yield Heading(_plain(text), min(6, max(1, len(found[1]))))

    def _posts(self, part: _Part, links: list[re.Match[str]]) -> Iterator[Post | Skipped]:
        """Yield the posts that a paragraph or quotation links to."""
        start = 0
        for link in links:
            beside = part.text[start : link.start()] + (
                "" if len(links) > 1 else part.text[link.end() :]
            )
            start = link.end()
            yield self._post(part, link, beside)

    def _post(self, part: _Part, link: re.Match[str], beside: str) -> Post | Skipped:
        handle = link["handle"]
        words, name = self._words(link, beside)
        place = place_of(self._source, self._name, part.number)
        key = ids.clean(link["id"])
        at = ids.time_of(key) or self._stamp or named_day(self._source, self._name)
        if not words:
            return Skipped(place, tr("It gives only the address of a post."), part.text[:80])
        if at is None:
            return Skipped(place, tr("It has no time."), words[:80])
        is_dated = not (ids.time_of(key) or self._stamp)
        known, called = self._person
        name = name or (called if known.casefold() == handle.casefold() else "")
        key = key or ids.made_key(handle, at, words)
        return Post(
            "twitter",
            key,
            Author(handle, name),
            at,
            words,
            "day" if is_dated else "second",
            url=ids.permalink(handle, key),
            spans=find_spans(words),
            raw_id=link["id"] if key.startswith(MADE) else "",
            place=place,
        )

    def _words(self, link: re.Match[str], beside: str) -> tuple[str, str]:
        """Return the words of a post, and the name of who wrote it, as far as it is told."""
        credit = _CREDIT.search(beside)
        if credit:
            said = beside[: credit.start()].strip() or _plain(link["words"])
            return _plain(said), _plain(credit["name"])
        label = _LABEL.match(beside)
        rest = _plain(beside[label.end() if label else 0 :]).strip(_AROUND)
        words = _plain(link["words"]).strip()
        is_name = words.lstrip("@").casefold() == link["handle"].casefold()
        if rest and (is_name or (len(words) < _WORDY and len(rest) > len(words))):
            return rest, ""
        return ("" if is_name else words), ""


def _shown(picture: re.Match[str]) -> Media:
    """Return a picture, without the words that a program put there for all of them."""
    alt = "" if picture[1].casefold() in ("embedded media", "image", "media") else picture[1]
    return Media("image", picture[2] if "://" in picture[2] else f"https://{picture[2]}", alt)


def _parts(source: Source, name: str) -> Iterator[_Part]:
    """Yield the parts of a text: what blank lines, headings, items and quotations set apart."""
    part: _Part | None = None
    for number, line in lines_of(source, name):
        stripped = line.strip()
        kind = "quote" if stripped.startswith(">") else "text"
        is_heading = _HEADING.match(stripped) is not None
        is_item = re.match(r"(?:[-*+]|\d{1,3}[.)])\s", stripped) is not None
        text = stripped[1:].removeprefix(" ") if kind == "quote" else stripped
        if part and (not stripped or is_heading or is_item or kind != part.kind):
            yield part
            part = None
        if is_heading:
            yield _Part(number, stripped, "heading")
        elif stripped and part:
            part.text += "\n" + text
        elif stripped:
            part = _Part(number, text, kind)
    if part:
        yield part


def _plain(words: str) -> str:
    """Return words without the signs that Markdown puts before others."""
    return html.unescape(_ESCAPED.sub(r"\1", words)).strip()
