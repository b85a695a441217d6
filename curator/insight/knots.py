"""Posts by their words: those that have the same words and say the same make a knot."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from curator.insight.attribution import attribution
from curator.insight.sameness import agree, is_slip, is_telling
from curator.insight.wording import Marks, wording

TRIED = 40
"""Knots of the same words, or beginnings, that are compared."""

_SOON = 15 * 60_000
"""Milliseconds within which somebody says again, corrected, what was misspelt."""

_OCCASION = 20 * 3_600_000
"""Milliseconds after which one's own words are said anew: every week’s welcome, every Q1."""

_COMMON, _COMMON_LEAST = 0.15, 5
"""Hashtags of so many posts, as a share and in number, tell nothing."""


@dataclass(slots=True)
class Said:
    """What a post says, and whose words they are."""

    id: int
    at: int
    """In milliseconds."""

    author: str
    owner: str
    """Who is named as having said it; '' where the author says it in their own name."""

    certain: bool
    """It is said to be a repetition: see Attribution."""

    words: tuple[str, ...]
    marks: Marks
    start: str = ""
    """Of words that are cut: what the whole ones begin with."""

    @property
    def whose(self) -> str:
        """Whose words they are."""
        return self.owner or self.author


def heard(text: str, links: frozenset[str], *, cut: bool) -> Said:
    """Return what a text says, by whomever it names; id, time and author are the caller's."""
    named = attribution(text)
    told = wording(named.words if named else text, links, cut=cut)
    marks = told.marks
    if named and named.label and not marks.label:
        marks = marks._replace(label=wording(named.label).marks.label)
    words = (*told.words, told.partial) if told.partial else told.words
    start = " ".join(words) if told.partial else " ".join((*words, "")) if told.cut else ""
    owner = named.handle if named else ""
    return Said(0, 0, "", owner, bool(named and named.certain), words, marks, start)


@dataclass(slots=True, eq=False)
class Knot:
    """Posts that have the same words and say the same."""

    words: tuple[str, ...]
    whole: str
    """Its words in a row, each with a space behind it."""

    said: list[Said] = field(default_factory=list)
    label: str = ""
    tied_to: Knot | None = None
    is_own: bool = False
    """Somebody says it in their own name."""

    names: set[str] = field(default_factory=set)
    """Who is said to have said it, or did."""

    own: dict[str, int] = field(default_factory=dict)
    """When each of those who said it in their own name did so last."""

    @property
    def first(self) -> Said:
        """What was said first."""
        return self.said[0]


class Knots:
    """The knots, by their words."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.all: list[Knot] = []
        known: dict[Marks, Marks] = {}
        for each in said:
            each.marks = known.setdefault(each.marks, each.marks)
        tags = Counter(tag for each in said for tag in each.marks.tags)
        least = max(_COMMON_LEAST, _COMMON * len(said))
        self.common = {tag for tag, count in tags.items() if count >= least}
        self._telling: dict[tuple[str, ...], list[Knot]] = defaultdict(list)
        self._small: dict[tuple[str, tuple[str, ...]], list[Knot]] = defaultdict(list)
        self._last: dict[str, Knot] = {}

    def put(self, said: Said) -> None:
        """Put a post into the knot of those that say the same, or make one."""
        if not said.words:
            return
        who = said.whose
        if is_telling(said.words):
            held = self._telling[said.words]
            fitting = [knot for knot in held[:-TRIED:-1] if self._repeats(said, knot)]
            knot = next((each for each in fitting if who in each.names), None)
            knot = knot or next(iter(fitting), None) or self._slip(said, who)
        else:
            held = self._small[who, said.words]
            knot = self._small_knot(said, held)
        if knot is None:
            knot = Knot(said.words, " ".join((*said.words, "")))
            held.append(knot)
            self.all.append(knot)
        said.words = knot.words if said.words == knot.words else said.words  # held once
        knot.said.append(said)
        knot.names.add(who)
        knot.label = knot.label or said.marks.label
        if not said.owner:
            knot.is_own = True
            knot.own[who] = said.at
            self._last[who] = knot

    def _repeats(self, said: Said, knot: Knot) -> bool:
        """Tell whether a post says what a knot says, on the same occasion if it is one's own."""
        last = None if said.owner else knot.own.get(said.author)
        return (last is None or said.at - last <= _OCCASION) and self.fits(said, knot)

    def fits(self, said: Said, knot: Knot) -> bool:
        """Tell whether a post contradicts nothing in a knot."""
        first, marks = knot.first.marks._replace(label=knot.label), said.marks
        if bool(said.start) != bool(knot.first.start):  # a question mark may be cut off
            first, marks = first._replace(asks=False), marks._replace(asks=False)
        return agree(first, marks, self.common)

    def _small_knot(self, said: Said, held: list[Knot]) -> Knot | None:
        """Return the knot of few words that somebody's name ties a post to."""
        fitting = [knot for knot in held[-TRIED:] if self.fits(said, knot)]
        if not said.owner:
            return next((knot for knot in fitting if not knot.is_own), None)
        own = [knot for knot in fitting if knot.is_own]
        if own or said.certain:
            return next(iter((own or fitting)[::-1]), None)
        return None

    def _slip(self, said: Said, who: str) -> Knot | None:
        """Return the knot of what somebody said a moment ago, but misspelt."""
        last = self._last.get(who)
        if said.owner or last is None or said.at - last.first.at > _SOON:
            return None
        return last if is_slip(said.words, last.words) and self.fits(said, last) else None
