"""DAG-CBOR, the bytes in which Bluesky keeps records, and the CAR files that hold them.

A small decoder of our own: a file is read a block at a time in the memory of one block, and no
bytes make anything but values or one DamagedError. What the format does not allow (tags other
than links, lengths without end, names that are no text) is damage.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from typing_extensions import override

MOST_BYTES = 4 << 20
"""A larger block is a picture or an attack; no record is."""

_DEEPEST = 32
_LINK = 42
_VARINT = 9
_SHA256 = 0x12
_DIGEST = 32
_SIMPLE = {20: False, 21: True, 22: None}
_FLOATS = {25: ">e", 26: ">f", 27: ">d"}


class DamagedError(Exception):
    """Bytes that are no DAG-CBOR, or a CAR file that ends in the middle of a block."""


class Link(NamedTuple):
    """The address of a block, by what is in it."""

    raw: bytes

    @override
    def __str__(self) -> str:
        return "b" + base64.b32encode(self.raw).decode().lower().rstrip("=")


class Block(NamedTuple):
    """A part of a CAR file."""

    link: Link
    content: bytes
    """b'' of one that is too large."""


def blocks(file: IO[bytes]) -> Iterator[Block]:
    """Yield the blocks of a CAR file, in order, after its head."""
    head = _varint(file)
    if head is None or head > MOST_BYTES:
        raise DamagedError
    _exactly(file, head)
    while (size := _varint(file)) is not None:
        if size > MOST_BYTES:
            start = _exactly(file, _DIGEST + 4)
            _pass_over(file, size - len(start))
            yield Block(_split(start)[0], b"")
        else:
            yield Block(*_split(_exactly(file, size)))


def decoded(content: bytes) -> Any:
    """Return the value of a block."""
    value, at = _value(content, 0, 0)
    if at != len(content):
        raise DamagedError
    return value


def _value(content: bytes, at: int, depth: int) -> tuple[Any, int]:
    """Return the value that begins at a place, and where it ends."""
    if at >= len(content) or depth > _DEEPEST:
        raise DamagedError
    kind, few = content[at] >> 5, content[at] & 31
    if kind == 7:  # noqa: PLR2004  the kinds have numbers only
        return _simple(content, at + 1, few)
    number, at = _number(content, at + 1, few)
    if kind < 2:  # noqa: PLR2004  whole numbers, from 0 up and from -1 down
        return (-1 - number if kind else number), at
    if kind < 4:  # noqa: PLR2004  bytes and text
        end = at + number
        if end > len(content):
            raise DamagedError
        piece = content[at:end]
        return (piece.decode("utf-8", "replace") if kind == 3 else piece), end  # noqa: PLR2004
    if kind == 6:  # noqa: PLR2004  a tag
        return _link(content, at, number)
    return _several(content, at, number, depth, named=kind == 5)  # noqa: PLR2004


def _several(content: bytes, at: int, count: int, depth: int, *, named: bool) -> tuple[Any, int]:
    """Return a list, or a set of names and values."""
    if count > len(content) - at:
        raise DamagedError
    values: list[Any] = []
    names: list[str] = []
    for _ in range(count):
        if named:
            name, at = _value(content, at, depth + 1)
            if not isinstance(name, str):
                raise DamagedError
            names.append(name)
        value, at = _value(content, at, depth + 1)
        values.append(value)
    return (dict(zip(names, values, strict=True)) if named else values), at


def _link(content: bytes, at: int, tag: int) -> tuple[Link, int]:
    raw, at = _value(content, at, _DEEPEST)
    if tag != _LINK or not isinstance(raw, bytes) or raw[:1] != b"\0":
        raise DamagedError
    return Link(raw[1:]), at


def _simple(content: bytes, at: int, few: int) -> tuple[Any, int]:
    """Return what is neither counted nor measured: true, false, nothing, a broken number."""
    if few in _SIMPLE:
        return _SIMPLE[few], at
    try:
        found = struct.unpack_from(_FLOATS[few], content, at)
    except (KeyError, struct.error) as error:
        raise DamagedError from error
    return found[0], at + struct.calcsize(_FLOATS[few])


def _number(content: bytes, at: int, few: int) -> tuple[int, int]:
    """Return the number that a value begins with: how much it is, or how long."""
    if few < 24:  # noqa: PLR2004  it stands in the first byte itself
        return few, at
    size = 1 << (few - 24)
    if few > 27 or at + size > len(content):  # noqa: PLR2004  eight bytes at most
        raise DamagedError
    return int.from_bytes(content[at : at + size]), at + size


def _split(content: bytes) -> tuple[Link, bytes]:
    """Split a block into its address and what is in it."""
    if content[:2] == bytes((_SHA256, _DIGEST)):
        size = 2 + _DIGEST
    elif content[:1] == b"\x01" and content[2:4] == bytes((_SHA256, _DIGEST)):
        size = 4 + _DIGEST
    else:
        raise DamagedError
    if len(content) < size:
        raise DamagedError
    return Link(content[:size]), content[size:]


def _varint(file: IO[bytes]) -> int | None:
    """Read a number of as many bytes as it needs; None at the end of the file."""
    number = 0
    for place in range(_VARINT):
        byte = file.read(1)
        if not byte:
            if place:
                raise DamagedError
            return None
        number |= (byte[0] & 127) << 7 * place
        if byte[0] < 128:  # noqa: PLR2004  the last byte of a number
            return number
    raise DamagedError


def _exactly(file: IO[bytes], size: int) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise DamagedError
    return content


def _pass_over(file: IO[bytes], size: int) -> None:
    while size > 0:
        size -= len(_exactly(file, min(size, MOST_BYTES)))
