"""Figures about posts, as plain values that a story stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

ResourceKind: TypeAlias = Literal["link", "mention", "hashtag"]
ChartKind: TypeAlias = Literal["activity", "people", "hashtags", "voices", "sectors"]
Shape: TypeAlias = Literal["tile", "row", "line"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The scope of a count, by which it can be repeated."""

    query: str = ""
    """The search as typed."""

    start: datetime | None = None
    """When the first post was written; None if there is none."""

    end: datetime | None = None
    zone: str = "UTC"
    posts: int = 0
    newest: int = 0
    """The post that was added to the library last."""

    words: str = ""
    """The scope as a sentence for readers."""


UNCOUNTED = Scope()
"""The scope of a block that was never counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, with everything needed to judge it."""

    name: str
    """Its name for programs: 'posts', 'potential_reach'."""

    value: str
    """As printed: '1,204', '48,200 to 214,630'."""

    label: str
    """Its label: 'posts, 626 of them originals'."""

    definition: str = ""
    """Its definition, in a sentence."""

    missing: str = ""
    """What it leaves out, in a sentence; empty if nothing."""

    query: str = ""
    """A search that shows the posts behind it."""

    low: float | None = None
    """The exact value; for a range, its lower end."""

    high: float | None = None
    """The upper end of a range."""

    shape: Shape = "tile"
    """How it is shown: large above its label, as a row, or as a line of text."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant, as far as the archive and the editor tell."""

    platform: str
    handle: str
    name: str = ""
    role: str = ""
    organisation: str = ""
    sector: str = ""
    seat: str = ""
    """'host', 'guest' or ''."""

    newcomer: str = ""
    """'new', 'returning' or '' if unknown."""

    posts: int = 0
    originals: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: int
    echoes: int = 0
    """How much of the value comes from echoes."""

    person: Participant | None = None
    """The person it is about, so that consent is applied."""

    known: bool = True
    """False for the bar of those about whom nothing is recorded."""

    asked: str = ""
    """The questions that were asked in this time: 'Q1', 'Q2 Q3'."""


def ranks(counts: Sequence[int]) -> list[str]:
    """Return the ranks of counts that fall: '1', '2=', '2=', '4'; an equals sign marks a tie."""
    return [
        f"{counts.index(count) + 1}{'=' if counts.count(count) > 1 else ''}" for count in counts
    ]


@dataclass(frozen=True, slots=True)
class Resource:
    """A link, an account or a hashtag that people shared."""

    kind: ResourceKind
    value: str
    """The address; the handle or hashtag without its sign."""

    title: str = ""
    """The title given by the editor."""

    posts: int = 0
    people: int = 0
    by: Participant | None = None
    """The first person who shared it."""

    took_part: bool = False
    """Whether it is a participant's account, and so hardly a recommendation."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A property of posts, with its count."""

    value: str
    count: int
    """The number of posts; for groups of people, of people."""

    people: int = 0
    term: str = ""
    """The search term for the posts; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures about the posts of a search, as numbers."""

    query: str
    start: datetime | None
    end: datetime | None
    zone: str
    newest: int
    """The post that was added to the library last before the count."""

    posts: int
    native: int
    textual: int
    replies: int | None
    """None if no archive of these posts records what a post answers."""

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
    """The minute with the most posts, the earliest of several; None without times."""

    peak_posts: int
    timed: int
    """Posts with a known minute."""

    minutes: int
    """Minutes from the first to the last of these, inclusive; 0 if there are none."""

    hashtags: tuple[Tally, ...]
    mentions: tuple[Tally, ...]
    links: tuple[Tally, ...]
    domains: tuple[Tally, ...]
    contributors: tuple[Participant, ...]
    sectors: tuple[Tally, ...]
    """Of people; the last one, named '', is unknown."""

    roles: tuple[Tally, ...]
    newcomers: tuple[Tally, ...]
    """'new', 'returning' and ''."""

    most_shared: tuple[Tally, ...]
    """Posts by key, with the number of reposts in the scope."""

    most_answered: tuple[Tally, ...]

    linking: int = 0
    """Posts with a link."""

    addresses: int = 0
    """Different links in them."""

    showing: int = 0
    """Posts with a picture, a film or a sound."""

    media: int = 0
    """Pictures, films and sounds in them."""

    muted: int = 0
    """Posts that are left out because of muted people or words."""

    bots: int = 0
    """Automated accounts, which are no people as long as they are not let in."""

    programs: int = 0
    """Echoes that are only further posts of these accounts, folded under their first."""

    chat: str = ""
    """The title of the chat that was counted, if it was one, without the date."""

    elapsed: int = 0
    """Posts of which is known what had passed since a start that is unknown."""

    @property
    def originals(self) -> int:
        """Return the number of posts that are no echo."""
        return self.posts - self.native - self.textual

    @property
    def per_person(self) -> float | None:
        """Return the posts per person; None without people."""
        return self.posts / self.people if self.people else None

    @property
    def per_minute(self) -> float | None:
        """Return the posts per minute of the whole time; None without times."""
        return self.timed / self.minutes if self.minutes else None
