"""REFI-QDA: the codebook leaves and comes back, coded chats leave as a project others open."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from curator.cli import main
from curator.errors import CuratorError
from curator.gui.look.tokens import TAG_COLOURS
from curator.insight.figures.codebook_tables import Code, read_codes
from curator.insight.figures.refi_files import Source, codebook_file, project_file
from curator.insight.figures.tag_colours import COLOURS, nearest
from curator.library import Library
from curator.model import Author, Standing
from tests.conftest import post, take_in

NS = {"p": "urn:QDA-XML:project:1.0", "b": "urn:QDA-XML:codebook:1.0"}
GUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

EMOJI = "Seeds 🌱 and 👩‍👩‍👧 come back,\r\nevery loan"

# What the standard's Project.xsd of March 2019 asks for, as far as it is written here: the
# children of each element in their order, and its attributes, those it must have in capitals.
CHILDREN = {
    "Project": ["Users", "CodeBook", "Sources", "Description"],
    "Users": ["User"],
    "User": [],
    "CodeBook": ["Codes"],
    "Codes": ["Code"],
    "Code": ["Description", "Code"],
    "Description": [],
    "Sources": ["TextSource"],
    "TextSource": ["PlainTextSelection"],
    "PlainTextSelection": ["Coding"],
    "Coding": ["CodeRef"],
    "CodeRef": [],
}
MUST = {
    "Project": {"name"},
    "User": {"guid"},
    "Code": {"guid", "name", "isCodable"},
    "TextSource": {"guid"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    "Coding": {"guid"},
    "CodeRef": {"targetGUID"},
}
MAY = {
    "Project": {"origin", "creatingUserGUID", "creationDateTime"},
    "User": {"name"},
    "Code": {"color"},
    "TextSource": {"name", "plainTextPath", "creatingUser", "creationDateTime"},
    "PlainTextSelection": {"name", "creatingUser", "creationDateTime"},
    "Coding": {"creatingUser", "creationDateTime"},
}


@pytest.fixture
def coded(path: Path) -> Path:
    """Return a library with tagged posts, one of a person who may not be named."""
    with Library(path, make=True) as library:
        ids = take_in(
            library,
            [
                post(1, EMOJI, author=Author("ann", "Ann Lee")),
                post(2, "Not for print", author=Author("bob", "Bob Roe")),
                post(3, "No tag on this", author=Author("cleo", "Cleo")),
                post(4, "Drills 🔧", author=Author("ann", "Ann Lee")),
            ],
        )
        with library.edit("Code"):
            library.marks.tag([ids[0], ids[1], ids[3]], "insight")
            library.marks.tag([ids[0]], "by mistake & <more>")
            library.marks.note(ids[0], "SECRET note")
            insight = library.tags.make("insight")
            library.tags.put_under(library.tags.make("by mistake & <more>"), insight)
            library.tags.define(insight, "What “surprised”,\nand whom.")
            library.tags.paint(insight, "teal")
            bob = library.marks.person(ids[1])
            library.marks.set_standing(bob, Standing(consent="role", role="Librarian"))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def project_of(file: Path) -> tuple[ET.Element, dict[str, str]]:
    """Return the root of a project, and its texts by the name in the zip."""
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    return ET.fromstring(texts.pop("project.qde")), texts  # noqa: S314  our own


def conform(element: ET.Element) -> None:
    """Fail unless an element and all below it are as the schema asks."""
    space, _, name = element.tag.rpartition("}")
    assert space.removeprefix("{") == NS["p"]
    order = [each.tag.rpartition("}")[2] for each in element]
    places = [CHILDREN[name].index(each) for each in order]
    assert places == sorted(places), (name, order)
    given_ = set(element.attrib)
    assert MUST.get(name, set()) <= given_ <= MUST.get(name, set()) | MAY.get(name, set())
    for key, value in element.attrib.items():
        if key in {"guid", "targetGUID", "creatingUser", "creatingUserGUID"}:
            assert GUID.fullmatch(value)
        elif key == "color":
            assert re.fullmatch("#[0-9A-F]{6}", value)
        elif key == "creationDateTime":
            datetime.fromisoformat(value)
    for each in element:
        conform(each)


def selected(root: ET.Element, texts: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Return the words of each selection, as its positions cut them out, with its codes."""
    codes = {each.get("guid"): each.get("name") or "" for each in root.iter(f"{{{NS['p']}}}Code")}
    found = []
    for source in root.iterfind(".//p:TextSource", NS):
        name = (source.get("plainTextPath") or "").replace("internal://", "Sources/")
        for each in source.iterfind("p:PlainTextSelection", NS):
            words = texts[name][
                int(each.get("startPosition") or 0) : int(each.get("endPosition") or 0)
            ]
            refs = [ref.get("targetGUID") for ref in each.iterfind("p:Coding/p:CodeRef", NS)]
            found.append((words, [codes[ref] for ref in refs]))
    return found


