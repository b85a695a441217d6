"""Tags against questions, sectors and chats: counted, opened cell by cell, saved as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from curator.cli import main
from curator.gui.overlays.matrix import MatrixOverlay
from curator.library import Library, Query
from curator.work import finish, work_out
from curator.work.tag_matrix import as_table, count_matrix
from tests.conftest import take_in
from tests.gui.sifting import Sifting, sifting
from tests.library.test_chats import evening

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


@pytest.fixture
def tagged(path: Path) -> Path:
    """Return a library of two evenings in which some answers are tagged."""
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf") + evening(100, "cup", host="oona", week=1))
    finish(work_out(path))
    with Library(path) as library, library.edit("Tag"):
        for key, name in (("2", "family"), ("3", "family"), ("6", "=storage"), ("102", "family")):
            library.marks.tag(list(library.posts.ids([key]).values()), name)
        library.people.change(library.people.called("ines"), sector="schools")
    return path


def test_each_cell_counts_what_its_search_finds(tagged: Path) -> None:
    for against in ("questions", "sectors", "chats"):
        made = finish(count_matrix(tagged, against))
        with Library(tagged) as library:
            for row, counts in enumerate(made.counts):
                for column, count in enumerate(counts):
                    found = library.posts.find(Query.parse(made.term(row, column)))
                    assert len(found) == count
                assert len(library.posts.find(Query.parse(made.term(row, 99)))) == made.totals[row]


def test_a_chat_counts_its_own_posts(tagged: Path) -> None:
    with Library(tagged) as library:
        chat = library.chats.all()[0].id
    made = finish(count_matrix(tagged, "questions", chat))
    assert [row.name for row in made.rows] == ["family", "=storage"]
    assert [column.name for column in made.columns] == ["Q1", "Q2", "No question"]
    assert made.counts == ((2, 0, 0), (0, 1, 0))


def test_the_table_is_safe_in_a_spreadsheet(tagged: Path) -> None:
    lines = as_table(finish(count_matrix(tagged, "sectors"))).decode("utf-8-sig").splitlines()
    assert lines == [
        "Tag,schools,No sector recorded,Posts", "family,2,1,3", "'=storage,1,0,1",
    ]  # fmt: skip


def test_the_command_line_counts_the_same(tagged: Path) -> None:
    done = CliRunner().invoke(main, ["matrix", str(tagged), "--by", "chats", "--json"])
    assert done.exit_code == 0, done.output
    assert [each["posts"] for each in json.loads(done.stdout)] == [3, 1]


@pytest.fixture
def sift(tagged: Path) -> Iterator[Sifting]:
    with sifting(tagged, []) as person:
        yield person


def test_a_cell_opens_its_posts(sift: Sifting) -> None:
    window = QWidget()
    overlay = MatrixOverlay(window)
    overlay.searched.connect(sift.sift.search)
    window.resize(1000, 700)
    window.show()
    overlay.open_on(sift.desk)
    overlay.finish()
    sift.settle()
    item = overlay.table.item(0, 0)
    assert item
    assert item.text() == "3"
    overlay.table.setCurrentCell(1, 1)
    QTest.keyClick(overlay.table, Qt.Key.Key_Return)
    sift.settle()
    assert sift.shown == ["6"]
    window.close()


def test_without_tags_it_says_so(path: Path) -> None:
    with Library(path, make=True) as library:
        take_in(library, evening(0, "leaf"))
    done = CliRunner().invoke(main, ["matrix", str(path)])
    assert done.exit_code == 1
    assert "No post is tagged yet" in done.output
