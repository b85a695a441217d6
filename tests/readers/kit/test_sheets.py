"""Sheets: every row is found, with its true line, however the file was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.model import Skipped
from curator.readers.kit.tables.delimited import SWALLOW, Row
from curator.readers.kit.tables.sheets import Sheet
from tests.readers.tables import file

PLAIN = 'id,text\n1,"a, b"\n2,c\n'


def sheet(folder: Path, content: str | bytes) -> Sheet:
    source = file(folder, content)
    return Sheet(source, source.names[0])


def cells(folder: Path, content: str | bytes) -> list[list[str]]:
    return [row.cells for row in sheet(folder, content).rows() if isinstance(row, Row)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_however_it_was_saved(
    tmp_path: Path, codec: str, end: str, delimiter: str
) -> None:
    text = f'id,text\n1,"é{delimiter} b"\n2,c\n'.replace(",", delimiter).replace("\n", end)
    assert cells(tmp_path, text.encode(codec)) == [["1", f"é{delimiter} b"], ["2", "c"]]


def test_a_title_above_the_header_is_set_apart(tmp_path: Path) -> None:
    found = sheet(tmp_path, ",Twitter Query: #a,,\n\nDate,Name,Text,Name\n1,2,3,4\n")
    assert found.title == "Twitter Query: #a"
    assert found.header == ("Date", "Name", "Text", "Name (2)")
    assert [row.place for row in found.rows() if isinstance(row, Row)] == ["line 4"]


def test_columns_without_a_name_get_one(tmp_path: Path) -> None:
    assert sheet(tmp_path, '"",id,text,\n1,2,3,4\n').header == (
        "column 1",
        "id",
        "text",
        "column 4",
    )


def test_a_table_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    found = sheet(tmp_path, '"511575170872246273","Soup!","2014-09-15"\n')
    assert found.header == ("column 1", "column 2", "column 3")
    assert len(list(found.rows())) == 1


def test_blank_rows_and_repeated_headers_are_no_rows(tmp_path: Path) -> None:
    content = PLAIN + "\n,\n  ,  \nid,text\n3,d\n"
    assert cells(tmp_path, content) == [["1", "a, b"], ["2", "c"], ["3", "d"]]


def test_a_row_knows_the_line_it_begins_on(tmp_path: Path) -> None:
    rows = list(sheet(tmp_path, 'id,text\n1,"a\nb"\n2,c\n').rows())
    assert [row.place for row in rows if isinstance(row, Row)] == ["line 2", "line 4"]


def test_long_cells_are_read(tmp_path: Path) -> None:
    assert len(cells(tmp_path, "id,text\n1," + "x" * 2_000_000 + "\n2,b\n")[0][1]) == 2_000_000


def test_a_line_without_end_is_left_out_and_the_next_is_read(tmp_path: Path) -> None:
    first, second = sheet(tmp_path, "id,text\n1," + "x" * (20 << 20) + "\n2,b\n").rows()
    assert isinstance(first, Skipped)
    assert isinstance(second, Row)
    assert (first.where, second.place) == ("line 2", "line 3")


@pytest.mark.parametrize("rows", [3, SWALLOW * 3])
def test_a_quotation_mark_never_closed_costs_one_row(tmp_path: Path, rows: int) -> None:
    content = 'id,text\n0,"never closed\n' + "".join(f"{n},c\n" for n in range(1, rows))
    first, *others = sheet(tmp_path, content).rows()
    assert first == Skipped(
        "line 2", "A quotation mark is not closed in this row.", '0,"never closed'
    )
    assert [row.cells[0] for row in others if isinstance(row, Row)][-1] == str(rows - 1)
    assert len(others) == rows - 1


@pytest.mark.parametrize("tail", ['3,"half a po', "3"])
def test_a_file_that_was_cut_says_where(tmp_path: Path, tail: str) -> None:
    *_, last = sheet(tmp_path, PLAIN + tail).rows()
    assert last == Skipped("line 4", "The row ends in the middle of a post.", tail)


def test_nul_is_taken_out(tmp_path: Path) -> None:
    assert cells(tmp_path, "id,text\n1,a\0b\n") == [["1", "ab"]]
