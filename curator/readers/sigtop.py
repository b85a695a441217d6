"""Signal: conversations as sigtop writes them in text, long and short.

    From: Ann (+100)                                   2024-05-14 20:01 Ann: Q1 What grows?
    Type: incoming                                     2024-05-14 20:02 You: Leeks
    Sent: Tue, 14 May 2024 20:01:07 +0200
    Reaction: 👍 from Ben

    Q1 What grows?

The owner of the program is “You”, unless the user says who that is. Numbers of telephones are left
out; what a message quotes is the words of others. What the program says of calls and the like is
counted. Times of the short form name no zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from curator.i18n import tr, trn
from curator.model import Author, Media, MediaKind, Post, Skipped
from curator.readers.kit.archive.listing import is_media
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from curator.readers.kit.ids.generated_ids import Keys
from curator.readers.kit.tables.dates import Dates, Moment
from curator.readers.kit.text.plain_text_entities import find_spans
from curator.readers.kit.text.transcripts import (
    bare,
    first_lines,
    lines_of,
    messages_of,
    place_of,
)

TITLE = "Signal conversation (sigtop)"
PLATFORM = "signal"

_HEADER = re.compile(r"(From|Type|Sent|Received|Edited|Reaction|Attachment|Quote|Version): ?(.*)$")
_SHORT = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) (?P<name>[^:]{1,120}): ?", re.ASCII
)
_ATTACHMENTS = re.compile(r"\[(\d{1,3}) attachments?\] ?", re.ASCII)
_NUMBER = re.compile(r" \((?:\+?[\d ()-]{3,20}|[0-9a-f-]{30,40})\)$", re.ASCII | re.IGNORECASE)
_TYPE = re.compile(r"(image|video|audio)/")
_SAID = frozenset(("incoming", "outgoing"))
_OWNER = "You"
_HALF = 0.5


@dataclass
class _Letter:
    """A message of the long form: its headers and its words."""

    number: int
    headers: dict[str, list[str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    in_headers: bool = True

    def take(self, header: str, words: str) -> None:
        """Take in a line: a header, the blank line that ends these, or words."""
        if self.in_headers and header:
            self.headers.setdefault(header, []).append(words)
        elif self.in_headers and not words.strip():
            self.in_headers = False
        elif not self.in_headers or not words.startswith(">"):
            self.lines.append(words)

    def first(self, name: str) -> str:
        """Return what a header says, '' if it is not there."""
        return self.headers.get(name, [""])[0]


def recognise(source: Source) -> bool:
    """Tell, from names and first bytes only, whether this is my format."""
    return any(_form(source, name) for name in source.names)


def read(source: Source, options: ReadOptions) -> Iterator[Post | Skipped]:
    """Yield every message in the archive, in the archive's order."""
    forms = {name: form for name in source.names if (form := _form(source, name))}
    source.expect(forms)
    for name, form in forms.items():
        maker = _Maker(source, name, options)
        yield from maker.long() if form == "long" else maker.short()


def _form(source: Source, name: str) -> str:
    """Tell which of the two forms a file has, '' if none."""
    if is_media(name):
        return ""
    lines = [bare(line) for line in first_lines(source, name)]
    headers = {found[1] for line in lines if (found := _HEADER.match(line))}
    if {"From", "Type", "Sent"} <= headers:
        return "long"
    stamps = [stamp for line in lines if (stamp := _SHORT.match(line))]
    is_owned = any(stamp["name"] == _OWNER for stamp in stamps)
    return "short" if is_owned and len(stamps) > len(lines) * _HALF else ""


