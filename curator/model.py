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
"""Stands in exported words where the archive, or the editor, leaves some out."""

REDACTED = "[redacted]"
"""Stands in exported words where a person's name or handle is left out."""

Precision: TypeAlias = Literal["second", "minute", "day"]
MediaKind: TypeAlias = Literal["image", "gif", "video", "audio"]
SpanKind: TypeAlias = Literal["hashtag", "mention", "link", "media"]
Mark: TypeAlias = Literal["star", "reject"]
Consent: TypeAlias = Literal["full", "handle", "role", "withheld"]
Seat: TypeAlias = Literal["", "host", "guest"]
Newcomer: TypeAlias = Literal["", "new", "returning"]

CONSENTS: tuple[Consent, ...] = get_args(Consent)
"""From all to nothing: a later one shows less."""

_BEFORE = re.compile(r"\s*[RM]T\s+@([\w.@-]*\w)\s*:?\s*", re.IGNORECASE)
_BEHIND = re.compile(r"\bvia\s+@([\w.@-]*\w)[\s)\]]*$", re.IGNORECASE)
_LONGEST_CREDIT = 200


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, film or sound that came with a post, or the portrait of a person."""

    kind: MediaKind
    url: str = ""
    """Where it was on the web when it was captured. Curator never goes there by itself."""

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
    """Who wrote a post, as recorded with that post."""

    handle: str
    """The name that is unique on its platform, without the '@'."""

    name: str = ""
    """The name as displayed."""

    key: str = ""
    """The platform's own identifier of the account, which outlives a change of handle."""

    bio: str = ""
    followers: int | None = None
    """Followers when the post was captured; None is not recorded, which is not 0."""

    protected: bool = False
    """The account showed its posts to approved followers only."""

    avatar: Media | None = None


class Span(NamedTuple):
    """A stretch of a post's text that is more than words."""

    kind: SpanKind
    """'media' is an address the platform put there for a picture: not shown at all."""

    start: int
    """In code points of Post.text."""

    end: int
    """Where it begins, if it stands beside the words: a program took it out of them."""

    value: str
    """The hashtag or handle without its sign; of a link, the address it truly leads to."""

    shown: str = ""
    """What is shown in place of the stretch; empty: the stretch itself."""


class Piece(NamedTuple):
    """A run of a post's text as it is shown: plain words, or one span."""

    text: str
    kind: SpanKind | Literal[""]
    value: str


