"""Merging stories block by block: what each of two editors did to a story that both changed.

A story is the JSON that `desk.stories_told` makes of it: its fields, and the rows of its blocks in
order. A row has a uid, the same in all copies of a library. What belongs together, such as the
parts of a thread, is one *unit*: the row of a block and the rows of its parts, known by the first.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Literal, TypeAlias

Choice: TypeAlias = Literal["ours", "theirs", "settled"]
"""How a conflict is decided: by one side, or by a rule that is the same from either side."""

ORDER = "order"
"""What a conflict about the order of a story is called; others by a field or a block's uid."""

_LOOKS = ("pinned", "as_posted", "compact", "level", "note")
"""What may be set of a block whatever its words are."""

_Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StoryConflict:
    """What both editors changed of a story, each otherwise; None: deleted."""

    what: str
    """'title', 'tidy', ORDER, or the uid of a block."""

    ours: str | None
    theirs: str | None
    settled: str | None


def bare(story: str) -> str:
    """Return a story, or the rows of some blocks, without the uids."""
    told = json.loads(story)
    for row in told if isinstance(told, list) else told["blocks"]:
        row.pop("uid", None)
    return json.dumps(told, ensure_ascii=False)


def apart(story: str, known: str) -> str:
    """Return a story in which blocks that are named by their ids are named by their content.

    known: a state of the common past. What got an id since may have another's in the other copy.
    """
    told = json.loads(story)
    before = {row["uid"] for row in json.loads(known)["blocks"]} if known else set()
    for row in told["blocks"]:
        if row["uid"].isdigit() and row["uid"] not in before:
            row["uid"] = derived(row["uid"], bare(json.dumps([row])))
    return json.dumps(told, ensure_ascii=False)


def derived(uid: str, content: str) -> str:
    """Return a uid for what must be told apart from its namesake, the same in all copies."""
    return f"{uid}-{sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def merge_story(
    was: str, ours: str, theirs: str, choose: Callable[[str], Choice]
) -> tuple[str, list[StoryConflict]]:
    """Return a story with the changes of both sides, and what both changed otherwise.

    was: the story of the common past, '' if there is none. choose: how each conflict is decided.
    """
    merge = _Merge(_Parts.of(was), _Parts.of(ours), _Parts.of(theirs), choose)
    fields = merge.fields()
    units = merge.units()
    order = merge.order(units)
    return _whole(fields, [units[uid] for uid in order]), merge.conflicts


@dataclass(frozen=True, slots=True)
class _Parts:
    """A story: its fields, and its units as JSON by their uids, in order."""

    fields: dict[str, Any]
    units: dict[str, str]

    @staticmethod
    def of(story: str) -> _Parts:
        told: dict[str, Any] = json.loads(story) if story else {"blocks": []}
        units: list[_Rows] = []
        for row in told.pop("blocks"):
            if row["kind"] == "part" and units:
                units[-1].append(row)
            else:
                units.append([row])
        found: dict[str, str] = {}
        for rows in units:
            content, uid = json.dumps(rows, ensure_ascii=False), str(rows[0]["uid"])
            while uid in found:
                uid = derived(uid, content)
            found[uid] = content
        return _Parts(told, found)


