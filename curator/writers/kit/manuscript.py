"""The manuscript: a story as a few plain pieces, the same for every format.

A format's own module only sets these pieces in its own signs, and escapes for itself. What a
block means is decided here, once: a new kind of block is lowered here to pieces that every
format knows already.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from curator.counted import Participant
from curator.i18n import tr
from curator.model import (
    Block,
    Cast,
    Chart,
    Counted,
    Divider,
    Facts,
    Group,
    Heading,
    Image,
    Links,
    Media,
    Origin,
    Passage,
    Post,
    PullQuote,
    Quote,
    Story,
    Testimonial,
    as_read,
)
from curator.quoting import passage_markdown, shown_post
from curator.writers.kit.charts import svg
from curator.writers.kit.counted_text import (
    cast_note,
    columns,
    is_sentence,
    person_words,
    shared,
    slots,
    standing_words,
)
from curator.writers.kit.masthead import days, kicker, small_print, title_of, topics
from curator.writers.kit.names import Byline, byline, picture_name
from curator.writers.kit.other_blocks import (
    credit_of,
    described,
    testimonial_words,
    voices_words,
)
from curator.writers.kit.pictures import (
    FULL,
    Picture,
    Pictures,
    Size,
    alt_of,
    missing_picture_words,
    note_on,
    shown_media,
)
from curator.writers.kit.safe_words import (
    Run,
    clean,
    language,
    one_line,
    paragraphs,
    runs,
    web_address,
)
from curator.writers.kit.story_record import Published, Use
from curator.writers.kit.times import PostTime, post_time, zone_of

_FEW = 5
"""Most participants without further details in a list."""

_LOWEST = 4
"""The lowest level of headings."""

Paragraph: TypeAlias = list[list[Run]]
"""Lines of runs."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading."""

    text: str
    level: int
    anchor: str
    """What a link to it is called: 'part-3'."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The editor's text, in Markdown."""

    text: str
    kind: Literal["text", "note", "testimonial"] = "text"
    """'note': it is about the quote before it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, or the sentence in its place."""

    alt: str = ""
    note: str = ""
    picture: Picture | None = None
    name: str = ""
    """The name of its file."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote: words, author, time and pictures."""

    kind: Literal["quote", "pull"]
    paragraphs: list[Paragraph]
    by: Byline
    when: PostTime
    permalink: str
    """Empty if there is none, or it must not be shown."""

    lang: str
    post: Post
    pictures: tuple[Shown, ...] = ()
    hidden: bool = False
    """Whether the credit stands for a person who is not to be known."""

    origin: Origin | None = None
    """Where the post was read, if that is known and may be told."""

    @property
    def credit(self) -> str:
        """Return the credit: 'Ann Lee (@ann)'."""
        return f"{self.by.name} ({self.by.handle})" if self.by.handle else self.by.name

    @property
    def words(self) -> str:
        """The words alone, a line break between lines and two between paragraphs."""
        return "\n\n".join(
            "\n".join("".join(run.text for run in line) for line in lines)
            for lines in self.paragraphs
        )

    @property
    def from_the_right(self) -> bool:
        """Return whether it reads from right to left, by its first letter."""
        return from_the_right(self.words)


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: a figure, a participant or a link."""

    words: str
    strong: str = ""
    """Bold text at the beginning: the value of a figure."""

    address: str = ""
    """The target of the link."""

    note: str = ""
    """A remark after it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Figures: sentences, a list or a table, and the scope."""

    kind: Literal["facts", "cast", "links"]
    sentences: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    others: str = ""
    """Participants without further details, as a sentence after the list."""

    scope: str = ""
    table: bool = False
    """Whether the lines form a table: label and remark."""


@dataclass(frozen=True, slots=True)
class Table:
    """A chart: a description, a table and a drawing."""

    title: str
    alt: str
    over: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    chart: Chart
    scope: str = ""

    @property
    def drawing(self) -> bytes:
        """The drawing, as SVG."""
        return svg(self.chart).encode()

    def file(self, title: str) -> str:
        """Return the name of the drawing's file in a story with this title."""
        return picture_name(f"{title} {self.chart.kind}", self.drawing, ".svg")

    @property
    def by_time(self) -> bool:
        """Return whether its bars are in order of time, so that none can be left out."""
        return self.chart.kind == "activity"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Pictures on their own, each with a remark."""

    pictures: tuple[Shown, ...]


Piece: TypeAlias = Head | Prose | Quoted | Listing | Table | Pictured | Rule
"""What a manuscript is made of. `match` over it, so that mypy finds every format to extend."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story ready to be set."""

    title: str
    kicker: str
    days: tuple[date, date] | None
    """The first and the last day of what is quoted."""

    topics: tuple[str, ...]
    """Hashtags of its topics, without their sign."""

    pieces: tuple[Piece, ...]
    small_print: tuple[str, ...]
    blocks: tuple[Block, ...]
    """The block that each piece is made of."""

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """Return the quotes in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Quoted))

    @property
    def pictures(self) -> tuple[Shown, ...]:
        """Return the pictures that can be shown, in order, without duplicates."""
        among = (piece for piece in self.pieces if isinstance(piece, Quoted | Pictured))
        shown = (each for piece in among for each in piece.pictures if each.picture)
        return tuple({each.name: each for each in shown}.values())

    def files(self, folder: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Yield the files of its pictures, in a folder."""
        for each in self.pictures:
            if each.picture:
                yield PurePosixPath(folder, each.name), each.picture.content


