"""The words of Telegram's rich messages, which it writes as a tree of blocks since 2026.

    {"blocks": [{"type": "paragraph", "text": "Leeks"}, {"type": "list", "items": […]}]}

A text is a string, a list of runs, or a run with its text in it. A kind of block that is not known
yet gives the words that are in it: nothing that somebody wrote is dropped for how it was set.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_LINES = ("title", "subtitle", "header", "text", "caption", "credit", "quote", "code")
"""Where a block has its own words, in the order in which they are read."""

_WITHIN = ("blocks", "items", "rows", "cells", "children")
_RUNS = ("text", "texts", "runs", "entities")
_DEEPEST = 24


def words_of_blocks(message: object) -> str:
    """Return the words of a rich message, a line for each block; '' of what is none."""
    return "\n".join(filter(None, map(str.strip, _lines(message, 0))))


def _lines(block: Any, depth: int) -> Iterator[str]:
    """Yield the words of a block and of those in it."""
    if depth > _DEEPEST:
        return
    if isinstance(block, str):
        yield block
    elif isinstance(block, list):
        for each in block:
            yield from _lines(each, depth + 1)
    elif isinstance(block, dict):
        within = [line for field in _WITHIN for line in _lines(block.get(field), depth + 1)]
        own = (_run(block.get(field), depth) for field in _LINES)
        yield from filter(None, own)
        is_listed = "label" in block
        yield from (f"- {line}" if is_listed and line[:2] != "- " else line for line in within)


def _run(value: Any, depth: int) -> str:
    """Return a text put together from its runs."""
    if isinstance(value, str):
        return value
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return "".join(_run(each, depth + 1) for each in value)
    if isinstance(value, dict):
        found = next((value[field] for field in _RUNS if value.get(field)), None)
        return _run(found, depth + 1)
    return ""
