"""Posts and stories, as plain values: no files, no database, no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NamedTuple, TypeAlias, get_args

from curator.counted import UNCOUNTED, Bar, ChartKind, Figure, Participant, Resource, Scope

MADE = "~"
"""A key that begins so was made by Curator, because the archive's own id is damaged or missing.

Such a post has no permalink: a guessed address would put words in somebody else's mouth.
"""

CUT = "[…]"
"""Marks in exported words where the archive, or the editor, leaves some out."""

REDACTED = "[redacted]"
"""Replaces a person's name or handle in exported words."""


def is_masked(key: str) -> bool:
    """Tell whether a key only numbers a post whose own key would tell of a hidden person."""
    return key.startswith(MADE) and key.removeprefix(MADE).isdigit()


Precision: TypeAlias = Literal["second", "minute", "day", "elapsed"]
"""How much of a time is recorded; elapsed: the day, and what had passed since a start."""

MediaKind: TypeAlias = Literal["image", "gif", "video", "audio"]
SpanKind: TypeAlias = Literal["hashtag", "mention", "link", "media"]
Mark: TypeAlias = Literal["star", "reject"]
Consent: TypeAlias = Literal["full", "handle", "role", "withheld"]
Seat: TypeAlias = Literal["", "host", "guest"]
Newcomer: TypeAlias = Literal["", "new", "returning"]

CONSENTS: tuple[Consent, ...] = get_args(Consent)
"""From the most to the least that may be shown."""

Answer: TypeAlias = Literal["asked", "yes", "no", "withdrawn"]
"""What somebody answered who was asked for consent; 'asked': nothing yet."""

WISHES = (
    "sh-c-cg", "sh-c-cm", "sh-c-am", "sh-c-rm", "sh-c-rl", "sh-c-rn", "sh-c-da", "sh-c-ea",
)  # fmt: skip
"""What people may ask for: the labels for creators of Social Humans, by Documenting the Now.

In this order: consent granted, credit me, anonymise me, remove media, remove location, remove
network, delay access, expire access.
"""

_BEFORE = re.compile(r"\s*[RM]T\s+@([\w.@-]*\w)\s*:?\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\bvia\s+@([\w.@-]*\w)[\s)\]]*$", re.IGNORECASE)
_LONGEST_CREDIT = 200


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, film or sound that came with a post, or the portrait of a person."""

    kind: MediaKind
    url: str = ""
    """Its address when it was captured. Curator never opens it by itself."""

    alt: str = ""
    """The author's own description of it, for those who cannot see it."""

    file: str = ""
    """Its name inside the archive, if the archive holds it. A name, never used as a path."""

    hash: str = ""
    """SHA-256 of its bytes, once the library holds them."""

    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Author:
    """The author of a post, as recorded with the post."""

    handle: str
    """The handle, unique on its platform, without the '@'."""

    name: str = ""
    """The display name."""

    key: str = ""
    """The platform's own identifier of the account, which outlives a change of handle."""

    bio: str = ""
    followers: int | None = None
    """Followers when the post was captured; None is not recorded, which is not 0."""

    protected: bool = False
    """Whether only approved followers could see the account's posts."""

    avatar: Media | None = None


class Span(NamedTuple):
    """A range of a post's text with a meaning."""

    kind: SpanKind
    """'media' is an address that the platform inserted for a picture: not shown at all."""

    start: int
    """In code points of Post.text."""

    end: int
    """Equal to `start` if it is not part of the text: some programs removed it."""

    value: str
    """The hashtag or handle without its sign; for a link, the real address."""

    shown: str = ""
    """The text shown in place of the range; empty: the range itself."""


