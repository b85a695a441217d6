"""Tables in JSON: flat objects, one on each line or in one list, seen as rows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from curator.i18n import tr
from curator.model import Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.records import place_words, records
from curator.readers.kit.tables.delimited import WHAT, Row
from curator.readers.kit.tables.limits import MOST_COLUMNS

_SAMPLE = 100
_DEEPEST = 3


class ObjectTable:
    """A table of which every row is an object; its columns are what the first of them have."""

    def __init__(self, source: Source, name: str) -> None:
        self._source = source
        self._name = name
        self._called = place_words(source, name)
        self.header = _header(source, name)

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every object, in order."""
        for number, value in records(self._source, self._name):
            place = f"{self._called}{number}"
            if isinstance(value, Skipped):
                yield value._replace(where=place)
            elif isinstance(value, dict):
                cells = dict(_cells(value, "", 1))
                yield Row(place, [cells.get(name, "") for name in self.header], _raw(cells))
            else:
                why = tr("The record is not a set of names and values.")
                yield Skipped(place, why, str(value)[:WHAT])


def _header(source: Source, name: str) -> tuple[str, ...]:
    """Return the names in the first objects, in the order in which they come."""
    done = source.done
    names: dict[str, None] = {}
    for _, value in islice(records(source, name), _SAMPLE):
        if isinstance(value, dict):
            names.update((column, None) for column, _ in _cells(value, "", 1))
    source.done = done
    return tuple(islice(names, MOST_COLUMNS))


def _cells(record: dict[str, Any], before: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the values of an object as text, those of an inner one as 'outer.inner'."""
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _cells(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, _text(value)


def _text(value: object) -> str:
    """Return a value as the cell of a table."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return " ".join(map(str, value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _raw(cells: dict[str, str]) -> str:
    return " ".join(islice(cells.values(), 8))[:WHAT]
