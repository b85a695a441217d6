"""Echoes: which posts repeat which others.

Native reposts follow their original. Of the rest, posts with the same words make a knot;
a knot whose words are cut, or shortened under somebody's name (“MT @ann”), is tied to the
knot it was taken from. So everything is looked up by its words, in time that grows with
the number of posts, and nothing is joined because it is merely alike. Compare MinHash
(A. Broder, 1997), which finds the alike and would still need every word compared: look-alikes
that say the contrary are the likest of all.

What two people both say by chance (“Thanks, see you all next week!”) is nobody's echo, unless
it names whom it repeats.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from curator.insight.attribution import Attribution, attribution
from curator.insight.sameness import agree, is_slip, is_telling, is_weighty, shortens
from curator.insight.wording import Marks, wording

Why: TypeAlias = Literal["native", "named", "copy", "near"]

_STEP = 2_000
_LEAST = 12
"""Characters of a cut repeat by which its source is looked up."""

_SOON = 15 * 60_000
"""Milliseconds within which somebody says again, corrected, what was misspelt."""

_OCCASION = 20 * 3_600_000
"""Milliseconds after which one's own words are said anew: every week’s welcome, every Q1."""

_COMMON, _COMMON_LEAST = 0.15, 5
"""Hashtags of so many posts, as a share and in number, tell nothing."""

_FEW = 5
"""Words after which a cut repeat under somebody's name is looked up in what others said."""

_RARE, _TRIED = 4, 40
"""By how many of its rarest words a saying is looked up, and how many are compared."""

_END = "\U0010ffff"


class Saying(NamedTuple):
    """A post, as far as echoes go."""

    id: int
    platform: str
    key: str
    handle: str
    at: int
    """In milliseconds."""

    text: str
    links: frozenset[str] = frozenset()
    """Where its links lead, as far as it is known."""

    repost_of: str = ""
    cut: bool = False
    context: bool = False
    """Known only from inside a quote: it is listed nowhere, so nothing is put behind it."""


class Echo(NamedTuple):
    """That a post repeats another, and how that is known."""

    source: int
    why: Why


@dataclass(slots=True)
class _Said:
    """A post with its words."""

    post: Saying
    named: Attribution | None
    words: tuple[str, ...]
    marks: Marks
    start: str = ""
    """Of words that are cut: what the whole ones begin with."""


@dataclass(slots=True, eq=False)
class _Knot:
    """Posts that have the same words and say the same."""

    words: tuple[str, ...]
    said: list[_Said]
    label: str = ""
    tied_to: _Knot | None = None
    names: set[str] = field(default_factory=set)
    """Who is said to have said it, or did."""

    own: dict[str, int] = field(default_factory=dict)
    """When each of those who said it in their own name did so last."""

    @property
    def first(self) -> _Said:
        """What was said first."""
        return self.said[0]


def echoes(posts: Sequence[Saying]) -> Generator[int, None, dict[int, Echo]]:
    """Return which posts repeat which; yield how many posts were looked at meanwhile."""
    native, rest = _natives(posts)
    said: list[_Said] = []
    for post in sorted(rest, key=lambda post: (post.at, post.id)):
        said.append(_heard(post))
        if len(said) % _STEP == 0:
            yield len(said)
    knots = _Knots(said)
    for done, each in enumerate(said):
        knots.put(each)
        if done % _STEP == 0:
            yield len(said)
    yield from _tie(knots)
    found = dict(_told(knots.all))
    return found | {id_: _followed(source, found) for id_, source in native.items()}


def _natives(posts: Iterable[Saying]) -> tuple[dict[int, int], list[Saying]]:
    """Return the native reposts with what they repeat, and the posts that say something.

    The first of those whose original is not here speaks for the others.
    """
    native: dict[int, int] = {}
    rest: list[Saying] = []
    reposts: dict[tuple[str, str], list[Saying]] = defaultdict(list)
    originals: dict[tuple[str, str], int] = {}
    for post in posts:
        if post.repost_of and post.repost_of != post.key:
            reposts[post.platform, post.repost_of].append(post)
        elif not post.context:
            originals[post.platform, post.key] = post.id
            rest.append(post)
    for named, repeated in reposts.items():
        source = originals.get(named)
        if source is None:
            first = min(repeated, key=lambda post: (post.at, post.id))
            rest.append(first)
            source = first.id
        native |= {post.id: source for post in repeated if post.id != source}
    return native, rest


def _followed(source: int, found: dict[int, Echo]) -> Echo:
    """Return what a native repost repeats, which may itself repeat another."""
    further = found.get(source)
    return Echo(further.source if further else source, "native")


def _heard(post: Saying) -> _Said:
    named = attribution(post.text)
    text = named.words if named else post.text
    told = wording(text, post.links, cut=post.cut)
    marks = told.marks
    if named and named.label and not marks.label:
        marks = marks._replace(label=wording(named.label).marks.label)
    words = (*told.words, told.partial) if told.partial else told.words
    start = " ".join(words) if told.partial else " ".join((*words, "")) if told.cut else ""
    return _Said(post, named, words, marks, start)


