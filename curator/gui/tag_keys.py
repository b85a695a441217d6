"""Which tag has which number key. A number stays with its tag, however often that is used."""

from __future__ import annotations

import json

from curator.library import Library

_KEYS = 9


def tag_keys(library: Library) -> dict[int, str]:
    """Return the tags that have a number key, by number from 1.

    A new tag takes the first number that no tag has; one that is gone keeps its number,
    because it may come back by undo, until another needs it.
    """
    names = [name for name, _ in library.desk.tags()]
    slots = [*_remembered(library), *[""] * _KEYS][:_KEYS]
    held = set(slots)
    for name in names:
        if name in held:
            continue
        free = [place for place, held_by in enumerate(slots) if held_by == ""]
        free += [place for place, held_by in enumerate(slots) if held_by not in names]
        if not free:
            break
        slots[free[0]] = name
        held.add(name)
    library.remember("tag_keys", json.dumps(slots, ensure_ascii=False))
    return {place + 1: name for place, name in enumerate(slots) if name in names}


def _remembered(library: Library) -> list[str]:
    try:
        slots = json.loads(library.recall("tag_keys") or "[]")
    except ValueError:  # a library may have been through other hands
        return []
    return [name if isinstance(name, str) else "" for name in slots] if slots else []
