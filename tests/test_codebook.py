"""Codebooks and coded posts as tables: for Taguette, for QualCoder, for spreadsheets, and back."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from curator.cli import main
from curator.errors import CuratorError
from curator.insight.figures.codebook_tables import Code, read_codes
from curator.library import Library
from curator.model import Author, Standing
from curator.spreadsheet_cells import guarded, unguarded
from curator.work import codebook_in
from tests.conftest import found, post, take_in

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1", "''=1", "\n=1"]


@pytest.fixture
def coded(path: Path) -> Path:
    """Return a library with a tree of tags, a formula among them, and people who hide."""
    with Library(path, make=True) as library:
        ids = take_in(
            library,
            [
                post(1, "=HYPERLINK(“x”)", "ann", author=Author("ann", "Ann Lee"), url="https://x.test/1"),
                post(2, "I met @ann, said Bob", "bob", author=Author("bob", "Bob Roe")),
                post(3, "No tag on this"),
            ],
        )  # fmt: skip
        with library.edit("Code"):
            library.marks.tag(ids[:2], "insight")
            library.marks.tag(ids[1:2], "by mistake")
            library.marks.tag(ids[:1], "=1+1")
            library.marks.note(ids[0], "SECRET note")
            insight = library.tags.make("insight")
            library.tags.put_under(library.tags.make("by mistake"), insight)
            library.tags.define(insight, "What “surprised”,\nand whom.")
            library.tags.paint(insight, "teal")
            bob = library.marks.person(ids[1])
            library.marks.set_standing(bob, Standing(consent="role", role="Librarian"))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def as_taguette_reads(path: Path) -> list[tuple[str, str, str]]:
    """Read a codebook by Taguette's rules: one column of names, parent and description beside."""
    header, *lines = rows(path)
    header = [cell.lower() for cell in header]
    assert sum(name in header for name in ("tag", "name", "path")) == 1
    tag, parent, told = (header.index(name) for name in ("tag", "parent", "description"))
    assert all(len(line) > max(tag, parent, told) for line in lines)
    return [(line[tag].strip(), line[parent].strip(), line[told].strip()) for line in lines]


def as_qualcoder_reads(path: Path) -> list[tuple[list[str], str]]:
    """Read a codebook by QualCoder's rules: no header, a path, a memo."""
    return [([part.strip() for part in re.split(">>", line[0])], line[1]) for line in rows(path)]


def test_taguette_reads_the_codebook(coded: Path, tmp_path: Path) -> None:
    to = tmp_path / "codebook.csv"
    assert run("codebook", coded, "-o", to).output == f"Wrote {to}.\n"
    assert as_taguette_reads(to) == [
        ("insight", "", "What “surprised”,\nand whom."),
        ("by mistake", "insight", ""),
        ("'=1+1", "", ""),
    ]
    assert rows(to)[1] == ["insight", "", "What “surprised”,\nand whom.", "2", "teal", "1"]


def test_qualcoder_reads_the_codebook(coded: Path, tmp_path: Path) -> None:
    to = tmp_path / "codebook.csv"
    run("codebook", coded, "-o", to, "--for", "qualcoder")
    assert as_qualcoder_reads(to) == [
        (["insight"], "What “surprised”,\nand whom."),
        (["insight", "by mistake"], ""),
        (["'=1+1"], ""),
    ]


@pytest.mark.parametrize("shape", ["taguette", "qualcoder"])
def test_a_codebook_written_and_read_is_the_same(coded: Path, tmp_path: Path, shape: str) -> None:
    to, other = tmp_path / "codebook.csv", tmp_path / "other.curator"
    run("codebook", coded, "-o", to, "--for", shape)
    Library(other, make=True).close()
    assert run("codebook", other, "--read", to).output == "3 tags are new, 0 were changed.\n"
    with Library(coded) as one, Library(other) as two:
        told = [
            [(tag.name, tag.definition, tag.depth, tag.key) for tag in each.tags.all()]
            for each in (one, two)
        ]
        assert told[0] == told[1]
        assert two.next_undo
        assert two.next_undo.label == "Read a codebook of 3 tags"


def test_coded_posts_are_listed_as_taguette_lists_highlights(coded: Path, tmp_path: Path) -> None:
    to = tmp_path / "posts.csv"
    run("codebook", coded, "--posts", to)
    head, *lines = rows(to)
    assert head[:4] == ["id", "document", "tag", "content"]
    assert [line[:4] for line in lines] == [
        ["1", "a.jsonl", "insight", "'=HYPERLINK(“x”)"],
        ["2", "a.jsonl", "'=1+1", "'=HYPERLINK(“x”)"],
        ["3", "a.jsonl", "insight", "I met @ann, said [redacted]"],
        ["4", "a.jsonl", "by mistake", "I met @ann, said [redacted]"],
    ]
    assert lines[0][4:] == ["ann", "Ann Lee", "2023-02-03T20:01:00Z", "https://x.test/1"]


def test_coded_posts_are_listed_as_qualcoder_reports_codings(coded: Path, tmp_path: Path) -> None:
    to = tmp_path / "posts.csv"
    run("codebook", coded, "--posts", to, "--for", "qualcoder")
    head, *lines = rows(to)
    assert head[:7] == ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category"]
    assert lines[3][:7] == [
        "a.jsonl", "Curator", "I met @ann, said [redacted]", "ctid:4", "by mistake", "", "insight",
    ]  # fmt: skip
    assert all(len(line) == len(head) for line in lines)


