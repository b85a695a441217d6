"""JSON is read a record at a time, and a damaged record costs only itself."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from curator.model import Skipped
from curator.readers.kit.archive.source import Source
from curator.readers.kit.json.records import are_lines, items, lines, records


def found(path: Path, content: bytes | str, reader: Any = records) -> list[Any]:
    """Return the values that a file is read as; of what was skipped, the reason."""
    whole = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    file = path / "a.json"
    file.write_bytes(whole)
    with Source(file) as source:
        values = [value for _, value in reader(source, "a.json")]
    return [value.why if isinstance(value, Skipped) else value for value in values]


@pytest.mark.parametrize(
    "content",
    [
        '{"a": 1}\n{"a": 2}\n',
        '{"a": 1}\r\n\r\n{"a": 2}',
        '{"a": 1}{"a": 2}',
        '{"a": 1},\n{"a": 2},\n',
        '[{"a": 1}, {"a": 2}]',
        '[\n{"a": 1},\n{"a": 2}\n]\n',
        '[{"a": 1}]\n[{"a": 2}]',
        '{\n "a": 1\n}\n{\n "a": 2\n}',
        'window.YTD.tweets.part0 = [{"a": 1}, {"a": 2}];\n',
        '{\n"search_metadata": {"n": [3]}, "statuses": [\n{"a": 1}, {"a": 2}]}',
    ],
)
def test_however_records_are_listed_they_are_found(tmp_path: Path, content: str) -> None:
    assert found(tmp_path, content) == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
@pytest.mark.parametrize("content", ['{"a": "é🦉"}\n{"a": 2}\n', '[{"a": "é🦉"},\n{"a": 2}]'])
def test_a_byte_order_mark_or_noughts_tell_the_encoding(
    tmp_path: Path, content: str, encoding: str
) -> None:
    assert found(tmp_path, content.encode(encoding)) == [{"a": "é🦉"}, {"a": 2}]


@pytest.mark.parametrize("reader", [lines, items])
def test_bytes_of_old_windows_are_read_and_remarked_on(tmp_path: Path, reader: Any) -> None:
    file = tmp_path / "a.json"
    file.write_bytes('{"a": "é “x”"}'.encode("cp1252") + '\n{"a": "🦉"}\n'.encode())
    source = Source(file)
    assert [value["a"] for _, value in reader(source, "a.json")] == ["é “x”", "🦉"]
    assert "Windows" in source.remarks[0].why


@pytest.mark.parametrize("reader", [lines, items])
def test_what_one_parser_refuses_the_other_reads(tmp_path: Path, reader: Any) -> None:
    content = r'{"a": "\ud83e", "b": NaN, "c": 1e999, "d": "x\u0000y", "e": [-Infinity]}'
    read = {"a": "\N{REPLACEMENT CHARACTER}", "b": None, "c": None, "d": "xy", "e": [None]}
    assert found(tmp_path, content, reader) == [read]


def test_a_line_is_cut_at_line_feeds_only(tmp_path: Path) -> None:
    content = '{"a": "one\u2028two\u0085three"}\n{"a": 2}'
    assert len(found(tmp_path, content)) == 2


@pytest.mark.parametrize(
    "start", ["[" * 100_000, '{"a":' * 100_000, '[{"a": 1}, ' + "[" * 100_000]
)
def test_what_is_nested_too_deeply_is_skipped(tmp_path: Path, start: str) -> None:
    assert any("nested too deeply" in str(value) for value in found(tmp_path, start))


@pytest.mark.parametrize("reader", [lines, items])
def test_a_number_of_absurd_length_does_no_harm(tmp_path: Path, reader: Any) -> None:
    assert len(found(tmp_path, '{"a": ' + "9" * 5000 + "}", reader)) == 1


def test_a_damaged_item_costs_only_itself(tmp_path: Path) -> None:
    rows = [{"tweet": {"n": n, "inner": [{"tweets": n}]}} for n in range(6)]
    content = json.dumps(rows, indent=2).replace('"n": 3,', '"n": "3,,')
    read = found(tmp_path, "window.YTD.tweets.part0 = " + content)
    assert [row["tweet"]["n"] for row in read if isinstance(row, dict)] == [0, 1, 2, 4, 5]
    assert sum(isinstance(row, str) for row in read) == 1


@pytest.mark.parametrize("content", ['[{"a": 1}, {"a": 2}, {"a"', '{"a": 1}\n{"a": 2}\n{"a": "x'])
def test_a_cut_file_gives_all_before_the_cut(tmp_path: Path, content: str) -> None:
    *whole, last = found(tmp_path, content)
    assert whole == [{"a": 1}, {"a": 2}]
    assert last == (
        "The file ends in the middle of a post. Everything before that can be imported."
    )


def test_a_list_that_ends_between_posts_is_missed_too(tmp_path: Path) -> None:
    assert "middle" in found(tmp_path, '[{"a": 1},')[-1]


def test_a_script_behind_the_list_is_not_read(tmp_path: Path) -> None:
    read = found(tmp_path, 'window.YTD.tweets.part0 = [{"a": 1}]; fetch("https://example.org")')
    assert read[0] == {"a": 1}
    assert "no post" in read[1]


def test_an_endless_string_takes_no_time(tmp_path: Path) -> None:
    assert len(found(tmp_path, '[{"a": "' + "x" * 3_000_000)) == 1


def test_a_long_list_is_read_in_little_memory(tmp_path: Path) -> None:
    row = json.dumps({"a": "x" * 1000}).encode()
    file = tmp_path / "a.json"
    file.write_bytes(b"[" + b",\n".join([row] * 20_000) + b"]")
    tracemalloc.start()
    with Source(file) as source:
        assert not are_lines(source, "a.json")
        assert sum(1 for _ in items(source, "a.json")) == 20_000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 8_000_000
