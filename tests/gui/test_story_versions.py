"""Versions of a story in the window: named, compared side by side, gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.overlays.versions import VersionsOverlay
from curator.library import BlockId
from curator.model import Heading, Passage
from curator.settings import Settings


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)

    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, [Heading("One"), Passage("Mine"), Passage("Also mine")])

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
    yield desk
    desk.close()


@pytest.fixture
def overlay(qtbot: QtBot, desk: Desk) -> VersionsOverlay:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    window.show()
    overlay = VersionsOverlay(window)
    overlay.open_on(desk)
    overlay.window_ = window  # type: ignore[attr-defined]  # it lives as long as the overlay
    return overlay


def shown(overlay: VersionsOverlay) -> list[tuple[str, str]]:
    table = overlay.compared
    cells = [[table.item(row, n) for n in (0, 1)] for row in range(table.rowCount())]
    return [(one.text() if one else "", two.text() if two else "") for one, two in cells]


def test_a_version_is_named_compared_and_gone_back_to(
    overlay: VersionsOverlay, desk: Desk
) -> None:
    before = desk.blocks()
    QTest.keyClicks(overlay.field, "For sign-off")
    QTest.keyClick(overlay.field, Qt.Key.Key_Return)
    assert overlay.list.count() == 1
    assert not overlay.restore.isEnabled()
    desk.edit("Edit", lambda: desk.library.stories.edit(BlockId(before[1].id), "Ours"))
    overlay.open_on(desk)
    assert ("Mine", "Ours") in shown(overlay)
    said: list[str] = []
    desk.reported.connect(said.append)
    overlay.restore.click()
    assert desk.blocks() == before
    assert "For sign-off" in said[-1]
    desk.history.undo()
    assert [getattr(block, "text", "") for block in desk.blocks()] == ["One", "Ours", "Also mine"]


def test_going_back_keeps_how_it_was_before(overlay: VersionsOverlay, desk: Desk) -> None:
    overlay.field.setText("First")
    overlay.keep.click()
    desk.edit("Edit", lambda: desk.library.stories.edit(BlockId(desk.blocks()[1].id), "Ours"))
    overlay.open_on(desk)
    overlay.restore.click()
    overlay.open_on(desk)
    assert overlay.list.count() == 2
    assert ("Ours", "Mine") in shown(overlay)


def test_nothing_kept_says_what_to_do(overlay: VersionsOverlay) -> None:
    assert overlay.list.count() == 0
    assert not overlay.restore.isEnabled()
    overlay.keep.click()
    assert overlay.list.count() == 0  # without a name
