"""Questions of a chat: who asks them, and which post answers which, and why.

    sessions = find_questions(posts)
    places = place(posts, sessions)

A host opens Q1…Qn; the posts of others belong to a question by their label, because they
reply to a post that does, or by when they were said, in which words and by whom. What the
editor says by hand comes first. A chat without numbered questions has no sessions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

PlacedBy: TypeAlias = Literal["label", "reply", "time"]
"""How it is known that a post is of a question: its own label; what it replies to; or when
it was said, in which words, and what the same person answered before and after."""

Seat: TypeAlias = Literal["host", "guest"]

MINUTE = 60_000
"""In milliseconds, as are all times here."""

HOUR = 60 * MINUTE
DAY = 24 * HOUR


class ChatPost(NamedTuple):
    """A post as it is looked at here."""

    id: int
    person: int
    at: int
    """Milliseconds since 1970."""

    text: str
    reply_to: int = 0
    """The post it replies to; 0: none that is here."""

    echo_of: int = 0
    """The post it repeats; 0: it is an original."""

    handle: str = ""
    reply_handle: str = ""
    """Whom it replies to, in lower case; known more often than what it replies to."""

    is_timed: bool = True
    """Its time is known, not only its day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question."""

    number: int
    at: int
    post: int | None
    """The post that asks it; None where the archive holds only answers to it."""

    text: str = ""
    """Its words, without label."""

    first: int = 0
    """The post that asks it, or else the first that answers it: what names a question, even
    when more posts come in."""


@dataclass(frozen=True, slots=True)
class Session:
    """One chat, at one time."""

    questions: tuple[Asked, ...]
    """In the order in which they were asked."""

    hosts: Mapping[str, Seat] = field(default_factory=dict)
    """By handle, in lower case; also of those whose posts are here only as others repeat them."""

    end: int = 0
    """From then on nothing belongs to it any more, unless by a reply."""

    @property
    def start(self) -> int:
        """When the first question was asked."""
        return self.questions[0].at


class Place(NamedTuple):
    """To which question a post belongs."""

    question: int
    """Asked.first."""

    why: PlacedBy
    confidence: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the editor says."""

    seats: Mapping[int, Seat] = field(default_factory=dict)
    """Hosts and guests, by person."""

    questions: Mapping[int, int] = field(default_factory=dict)
    """Posts that ask a question, and its number."""

    places: Mapping[int, int | None] = field(default_factory=dict)
    """Posts and the question they are of, or None where they are of none."""
