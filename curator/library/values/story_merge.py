"""Merging stories block by block: what each of two editors did to a story that both changed.

A story is the JSON that `desk.story_json` makes of it: its fields, and the rows of its blocks in
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

_NAMED = frozenset({"uid", "kind", "post"})
"""What a block is, rather than how it reads."""

_LOOKS = frozenset({"pinned", "as_posted", "compact", "level"})
"""What may be set of a block whatever its words and its post are."""

_SAID = frozenset({"text", "trims", "value"})
"""What a block says."""

_VALUE, _MEDIA = "value ", "media "
"""Before the names of what is kept in the value of a picture's block."""

_Rows: TypeAlias = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class StoryConflict:
    """What both editors changed of a story, each otherwise; None: deleted."""

    what: str
    """'title', 'tidy', ORDER, the uid of a block, or 'uid/field' of a field of one block."""

    ours: str | None
    theirs: str | None
    settled: str | None


def bare(story: str) -> str:
    """Return a story, or the rows of some blocks, without the uids."""
    told = json.loads(story)
    for row in told if isinstance(told, list) else told["blocks"]:
        row.pop("uid", None)
    return json.dumps(told, ensure_ascii=False)


def name_by_content(story: str, known: str) -> str:
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
    return _assemble_story(fields, [units[uid] for uid in order]), merge.conflicts


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
            elif (result := self._joined(uid, old, mine, yours)) is None:
                merged |= self._both_changed(uid, mine, yours)
                continue
            if result is not None:
                merged[uid] = result
        for uid in self._replaced(merged):
            merged.pop(uid, None)
        return merged

    def _joined(
        self, uid: str, old: str | None, mine: str | None, yours: str | None
    ) -> str | None:
        """Return a unit with the changes of both, field by field.

        None if both are to stand: they are of other posts, or each wrote other words of a text.
        """
        if old is None or mine is None or yours is None:
            return None
        was, own, other = (json.loads(unit) for unit in (old, mine, yours))
        try:
            frame = _frame(was, own, other)
            if any(_untaken(rows, frame, was) for rows in (own, other)):
                return None
            sides = [{row["uid"]: row for row in rows} for rows in (was, own, other)]
            blended = [_blend(row, *(side.get(row["uid"]) for side in sides)) for row in frame]
        except _ApartError:
            return None
        rows: _Rows = []
        for row, flat, clashes in blended:
            decided = dict(flat)
            for name, values in clashes.items():
                what = f"{row['uid'] if len(frame) > 1 else uid}/{name.split()[-1]}"
                said = [json.dumps([_folded(row, {**flat, name: each})], ensure_ascii=False)
                        for each in values]  # fmt: skip
                self.conflicts.append(StoryConflict(what, *said))
                choices = dict(zip(("ours", "theirs", "settled"), values, strict=True))
                decided[name] = choices[self.choose(what)]
            rows.append(_folded(row, decided))
        return json.dumps(rows, ensure_ascii=False)

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


class _ApartError(Exception):
    """Two units are too different to be one."""


def joined_words(low: str, high: str) -> str:
    """Return what two editors wrote of one thing, both; low: the alphabetically first."""
    return high if low in high else low if high in low else f"{low}\n\n{high}"


def _shape(rows: _Rows) -> list[tuple[Any, ...]]:
    """Return what makes a unit the same thing: which posts, or which blocks, it is of."""
    return [(row["uid"], row["kind"], row["post"]) for row in rows]


def _frame(was: _Rows, own: _Rows, other: _Rows) -> _Rows:
    """Return the rows of a unit of which at most one editor changed the posts."""
    shapes = [_shape(rows) for rows in (was, own, other)]
    if shapes[1] == shapes[2]:
        return own
    if shapes[0] not in shapes[1:]:
        raise _ApartError
    return own if shapes[2] == shapes[0] else other


def _untaken(rows: _Rows, frame: _Rows, was: _Rows) -> bool:
    """Tell whether an editor changed the words of what another took out or replaced."""
    there = {row["uid"]: row for row in frame}
    old = {row["uid"]: row for row in was}
    for row in rows:
        before, now = old.get(row["uid"], {}), there.get(row["uid"])
        changed = {name for name in row if row[name] != before.get(name)}
        if now is None and changed:
            return True
        if now is not None and now["post"] != row["post"] and changed - _LOOKS:
            return True
        if now is not None and now["kind"] != row["kind"] and changed & _SAID:
            return True
    return False