class Piece(NamedTuple):
    """A run of a post's text as it is shown: plain words, or one span."""

    text: str
    kind: SpanKind | Literal[""]
    value: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post as its archive has it. Curator never changes a post."""

    platform: str
    """The platform in lower case: 'mastodon', 'twitter'."""

    key: str
    """The platform's own identifier; platform and key together name a post. See MADE."""

    author: Author
    at: datetime
    """When it was posted, in UTC."""

    text: str
    """The text in the archive's words, unescaped, with addresses as they stood there."""

    precision: Precision = "second"
    """How much of `at` the archive recorded. See `curator.dates.elapsed_words` for 'elapsed'."""

    url: str = ""
    """The permalink, only from an undamaged id."""

    lang: str = ""
    reply_to: str = ""
    """The key of the post it answers."""

    reply_handle: str = ""
    """The handle of the person it answers, without the '@'."""

    quote_of: str = ""
    """The key of the post it quotes."""

    repost_of: str = ""
    """The key of the post it repeats, by the platform's own repost."""

    conversation: str = ""
    """The key of the post its thread began with."""

    spans: tuple[Span, ...] = ()
    """In order of start, without overlaps."""

    media: tuple[Media, ...] = ()
    likes: int | None = None
    """None is not recorded, which is not 0; so for reposts and replies."""

    reposts: int | None = None
    replies: int | None = None
    raw_id: str = ""
    """The original id, if it was damaged or repaired from the permalink."""

    context: bool = False
    """Whether it is known only from another post that quotes or reposts it: shown, not counted."""

    cut: bool = False
    """Whether the archive has only the beginning of the text."""

    place: str = ""
    """Its position in the archive, for people: 'line 12'."""

    automated: bool = False
    """Whether its platform, or the program it was sent with, says that no person wrote it."""

    sensitive: bool = False
    """Whether its author or platform marks its pictures or words as possibly offensive."""

    @property
    def is_timed(self) -> bool:
        """Whether the time of day is known."""
        return self.precision in {"second", "minute"}

    @property
    def shown(self) -> str:
        """Return the text for display, with links spelt out and picture addresses removed."""
        for span in self.spans:
            if span.shown or span.kind == "media":
                return "".join(piece.text for piece in self.pieces())
        return self.text

    def pieces(self) -> Iterator[Piece]:
        """Yield the text for display, run by run."""
        return pieces(self.text, self.spans)


_NAMED_ONLY = frozenset({"whatsapp", "zoom", "signal", "transcript", "messenger", "teams"})


def has_handles(platform: str) -> bool:
    """Tell whether people have handles on a service.

    Where they have none, an invented @name could be taken for a stranger's account.
    """
    return platform not in _NAMED_ONLY


def is_of_same_account(one: Post, other: Post) -> bool:
    """Tell whether one account wrote both posts, though its handle may have changed."""
    mine, theirs = one.author, other.author
    if one.platform != other.platform:
        return False
    if mine.key and theirs.key:
        return mine.key == theirs.key
    return mine.handle.casefold() == theirs.handle.casefold()


@dataclass(frozen=True, slots=True)
class Standing:
    """What the editor has set for a person, including consent."""

    consent: Consent = "full"
    """'full'; 'handle' alone; 'role' alone; or 'withheld', which leaves out their pictures too."""

    role: str = ""
    """Their role, in words for print: 'A school librarian'."""

    organisation: str = ""
    sector: str = ""
    names: tuple[str, ...] = ()
    """Their names, to be found in other people's words."""

    seat: Seat = ""
    """Whether they ran the chat or were invited to it; empty: a participant."""

    newcomer: Newcomer = ""
    """Whether this was their first time; empty if unknown."""

    muted: bool = False
    """Whether their posts are left out of lists and counts."""

    wishes: str = ""
    """What they ask of those who use their words: codes of WISHES, with spaces between."""


class Skipped(NamedTuple):
    """A record that a reader could not turn into a post."""

    where: str
    """Its position, for people: 'line 12', 'outbox.json, item 3'."""

    why: str
    """A sentence."""

    what: str = ""
    """The beginning of the record, at most 80 characters."""


