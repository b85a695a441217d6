"""What the documents show is there: files, folders, names, commands, and one another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from curator.cli import main
from curator.gui.commands.commands import commands
from curator.library.file.schema import APPLICATION

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")])
_TWO_SCREENS = 110
"""Lines that a page of docs/ may have."""


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> str:
    return Path(request.param).read_text("utf-8")


def test_every_file_and_folder_that_is_named_exists(document: str) -> None:
    named = re.findall(r"`((?:curator|tests|packaging|resources|docs)/[\w./-]*)`", document)
    made_by_the_reader = re.compile(r"your(format|target)")
    missing = [
        path
        for path in named
        if not made_by_the_reader.search(path) and not (ROOT / path).exists()
    ]
    assert missing == []


def test_every_document_that_is_linked_exists(document: str) -> None:
    linked = re.findall(r"\]\((?!https?:)([\w./-]+\.(?:md|png)|LICENSE)\)", document)
    assert [
        path for path in linked if not any((at / path).exists() for at in (ROOT, ROOT / "docs"))
    ] == []


def test_every_command_of_the_command_line_that_is_shown_exists(document: str) -> None:
    shown = set(re.findall(r"`curator ([a-z][a-z-]*)", document))
    assert shown - set(main.commands) == set()


def test_the_page_of_the_command_line_names_every_command() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert sorted(set(main.commands) - set(re.findall(r"`curator ([a-z][a-z-]*)", page))) == []


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    pages = [f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")]
    assert [page for page in pages if page not in readme] == []


def test_a_page_is_at_most_two_screens() -> None:
    long = {
        path.name: count
        for path in (ROOT / "docs").glob("*.md")
        if (count := len(path.read_text("utf-8").splitlines())) > _TWO_SCREENS
    }
    assert long == {}


def test_what_the_pages_say_of_the_code_is_so() -> None:
    file = (ROOT / "docs" / "library-file.md").read_text("utf-8")
    assert f"0x{APPLICATION:x}" in file
    architecture = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "curator" / "gui").glob("*/__init__.py")}
    assert [room for room in rooms if f"`{room}`" not in architecture] == []
    assert "star" in {command.name for command in commands()}
