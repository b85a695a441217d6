"""A damaged library in the window: shown, never written, salvaged by a button."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.facts.pane import FactsPane
from curator.gui.widgets import Chip
from curator.gui.widgets.notices import Notice
from curator.gui.window.library_care import LibraryCare
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.top_bar import TopBar
from curator.gui.window.window import Window
from curator.library import Library
from tests.conftest import found, post, take_in


@pytest.fixture
def harmed(path: Path) -> Path:
    """Make a library of which a page of notes is harmed."""
    with Library(path, make=True) as library:
        ids = take_in(library, [post(n, "bread") for n in range(1, 30)])
        with library.edit("Note"):
            for id_ in ids:
                library.marks.note(id_, "ask them " * 50)
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'notes'"
        ).fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(content)
    return path


W = TypeVar("W", bound=QWidget)


def child(of: QWidget, kind: type[W]) -> W:
    found = of.findChild(kind)
    assert isinstance(found, kind)
    return found


def sentence(window: Window) -> str:
    notice = window.findChild(Notice)
    assert isinstance(notice, Notice)
    return notice.sentence


def test_a_damaged_library_is_told_and_never_written(window: Window, harmed: Path) -> None:
    before = harmed.read_bytes()
    window.open(harmed)
    assert "is damaged" in sentence(window)
    assert "figures may be wrong" in sentence(window)
    assert not window.findChildren(Notice)[0].remedy.isHidden()
    window.perform("star")
    window.perform("start_page")
    assert harmed.read_bytes() == before


def test_wherever_one_looks_figures_may_be_wrong_and_nothing_is_said_to_be_saved(
    window: Window, harmed: Path, qtbot: QtBot
) -> None:
    window.open(harmed)
    bar, top = child(window, StatusBar), child(window, TopBar)
    assert child(top, Chip).text() == "Damaged"
    assert "may be wrong" in child(top, Chip).toolTip()
    for workspace in ("story", "publish", "sift"):
        window.perform(workspace)
        window.perform("star")
        bar.clear_message()
        qtbot.waitUntil(lambda: bar.sentence.startswith("Damaged: figures"))
    window.perform("facts")
    (facts,) = [pane for pane in window.findChildren(FactsPane) if pane.isVisible()]
    qtbot.waitUntil(lambda: facts.scope.text().startswith("The library is damaged"))
    assert "figures may be wrong" in facts.scope.toolTip()


def test_a_library_whose_header_is_gone_is_offered_to_be_salvaged(
    window: Window, harmed: Path
) -> None:
    harmed.write_bytes(b"\xff" * 16 + harmed.read_bytes()[16:])
    assert not window.open(harmed)
    assert "is damaged" in sentence(window)
    assert not window.findChildren(Notice)[0].remedy.isHidden()


def test_what_can_be_read_is_salvaged_and_opened(
    window: Window, harmed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    new = tmp_path / "new.curator"
    window.open(harmed)
    keeping = window.findChild(LibraryCare)
    assert isinstance(keeping, LibraryCare)
    keeping.save(harmed, new)
    qtbot.waitUntil(lambda: "Read: 29 posts" in sentence(window), timeout=9_000)
    assert "More may be lost of notes" in sentence(window)
    assert window.library == new
    with Library(new) as library:
        assert len(found(library, "bread")) == 29


def test_what_cannot_be_opened_at_all_is_offered_to_be_salvaged(
    window: Window, harmed: Path
) -> None:
    with closing(sqlite3.connect(harmed)) as other:
        other.execute("CREATE VIEW mine AS SELECT 1")
    assert not window.open(harmed)
    assert "parts that Curator did not make (mine)" in sentence(window)
    assert not window.findChildren(Notice)[0].remedy.isHidden()
