"""The values that the library returns: small and frozen."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, NamedTuple, NewType, TypeAlias

from curator.dates import zone_called
from curator.model import Mark, Post

PostId = NewType("PostId", int)
PersonId = NewType("PersonId", int)
StoryId = NewType("StoryId", int)
SearchId = NewType("SearchId", int)
TagId = NewType("TagId", int)
SnapshotId = NewType("SnapshotId", int)
VersionId = NewType("VersionId", int)
BlockId = NewType("BlockId", int)
QuestionId = NewType("QuestionId", int)
ArchiveId = NewType("ArchiveId", int)
ChatId = NewType("ChatId", int)

Order: TypeAlias = Literal[
    "oldest", "newest", "echoed", "liked", "followed", "longest", "unquoted", "best",
]  # fmt: skip
"""'followed': by the followers of who said it, as recorded then. 'unquoted': people whom the
current story does not quote first, those whom it must not quote last. 'best': by likes and
echoes, of which one weighs two likes. What is alike stands oldest first."""

Echoes: TypeAlias = Literal["shown", "folded", "without"]
"""Whether native reposts are listed, folded under the original, or all echoes left out."""


ChatClock: TypeAlias = Literal["known", "elapsed", "unknown"]
"""Whether the time of day of a chat's posts is known, or else what had passed since a start."""

GroupBy: TypeAlias = Literal["question", "person", "tag", "day"]
"""By what the posts of a list can be grouped."""

PlacedBy: TypeAlias = Literal["label", "reply", "time"]
"""How it is known that a post is of a question: by its label; by what it replies to; or by
when it was said, in which words, and what the same person answered before and after."""


class Placement(NamedTuple):
    """To which question a post belongs."""

    question: QuestionId
    number: int
    why: PlacedBy
    confidence: float
    """From 0 to 1."""

    by_hand: bool = False
    """Whether the editor placed it, which overrides all else."""


class Part(NamedTuple):
    """The part of a post in a chat."""

    question: Placement | None = None
    """Its question."""

    asks: bool = False
    """Whether it asks the question."""

    seat: str = ""
    """Whether its author is 'host' or 'guest' of the chat, set by the editor or found."""

    chat: ChatId | None = None
    """The chat during which it was written."""


NO_PART = Part()


@dataclass(frozen=True, slots=True)
class Byline:
    """The author and time of a post."""

    handle: str
    at: datetime
    precision: str


@dataclass(frozen=True, slots=True)
class StandIns:
    """The posts to mark or quote in place of others, without duplicates."""

    originals: list[int]
    """With native reposts replaced by what they repost."""

    sources: list[int]
    """With every echo replaced by what it repeats."""


LeftOut: TypeAlias = Literal["", "spam", "bot"]
"""Link spam, or the posts of a program."""


@dataclass(frozen=True, slots=True)
class Row:
    """A post as the list shows it, with the editor's decisions."""

    id: PostId
    post: Post
    mark: Mark | None = None
    """For a native repost, the mark of its original, if the library has it."""

    tags: tuple[str, ...] = ()
    note: str = ""
    used: str | None = None
    """The heading in the current story under which it is quoted; '' is before the first."""

    echoes: int = 0
    """The number of native reposts in the library."""

    echo_people: int = 0
    left_out: LeftOut = ""
    """Why it is left out of people, links and quotes, as long as the editor has not let it in."""

    role: str = ""
    """Its author's role set by the editor, such as 'Host'."""

    withheld: bool = False
    """Whether its author must not be quoted."""

    tag_colours: tuple[str, ...] = ()
    """The colour of each tag, '' for none."""

    part: Part = NO_PART
    """Its part in a chat with questions."""

    thread: int = 0
    """How many posts the thread has that stands here as one; 0 for a post of its own."""