@dataclass(slots=True)
class _Merge:
    base: _Parts
    ours: _Parts
    theirs: _Parts
    choose: Callable[[str], Choice]
    conflicts: list[StoryConflict] = field(default_factory=list)
    placed: list[tuple[str, str, _Parts]] = field(default_factory=list)
    """Units that stand where one side has them: its uid, the one it has there, and the side."""

    def fields(self) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        for name in {**self.base.fields, **self.ours.fields, **self.theirs.fields}:
            old, mine, yours = (
                side.fields.get(name) for side in (self.base, self.ours, self.theirs)
            )
            merged[name] = yours if mine == old else mine
            if mine != yours and old not in (mine, yours):
                both = max(mine, yours, key=json.dumps)
                merged[name] = both if name == "fixed" else self._decided(name, mine, yours, both)
        return merged

    def _decided(self, what: str, mine: Any, yours: Any, both: Any) -> Any:
        said = (value if value is None else str(value) for value in (mine, yours, both))
        self.conflicts.append(StoryConflict(what, *said))
        return {"ours": mine, "theirs": yours, "settled": both}[self.choose(what)]

    def units(self) -> dict[str, str]:
        """Return the units of the merged story, in no order."""
        merged: dict[str, str] = {}
        for uid in sorted({**self.base.units, **self.ours.units, **self.theirs.units}):
            old, mine, yours = (
                side.units.get(uid) for side in (self.base, self.ours, self.theirs)
            )
            if _same(mine, yours):
                result = min(mine, yours) if mine and yours else None
            elif _same(mine, old) or _same(yours, old):
                result = yours if _same(mine, old) else mine
            elif (result := _joined(old, mine, yours)) is None:
                merged |= self._both_changed(uid, mine, yours)
                continue
            if result is not None:
                merged[uid] = result
        for uid in self._replaced(merged):
            merged.pop(uid, None)
        return merged

    def _both_changed(self, uid: str, mine: str | None, yours: str | None) -> dict[str, str]:
        """Decide what stands for a block that both changed; both, if nothing is chosen."""
        low, *rest = sorted(each for each in (mine, yours) if each is not None)
        both = _rows_of([low, *rest])
        choice = self.choose(uid)
        self.conflicts.append(StoryConflict(uid, mine, yours, both))
        kept = {"ours": mine, "theirs": yours}.get(choice, low)
        side = self.ours if kept == mine else self.theirs
        if kept is None:
            return {}
        self.placed.append((uid, uid, side))
        if not rest or choice != "settled":
            return {uid: kept}
        (high,) = rest
        other = derived(uid, bare(high))
        self.placed.append((other, uid, self.ours if high == mine else self.theirs))
        return {uid: low, other: high}

    def _replaced(self, merged: Mapping[str, str]) -> Iterator[str]:
        """Yield what is not taken of blocks that each editor put in the place of a deleted one."""
        lists = [[*side.units] for side in (self.base, self.ours, self.theirs)]
        own, other = _Changes(lists[0], lists[1]), _Changes(lists[0], lists[2])
        for place, uid in enumerate(lists[0]):
            mine, yours = (
                [new for new in now.instead[place] if new not in {**self.base.units, **side.units}]
                for now, side in ((own, self.theirs), (other, self.ours))
            )
            if uid in merged or not (mine and yours):
                continue
            one, two = (
                _rows_of([side.units[each] for each in new])
                for side, new in ((self.ours, mine), (self.theirs, yours))
            )
            if _same(one, two):
                yield from max(mine, yours)
                continue
            choice = self.choose(uid)
            low, high = sorted((one, two))
            self.conflicts.append(StoryConflict(uid, one, two, _rows_of([low, high])))
            yield from {"ours": yours, "theirs": mine}.get(choice, [])

    def order(self, units: Mapping[str, str]) -> list[str]:
        """Return the uids of the merged story, in order."""
        aside = {uid for uid, _, _ in self.placed}
        base, own, other = (
            [uid for uid in side.units if uid in units and uid not in aside]
            for side in (self.base, self.ours, self.theirs)
        )
        order = self._arranged(base, own, other)
        for uid, known, side in sorted(self.placed, key=lambda each: each[:2], reverse=True):
            _insert(order, uid, known, [*side.units])
        return order

    def _unit(self, uid: str) -> str:
        return next(side.units[uid] for side in (self.ours, self.theirs) if uid in side.units)

    def _arranged(self, base: list[str], own: list[str], other: list[str]) -> list[str]:
        common = set(base) & set(own) & set(other)
        was, mine, yours = ([uid for uid in each if uid in common] for each in (base, own, other))
        both_moved = _moved(was, mine) & _moved(was, yours)
        merged = merge_lists(base, own, other)
        if not both_moved or mine == yours:
            return merged
        told = [
            _rows_of([self._unit(uid) for uid in _with_the_one_before(order, both_moved)])
            for order in (mine, yours, merged)
        ]
        choice = self.choose(ORDER)
        self.conflicts.append(StoryConflict(ORDER, *told))
        if choice == "settled":
            return merged
        first, second = (own, other) if choice == "ours" else (other, own)
        order = [*first]
        for uid in second:
            if uid not in first:
                _insert(order, uid, uid, second)
        return order


