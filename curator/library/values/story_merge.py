"""Merging stories block by block: what each of two editors did to a story that both changed.

A story is the JSON that `desk.opinions` makes of it: its fields, and the list of its blocks,
each of which begins with its rank. A rank says nothing beyond the order, so it is not compared.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from curator.library.values.fractional_rank import between


@dataclass(frozen=True, slots=True)
class StoryPair:
    """A story that both editors changed; None: deleted."""

    was: str
    ours: str | None
    theirs: str | None
    merged: str | None
    is_clean: bool
    """Whether nothing was changed by both at the same place."""


def changed_stories(base: set[str], ours: set[str], theirs: set[str]) -> list[StoryPair]:
    """Return the stories of the common past that both sides changed, each otherwise."""
    gone = sorted(base - ours - theirs)
    own = _successors(gone, sorted(ours - base))
    other = _successors(gone, sorted(theirs - base))
    found: list[StoryPair] = []
    for was in gone:
        one, two = own.get(was), other.get(was)
        if one == two:
            continue
        if one is None or two is None:  # words win over none, but it is told
            found.append(StoryPair(was, one, two, one or two, is_clean=False))
        else:
            merged, is_clean = merge_story(was, one, two)
            found.append(StoryPair(was, one, two, merged, is_clean))
    return found


def _successors(gone: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return what stories became: those most alike belong together."""
    scores = sorted(
        (-score, was, now) for was in gone for now in new if (score := _likeness(was, now)) > 0
    )
    found: dict[str, str] = {}
    for _, was, now in scores:
        if was not in found and now not in found.values():
            found[was] = now
    return found


def _likeness(was: str, now: str) -> float:
    """Return how alike two stories are; 0 if nothing says that one became the other."""
    (old_fields, old), (new_fields, new) = _parts(was), _parts(now)
    shared = (Counter(old) & Counter(new)).total() / max(1, min(len(old), len(new)))
    same_title = old_fields[:1] == new_fields[:1]
    return shared + same_title if same_title or shared >= 1 / 2 else 0.0


def merge_story(was: str, one: str, two: str) -> tuple[str, bool]:
    """Return a story with the changes of both sides, and whether they touch different places."""
    (fields, base), (own, ours), (other, theirs) = _parts(was), _parts(one), _parts(two)
    clean = True
    merged: list[Any] = []
    for old, mine, yours in zip(fields, own, other, strict=False):
        both = mine not in (old, yours) and yours != old
        clean = clean and not both
        merged.append(_later(mine, yours) if both else yours if mine == old else mine)
    blocks, is_clean = merge_lists(base, ours, theirs)
    return _whole(one, merged, blocks), clean and is_clean


def _later(one: Any, two: Any) -> Any:
    return max(one, two, key=json.dumps)


def _parts(story: str) -> tuple[list[Any], list[str]]:
    """Return the fields of a story and its blocks without their ranks."""
    values = json.loads(story)
    fields = [value for value in values if not isinstance(value, list)]
    (blocks,) = (value for value in values if isinstance(value, list))
    return fields, [json.dumps(block[1:], ensure_ascii=False) for block in blocks]


def _whole(like: str, fields: Iterable[Any], blocks: Sequence[str]) -> str:
    """Make a story of its parts, in the order that another one has them."""
    ranked = [
        [rank, *json.loads(block)]
        for rank, block in zip(between("", "", len(blocks)), blocks, strict=True)
    ]
    rest = iter(fields)
    values = [
        ranked if isinstance(value, list) else next(rest, value) for value in json.loads(like)
    ]
    return json.dumps(values, ensure_ascii=False)


def merge_lists(
    base: Sequence[str], one: Sequence[str], two: Sequence[str]
) -> tuple[list[str], bool]:
    """Return a list with the changes of both sides, and whether they touch different places.

    What either side took out is out. What both put in another's place, or wrote at the same
    place, is all kept; of what both moved, the first place counts.
    """
    own, other = _Changes(base, one), _Changes(base, two)
    merged: list[str] = []
    clean = True
    for place in range(len(base) + 1):
        merged += _united(own.before[place], other.before[place])
        if place == len(base):
            break
        if place not in own.gone and place not in other.gone:
            merged.append(base[place])
            continue
        mine, yours = own.instead[place], other.instead[place]
        clean = clean and (place not in own.gone or place not in other.gone or mine == yours)
        merged += _united(mine, yours)
    most = Counter(one) | Counter(two)
    kept: list[str] = []
    for each in merged:
        if most[each]:
            most[each] -= 1
            kept.append(each)
    return kept, clean


class _Changes:
    """What was done to a list: what is gone, what came instead, what came in between."""

    def __init__(self, base: Sequence[str], now: Sequence[str]) -> None:
        self.gone: set[int] = set()
        self.instead: dict[int, list[str]] = defaultdict(list)
        self.before: dict[int, list[str]] = defaultdict(list)
        matcher = SequenceMatcher(None, base, now, autojunk=False)
        for what, start, end, first, last in matcher.get_opcodes():
            if what == "insert":
                self.before[start] += now[first:last]
            elif what != "equal":
                self.gone |= set(range(start, end))
                for number, each in enumerate(now[first:last]):
                    self.instead[min(start + number, end - 1)].append(each)


def _united(one: Sequence[str], two: Sequence[str]) -> list[str]:
    """Return what both wrote at a place, the same whichever comes first."""
    low, high = sorted((list(one), list(two)))
    for whole, part in ((low, high), (high, low)):
        rest = iter(whole)
        if all(each in rest for each in part):
            return whole
    missing = Counter(high) - Counter(low)
    added: list[str] = []
    for each in high:
        if missing[each]:
            missing[each] -= 1
            added.append(each)
    return low + added
