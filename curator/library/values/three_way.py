"""Merging the opinions of two copies of a library by what each changed since they parted.

Opinions are named as `desk.opinions` names them. Everything here gives the same result whichever
copy comes first, and changes nothing when it is done again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from curator.library.values.story_merge import (
    Choice,
    bare,
    derived,
    joined_words,
    merge_story,
    name_by_content,
)
from curator.model import joined_wishes

Opinion: TypeAlias = tuple[str, ...]
"""The subject of an opinion: its kind, then the names of what it is about."""

Opinions: TypeAlias = dict[Opinion, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """An opinion that both copies changed, each otherwise. None: it was deleted."""

    about: Opinion
    """The opinion; within a story ('story', its uid, and what of it: see StoryConflict)."""

    ours: str | None
    theirs: str | None
    settled: str | None
    """The result unless another is chosen."""

    def chosen(self, choice: Choice) -> str | None:
        """Return the result of a choice."""
        return {"ours": self.ours, "theirs": self.theirs}.get(choice, self.settled)


def three_way(
    base: Opinions,
    ours: Opinions,
    theirs: Opinions,
    choices: Mapping[Opinion, Choice] | None = None,
) -> tuple[dict[Opinion, str | None], list[Conflict]]:
    """Return the changes to make in ours, and the conflicts.

    A change made on one side is adopted. Where both sides changed an opinion, the choice of the
    editor decides, or else a rule that gives the same result from either side; see `settled`.
    """
    merged: Opinions = {}
    conflicts: list[Conflict] = []
    for opinion in _all(base, ours, theirs):
        if opinion[0] == "story":
            continue
        was, own, other = base.get(opinion), ours.get(opinion), theirs.get(opinion)
        result = own if other in {was, own} else other
        if other not in {was, own} and own != was:
            result = settled(opinion[0], opinion[-1], own, other)
            if opinion[0] not in _NAMES or None in {own, other}:
                conflict = Conflict(opinion, own, other, result)
                conflicts.append(conflict)
                result = conflict.chosen((choices or {}).get(opinion, "settled"))
        if result is not None:
            merged[opinion] = result
    conflicts += _merge_stories(merged, (base, ours, theirs), choices or {})
    _keep_used_tags(merged, (base, ours, theirs))
    _share_number_keys(merged)
    _part_circles(merged)
    _join_accounts(merged)
    changed = (each for each in _all(ours, merged) if merged.get(each) != ours.get(each))
    return {each: merged.get(each) for each in changed}, conflicts


def _all(*sides: Iterable[Opinion]) -> list[Opinion]:
    return sorted({opinion for side in sides for opinion in side})


_NAMES = frozenset({"tag", "tag name"})
"""Kinds whose values differ only in the case of a tag's name."""

_STRICTNESS = ("full", "handle", "role", "withheld")


def settled(kind: str, name: str, one: str | None, other: str | None) -> str | None:
    """Decide between two opinions, the same whichever comes first.

    An opinion wins over none, a star over a rejection, the stricter consent over the other; two
    notes and all wishes are kept; of other texts the alphabetically later is taken.
    """
    if one is None or other is None:
        return one if other is None else other
    low, high = sorted((one, other))
    if kind == "note":
        return joined_words(low, high)
    if kind == "person" and name == "consent":
        return max(low, high, key=_STRICTNESS.index)
    if kind == "person" and name == "wishes":
        return joined_wishes(low, high)
    return high


# Stories