def joined_wishes(*wishes: str) -> str:
    """Return all wishes of several lists, each once, in the order of WISHES."""
    every = {code for each in wishes for code in each.split()}
    return " ".join(code for code in WISHES if code in every)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a story."""

    text: str
    level: int = 2
    id: int = 0
    """The block's id, which never changes; 0 while it is not in a library."""

    why: str = ""
    """The rough cut's note on the section, for the editor; never published."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The editor's own text, in Markdown."""

    text: str
    id: int = 0
    is_note: bool = False
    """Whether it is the note under the quote before it. See `as_read`, which makes such ones."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A whole post as a quote."""

    post: Post
    credit: str = ""
    """What stands for the person where they are not shown in full: their role, or
    'A participant'. Empty: name and handle."""

    id: int = 0
    why: str = ""
    """Why the rough cut chose it, for the editor; never published."""

    pinned: bool = False
    """Whether it stays when other quotes are exchanged."""

    as_posted: bool = False
    """Whether it is shown as posted although its story is tidied. See `quoting`."""

    rest: tuple[Post, ...] = ()
    """The further posts of a thread, which is one quote."""

    trims: tuple[tuple[int, int], ...] = ()
    """What the editor left out of the post: stretches of its text, in code points, in order.

    A reader sees […] in their place. See `trimmed`.
    """

    compact: bool = False
    """Whether it is shown small, without portrait and pictures."""

    note: str = ""
    """The editor's note for print, in Markdown: it stands below the quote. See `as_read`."""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words of a post, set large."""

    text: str
    """A verbatim stretch of the post's words."""

    post: Post
    credit: str = ""
    id: int = 0
    why: str = ""
    note: str = ""
    """The editor's note for print, as of a `Quote`."""


@dataclass(frozen=True, slots=True)
class Divider:
    """A dividing line."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures about posts, as they were when counted."""

    figures: tuple[Figure, ...]
    scope: Scope = UNCOUNTED
    id: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of counts, with a description and a table."""

    kind: ChartKind
    title: str
    bars: tuple[Bar, ...]
    alt: str = ""
    """A description in one sentence."""

    scope: Scope = UNCOUNTED
    id: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants."""

    sentence: str
    """“From policymakers like … to organisations like …”; empty where no sector is known."""

    people: tuple[Participant, ...]
    scope: Scope = UNCOUNTED
    id: int = 0
    took_part: int = 0
    """How many people took part, whether listed or not; 0 if it was not counted."""

    earlier: int = 0
    """Of how many earlier chats it is counted who is new; 0 where that is not told."""


@dataclass(frozen=True, slots=True)
class Links:
    """Shared links, accounts and hashtags."""

    resources: tuple[Resource, ...]
    scope: Scope = UNCOUNTED
    id: int = 0
    table: bool = False
    """Whether it is set as a table: what it is, and who shared it."""


GroupKind: TypeAlias = Literal["exchange", "gallery", "voices"]


@dataclass(frozen=True, slots=True)
class Group:
    """Several posts in one block."""

    kind: GroupKind
    """'exchange': a question and its answers, as they were said; 'gallery': the pictures of
    posts, without their words; 'voices': who else spoke, by name."""

    quotes: tuple[Quote, ...]
    id: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from the editor, such as a screenshot or a photograph of the event."""

    media: Media
    caption: str = ""
    decorative: bool = False
    """Whether it carries no information, so that it needs no description."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Testimonial:
    """Words that are not from a post: said in the room, in a letter, after the event."""

    text: str
    name: str = ""
    about: str = ""
    """The speaker's role and place: 'librarian, Leeds'."""

    when: str = ""
    """In words for print: 'in an e-mail, May 2026'."""

    consent: Consent = "withheld"
    """'full': they agreed to be named; 'role': only what they are is printed; 'withheld': it is
    not known whether they agreed, so nothing is published."""

    id: int = 0


Counted: TypeAlias = Facts | Chart | Cast | Links
"""Blocks with figures and their scope."""

Composed: TypeAlias = Group | Image | Testimonial
"""Blocks made of several posts, or of none."""

