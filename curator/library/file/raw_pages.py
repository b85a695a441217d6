"""Reading the rows in a file's pages without SQLite, for where SQLite gives up.

A damaged page hides everything below it, even if that is intact. So the leaf pages are read one
by one. The table of a leaf is known from the pages above it; if these are lost, it is guessed
from the shape of the rows. The format is described at https://sqlite.org/fileformat.html;
everything in a page is checked before it is used.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from curator.library.file.shape import Column

Raw: TypeAlias = tuple[int, list[Any]]
"""The number of a row, and its values: whole numbers, floats, bytes, None."""

_LEAF, _INNER = 0x0D, 0x05
_USUAL_SIZE = 4_096
_MOST_VALUES = 100
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_SCHEMA_VALUES = 5


class RawPages:
    """A file's pages, and the rows in them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        said = int.from_bytes(content[16:18], "big")
        is_whole = content[:6] == b"SQLite"
        self._size = (65_536 if said == 1 else said) if is_whole else _USUAL_SIZE
        if self._size < 512 or self._size & (self._size - 1):  # noqa: PLR2004  no such pages
            self._size = _USUAL_SIZE
        self._count = len(content) // self._size
        self._free = self._free_pages() if is_whole else set[int]()

    def tables(self, shapes: Mapping[str, tuple[Column, ...]]) -> dict[str, list[Raw]]:
        """Return the rows of tables; of the same row, that which SQLite would find comes first."""
        roots = self._roots()
        found: dict[str, list[Raw]] = {}
        owned: set[int] = set()
        for table, root in roots.items():
            leaves = self._leaves_below(root)
            owned |= leaves
            if table in shapes:
                found[table] = [row for leaf in sorted(leaves) for row in self._rows(leaf)]
        for page in range(1, self._count + 1):
            if page not in owned and page not in self._free and self._kind(page) == _LEAF:
                rows = list(self._rows(page))
                if table := _guess(rows, shapes):
                    found.setdefault(table, []).extend(rows)
        return found

    # The way down

    def _roots(self) -> dict[str, int]:
        """Return where each table begins, as rows of the schema say, wherever these lie."""
        roots: dict[str, int] = {}
        for page in range(1, self._count + 1):
            if self._kind(page) == _LEAF and page not in self._free:
                for _, values in self._rows(page):
                    if _is_schema(values) and 0 < values[3] <= self._count:
                        roots[values[1].decode(errors="replace")] = values[3]
        return roots

    def _leaves_below(self, root: int) -> set[int]:
        leaves, seen, waiting = set[int](), set[int](), [root]
        while waiting:
            page = waiting.pop()
            if page in seen or not 0 < page <= self._count:
                continue
            seen.add(page)
            kind = self._kind(page)
            if kind == _LEAF:
                leaves.add(page)
            elif kind == _INNER:
                waiting += self._children(page)
        return leaves

    def _children(self, page: int) -> list[int]:
        content, at = self._page(page), self._header_at(page)
        cells = self._cells(content, at, 12)
        places = [at + 8, *cells]
        return [int.from_bytes(content[place : place + 4], "big") for place in places]

    def _free_pages(self) -> set[int]:
        free: set[int] = set()
        trunk = int.from_bytes(self._content[32:36], "big")
        while 0 < trunk <= self._count and trunk not in free:
            free.add(trunk)
            content = self._page(trunk)
            count = min(int.from_bytes(content[4:8], "big"), self._size // 4 - 2)
            free |= set(struct.unpack(f">{count}I", content[8 : 8 + 4 * count]))
            trunk = int.from_bytes(content[:4], "big")
        return free

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self._size : number * self._size]

    @staticmethod
    def _header_at(page: int) -> int:
        return 100 if page == 1 else 0

    def _kind(self, page: int) -> int:
        return self._page(page)[self._header_at(page)]

    def _cells(self, content: bytes, at: int, header: int) -> Iterator[int]:
        count = int.from_bytes(content[at + 3 : at + 5], "big")
        for number in range(min(count, self._size // 4)):
            place = at + header + 2 * number
            cell = int.from_bytes(content[place : place + 2], "big")
            if at + header < cell < self._size:
                yield cell

    # Rows

    def _rows(self, page: int) -> Iterator[Raw]:
        content = self._page(page)
        for cell in self._cells(content, self._header_at(page), 8):
            try:
                yield self._row(content, cell)
            except (IndexError, ValueError, struct.error):
                continue

    def _row(self, content: bytes, cell: int) -> Raw:
        length, at = _number(content, cell)
        rowid, at = _number(content, at)
        if length > len(self._content):
            raise ValueError(length)
        return _signed(rowid), _values(self._payload(content, at, length))

    def _payload(self, content: bytes, at: int, length: int) -> bytes:
        """Return what a cell holds, with what was too long for its page."""
        most = self._size - 35
        if length <= most:
            return content[at : at + length]
        least = (self._size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._size - 4)
        here = here if here <= most else least
        parts, left = [content[at : at + here]], length - here
        page = int.from_bytes(content[at + here : at + here + 4], "big")
        for _ in range(self._count):
            if left <= 0 or not 0 < page <= self._count:
                break
            more = self._page(page)
            parts.append(more[4 : 4 + left])
            left -= self._size - 4
            page = int.from_bytes(more[:4], "big")
        if left > 0:
            raise ValueError(left)
        return b"".join(parts)


def _number(content: bytes, at: int) -> tuple[int, int]:
    """Read a whole number as SQLite packs it; return it and where it ends."""
    value = 0
    for place in range(8):
        byte = content[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004  the last of it
            return value, at + place + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _values(payload: bytes) -> list[Any]:
    header, at = _number(payload, 0)
    kinds: list[int] = []
    while at < header:
        kind, at = _number(payload, at)
        kinds.append(kind)
    if at != header or not 0 < len(kinds) <= _MOST_VALUES:
        raise ValueError(header)
    values: list[Any] = []
    for kind in kinds:
        length = _length(kind)
        part = payload[at : at + length]
        if len(part) != length:
            raise ValueError(kind)
        values.append(_value(kind, part))
        at += length
    return values


def _length(kind: int) -> int:
    if kind in _INTEGERS:
        return _INTEGERS[kind]
    if kind == 7:  # noqa: PLR2004  a float
        return 8
    if kind in {0, 8, 9}:
        return 0
    if kind < 12:  # noqa: PLR2004  kept for later versions
        raise ValueError(kind)
    return (kind - 12) // 2


def _value(kind: int, part: bytes) -> Any:
    if kind == 0:
        return None
    if kind in {8, 9}:
        return kind - 8
    if kind == 7:  # noqa: PLR2004  a float
        return struct.unpack(">d", part)[0]
    return int.from_bytes(part, "big", signed=True) if kind in _INTEGERS else part


def _is_schema(values: list[Any]) -> bool:
    return (
        len(values) == _SCHEMA_VALUES
        and values[0] == b"table"
        and isinstance(values[1], bytes)
        and isinstance(values[3], int)
    )


def _guess(rows: list[Raw], shapes: Mapping[str, tuple[Column, ...]]) -> str:
    """Return the one table that all rows fit, or ''."""
    fitting = [
        table
        for table, columns in shapes.items()
        if rows and all(_fits(values, columns) for _, values in rows)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(values: list[Any], columns: tuple[Column, ...]) -> bool:
    return len(values) == len(columns) and all(map(_is_of, values, columns))


def _is_of(value: Any, column: Column) -> bool:
    """Tell whether a value may stand in a column."""
    match column.kind:
        case _ if value is None:
            return column.optional or column.key
        case "INTEGER":
            return isinstance(value, int)
        case "REAL":
            return isinstance(value, int | float)
        case _:
            return isinstance(value, bytes)