@pytest.mark.parametrize("shape", ["taguette", "qualcoder"])
def test_no_table_holds_a_note_or_a_person_who_hides(
    coded: Path, tmp_path: Path, shape: str
) -> None:
    files = tmp_path / "codes.csv", tmp_path / "posts.csv"
    run("codebook", coded, "-o", files[0], "--posts", files[1], "--for", shape)
    written = b"".join(file.read_bytes() for file in files)
    for hidden in (b"SECRET", b"bob", b"Bob"):
        assert hidden not in written
    assert b"Librarian" in written


@pytest.mark.parametrize("cell", [*FORMULAS, "", "plain", "'tis", "a=b", "'", "–1"])
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert guarded(cell).lstrip()[:1] not in set("=+-@＝＋－＠")
    assert unguarded(guarded(cell)) == cell


@given(st.text(st.characters() | st.sampled_from("'=+-@ \t\r\n＝"), max_size=12))
def test_any_cell_comes_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_a_formula_in_a_tag_comes_back_as_it_was(coded: Path, tmp_path: Path) -> None:
    to = tmp_path / "codebook.csv"
    run("codebook", coded, "-o", to)
    assert codebook_in(to)[-1].name == "=1+1"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Name;Memo\nlearning;What one learnt\n", [Code("learning", (), "What one learnt")]),
        ("code\tdescription\nlearning\tso\n", [Code("learning", (), "so")]),
        ("tag,description\nlearning\n\n", [Code("learning")]),
        ("a>>b>>c,memo\nd\n", [Code("c", ("a", "b"), "memo"), Code("d")]),
        ("a>>>b\tmemo\n", [Code("b", ("a",), "memo")]),
        ("\ufefftag,parent\rlearning,life\r", [Code("learning", ("life",))]),
        ('tag,parent,color\n"x, ""y""",,TEAL\n', [Code('x, "y"', (), "", "teal")]),
    ],
)
def test_codebooks_of_others_are_read(text: str, codes: list[Code]) -> None:
    assert read_codes(text) == codes


def test_reading_a_codebook_is_one_step_that_touches_no_post(coded: Path, tmp_path: Path) -> None:
    table = tmp_path / "codebook.csv"
    table.write_text("tag,parent,description\nInsight,,Other words\nnew,insight,\ninsight,new,\n")
    came = run("codebook", coded, "--read", table)
    assert came.stdout == "1 tag is new, 1 was changed.\n"
    assert "“insight” cannot stand under itself" in came.stderr
    with Library(coded) as library:
        assert found(library, "tag:insight") == ["1", "2"]
        insight = library.tags.named("insight")
        assert insight
        assert (insight.name, insight.definition) == ("insight", "Other words")
        assert insight.colour == "teal"
        library.undo()
        assert library.tags.named("new") is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"tag,description\n", "lists no tags"),
        (b'a,"' + b"x" * 200_000, "no table of tags"),
        (b"a\n" * 10_001, "10,001 rows, too many"),
        (b"x" * 5_000_001, "over 5 MB"),
    ],
)
def test_what_is_no_codebook_is_explained(
    coded: Path, tmp_path: Path, content: bytes, sentence: str
) -> None:
    table = tmp_path / "letter.csv"
    table.write_bytes(content)
    came = run("codebook", coded, "--read", table)
    assert (came.exit_code, sentence in came.stderr) == (1, True), came.stderr
    assert came.stderr.count("\n") == 1


def test_a_missing_codebook_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CuratorError, match="cannot be read: no such file"):
        codebook_in(tmp_path / "none.csv")


def test_the_tags_are_listed_for_people_and_for_programs(coded: Path) -> None:
    assert run("codebook", coded).output == (
        "     2  insight: What “surprised”, and whom.\n     1    by mistake\n     1  =1+1\n"
    )
    tags = json.loads(run("codebook", coded, "--json").output)["tags"]
    assert tags[1] == {
        "name": "by mistake", "parent": "insight", "definition": "", "colour": None, "key": 2,
        "posts": 1, "whole": 1,
    }  # fmt: skip


def test_any_bytes_are_read_or_explained(tmp_path: Path) -> None:
    for content in (b"\xff\xfea\0,\0", b"\0\0\0", b'"' * 7, b">>\n>>>,x\n", b"\xe9,\x80\r\r\n"):
        table = tmp_path / "bytes.csv"
        table.write_bytes(content)
        try:
            codebook_in(table)
        except CuratorError as error:
            assert str(error)  # noqa: PT017  either is right


QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.4"><Codes>
<Code guid="a1" name="roof.leeks" isCodable="true"><Description>Of &lt;leeks&gt;</Description>
<Code guid="a2" name="\u00e9cole" isCodable="true"/></Code></Codes><Sets/></CodeBook>
"""
LISTED = """Codebook for roof.qda

Category: garden, Memo:
  Code: leeks, Memo: what people say, of them
Code: talk, Memo:
"""


def test_a_codebook_of_refi_qda_is_read() -> None:
    first, below = read_codes(QDC)
    assert (first.name, first.path, first.definition) == ("roof.leeks", (), "Of <leeks>")
    assert (below.name, below.path) == ("\u00e9cole", ("roof.leeks",))


def test_the_codebook_that_qualcoder_lists_is_read() -> None:
    found = [(code.name, code.path, code.definition) for code in read_codes(LISTED)]
    assert found == [
        ("garden", (), ""),
        ("leeks", ("garden",), "what people say, of them"),
        ("talk", (), ""),
    ]


@pytest.mark.parametrize(
    "text", [QDC[:150], '<!DOCTYPE x [<!ENTITY a "b">]>' + QDC, "<html><p>tags</p></html>", "{}"]
)
def test_what_is_no_codebook_becomes_no_tag(text: str) -> None:
    with pytest.raises(CuratorError):
        read_codes(text)
