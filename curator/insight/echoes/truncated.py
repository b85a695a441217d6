"""Finding the sources of shortened reposts: groups whose words were cut or abridged."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from curator.insight.echoes.similarity import is_ones_own, is_telling, is_weighty, shortens
from curator.insight.echoes.word_groups import TRIED, Knot, Knots

_STEP = 2_000
_LEAST = 12
"""Fewest characters of a cut repost by which its source is looked up."""

_FEW = 5
"""Fewest words of an attributed cut repost whose source is looked up among all posts."""

_RARE, _HELD = 8, 16
"""Rare words by which a text is looked up, and indexed: some may have been left out."""

_END = "\U0010ffff"


def tie(knots: Knots) -> Iterator[int]:
    """Link shortened groups to their sources; yield the number of groups done.

    Those that name somebody are looked up person by person, so that there is never more than
    one person's index.
    """
    done = 0
    counts = Counter(word for knot in knots.all for word in set(knot.words))
    for taken, held in _by_name(knots.all):
        index, rarity = _Index(held), _Rarity(held, counts)
        for knot in taken:
            done += 1
            if done % _STEP == 0:
                yield done
            if knot.tied_to is None:
                knot.tied_to = _taken_from(knot, knots, index, rarity)
    everything = _Index(knots.all)
    for knot in knots.all:
        if knot.tied_to is None and _is_long_beginning(knot):
            knot.tied_to = everything.only(knot, knots)
    yield done


def _by_name(knots: Sequence[Knot]) -> Iterator[tuple[list[Knot], list[Knot]]]:
    """Yield, for each person named, the groups that name them and the groups of their own."""
    taken: dict[str, list[Knot]] = defaultdict(list)
    for knot in knots:
        if not knot.is_own:
            for name in knot.names | knot.first.marks.to:
                taken[name].append(knot)
    held: dict[str, list[Knot]] = {name: [] for name in taken}
    for knot in knots:
        for name in knot.names:
            if name in held:
                held[name].append(knot)
    for name in sorted(taken):
        yield taken.pop(name), held.pop(name)


def _is_long_beginning(knot: Knot) -> bool:
    """Tell whether words are cut, but numerous enough to be looked up without a name."""
    words = knot.words[:-1]
    named = not knot.is_own and len(words) >= _FEW and is_ones_own(words)
    return bool(knot.first.start) and (named or is_telling(words))


def _taken_from(knot: Knot, knots: Knots, index: _Index, rarity: _Rarity) -> Knot | None:
    """Return the group of the named person from which the words were taken."""
    words = knot.words
    found = [
        other
        for other in (*index.beginning(knot), *rarity.alike(knot))
        if other is not knot and _is_taken(knot, words, other) and knots.fits(knot.first, other)
    ]
    return _likeliest(found, knot) if found else None


def _likeliest(found: list[Knot], knot: Knot) -> Knot:
    """Return the latest source before the repost; else the first one after it."""
    at = knot.first.at
    before = [each for each in found if each.first.at <= at and each.is_own]
    if before:
        return max(before, key=lambda each: each.first.at)
    return min(found, key=lambda each: (not each.is_own, each.first.at))


def _is_taken(knot: Knot, words: Sequence[str], other: Knot) -> bool:
    """Tell whether a group's words are another's with unimportant words left out."""
    first, theirs = knot.first, other.words
    if first.start and other.whole.startswith(first.start):
        return len(theirs) >= len(words)
    if other.first.start and knot.whole.startswith(other.first.start):
        return other.is_own  # the archive itself cut the source
    if other.whole.startswith(knot.whole) and len(knot.whole) > _LEAST:
        rest = theirs[len(words) :]
        return bool(rest) and not any(is_weighty(word) for word in rest)
    return len(theirs) >= len(words) and shortens(words, theirs)


class _Index:
    """An index of groups, sorted by their words."""

    def __init__(self, knots: Iterable[Knot]) -> None:
        self._knots = sorted(knots, key=lambda knot: knot.whole)
        self._words = [knot.whole for knot in self._knots]
        self._cut = [knot for knot in self._knots if knot.first.start][:TRIED]

    def beginning(self, knot: Knot) -> list[Knot]:
        """Return groups that begin with these words, and cut groups that these may continue."""
        start = knot.first.start or knot.whole
        if len(start) < _LEAST and start.isascii():
            return []
        return [*self._between(start)[:TRIED], *self._cut]

    def only(self, knot: Knot, knots: Knots) -> Knot | None:
        """Return the source of cut words without a name, if there is only one candidate."""
        start = knot.first.start
        found = [
            other
            for other in self._between(start)[: TRIED + 1]
            if other is not knot and not other.first.start
        ]
        if len({other.whole for other in found}) != 1:
            return None
        return next((other for other in found if knots.fits(knot.first, other)), None)

    def _between(self, start: str) -> list[Knot]:
        low = bisect_left(self._words, start)
        return self._knots[low : bisect_left(self._words, start + _END, low)]


class _Rarity:
    """An index of one person's groups by their rarest words."""

    def __init__(self, knots: Iterable[Knot], counts: Mapping[str, int]) -> None:
        self._count = counts
        self._by_word: dict[str, list[Knot]] = defaultdict(list)
        for knot in knots:
            for word in self._rarest(knot, _HELD):
                self._by_word[word].append(knot)

    def alike(self, knot: Knot) -> list[Knot]:
        """Return the person's groups that share rare words with a group."""
        found: dict[Knot, None] = {}
        for word in self._rarest(knot, _RARE):
            found |= dict.fromkeys(self._by_word.get(word, ())[-TRIED:])
        return list(found)

    def _rarest(self, knot: Knot, most: int) -> list[str]:
        return sorted(set(knot.words), key=lambda word: (self._count[word], word))[:most]
