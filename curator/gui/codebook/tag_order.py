"""The order of tags in lists, and the digits that take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from curator.i18n import tr
from curator.library import KEYS, Library, Tag, TagId, folded

TagOrder: TypeAlias = Literal["key", "name", "count", "used"]
"""'key': as the codebook has them; 'used': the last used first."""

ORDERS: tuple[TagOrder, ...] = get_args(TagOrder)
_KEPT = "tag order"


def order_words() -> list[str]:
    """Return the orders in words."""
    return [tr("By key"), tr("By name"), tr("By count"), tr("Last used")]


def tag_order(library: Library) -> TagOrder | None:
    """Return the order that the editor chose for this library, or None."""
    kept = library.recall(_KEPT)
    return next((order for order in ORDERS if order == kept), None)


def keep_tag_order(library: Library, order: str) -> None:
    """Remember an order."""
    library.remember(_KEPT, order)


def in_order(tags: Sequence[Tag], order: TagOrder, recent: Sequence[str]) -> list[Tag]:
    """Return tags sorted, each before those under it; recent: names, the last used first."""
    if order == "key":
        return list(tags)
    places = {name: place for place, name in enumerate(recent)}
    under: dict[TagId | None, list[Tag]] = {}
    for tag in tags:
        under.setdefault(tag.parent, []).append(tag)

    def rank(tag: Tag) -> tuple[int, str]:
        by = {"count": -tag.whole, "used": places.get(tag.name, len(places)), "name": 0}
        return by[order], folded(tag.name)

    found: list[Tag] = []
    waiting = sorted(under.get(None, ()), key=rank, reverse=True)
    while waiting:
        tag = waiting.pop()
        found.append(tag)
        waiting += sorted(under.get(tag.id, ()), key=rank, reverse=True)
    return found


def digit(event: QKeyEvent, typed: str, names: Iterable[str]) -> int | None:
    """Return the place, from 0, that a digit means; None if it is part of a name, or no digit."""
    number = event.key() - Qt.Key.Key_0.value
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not 1 <= number <= KEYS or held:
        return None
    wanted = folded(f"{typed}{number}")
    return None if typed and any(wanted in name for name in names) else number - 1
