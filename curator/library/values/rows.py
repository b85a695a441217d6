"""What the library gives back: small frozen values."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple, NewType, TypeAlias

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
    "oldest", "newest", "echoed", "liked", "followed", "longest", "unquoted"
]  # fmt: skip
"""'followed': by the followers of who said it, as recorded then. 'unquoted': people whom the
current story does not quote first. What is alike stands oldest first."""

Echoes: TypeAlias = Literal["shown", "folded", "without"]
"""Whether native reposts are listed, stand behind their original, or all echoes are left out."""


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
    """The editor placed it; then nothing else matters."""


class Part(NamedTuple):
    """What part a post has in a chat."""

    question: Placement | None = None
    """Of which question it is."""

    asks: bool = False
    """It is the post that asks the question."""

    seat: str = ""
    """Whether its author is 'host' or 'guest' of its chat, as the editor says or was found."""

    chat: ChatId | None = None
    """The chat during which it was said."""


NO_PART = Part()


@dataclass(frozen=True, slots=True)
class Byline:
    """By whom a post is and when, where nothing more is needed."""

    handle: str
    at: datetime
    precision: str


@dataclass(frozen=True, slots=True)
class StandIns:
    """The posts that stand for some others when these are decided or quoted, once each."""

    originals: list[int]
    """Native reposts replaced by what they repost."""

    sources: list[int]
    """Every echo replaced by what it repeats, however it says so."""


@dataclass(frozen=True, slots=True)
class Row:
    """A post as the list shows it, with what the editor decided."""

    id: PostId
    post: Post
    mark: Mark | None = None
    """A native repost follows its original, if the library holds it."""

    tags: tuple[str, ...] = ()
    note: str = ""
    used: str | None = None
    """The heading in the current story under which it is quoted; '' is before the first."""

    echoes: int = 0
    """How many native reposts of it the library holds."""

    echo_people: int = 0
    is_spam: bool = False
    """It and what repeats it are link spam, as far as the editor lets none of it in."""

    role: str = ""
    """What the editor says of its author, such as 'Host'."""

    withheld: bool = False
    """Its author is not to be quoted."""

    tag_colours: tuple[str, ...] = ()
    """The colour of each tag, '' for none."""

    part: Part = NO_PART
    """What part it has in a chat that is run by questions."""


EchoWhy: TypeAlias = Literal["native", "named", "copy", "near", "spam", "hand"]
"""How a post repeats another: by the platform's button; with the other's name, as in
“RT @…”; in the same words; in nearly the same words; or because the editor says so."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a chat asks."""

    id: QuestionId
    """The post that asks it, or else the first that answers it."""

    session: int
    """Chats are counted from 1, the oldest first."""

    number: int
    title: str
    """The editor's, or the topic of the question."""

    post: PostId | None
    """The post that asks it; None where only answers to it are here."""

    at: datetime
    """When it was asked."""

    text: str = ""
    """The words of the question, without its label and the chat's hashtag."""

    is_named: bool = False
    """Whether the title is the editor's."""

    chat: ChatId | None = None
    """In which chat it was asked; None where the editor took that moment out of any."""


@dataclass(frozen=True, slots=True)
class Chat:
    """One evening of talk under one name: what one looks at, in place of all posts."""

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

    @property
    def name(self) -> str:
        """What it is called where its date is told beside it; '' if it has no name."""
        return self.title if self.is_named else f"#{self.hashtag}" if self.hashtag else ""


class GroupSize(NamedTuple):
    """How often a post is repeated."""

    echoes: int = 0
    people: int = 0
    """Who repeated it, each counted once."""

    is_spam: bool = False
    """They are not one saying but one campaign of link spam."""


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
    """It shows its quotes tidied."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the editor keeps."""

    id: SearchId
    name: str
    text: str
    """As typed."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with what the editor says of it, as a codebook lists it."""

    id: TagId
    name: str
    parent: TagId | None = None
    """The tag that it stands under."""

    definition: str = ""
    colour: str = ""
    """A colour of the codebook's palette, such as 'teal', or '' for none."""

    key: int = 0
    """The number key that gives it, from 1 to 9; 0 for none."""

    posts: int = 0
    """How many posts have it itself."""

    whole: int = 0
    """How many posts have it or a tag below it: what a search for it finds."""

    depth: int = 0
    """How many tags it stands under."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many posts there are, by what was decided of them."""

    all: int = 0
    undecided: int = 0
    """Native reposts are not counted: they follow their original."""

    starred: int = 0
    rejected: int = 0
    echoes: int = 0
    used: int = 0

    @property
    def to_decide(self) -> int:
        """Posts that can be decided, decided or not."""
        return self.undecided + self.starred + self.rejected

    def without(self, other: Counts) -> Counts:
        """Return what is left when some of the posts are left out."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return Counts(*(mine - theirs for mine, theirs in pairs))


@dataclass(frozen=True, slots=True)
class Bin:
    """The posts of a stretch of time."""

    at: datetime
    posts: int
    echoes: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A post in its conversation."""

    above: tuple[Row, ...]
    """What it answers, the beginning first."""

    chosen: Row
    below: tuple[tuple[int, Row], ...]
    """What answered it, in reading order, each with its depth from 1."""

    own: tuple[Row, ...] = ()
    """The whole of its author's thread, each post answering the one before; or itself alone."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a batch of posts."""

    new: int = 0
    known: int = 0
    refreshed: int = 0
    """Of the known, those whose counts or words the archive brought up to date."""

    joined: int = 0
    """Of the known, those whose damaged id found its sound one, or the other way round."""
