"""DAG-CBOR: every kind of value, and no bytes that do harm."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.readers.kit.bluesky.dag_cbor import DamagedError, Link, blocks, decoded


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("00", 0),
        ("17", 23),
        ("1818", 24),
        ("190100", 256),
        ("3863", -100),
        ("43010203", b"\1\2\3"),
        ("64f09f8cb1", "🌱"),
        ("83010203", [1, 2, 3]),
        ("a2616101616202", {"a": 1, "b": 2}),
        ("f4", False),
        ("f5", True),
        ("f6", None),
        ("fb3ff199999999999a", 1.1),
        ("d82a450001711200", Link(bytes.fromhex("01711200"))),
    ],
)
def test_a_value_is_read(content: str, value: Any) -> None:
    assert decoded(bytes.fromhex(content)) == value


@pytest.mark.parametrize(
    "content",
    ["", "18", "61", "9bffffffffffffffff", "bf", "9f01ff", "c101", "a10102", "ff", "d82a4100"[:6]],
)
def test_what_is_no_value_is_damage(content: str) -> None:
    with pytest.raises(DamagedError):
        decoded(bytes.fromhex(content))


def test_lists_in_lists_have_an_end() -> None:
    with pytest.raises(DamagedError):
        decoded(b"\x81" * 100_000 + b"\0")


@given(content=st.binary(max_size=200))
def test_any_bytes_are_a_value_or_damage(content: bytes) -> None:
    try:
        decoded(content)
        list(blocks(io.BytesIO(content)))
    except DamagedError:
        pass


def test_a_large_block_is_passed_over_in_little_time() -> None:
    address = b"\x01\x71\x12\x20" + b"\7" * 32
    size = 9 << 20
    length = bytes((size & 127 | 128, size >> 7 & 127 | 128, size >> 14 & 127 | 128, size >> 21))
    began = time.perf_counter()
    (large,) = blocks(io.BytesIO(b"\1\xa0" + length + address + bytes(size - len(address))))
    assert large == (Link(address), b"")
    assert time.perf_counter() - began < 1
