"""The look of a target, changed beside its preview: colour, font and template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.publish.workspace import PublishWorkspace
from curator.settings import Settings
from curator.work.looks import own_look
from tests.gui.test_publish import SLOW, furnish, shown

pytestmark = pytest.mark.qt_log_ignore(
    "Failed to create|QRhiGles2|Vulkan|GBM|propagateSizeHints|GPUInfo"  # there is no screen
)


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    furnish(path)
    desk = Desk(path, Settings())
    yield desk
    desk.close()


@pytest.fixture
def publish(desk: Desk, qtbot: QtBot) -> PublishWorkspace:
    publish = shown(desk, qtbot)
    publish.targets.choose("styled")
    qtbot.waitUntil(lambda: publish.middle.preview.shown.startswith(b"<p"), timeout=SLOW)
    QTest.mouseClick(publish.middle.look, Qt.MouseButton.LeftButton)
    assert publish.looking.isVisible()
    return publish


def shows(publish: PublishWorkspace, words: bytes, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in publish.middle.preview.shown, timeout=SLOW)


def test_a_colour_is_shown_at_once_and_kept_for_every_library(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    QTest.keyClicks(publish.looking.colour, "#8B1A1A")
    shows(publish, b"#8B1A1A", qtbot)
    assert own_look("styled").accent.upper() == "#8B1A1A"
    QTest.mouseClick(publish.looking.done, Qt.MouseButton.LeftButton)
    assert publish.looking.isHidden()
    shows(publish, b"#8B1A1A", qtbot)
    assert publish.middle.look.text() == "Own look…"


def test_a_template_with_a_fault_is_told_with_its_line_and_not_kept(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    template = publish.looking.template
    template.setPlainText("<p>mine</p>\n{% for piece in %}")
    qtbot.waitUntil(lambda: "2" in publish.looking.remark.text(), timeout=SLOW)
    assert own_look("styled").template == ""
    assert publish.middle.about.text() == "This is the preview from before."
    assert (
        publish.checks.summary != "Counting…"
    )  # nothing is counted: the look waits for its author
    template.setPlainText("<p>mine</p>")
    shows(publish, b"<p>mine</p>", qtbot)
    assert own_look("styled").template == "<p>mine</p>"


def test_the_original_is_one_click_away(publish: PublishWorkspace, qtbot: QtBot) -> None:
    publish.looking.template.setPlainText("<p>mine</p>")
    shows(publish, b"<p>mine</p>", qtbot)
    QTest.mouseClick(publish.looking.original, Qt.MouseButton.LeftButton)
    shows(publish, b"first thing your library lent", qtbot)
    assert own_look("styled").values == {}
    publish.looking.template.undo()
    shows(publish, b"<p>mine</p>", qtbot)


def test_what_does_not_work_is_given_up_when_one_leaves(
    publish: PublishWorkspace, qtbot: QtBot
) -> None:
    before = publish.middle.preview.shown
    publish.looking.template.setPlainText("{{ broken")
    qtbot.waitUntil(lambda: "The look is kept once" in publish.looking.remark.text(), timeout=SLOW)
    QTest.keyClick(publish.looking.colour, Qt.Key.Key_Escape)
    assert publish.looking.isHidden()
    shows(publish, before, qtbot)


def test_other_targets_have_no_look(publish: PublishWorkspace, qtbot: QtBot) -> None:
    publish.targets.choose("markdown")
    shows(publish, b"# Lending", qtbot)
    assert publish.middle.look.isHidden()
    assert publish.looking.isHidden()