class _Maker:
    """Makes posts of the messages of one conversation."""

    def __init__(self, source: Source, name: str, options: ReadOptions) -> None:
        self._source = source
        self._name = name
        self._options = options
        self._dates = Dates(options.zone)
        self._keys = Keys()

    def long(self) -> Iterator[Post | Skipped]:
        """Yield the messages of the long form."""
        unsaid = 0
        for letter in _letters(self._source, self._name):
            if letter.first("Type") in _SAID:
                yield self._of_letter(letter)
            else:
                unsaid += 1
        if unsaid:
            self._source.remark(
                self._name,
                trn(
                    "{count} record is no message, such as a call. It is left out.",
                    "{count} records are no messages, such as calls. They are left out.",
                    unsaid,
                ),
            )

    def short(self) -> Iterator[Post | Skipped]:
        """Yield the messages of the short form."""
        if not self._options.zone:
            said = tr("Its times name no zone. They were read as UTC.")
            self._source.ask("zone", self._name, said)
        for message in messages_of(self._source, self._name, _stamped):
            text = message.text
            found = _ATTACHMENTS.match(text)
            media = (Media("image"),) * (int(found[1]) if found else 0)
            text = text[found.end() :].strip() if found else text
            yield self._post(
                (message.stamp["name"], text, media), message.stamp["time"], message.number, None
            )

    def _of_letter(self, letter: _Letter) -> Post | Skipped:
        text = "\n".join(_unquoted(letter.lines)).strip()
        media = tuple(map(self._attached, letter.headers.get("Attachment", ())))
        likes = len(letter.headers.get("Reaction", ())) or None
        said = (letter.first("From"), text, media)
        return self._post(said, letter.first("Sent"), letter.number, likes)

    def _post(
        self, said: tuple[str, str, tuple[Media, ...]], time: str, number: int, likes: int | None
    ) -> Post | Skipped:
        """Return a message as a post."""
        name, text, media = said
        place = place_of(self._source, self._name, number)
        moment = self._moment(time)
        if moment is None:
            return Skipped(place, tr("The time cannot be read: “{time}”.", time=time), text[:80])
        if not text and not media:
            return Skipped(place, tr("It has no words."), name)
        name = _NUMBER.sub("", name.strip())
        if name == _OWNER and self._options.handle:
            name = self._options.handle
        return Post(
            PLATFORM,
            self._keys.made(name, moment.at, "\n".join((text, *(m.file for m in media))).strip()),
            Author(name, name),
            moment.at,
            text,
            moment.precision,
            spans=find_spans(text),
            media=media,
            likes=likes,
            place=place,
        )

    def _moment(self, time: str) -> Moment | None:
        return self._dates.read(time)

    def _attached(self, told: str) -> Media:
        """Return what came with a message: its name, and what it is in brackets."""
        name, _, about = told.rpartition(" (")
        found = _TYPE.match(about)
        kind: MediaKind = found[1] if found else "image"  # type: ignore[assignment]  # one of three
        return Media(kind, file=self._source.find_media(name) if name else "")


def _letters(source: Source, name: str) -> Iterator[_Letter]:
    """Yield the messages of the long form: headers, a blank line, words."""
    letter: _Letter | None = None
    waiting: tuple[int, str] | None = None
    for number, line in lines_of(source, name):
        found = _HEADER.match(line)
        header = found[1] if found else ""
        if waiting and header == "Type":
            if letter:
                yield letter
            letter = _Letter(waiting[0], {"From": [waiting[1]]})
        elif waiting and letter:
            letter.take("", f"From: {waiting[1]}")
        is_from = header == "From" and found is not None
        waiting = (number, found[2]) if is_from and found else None
        if letter and not waiting:
            letter.take(header, found[2] if found and letter.in_headers else line)
    if letter:
        yield letter


def _unquoted(lines: list[str]) -> list[str]:
    """Return the words of a message without what it quotes above them."""
    start = 0
    while start < len(lines) and (not lines[start].strip() or lines[start].startswith(">")):
        start += 1
    return lines[start:]


def _stamped(line: str) -> tuple[re.Match[str], str] | None:
    """Split a line into its stamp and its words; None if it goes on with the words above."""
    plain = bare(line)
    found = _SHORT.match(plain)
    return (found, plain[found.end() :]) if found else None