EchoWhy: TypeAlias = Literal["native", "named", "copy", "near", "spam", "bot", "hand"]
"""How a post repeats another: by the platform's button; with the other's name, as in
“RT @…”; in the same words; in nearly the same words; or because the editor says so. Link
spam, and what a program posted, stands behind the first of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a chat."""

    id: QuestionId
    """The post that asks it, or else the first that answers it."""

    session: int
    """The number of its chat; the oldest is 1."""

    number: int
    title: str
    """The editor's, or the topic of the question."""

    post: PostId | None
    """The post that asks it; None if the library has only answers."""

    at: datetime
    """When it was asked."""

    text: str = ""
    """Its text, without the label and the chat's hashtag."""

    is_named: bool = False
    """Whether the title is the editor's."""

    chat: ChatId | None = None
    """The chat in which it was asked; None if the editor moved that time out of any chat."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat: one conversation at one time, shown on its own in place of all posts."""

    id: ChatId
    """A post of it; `chat:ID` finds its posts."""

    title: str
    """The editor's, or else its hashtag and the date where it was held."""

    start: datetime
    """When its first post was said."""

    end: datetime
    """When its last post was said."""

    hosts: tuple[str, ...] = ()
    """Handles, as they are written; co-hosts are hosts."""

    guests: tuple[str, ...] = ()
    questions: int = 0
    posts: int = 0
    """As the facts count them: with reposts, without what is known from inside others only."""

    hashtag: str = ""
    """That most of its posts have, without the sign; '' if none."""

    is_named: bool = False
    """Whether the title is the editor's."""

    clock: ChatClock = "known"
    zone: str = "UTC"
    """The IANA name of the zone in which it was held, and its times are shown."""

    zone_reason: str = ""
    """Why it is shown in another zone than the library, as a sentence; else ''."""

    @property
    def tz(self) -> tzinfo:
        """The zone in which it was held."""
        return zone_called(self.zone)

    @property
    def local_ends(self) -> tuple[datetime, datetime]:
        """Its start and end in its zone; a day without a clock is the same everywhere."""
        own = self.tz if self.clock == "known" else UTC
        return self.start.astimezone(own), self.end.astimezone(own)

    @property
    def name(self) -> str:
        """Return its name where the date is shown beside it; '' if it has none."""
        return self.title if self.is_named else f"#{self.hashtag}" if self.hashtag else ""


class GroupSize(NamedTuple):
    """How often a post is repeated."""

    echoes: int = 0
    people: int = 0
    """How many people repeated it."""

    left_out: LeftOut = ""
    """Whether the group is a campaign of link spam, or what a program posted."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One import."""

    id: ArchiveId
    name: str
    path: str
    format: str
    imported_at: datetime
    finished: bool
    posts: int
    """Posts of it, without those known only from inside others; 0 while it is being read."""

    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoryInfo:
    """A story in a list of stories."""

    id: StoryId
    title: str
    blocks: int
    quotes: int
    tidy: bool = True
    """Whether its quotes are tidied."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A saved search."""

    id: SearchId
    name: str
    text: str
    """As typed."""


@dataclass(frozen=True, slots=True)
class MutedWords:
    """A word or a phrase whose posts are hidden."""

    text: str
    """As typed."""

    posts: int
    """How many posts have it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its definition, as a codebook lists it."""

    id: TagId
    name: str
    parent: TagId | None = None
    """The tag above it."""

    definition: str = ""
    colour: str = ""
    """A colour of the codebook's palette, such as 'teal', or '' for none."""

    key: int = 0
    """Its number key, from 1 to 9; 0 for none."""

    posts: int = 0
    """How many posts have the tag itself."""

    whole: int = 0
    """How many posts have it or a tag under it: the result of a search for it."""

    depth: int = 0
    """Its depth in the tree."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of posts by mark."""

    all: int = 0
    undecided: int = 0
    """Native reposts are not counted: they follow their original."""

    starred: int = 0
    rejected: int = 0
    echoes: int = 0
    used: int = 0
    starred_echoes: int = 0
    """Starred posts that a list folds under their originals; so for the rejected ones."""

    rejected_echoes: int = 0

    @property
    def decided(self) -> tuple[int, int]:
        """Return how many of the listed posts are starred, and how many rejected."""
        return self.starred - self.starred_echoes, self.rejected - self.rejected_echoes

    @property
    def to_mark(self) -> int:
        """Return the number of posts to mark, whether they are or not: those a list shows."""
        return self.undecided + sum(self.decided)

    def without(self, other: Counts) -> Counts:
        """Return the numbers without some of the posts."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Counts(*(mine - theirs for mine, theirs in pairs))


@dataclass(frozen=True, slots=True)
class Bin:
    """The posts of a time interval."""

    at: datetime
    posts: int
    echoes: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A post with its conversation."""

    above: tuple[Row, ...]
    """The posts it answers, from the first."""

    chosen: Row
    below: tuple[tuple[int, Row], ...]
    """Its replies in reading order, each with its depth from 1."""

    own: tuple[Row, ...] = ()
    """Its author's whole thread, each post answering the one before; or just the post."""


@dataclass(frozen=True, slots=True)
class InsertedBatch:
    """The result of inserting a batch of posts."""

    new: int = 0
    known: int = 0
    refreshed: int = 0
    """Of the known, those whose counts or words the archive brought up to date."""

    joined: int = 0
    """Of the known, those whose damaged id found its sound one, or the other way round."""
