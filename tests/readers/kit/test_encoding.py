"""Encodings: what the bytes prove, and old damage undone."""

from __future__ import annotations

import io

import pytest

from curator.readers.kit.text.encoding import find_encoding


def read(content: bytes) -> str:
    encoding = find_encoding(io.BytesIO(content))
    return encoding.repair(encoding.open(io.BytesIO(content)).read())


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "Café “Zürich” – naïve, déjà vu…"),
        ("mac_roman", "Café “Zürich” – naïve, déjà vu…"),
        ("utf-8", "Café 屋根 🍅"),
        ("utf-16-be", "Cafe and more words"),
        ("utf-32-le", "Cafe and more words"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(codec: str, text: str) -> None:
    assert read(text.encode(codec)) == text


def test_one_bad_byte_does_not_spoil_the_rest() -> None:
    assert read("屋根 “soup” 🍅 ".encode() + b"caf\xe9 now") == "屋根 “soup” 🍅 café now"


def test_a_file_cut_inside_a_letter_is_still_utf_8() -> None:
    assert read("屋根".encode()[:-1]) == "屋�"


def test_quotation_marks_misread_twice_are_mended() -> None:
    curly = "it’s “so” – and—‘no’"
    bytes_twice_wrong = curly.encode().replace(b"\x9d", b"\x9d")
    misread = "".join(
        chr(byte) if byte == 0x9D else bytes([byte]).decode("cp1252") for byte in bytes_twice_wrong
    )
    stored = b"".join(b"\x9d" if c == "\x9d" else c.encode("mac_roman") for c in misread)
    assert read(stored) == curly


def test_what_was_lost_of_a_quotation_mark_shows_as_lost() -> None:
    assert read("we\u00e2\u20acre, it\u00e2\u20ac\u2122s".encode("mac_roman")) == "we�re, it’s"