class _Knots:
    """The knots, by their words."""

    def __init__(self, said: Sequence[_Said]) -> None:
        self.all: list[_Knot] = []
        tags = Counter(tag for each in said for tag in each.marks.tags)
        least = max(_COMMON_LEAST, _COMMON * len(said))
        self.common = {tag for tag, count in tags.items() if count >= least}
        self._telling: dict[tuple[str, ...], list[_Knot]] = defaultdict(list)
        self._small: dict[tuple[str, tuple[str, ...]], list[_Knot]] = defaultdict(list)
        self._last: dict[str, _Knot] = {}

    def put(self, said: _Said) -> None:
        """Put a post into the knot of those that say the same, or make one."""
        if not said.words:
            return
        who = said.named.handle if said.named else said.post.handle.casefold()
        if is_telling(said.words):
            held = self._telling[said.words]
            fitting = [knot for knot in held[:-_TRIED:-1] if self._repeats(said, knot)]
            knot = next((each for each in fitting if who in each.names), None)
            knot = knot or next(iter(fitting), None) or self._slip(said, who)
        else:
            held = self._small[who, said.words]
            knot = self._small_knot(said, held)
        if knot is None:
            knot = _Knot(said.words, [])
            held.append(knot)
            self.all.append(knot)
        knot.said.append(said)
        knot.names.add(who)
        knot.label = knot.label or said.marks.label
        if not said.named:
            knot.own[who] = said.post.at
            self._last[who] = knot

    def _repeats(self, said: _Said, knot: _Knot) -> bool:
        """Tell whether a post says what a knot says, on the same occasion if it is one's own."""
        author = said.post.handle.casefold()
        last = None if said.named else knot.own.get(author)
        return (last is None or said.post.at - last <= _OCCASION) and self.fits(said, knot)

    def fits(self, said: _Said, knot: _Knot) -> bool:
        """Tell whether a post contradicts nothing in a knot."""
        first, marks = knot.first.marks._replace(label=knot.label), said.marks
        if said.named or knot.first.named:  # who repeats may leave out whom it was said to
            first, marks = first._replace(to=frozenset()), marks._replace(to=frozenset())
        if bool(said.start) != bool(knot.first.start):  # a question mark may be cut off
            first, marks = first._replace(asks=False), marks._replace(asks=False)
        return agree(first, marks, self.common)

    def _small_knot(self, said: _Said, held: list[_Knot]) -> _Knot | None:
        """Return the knot of few words that somebody's name ties a post to."""
        fitting = [knot for knot in held[-_TRIED:] if self.fits(said, knot)]
        if said.named is None:
            return next((knot for knot in fitting if _is_named_only(knot)), None)
        own = [knot for knot in fitting if not _is_named_only(knot)]
        if own or said.named.certain:
            return next(iter((own or fitting)[::-1]), None)
        return None

    def _slip(self, said: _Said, who: str) -> _Knot | None:
        """Return the knot of what somebody said a moment ago, but misspelt."""
        last = self._last.get(who)
        if said.named or last is None or said.post.at - last.first.post.at > _SOON:
            return None
        return last if is_slip(said.words, last.words) and self.fits(said, last) else None


def _is_named_only(knot: _Knot) -> bool:
    return all(said.named for said in knot.said)


# Tying knots


def _tie(knots: _Knots) -> Iterator[int]:
    """Tie the knots of cut and shortened words to those they were taken from."""
    everything = _Index(knots.all)
    owned = _owned(knots.all)
    rarity = _Rarity(owned, knots.all)
    for done, knot in enumerate(knots.all):
        if done % _STEP == 0:
            yield done
        if _is_named_only(knot):
            knot.tied_to = _taken_from(knot, knots, owned, rarity)
        if knot.tied_to is None and _is_long_beginning(knot):
            knot.tied_to = everything.only(knot, knots)


def _is_long_beginning(knot: _Knot) -> bool:
    """Tell whether words are cut, but so many that they can be looked up without a name."""
    words = knot.words[:-1]
    named = _is_named_only(knot) and len(words) >= _FEW
    return bool(knot.first.start) and (named or is_telling(words))


def _taken_from(
    knot: _Knot, knots: _Knots, owned: dict[str, _Index], rarity: _Rarity
) -> _Knot | None:
    """Return the knot of a named person's words that others were taken from."""
    for name in sorted(knot.names):
        index = owned.get(name)
        if index is None:
            continue
        found = [
            other
            for other in (*index.beginning(knot), *rarity.alike(name, knot))
            if other is not knot and _is_taken(knot, other) and knots.fits(knot.first, other)
        ]
        if found:
            return _likeliest(found, knot)
    return None