_Clashes: TypeAlias = dict[str, tuple[Any, Any, Any]]
"""Fields that both changed, with the values of both and the settled one."""


def _blend(
    row: dict[str, Any],
    was: dict[str, Any] | None,
    own: dict[str, Any] | None,
    other: dict[str, Any] | None,
) -> tuple[dict[str, Any], dict[str, Any], _Clashes]:
    """Return a row, its fields with what each editor changed, and what both changed."""
    if own is None or other is None:
        return row, _flat(row), {}
    rows = [each for each in (was, own, other) if each]
    if len({_picture(each) is None for each in rows}) > 1:
        raise _ApartError
    old, mine, yours = (_flat(each) if each else {} for each in (was, own, other))
    flat: dict[str, Any] = {}
    clashes: _Clashes = {}
    for name in {**mine, **yours}:
        before, one, two = (side.get(name) for side in (old, mine, yours))
        flat[name] = two if one == before else one
        if one != two and before not in (one, two):
            flat[name] = _settled_field(name, one, two)
            clashes[name] = (one, two, flat[name])
    changed = [{name for name in side if side[name] != old.get(name)} for side in (mine, yours)]
    pictures = [any(name.startswith(_MEDIA) for name in names) for names in changed]
    if all(pictures) and mine.get(f"{_MEDIA}hash") != yours.get(f"{_MEDIA}hash"):
        raise _ApartError  # a description is of one picture
    if (row["kind"], True) in {("text", "text" in clashes), ("testimonial", "value" in clashes)}:
        raise _ApartError  # whole texts: no words of either are lost
    return row, flat, clashes


def _settled_field(name: str, mine: Any, yours: Any) -> Any:
    """Decide between two values of a field, the same whichever comes first."""
    if name == "note" and mine and yours:
        return joined_words(*sorted((mine, yours)))
    if name == "trims":  # what one of them left in stays
        return min(mine, yours, key=lambda trims: (_cut(trims), trims))
    return max(mine, yours, key=lambda value: json.dumps(value, sort_keys=True))


def _cut(trims: str) -> int:
    try:
        return sum(end - start for start, end in json.loads(trims)) if trims else 0
    except (TypeError, ValueError):  # another program may have written it
        return 0


def _picture(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what is kept of a picture of the editor's own; None for other blocks."""
    if row["kind"] != "image":
        return None
    try:
        value = json.loads(row["value"])
    except ValueError:  # another program may have written it
        return None
    sound = isinstance(value, dict) and isinstance(value.get("media"), dict)
    return value if sound else None


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a row; those of a picture and of its caption are fields, too."""
    flat = {name: value for name, value in row.items() if name not in _NAMED}
    flat.setdefault("note", "")  # what was told before there were notes has none
    if value := _picture(row):
        del flat["value"]
        media = value.pop("media")
        flat |= {f"{_VALUE}{name}": each for name, each in value.items()}
        flat |= {f"{_MEDIA}{name}": each for name, each in media.items()}
    return flat


def _folded(row: Mapping[str, Any], flat: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with other fields; the contrary of `_flat`."""
    values = {name: each for name, each in flat.items() if not name.startswith((_VALUE, _MEDIA))}
    if value := _picture(row):
        for name in value:
            value[name] = flat.get(f"{_VALUE}{name}", value[name])
        value["media"] = {
            name: flat.get(f"{_MEDIA}{name}", each) for name, each in value["media"].items()
        }
        values["value"] = json.dumps(value, ensure_ascii=False)
    kept = {name: each for name, each in values.items() if each is not None}
    return {**{name: row[name] for name in row if name in _NAMED or name in values}, **kept}


def _rows_of(units: Iterable[str]) -> str:
    """Return the rows of several units as one list."""
    return json.dumps([row for unit in units for row in json.loads(unit)], ensure_ascii=False)


def _assemble_story(fields: Mapping[str, Any], units: Iterable[str]) -> str:
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
