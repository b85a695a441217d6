"""Finding the sources of shortened reposts: groups whose words were cut or abridged."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from curator.insight.echoes.similarity import (
    fewest_equal,
    is_ones_own,
    is_telling,
    is_weighty,
    shortens,
)
from curator.insight.echoes.word_groups import TRIED, WordGroup, WordGroups

_STEP = 2_000
_LEAST = 12
"""Fewest characters of a cut repost by which its source is looked up."""

_FEW = 5
"""Fewest words of an attributed cut repost whose source is looked up among all posts."""

_RARE, _HELD = 8, 16
"""Rare words by which a text is looked up, and indexed: some may have been left out."""

_END = "\U0010ffff"


def link_truncated(groups: WordGroups) -> Iterator[int]:
    """Link shortened groups to their sources; yield the number of groups done.

    Those that name somebody are looked up person by person, so that only one person's index is
    in memory.
    """
    done = 0
    counts = Counter(chain.from_iterable(set(group.words) for group in groups.all))
    for taken, held in _by_name(groups.all):
        index, rarity = _Index(held), _Rarity(held, counts)
        for group in taken:
            done += 1
            if done % _STEP == 0:
                yield done
            if group.linked_to is None:
                group.linked_to = _find_source(group, groups, index, rarity)
    everything = _Index(groups.all)
    for group in groups.all:
        if group.linked_to is None and _is_long_beginning(group):
            group.linked_to = everything.only_source(group, groups)
    yield done


def _by_name(groups: Sequence[WordGroup]) -> Iterator[tuple[list[WordGroup], list[WordGroup]]]:
    """Yield, for each person named, the groups that name them and the groups of their own."""
    taken: dict[str, list[WordGroup]] = defaultdict(list)
    for group in groups:
        if not group.is_own:
            for name in group.names | group.first.marks.to:
                taken[name].append(group)
    held: dict[str, list[WordGroup]] = {name: [] for name in taken}
    for group in groups:
        for name in group.names:
            if name in held:
                held[name].append(group)
    for name in sorted(taken):
        yield taken.pop(name), held.pop(name)


def _is_long_beginning(group: WordGroup) -> bool:
    """Tell whether words are cut, but numerous enough to be looked up without a name."""
    words = group.words[:-1]
    named = not group.is_own and len(words) >= _FEW and is_ones_own(words)
    return bool(group.first.start) and (named or is_telling(words))


def _find_source(
    group: WordGroup, groups: WordGroups, index: _Index, rarity: _Rarity
) -> WordGroup | None:
    """Return the group of the named person from which the words were taken."""
    words = group.words
    fewest = fewest_equal(words)
    found = [
        other
        for other in (*index.beginning(group), *rarity.alike(group))
        if other is not group
        and _is_shortened(group, words, other, rarity, fewest)
        and groups.fits(group.first, other)
    ]
    return _likeliest(found, group) if found else None


def _likeliest(found: list[WordGroup], group: WordGroup) -> WordGroup:
    """Return the latest source before the repost; else the first one after it."""
    at = group.first.at
    before = [each for each in found if each.first.at <= at and each.is_own]
    if before:
        return max(before, key=lambda each: each.first.at)
    return min(found, key=lambda each: (not each.is_own, each.first.at))


def _is_shortened(
    group: WordGroup, words: Sequence[str], other: WordGroup, rarity: _Rarity, fewest: float
) -> bool:
    """Tell whether a group's words are another's with unimportant words left out.

    fewest: how many of the words the other must have.
    """
    mine, theirs = group.first, other.first
    if mine.start and theirs.whole.startswith(mine.start):
        return other.count >= len(words)
    if theirs.start and mine.whole.startswith(theirs.start):
        return other.is_own  # the archive itself cut the source
    if theirs.whole.startswith(mine.whole) and len(mine.whole) > _LEAST:
        rest = other.words[len(words) :]
        return bool(rest) and not any(is_weighty(word) for word in rest)
    return (
        other.count >= len(words) >= other.count / 2
        and rarity.shared(other, words) >= fewest
        and shortens(words, other.words)
    )


class _Index:
    """An index of groups, sorted by their words."""

    def __init__(self, groups: Iterable[WordGroup]) -> None:
        self._groups = sorted(groups, key=lambda group: group.whole)
        self._words = [group.whole for group in self._groups]
        self._cut = [group for group in self._groups if group.first.start][:TRIED]

    def beginning(self, group: WordGroup) -> list[WordGroup]:
        """Return groups that begin with these words, and cut groups that these may continue."""
        start = group.first.start or group.whole
        if len(start) < _LEAST and start.isascii():
            return []
        return [*self._between(start)[:TRIED], *self._cut]

    def only_source(self, group: WordGroup, groups: WordGroups) -> WordGroup | None:
        """Return the source of cut words without a name, if there is only one candidate."""
        start = group.first.start
        found = [
            other
            for other in self._between(start)[: TRIED + 1]
            if other is not group and not other.first.start
        ]
        if len({other.whole for other in found}) != 1:
            return None
        return next((other for other in found if groups.fits(group.first, other)), None)

    def _between(self, start: str) -> list[WordGroup]:
        low = bisect_left(self._words, start)
        return self._groups[low : bisect_left(self._words, start + _END, low)]


class _Rarity:
    """An index of one person's groups by their rarest words."""

    def __init__(self, groups: Iterable[WordGroup], counts: Mapping[str, int]) -> None:
        self._count = counts
        self._by_word: dict[str, list[WordGroup]] = defaultdict(list)
        self._words = {group: frozenset(group.words) for group in groups}
        for group, words in self._words.items():
            for word in words if len(words) <= _HELD else self._rarest(words, _HELD):
                self._by_word[word].append(group)

    def alike(self, group: WordGroup) -> list[WordGroup]:
        """Return the person's groups that share rare words with a group."""
        found: dict[WordGroup, None] = {}
        for word in self._rarest(frozenset(group.words), _RARE):
            found |= dict.fromkeys(self._by_word.get(word, ())[-TRIED:])
        return list(found)

    def shared(self, group: WordGroup, words: Sequence[str]) -> int:
        """Return how many of some words one of the groups has."""
        return sum(map(self._words[group].__contains__, words))

    def _rarest(self, words: AbstractSet[str], most: int) -> list[str]:
        return sorted(sorted(words), key=self._count.__getitem__)[:most]