def _likeliest(found: list[_Knot], knot: _Knot) -> _Knot:
    """Return the latest that was there before; else the first that came after."""
    at = knot.first.post.at
    before = [each for each in found if each.first.post.at <= at and not _is_named_only(each)]
    if before:
        return max(before, key=lambda each: each.first.post.at)
    return min(found, key=lambda each: (_is_named_only(each), each.first.post.at))


def _is_taken(knot: _Knot, other: _Knot) -> bool:
    """Tell whether a knot's words are another's with something left out that does not matter."""
    first = knot.first
    if first.start and _whole(other).startswith(first.start):
        return len(other.words) >= len(knot.words)
    if other.first.start and _whole(knot).startswith(other.first.start):
        return not _is_named_only(other)  # the archive itself cut the source
    if other.words[: len(knot.words)] == knot.words and len(" ".join(knot.words)) >= _LEAST:
        rest = other.words[len(knot.words) :]
        return bool(rest) and not any(is_weighty(word) for word in rest)
    return len(other.words) > len(knot.words) and shortens(knot.words, other.words)


def _whole(knot: _Knot) -> str:
    return " ".join((*knot.words, ""))


def _owned(knots: Iterable[_Knot]) -> dict[str, _Index]:
    """Return the knots of each person whom somebody names."""
    wanted = {name for knot in knots if _is_named_only(knot) for name in knot.names}
    found: dict[str, list[_Knot]] = defaultdict(list)
    for knot in knots:
        for name in knot.names & wanted:
            found[name].append(knot)
    return {name: _Index(each) for name, each in found.items()}


class _Index:
    """Knots in the order of their words."""

    def __init__(self, knots: Iterable[_Knot]) -> None:
        listed = sorted(((_whole(knot), at, knot) for at, knot in enumerate(knots)))
        self._words = [words for words, _, _ in listed]
        self._knots = [knot for _, _, knot in listed]
        self._cut = [knot for knot in self._knots if knot.first.start][:_TRIED]

    def beginning(self, knot: _Knot) -> list[_Knot]:
        """Return knots whose words begin as these do, and cut ones these may go on from."""
        start = knot.first.start or _whole(knot)
        if len(start) < _LEAST and start.isascii():
            return []
        return [*self._between(start)[:_TRIED], *self._cut]

    def only(self, knot: _Knot, knots: _Knots) -> _Knot | None:
        """Return what cut words without a name were taken from, if it can be one only."""
        start = knot.first.start
        found = [
            other
            for other in self._between(start)[: _TRIED + 1]
            if other is not knot and not other.first.start
        ]
        if len({other.words for other in found}) != 1:
            return None
        return next((other for other in found if knots.fits(knot.first, other)), None)

    def _between(self, start: str) -> list[_Knot]:
        low = bisect_left(self._words, start)
        return self._knots[low : bisect_left(self._words, start + _END, low)]


class _Rarity:
    """Finds what somebody said by the rarest of its words."""

    def __init__(self, owned: dict[str, _Index], knots: Sequence[_Knot]) -> None:
        self._count = Counter(word for knot in knots for word in set(knot.words))
        self._by_word: dict[tuple[str, str], list[_Knot]] = defaultdict(list)
        for knot in knots:
            for name in knot.names & owned.keys():
                for word in self._rarest(knot, _RARE):
                    self._by_word[name, word].append(knot)

    def alike(self, name: str, knot: _Knot) -> list[_Knot]:
        """Return what somebody said that has rare words of a knot."""
        found: dict[_Knot, None] = {}
        for word in self._rarest(knot, 2 * _RARE):
            found |= dict.fromkeys(self._by_word.get((name, word), ())[-_TRIED:])
        return list(found)

    def _rarest(self, knot: _Knot, most: int) -> list[str]:
        return sorted(set(knot.words), key=lambda word: (self._count[word], word))[:most]


# What comes of it


def _told(knots: Iterable[_Knot]) -> Iterator[tuple[int, Echo]]:
    """Yield each echo with what it repeats."""
    groups: dict[_Knot, list[_Knot]] = defaultdict(list)
    for knot in knots:
        groups[_root(knot)].append(knot)
    for root, tied in groups.items():
        source = _source(root)
        for knot in tied:
            for said in knot.said:
                if said is not source:
                    yield said.post.id, Echo(source.post.id, _why(said, source))


def _root(knot: _Knot) -> _Knot:
    seen = {knot}
    while knot.tied_to and knot.tied_to not in seen:
        knot = knot.tied_to
        seen.add(knot)
    return knot


def _source(knot: _Knot) -> _Said:
    """Return what was said first by somebody who names nobody; else what was first."""
    return next((said for said in knot.said if not said.named), knot.first)


def _why(said: _Said, source: _Said) -> Why:
    if said.post.repost_of:
        return "native"
    if said.named:
        return "named"
    return "copy" if said.words == source.words and not said.start else "near"