def manuscript(story: Story, pictures: Pictures | None = None, size: Size = FULL) -> Manuscript:
    """Return the manuscript of a story; pictures: those drawn already, in what size."""
    return _build_manuscript(story, _Lowering(story, pictures, size))


def prepared(story: Story) -> tuple[Manuscript, Published]:
    """Return the manuscript of a story, and what names its pictures as they are published."""
    lowering = _Lowering(story)
    return _build_manuscript(story, lowering), lowering.published


def _build_manuscript(story: Story, lowering: _Lowering) -> Manuscript:
    read = as_read(story.blocks)
    pieces = [(piece, block) for block in read for piece in lowering.pieces(block)]
    return Manuscript(
        title_of(story),
        kicker(story),
        days(story),
        tuple(topics(story)),
        tuple(piece for piece, _ in pieces),
        tuple(small_print(story)),
        tuple(block for _, block in pieces),
    )


def from_the_right(text: str) -> bool:
    """Tell whether words are written from right to left, as their first letter tells."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way != "L" for way in directions if way in {"L", "R", "AL"}), False)


class _Lowering:
    """Turns blocks into pieces, one after the other."""

    def __init__(self, story: Story, pictures: Pictures | None = None, size: Size = FULL) -> None:
        self._story = story
        self._zone: tzinfo = zone_of(story)
        self._pictures, self._size = pictures or Pictures(story), size
        self._pictures.draw(shown_media(story), size)
        self._title = title_of(story)
        self._heads = 0
        self._told = ""

    def published(self, media: Media, use: Use) -> str:
        """Return the SHA-256 of a picture that a piece shows; ''; for portraits '' too."""
        return "" if use == "portrait" else self._pictures.published(media, self._size)

    def pieces(self, block: Block) -> Iterator[Piece]:
        """Yield the pieces of a block."""
        match block:
            case Heading(text, level):
                self._heads += 1
                level = min(max(level, 2), _LOWEST)
                yield Head(one_line(text), level, f"part-{self._heads}")
            case Passage():
                kind: Literal["note", "text"] = "note" if block.is_note else "text"
                yield Prose(clean(passage_markdown(block)).strip("\n"), kind)
            case Quote():
                post = shown_post(block, self._story)
                media = () if block.compact else post.media
                shown = tuple(self._shown(each) for each in media)
                yield replace(self._quoted(block, "quote", runs(post)), pictures=shown)
            case PullQuote(text):
                words = [Run(f"“{one_line(text)}”", "", "")]
                yield self._quoted(block, "pull", words)
            case Divider():
                yield Rule()
            case Group() | Image() | Testimonial():
                yield from self._composed(block)
            case Facts() | Chart() | Cast() | Links():
                yield self._counted(block)

    def _composed(self, block: Group | Image | Testimonial) -> Iterator[Piece]:
        match block:
            case Image():
                shown = replace(self._shown(block.media), alt=described(block))
                yield Pictured((replace(shown, note=one_line(block.caption) or shown.note),))
            case Testimonial():
                yield Prose(testimonial_words(block), "testimonial")
            case Group("gallery", quotes):
                yield Pictured(tuple(self._gallery(quotes)))
            case Group(_, quotes) if words := voices_words(quotes):
                yield Prose(words)

    def _gallery(self, quotes: Iterable[Quote]) -> Iterator[Shown]:
        """Yield the pictures of posts, each with who posted it; those only that can be shown."""
        for quote in quotes:
            for media in quote.post.media:
                shown = self._shown(media)
                if shown.picture:
                    yield replace(shown, note=credit_of(quote))

    def _quoted(
        self, block: Quote | PullQuote, kind: Literal["quote", "pull"], words: Iterable[Run]
    ) -> Quoted:
        key = block.post.platform, block.post.key
        return Quoted(
            kind,
            paragraphs(words),
            byline(block),
            post_time(block.post, self._zone),
            "" if block.credit else web_address(block.post.url),
            language(block.post.lang),
            block.post,
            hidden=bool(block.credit),
            origin=None if block.credit else self._story.origins.get(key),
        )

    def _shown(self, media: Media) -> Shown:
        picture = self._pictures.of(media, self._size)
        if picture is None:
            return Shown(note=missing_picture_words(media, held=self._pictures.is_captured(media)))
        name = picture_name(self._title, picture.content, picture.suffix)
        return Shown(alt_of(media), note_on(media), picture, name)

    def _counted(self, block: Counted) -> Piece:
        match block:
            case Facts(figures):
                sentences = tuple(one_line(each.value) for each in figures if is_sentence(each))
                items = tuple(
                    Item(one_line(each.label), one_line(each.value))
                    for each in figures
                    if not is_sentence(each)
                )
                return Listing("facts", sentences, items, scope=self._scope(block))
            case Chart():
                bars = tuple((slot.label, slot.value) for slot in slots(block.bars))
                title, alt = one_line(block.title), one_line(block.alt)
                return Table(title, alt, columns(block), bars, block, self._scope(block))
            case Cast(sentence, people):
                said = (one_line(sentence),) if sentence.strip() else ()
                items, others = _people(people)
                return Listing("cast", said, items, others, cast_note(block))
            case Links(resources, table=table):
                lines = map(shared, resources)
                return Listing(
                    "links",
                    table=table,
                    items=tuple(
                        Item(line.shown, address=line.address, note=line.note) for line in lines
                    ),
                )

    def _scope(self, block: Facts | Chart) -> str:
        """Return what was counted, unless the block before has just said so."""
        words = one_line(block.scope.words)
        told, self._told = self._told, words
        return "" if words == told else words


def _people(people: Iterable[Participant]) -> tuple[tuple[Item, ...], str]:
    """Return who took part as a list, and many of whom nothing is known as a sentence."""
    people = list(people)
    plain = [person for person in people if not standing_words(person)]
    folded = plain if len(plain) > _FEW else []
    items = tuple(
        Item(person_words(person), note=standing_words(person))
        for person in people
        if person not in folded
    )
    names = ", ".join(map(person_words, folded))
    if not names:
        return items, ""
    return items, tr("And: {people}", people=f"{names}.") if items else f"{names}."