def test_coded_posts_leave_as_a_project_whose_positions_are_exact(
    coded: Path, tmp_path: Path
) -> None:
    file = tmp_path / "out.qdpx"
    assert run("codebook", coded, "--posts", file, "--for", "refi").exit_code == 0
    root, texts = project_of(file)
    conform(root)
    assert selected(root, texts) == [
        (EMOJI.replace("\r\n", "\n"), ["insight", "by mistake & <more>"]),
        ("Not for print", ["insight"]),
        ("Drills 🔧", ["insight"]),
    ]
    whole = "".join(texts.values())
    assert "Ann Lee @ann · 20" in whole
    assert "Bob" not in whole + ET.tostring(root, "unicode")
    assert "SECRET" not in whole + ET.tostring(root, "unicode")


def test_every_code_and_coding_has_an_id_of_its_own(coded: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.qdpx"
    run("codebook", coded, "--posts", file, "--for", "refi")
    root, _ = project_of(file)
    ids = [each.get("guid") for each in root.iter() if each.get("guid")]
    assert len(ids) == len(set(ids))
    run("codebook", coded, "--posts", tmp_path / "again.qdpx", "--for", "refi")
    again, _ = project_of(tmp_path / "again.qdpx")
    assert ids == [each.get("guid") for each in again.iter() if each.get("guid")]


def test_the_codebook_leaves_and_comes_back(coded: Path, tmp_path: Path) -> None:
    file = tmp_path / "codes.qdc"
    assert run("codebook", coded, "-o", file, "--for", "refi").exit_code == 0
    back = read_codes(file.read_bytes().decode())
    assert back == [
        Code("insight", (), "What “surprised”,\nand whom.", "teal"),
        Code("by mistake & <more>", ("insight",)),
    ]
    other = tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(1, "One")])
    assert "2 tags are new" in run("codebook", other, "--read", file).output
    with Library(other) as library:
        tags = {tag.name: tag for tag in library.tags.all()}
    assert tags["insight"].colour == "teal"
    assert tags["by mistake & <more>"].parent == tags["insight"].id


def test_a_project_is_read_as_a_codebook(coded: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.qdpx"
    run("codebook", coded, "--posts", file, "--for", "refi")
    root, _ = project_of(file)
    names = [code.name for code in read_codes(ET.tostring(root, "unicode"))]
    assert names == ["insight", "by mistake & <more>"]


def test_without_tags_there_is_nothing_to_write(path: Path, tmp_path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, [post(1, "One")])
    for option in ("-o", "--posts"):
        result = run("codebook", path, option, tmp_path / "x", "--for", "refi")
        assert result.exit_code == 1
        assert "There are no tags to write" in result.output
    with pytest.raises(CuratorError):
        codebook_file([])


def test_colours_are_those_of_the_tags_and_the_nearest_is_read() -> None:
    assert set(COLOURS) == set(TAG_COLOURS)
    for name, value in COLOURS.items():
        assert nearest(value) == nearest(value.lower()) == name
    assert nearest("#00F") == "blue"
    assert nearest("red") == nearest("") == nearest("#12") == ""


@given(st.lists(st.tuples(st.text(), st.text()), max_size=6))
def test_any_words_are_cut_out_exactly_as_another_program_reads_them(
    posts: list[tuple[str, str]],
) -> None:
    source = Source("x", "A chat")
    for number, (head, words) in enumerate(posts):
        source.add(str(number), head, words, ["code"])
    content = project_file("p", [Code("code")], [source], datetime(2026, 5, 14, tzinfo=UTC))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        root = ET.fromstring(packed.read("project.qde"))  # noqa: S314  our own
        (name,) = [each for each in packed.namelist() if each.startswith("Sources/")]
        text = packed.read(name).decode()
    conform(root)
    found = selected(root, {name: text})
    wanted = [re.sub("\r\n?", "\n", words) for _, words in posts]
    assert [words for words, _ in found] == [each for each in wanted if each]
