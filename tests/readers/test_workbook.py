"""Workbooks: what is in their cells, and what those that were made to do harm cannot do."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from curator.errors import ArchiveError
from curator.model import MADE, Post, Skipped
from curator.readers import reader_for, table
from curator.readers.kit.archive.read_options import ReadOptions
from curator.readers.kit.archive.source import Source
from tests.readers.tables import records, tweet_id

SAMPLE = Path(__file__).parents[1] / "samples" / "tags-workbook" / "TAGS roofchat.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["time", "username", "text"]
_HEAD = (
    '<?xml version="1.0"?>{kind}<worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
_WORDS = (
    '<row r="1"><c t="inlineStr"><is><t>time</t></is></c><c t="inlineStr"><is><t>text</t></is>'
)


def book(folder: Path, *rows: Sequence[object], name: str = "chat.xlsx") -> Path:
    whole = Workbook()
    sheet = whole.worksheets[0]
    for row in rows:
        sheet.append([*row])
    whole.save(folder / name)
    return folder / name


def rebuilt(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Put other parts into a workbook."""
    with zipfile.ZipFile(path) as old:
        whole = {info.filename: old.read(info) for info in old.infolist()}
    whole.update(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in whole.items():
            new.writestr(name, content)
    return path


def sheet(inside: str, kind: str = "") -> dict[str, bytes]:
    whole = _HEAD.format(kind=kind) + _WORDS + "</c></row>" + inside + "</sheetData></worksheet>"
    return {SHEET: whole.encode()}


def read(path: Path) -> list[Post | Skipped]:
    with Source(path) as source:
        return records(source)


def test_an_id_that_was_typed_as_a_number_makes_no_link(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ["tweet_id", "created_at", "screen_name", "text"],
        [int(tweet_id(0)), "2014-09-15 18:00:00", "ann", "Soup!"],
        [tweet_id(60), "2014-09-15 18:01:00", "ann", "Roofs!"],
    )
    rounded, sound = read(path)
    assert isinstance(rounded, Post)
    assert isinstance(sound, Post)
    assert rounded.key.startswith(MADE)
    assert not rounded.url
    assert sound.url.endswith(tweet_id(60))


def test_an_id_that_was_rounded_still_tells_the_second(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        ["tweet_id", "screen_name", "text"],
        *([float(tweet_id(n * 60)), "ann", "Soup!"] for n in range(3)),
    )
    assert [post.at.minute for post in read(path) if isinstance(post, Post)] == [0, 1, 2]


def test_words_that_a_spreadsheet_took_for_a_formula_are_reported(tmp_path: Path) -> None:
    path = book(tmp_path, HEADER, ["2024-05-14 20:00", "ann", "#NAME?"])
    (skipped,) = read(path)
    assert isinstance(skipped, Skipped)
    assert "formula" in skipped.why


def test_the_title_of_a_sheet_may_take_its_first_rows(tmp_path: Path) -> None:
    path = book(
        tmp_path, ["Our chat", None, "2024"], [], HEADER, [date(2024, 5, 14), "ann", "Soup!"]
    )
    (post,) = read(path)
    assert isinstance(post, Post)
    assert (post.text, post.precision, post.place) == ("Soup!", "day", "Sheet, row 4")


def test_a_user_may_choose_the_columns_of_a_sheet(tmp_path: Path) -> None:
    path = book(tmp_path, ["When", "Who", "Remark"], ["2024-05-14 20:00", "ann", "Soup!"])
    with Source(path) as source:
        assert "“Sheet”" in table.about(source)
        options = ReadOptions(columns={"text": "Remark", "handle": "Who", "time": "When"})
        (post,) = table.read(source, options)
    assert isinstance(post, Post)
    assert post.text == "Soup!"


def test_a_damaged_workbook_costs_none_of_its_neighbours(tmp_path: Path) -> None:
    book(tmp_path, HEADER, ["2024-05-14 20:00", "ann", "Soup!"], name="a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 and nothing more")
    with Source(tmp_path) as source:
        assert len(records(source)) == 1
        assert "save the sheet as CSV" in source.remarks[0].why


def test_a_folder_with_a_zip_in_it_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as whole:
        whole.writestr("chat.csv", "time,username,text\n2024-05-14 20:00,ann,Soup!\n")
    with Source(tmp_path) as source, pytest.raises(ArchiveError, match="does not recognise"):
        reader_for(source)


def test_a_document_that_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    with zipfile.ZipFile(path, "w") as whole:
        whole.writestr("[Content_Types].xml", "<Types/>")
        whole.writestr("word/document.xml", "<w/>")
    with Source(path) as source, pytest.raises(ArchiveError, match="no workbook"):
        reader_for(source)


@pytest.mark.parametrize("far", ["A4000000000", "XFD1048576", "A1048576"])
def test_a_cell_that_lies_far_away_costs_no_time(tmp_path: Path, far: str) -> None:
    row = far.lstrip("XFDA")
    path = rebuilt(book(tmp_path), sheet(f'<row r="{row}"><c r="{far}"><v>1</v></c></row>'))
    began = time.process_time()
    with Source(path) as source:
        list(table.read(source, ReadOptions(columns={"text": "text", "time": "time"})))
    assert time.process_time() - began < 5


def test_a_bomb_is_left_alone(tmp_path: Path) -> None:
    bomb = {"xl/sharedStrings.xml": b" " * (16 << 20)}
    source = Source(rebuilt(book(tmp_path, HEADER), bomb))
    with source, pytest.raises(ArchiveError, match="suspiciously large"):
        reader_for(source)


def test_an_entity_brings_nothing_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the word is owl")
    kind = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    cells = (
        '<c t="inlineStr"><is><t>2024-05-14</t></is></c><c t="inlineStr"><is><t>A &e;</t></is></c>'
    )
    path = rebuilt(book(tmp_path), sheet(f"<row>{cells}</row>", kind))
    try:
        assert "owl" not in str(read(path))
    except ArchiveError as error:
        assert "owl" not in str(error)  # noqa: PT017  either answer is right


def test_entities_that_multiply_are_stopped(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    cell = '<row><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
    kind = f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>'
    began = time.process_time()
    try:
        read(rebuilt(book(tmp_path), sheet(cell, kind)))
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right
    assert time.process_time() - began < 5


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
@settings(max_examples=60)
@given(flips=st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=8))
def test_spoilt_parts_never_crash(part: str, tmp_path: Path, flips: list[tuple[int, int]]) -> None:
    path = tmp_path / "spoilt.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    with zipfile.ZipFile(path) as whole:
        content = bytearray(whole.read(part))
    for place, byte in flips:
        content[place % len(content)] = byte
    try:
        for record in read(rebuilt(path, {part: bytes(content)})):
            assert isinstance(record, Skipped) or record.at.tzinfo
    except ArchiveError as error:
        assert str(error).endswith(".")  # noqa: PT017  either answer is right
