"""What was counted of posts, as plain values that a story keeps as they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

ResourceKind: TypeAlias = Literal["link", "mention", "hashtag"]
ChartKind: TypeAlias = Literal["activity", "people", "hashtags", "voices", "sectors"]
Shape: TypeAlias = Literal["tile", "row", "line"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which posts were counted, so that they can be counted again."""

    query: str = ""
    """As typed in the search field."""

    start: datetime | None = None
    """When the first of them was said; None where there was none."""

    end: datetime | None = None
    zone: str = "UTC"
    posts: int = 0
    newest: int = 0
    """The post that had come into the library last."""

    words: str = ""
    """The same as a sentence for readers."""


UNCOUNTED = Scope()
"""The scope of what was never counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was counted, with all one must know to believe it."""

    name: str
    """What is counted, for machines: 'posts', 'potential_reach'."""

    value: str
    """As it is printed: '1,204', '48,200 to 214,630'."""

    label: str
    """What it is, in a few words: 'posts, 626 of them originals'."""

    definition: str = ""
    """How it is counted, in a sentence."""

    missing: str = ""
    """What is not in it, in a sentence; empty where nothing is missing."""

    query: str = ""
    """A search that shows the posts behind it."""

    low: float | None = None
    """The exact value; of an interval, its lower end."""

    high: float | None = None
    """The upper end of an interval."""

    shape: Shape = "tile"
    """How it is shown: large above its label, as a row, or as a line of text."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part, as far as the archive and the editor tell."""

    platform: str
    handle: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    sector: str = ""
    seat: str = ""
    """'host', 'guest' or ''."""

    newcomer: str = ""
    """'new', 'returning' or '' where it is not known."""

    posts: int = 0
    originals: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: int
    echoes: int = 0
    """How much of the value is echoes."""

    person: Participant | None = None
    """Whom it is about, so that their consent is obeyed."""

    known: bool = True
    """Whether it is a group, rather than those of whom nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A link, an account or a hashtag that people shared."""

    kind: ResourceKind
    value: str
    """The address; the handle or hashtag without its sign."""

    title: str = ""
    """What it is called, by the editor's hand."""

    posts: int = 0
    people: int = 0
    by: Participant | None = None
    """Who shared it first."""

    took_part: bool = False
    """An account that said something of its own here, so hardly proposed to the others."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that posts share, and how often."""

    value: str
    count: int
    """Posts; of a group of people, people."""

    people: int = 0
    term: str = ""
    """What is typed to find the posts; empty where no search does."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What can be counted of the posts that answer a search, as plain numbers."""

    query: str
    start: datetime | None
    end: datetime | None
    zone: str
    newest: int
    """The post that had come into the library last when this was counted."""

    posts: int
    native: int
    textual: int
    replies: int
    people: int
    echo_only_people: int
    impressions: int
    impressions_known: int
    """Posts whose author's followers were recorded."""

    reach_low: int
    reach_high: int
    reach_known: int
    """People with at least one recorded count of followers."""

    peak: datetime | None
    """The minute with most of the posts whose minute is known; the earliest of several."""

    peak_posts: int
    timed: int
    """Posts whose minute is known."""

    minutes: int
    """From the first of these to the last, both counted; 0 where there is none."""

    hashtags: tuple[Tally, ...]
    mentions: tuple[Tally, ...]
    links: tuple[Tally, ...]
    domains: tuple[Tally, ...]
    contributors: tuple[Participant, ...]
    sectors: tuple[Tally, ...]
    """Of people; the last, called '', are those of whom it is not recorded."""

    roles: tuple[Tally, ...]
    newcomers: tuple[Tally, ...]
    """'new', 'returning' and ''."""

    most_shared: tuple[Tally, ...]
    """Posts by key with how often they were reposted in scope."""

    most_answered: tuple[Tally, ...]

    chat: str = ""
    """What the chat is called that was counted, where it was one; its date is the span's."""

    @property
    def originals(self) -> int:
        """Posts that are no echo."""
        return self.posts - self.native - self.textual

    @property
    def per_person(self) -> float | None:
        """Posts for each person; None of nobody."""
        return self.posts / self.people if self.people else None

    @property
    def per_minute(self) -> float | None:
        """Posts for each minute from the first to the last; None where none has a time."""
        return self.timed / self.minutes if self.minutes else None