@dataclass(frozen=True, slots=True)
class Post:
    """One message, as its archive gives it. Curator never changes a post."""

    platform: str
    """Where it was said, in lower case: 'mastodon', 'twitter'."""

    key: str
    """The platform's own identifier; platform and key together name a post. See MADE."""

    author: Author
    at: datetime
    """When it was said, in UTC."""

    text: str
    """What was said: the archive's words, unescaped, addresses as they stood there."""

    precision: Precision = "second"
    """How much of `at` the archive recorded."""

    url: str = ""
    """The permalink, from an unharmed id only."""

    lang: str = ""
    reply_to: str = ""
    """The key of the post it answers."""

    reply_handle: str = ""
    """Whom it answers, without the '@'."""

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
    """The id as found, where it was damaged or had to be repaired from the permalink."""

    context: bool = False
    """Known only from inside another post (quoted or reposted there): shown, not counted."""

    cut: bool = False
    """The archive gives only the beginning of the words."""

    place: str = ""
    """Where in its archive it stood, so that a person can find it: 'line 12'."""

    @property
    def shown(self) -> str:
        """The text as it is shown, with links spelt out and picture addresses left out."""
        for span in self.spans:
            if span.shown or span.kind == "media":
                return "".join(piece.text for piece in self.pieces())
        return self.text

    def pieces(self) -> Iterator[Piece]:
        """Yield the text as it is shown, run by run."""
        return pieces(self.text, self.spans)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the editor knows about a person, and how much of them may be shown."""

    consent: Consent = "full"
    """'full'; 'handle' alone; 'role' alone; or 'withheld', which leaves out their pictures too."""

    role: str = ""
    """What they do, as it may be printed: 'A school librarian'."""

    organisation: str = ""
    sector: str = ""
    names: tuple[str, ...] = ()
    """The names they are known by, to be found in the words of others."""

    seat: Seat = ""
    """Whether they ran the chat or were invited to it; empty: they took part."""

    newcomer: Newcomer = ""
    """Whether they came for the first time; empty is not known."""

    muted: bool = False
    """Their posts are kept, but left out of lists and counts."""


class Skipped(NamedTuple):
    """A record that a reader could not turn into a post."""

    where: str
    """The place, so that a person can find it: 'line 12', 'outbox.json, item 3'."""

    why: str
    """A sentence."""

    what: str = ""
    """The beginning of the record as it stood, at most 80 characters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between parts of a story."""

    text: str
    level: int = 2
    id: int = 0
    """A block's id, which it keeps for life; 0 while it is not yet in a library."""

    why: str = ""
    """What the rough cut says of the section to the editor; never published."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The editor's own words, in Markdown."""

    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Quote:
    """A post, shown whole in the story."""

    post: Post
    credit: str = ""
    """What stands for the person where they are not shown in full: their role, or
    'A participant'. Empty: name and handle."""

    id: int = 0
    why: str = ""
    """Why the rough cut picked it, in a sentence for the editor; never published."""

    pinned: bool = False
    """The editor wants to keep it, whatever else is swapped."""

    as_posted: bool = False
    """Shown as it was posted, though its story tidies quotes. See `quoting`."""

    rest: tuple[Post, ...] = ()
    """The posts in which its author goes on: parts of one thread are one quote."""

    trims: tuple[tuple[int, int], ...] = ()
    """What the editor left out of the post: stretches of its text, in code points, in order.

    A reader sees […] in their place. See `trimmed`.
    """

    compact: bool = False
    """Shown small: the words and who said them, without portrait and pictures."""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words taken out of a post and set large."""

    text: str
    """A verbatim stretch of the post's words."""

    post: Post
    credit: str = ""
    id: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two parts."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures about posts, as they were when they were counted."""

    figures: tuple[Figure, ...]
    scope: Scope = UNCOUNTED
    id: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of counts, with the same in words and as a table."""

    kind: ChartKind
    title: str
    bars: tuple[Bar, ...]
    alt: str = ""
    """What it shows, in a sentence."""

    scope: Scope = UNCOUNTED
    id: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """Who took part."""

    sentence: str
    """“From policymakers like … to organisations like …”; empty where no sector is known."""

    people: tuple[Participant, ...]
    scope: Scope = UNCOUNTED
    id: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """What was shared: links, and the accounts and hashtags that people pointed to."""

    resources: tuple[Resource, ...]
    scope: Scope = UNCOUNTED
    id: int = 0
    table: bool = False
    """Set as a table: what it is, who shared it."""


GroupKind: TypeAlias = Literal["exchange", "gallery", "voices"]


@dataclass(frozen=True, slots=True)
class Group:
    """Several posts that are shown together as one block."""

    kind: GroupKind
    """'exchange': a question and its answers, as they were said; 'gallery': the pictures of
    posts, without their words; 'voices': who else spoke, by name."""

    quotes: tuple[Quote, ...]
    id: int = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that the editor puts in, such as a screenshot or a photograph of the evening."""

    media: Media
    caption: str = ""
    decorative: bool = False
    """It says nothing that a reader needs, so it wants no description."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Testimonial:
    """Words that are no post: said in the room, in a letter, after the event."""

    text: str
    name: str = ""
    about: str = ""
    """What they are and where from: 'librarian, Leeds'."""

    when: str = ""
    """As it is to be printed: 'in an e-mail, May 2026'."""

    consent: Consent = "withheld"
    """'full': they agreed to be named; 'role': only what they are is printed; 'withheld': it is
    not known whether they agreed, so nothing is published."""

    id: int = 0


Counted: TypeAlias = Facts | Chart | Cast | Links
"""Blocks that keep what was counted, with the scope it was counted in."""

Composed: TypeAlias = Group | Image | Testimonial
"""Blocks that the editor makes of several posts, or of what is no post."""

Block: TypeAlias = Heading | Passage | Quote | PullQuote | Divider | Composed | Counted
"""What a story is made of. `match` over it, so that mypy finds every writer to extend."""


@dataclass(frozen=True, slots=True)
class Story:
    """What the editor makes of the posts: a title and blocks in order."""

    title: str
    blocks: tuple[Block, ...] = ()
    zone: str = "UTC"
    """The IANA name of the zone in which times are told."""

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures and portraits its posts use, by Media.hash, as they were captured."""

    id: int = 0
    answers: Mapping[int, int] = field(default_factory=dict)
    """How many answers the question of a heading had, by the heading's id, where it is known."""

    tidy: bool = True
    """Its quotes are shown without labels and the chat's hashtag. See `quoting`."""

    hashtags: frozenset[str] = frozenset()
    """The chat's own hashtags, in small letters and without the sign."""

    @property
    def quotes(self) -> tuple[Quote | PullQuote, ...]:
        """Its quotes, in order; the parts of a thread are one."""
        return tuple(each for each in as_read(self.blocks) if isinstance(each, Quote | PullQuote))

    @property
    def quoted(self) -> tuple[Post, ...]:
        """The posts it quotes, in order, each as often as it is quoted."""
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
    """Yield blocks with the posts of an exchange one after the other, as they are read."""
    for block in blocks:
        if isinstance(block, Group) and block.kind == "exchange":
            yield from block.quotes
        else:
            yield block


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
    """Return the handles that words are credited to: 'RT @ann: …', '… via @ann'."""
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
    """Yield a text as it is shown, run by run."""
    at = 0
    for span in spans:
        if plain := text[at : span.start]:
            yield Piece(plain, "", "")
        if span.kind != "media" and span.end > span.start:
            yield Piece(span.shown or text[span.start : span.end], span.kind, span.value)
        at = span.end
    if plain := text[at:]:
        yield Piece(plain, "", "")