def _with_the_one_before(order: Sequence[str], moved: set[str]) -> list[str]:
    """Return what was moved, each behind what it stands behind now, in order."""
    following = [*order[1:], ""]
    return [one for one, two in zip(order, following, strict=True) if {one, two} & moved]


def _insert(order: list[str], uid: str, known: str, side: Sequence[str]) -> None:
    """Put a uid into an order behind what stands before it on one side."""
    before = reversed(side[: side.index(known)] if known in side else side)
    place = next((order.index(each) + 1 for each in before if each in order), 0)
    order.insert(place, uid)


def _same(one: str | None, two: str | None) -> bool:
    """Tell whether two units are alike but for their uids."""
    return one == two or (one is not None and two is not None and bare(one) == bare(two))


def _joined(old: str | None, mine: str | None, yours: str | None) -> str | None:
    """Return a unit of which one editor changed the words and one the looks, or each another look.

    None if both changed the same.
    """
    if old is None or mine is None or yours is None:
        return None
    (was, *rest), (own, *parts), (other, *others) = map(json.loads, (old, mine, yours))
    for head in (was, own, other):  # what was told before there were notes has none
        head.setdefault("note", "")
    merged = {name: other[name] if own[name] == was[name] else own[name] for name in _LOOKS}
    clash = any(was[name] not in (own[name], other[name]) for name in _LOOKS
                if own[name] != other[name])  # fmt: skip

    def words(head: dict[str, Any], behind: _Rows) -> str:
        return bare(json.dumps([{k: v for k, v in head.items() if k not in _LOOKS}, *behind]))

    if clash or words(was, rest) not in {words(own, parts), words(other, others)}:
        return None
    head, behind = (other, others) if words(was, rest) == words(own, parts) else (own, parts)
    return json.dumps([{**head, **merged}, *behind], ensure_ascii=False)


def _rows_of(units: Iterable[str]) -> str:
    """Return the rows of several units as one list."""
    return json.dumps([row for unit in units for row in json.loads(unit)], ensure_ascii=False)


def _whole(fields: Mapping[str, Any], units: Iterable[str]) -> str:
    """Make a story of its parts; no uid is in it twice."""
    blocks: _Rows = []
    seen: set[str] = set()
    for unit in units:
        for row in json.loads(unit):
            while row["uid"] in seen:
                row["uid"] = derived(row["uid"], bare(json.dumps([row])))
            seen.add(row["uid"])
            blocks.append(row)
    return json.dumps({**fields, "blocks": blocks}, ensure_ascii=False)


def _moved(was: Sequence[str], now: Sequence[str]) -> set[str]:
    """Return what changed its place in a list."""
    stayed = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return set(was) - {was[each.a + n] for each in stayed for n in range(each.size)}


def merge_lists(base: Sequence[str], one: Sequence[str], two: Sequence[str]) -> list[str]:
    """Return a list with the changes of both sides, the same whichever comes first.

    What either side took out is out. What both put in another's place, or wrote at the same
    place, is all kept; of what both moved, the first place counts.
    """
    own, other = _Changes(base, one), _Changes(base, two)
    merged: list[str] = []
    for place in range(len(base) + 1):
        merged += _united(own.before[place], other.before[place])
        if place == len(base):
            break
        if place not in own.gone and place not in other.gone:
            merged.append(base[place])
        else:
            merged += _united(own.instead[place], other.instead[place])
    most = Counter(one) | Counter(two)
    kept: list[str] = []
    for each in merged:
        if most[each]:
            most[each] -= 1
            kept.append(each)
    return kept


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