def _merge_stories(
    merged: Opinions,
    sides: tuple[Opinions, Opinions, Opinions],
    choices: Mapping[Opinion, Choice],
) -> list[Conflict]:
    """Add the stories to a merge, and return what both sides changed of them at one place."""
    base = _stories(sides[0])
    ours, theirs = (_name_by_content(_stories(side), base) for side in sides[1:])
    _name_alike(base, ours, theirs)
    conflicts: list[Conflict] = []
    for uid in _all([(each,) for side in (base, ours, theirs) for each in side]):
        about = ("story", *uid)
        was, own, other = (side.get(uid[0]) for side in (base, ours, theirs))
        result = own if other in {was, own} else other
        if own in {was, other} or other == was:
            pass
        elif own is None or other is None:  # words win over none, but it is told
            conflict = Conflict(about, own, other, own or other)
            conflicts.append(conflict)
            result = conflict.chosen(choices.get(about, "settled"))
        else:
            result, found = merge_story(
                was or "", own, other, lambda what: choices.get((*about, what), "settled")  # noqa: B023  called at once
            )  # fmt: skip
            conflicts += [
                Conflict((*about, each.what), each.ours, each.theirs, each.settled)
                for each in found
            ]
        if result is not None:
            merged[about] = result
    return conflicts


def _stories(side: Opinions) -> dict[str, str]:
    return {each[1]: value for each, value in side.items() if each[0] == "story"}


def _name_by_content(stories: dict[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return stories without names that another may have in the other copy: old ones are ids."""
    found: dict[str, str] = {}
    for uid, story in stories.items():
        name = uid if uid in base or not uid.isdigit() else derived(uid, bare(story))
        found[name] = name_by_content(story, base.get(uid, ""))
    return found


def _name_alike(base: Mapping[str, str], *sides: dict[str, str]) -> None:
    """Give a story that both sides have, each under a name of its own, one name in both."""
    new = [
        sorted((bare(side[uid]), uid) for uid in side.keys() - base.keys() - other.keys())
        for side, other in (sides, sides[::-1])
    ]
    for content, uid in new[0]:
        alike = next((each for each in new[1] if each[0] == content), None)
        if alike is not None:
            new[1].remove(alike)
            kept = min((uid, sides[0][uid]), (alike[1], sides[1][alike[1]]))
            del sides[0][uid], sides[1][alike[1]]
            sides[0][kept[0]] = sides[1][kept[0]] = kept[1]


# What one opinion means for another


def _keep_used_tags(merged: Opinions, sides: Iterable[Opinions]) -> None:
    """Keep a tag that one side deleted while the other went on using it."""
    used = {each[-1] for each in merged if each[0] in _OF_TAG}
    used |= {value.lower() for each, value in merged.items() if each[0] == "parent"}
    for name in sorted(used):
        written = [side["tag name", name] for side in sides if ("tag name", name) in side]
        if ("tag name", name) not in merged and written:
            merged["tag name", name] = max(written)


_OF_TAG = frozenset({"tag", "definition", "colour", "key", "parent"})


def _share_number_keys(merged: Opinions) -> None:
    """Leave each number key to one tag, the alphabetically first."""
    taken: set[str] = set()
    for opinion in sorted(each for each in merged if each[0] == "key"):
        if merged[opinion] in taken:
            del merged[opinion]
        else:
            taken.add(merged[opinion])


def _part_circles(merged: Opinions) -> None:
    """Put a tag to the top that would stand under itself."""
    for opinion in sorted(each for each in merged if each[0] == "parent"):
        above, seen = merged.get(opinion), {opinion[1]}
        while above is not None and above.lower() not in seen:
            seen.add(above.lower())
            above = merged.get(("parent", above.lower()))
        if above is not None and above.lower() == opinion[1]:
            del merged[opinion]


def _join_accounts(merged: Opinions) -> None:
    """Let each account point to its person's main account in one step, as the library keeps it."""
    accounts = sorted(each for each in merged if each[0] == "account")
    faces: dict[Opinion, str] = {}
    for opinion in accounts:
        path = [opinion]
        while (following := _account(merged[path[-1]])) in merged and following not in path:
            path.append(following)
        circle = path[path.index(following) :] if following in path else []
        faces[opinion] = min(" ".join(each[1:]) for each in circle) if circle else merged[path[-1]]
    for opinion, face in faces.items():
        if _account(face) == opinion:
            del merged[opinion]
        else:
            merged[opinion] = face


def _account(value: str) -> Opinion:
    platform, _, handle = value.partition(" ")
    return "account", platform, handle