Block: TypeAlias = Heading | Passage | Quote | PullQuote | Divider | Composed | Counted
"""The blocks of a story. `match` over it, so that mypy finds every writer to extend."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a post was read from, by which its words can be looked up again."""

    digest: str
    """SHA-256 of the archive's file, in small hexadecimal digits."""

    place: str
    """Its position in the file, for people: 'line 12'."""

    day: str
    """The day of the import, in UTC: '2026-05-14'."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story: a title and blocks in order."""

    title: str
    blocks: tuple[Block, ...] = ()
    zone: str = "UTC"
    """The IANA name of the zone in which times are shown."""

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures and portraits of its posts, by Media.hash, as captured."""

    id: int = 0
    answers: Mapping[int, int] = field(default_factory=dict)
    """The number of answers to the question of a heading, by the heading's id, if known."""

    tidy: bool = True
    """Whether its quotes are shown without labels and the chat's hashtag. See `quoting`."""

    hashtags: frozenset[str] = frozenset()
    """The chat's own hashtags, in small letters and without the sign."""

    origins: Mapping[tuple[str, str], Origin] = field(default_factory=dict)
    """Where its posts were read, by platform and key, if known."""

    fixed: bool = False
    """Whether answers, hashtags and origins are as in the publication it was read from.

    The whole chat, from which they would be worked out, is not in the library then.
    """

    @property
    def quotes(self) -> tuple[Quote | PullQuote, ...]:
        """Return its quotes in order; a thread is one."""
        return tuple(each for each in as_read(self.blocks) if isinstance(each, Quote | PullQuote))

    @property
    def quoted(self) -> tuple[Post, ...]:
        """Return the posts it quotes in order, with repetitions."""
        return quoted_in(self.blocks)


def quoted_in(blocks: Iterable[Block]) -> tuple[Post, ...]:
    """Return the posts that blocks quote, in order, every part of a thread."""
    found: list[Post] = []
    for block in blocks:
        if isinstance(block, Quote):
            found += (block.post, *block.rest)
        elif isinstance(block, PullQuote):
            found.append(block.post)
        elif isinstance(block, Group):
            found += quoted_in(block.quotes)
    return tuple(found)


def as_read(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks in reading order: those of an exchange one by one, notes below their quotes."""
    for block in blocks:
        if isinstance(block, Group) and block.kind == "exchange":
            yield from as_read(block.quotes)
        else:
            yield block
        if isinstance(block, Quote | PullQuote) and block.note.strip():
            yield Passage(block.note, block.id, is_note=True)


def trimmed(post: Post, trims: Iterable[tuple[int, int]]) -> Post:
    """Return a post without the stretches that are left out, […] in their place.

    A link, a hashtag or a mention that a stretch touches goes with it.
    """
    for low, high in sorted(trims, reverse=True):
        if not 0 <= low < high <= len(post.text):
            continue
        touched = [span for span in post.spans if span.start < high and low < span.end]
        start = min([low, *(span.start for span in touched)])
        end = max([high, *(span.end for span in touched)])
        by = len(CUT) - (end - start)
        spans = tuple(
            span if span.end <= start else span._replace(start=span.start + by, end=span.end + by)
            for span in post.spans
            if span not in touched
        )
        post = replace(post, text=f"{post.text[:start]}{CUT}{post.text[end:]}", spans=spans)
    return post


def credited(text: str) -> tuple[str, ...]:
    """Return the handles that a text gives credit to: 'RT @ann: …', '… via @ann'."""
    found, at = list[str](), 0
    while match := _BEFORE.match(text, at):
        found.append(match[1])
        at = match.end()
    behind = _BEHIND.search(text[-_LONGEST_CREDIT:])
    return (*found, behind[1]) if behind else tuple(found)


def spans_in_order(spans: list[Span], length: int) -> tuple[Span, ...]:
    """Return spans sorted, without those that are empty, overlap or leave the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if (kept[-1].end if kept else 0) <= span.start < span.end <= length:
            kept.append(span)
    return tuple(kept)


def pieces(text: str, spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield a text for display, run by run."""
    at = 0
    for span in spans:
        if plain := text[at : span.start]:
            yield Piece(plain, "", "")
        if span.kind != "media" and span.end > span.start:
            yield Piece(span.shown or text[span.start : span.end], span.kind, span.value)
        at = span.end
    if plain := text[at:]:
        yield Piece(plain, "", "")
