"""The first run: a guide on the sample that comes once, and what is new after an upgrade."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator import __version__
from curator.gui.overlays.help import HelpOverlay
from curator.gui.overlays.help_pages import pages
from curator.gui.sift.posts_pane import PostsPane
from curator.gui.start.guide import Guide
from curator.gui.start.news import NEWS, News
from curator.gui.window.preferences import Preferences
from curator.gui.window.window import Window
from curator.gui.window.windows import Windows
from curator.library import Library

SLOW = 30_000


def guide(window: Window) -> Guide:
    found = window.findChild(Guide)
    assert isinstance(found, Guide)
    return found


def press(window: Window, *keys: str) -> None:
    for each in keys:
        QTest.keySequence(QApplication.focusWidget() or window, each)


@pytest.fixture
def begun(window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """Return a window in which the sample was opened for the first time."""
    if sys.platform != "linux":
        pytest.skip("elsewhere Documents cannot be moved")
    monkeypatch.setenv("HOME", str(tmp_path))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.perform("sample")
    qtbot.waitUntil(lambda: guide(window).step == 1, timeout=SLOW)
    qtbot.waitUntil(lambda: window.findChild(PostsPane) is not None, timeout=SLOW)
    posts = window.findChild(PostsPane)
    assert isinstance(posts, PostsPane)
    qtbot.waitUntil(lambda: bool(posts.posts.ids), timeout=SLOW)
    return window


def test_the_sample_is_gone_through_in_five_steps_by_keys(begun: Window, qtbot: QtBot) -> None:
    steps = guide(begun)
    assert "S stars it, X rejects it" in steps.sentence
    press(begun, "S")
    assert steps.step == 2
    press(begun, "/")
    assert steps.step == 3
    press(begun, "Esc", "Ctrl+Shift+R")
    qtbot.waitUntil(lambda: steps.step == 4, timeout=SLOW)
    assert steps.take.text() == "Next"
    steps.take.setFocus()
    press(begun, "Return")
    assert steps.step == 5
    assert steps.take.text() == "Done"
    press(begun, "Ctrl+3")
    assert steps.isHidden()


def test_who_is_a_step_ahead_is_not_told_it_again(begun: Window) -> None:
    steps = guide(begun)
    press(begun, "/")
    assert steps.step == 3
    press(begun, "Esc", "Ctrl+3")  # curious, and not yet done
    assert steps.step == 3
    steps.take.click()
    press(begun, "Ctrl+1", "Ctrl+3")
    assert steps.isHidden()


def test_the_guide_takes_no_keys_away(begun: Window) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert not guide(begun).isAncestorOf(focus)


def test_a_guide_that_was_skipped_never_comes_again(
    begun: Window, chat: Path, preferences: Preferences, tmp_path: Path
) -> None:
    for _ in range(6):
        press(begun, "F6")
        if guide(begun).isAncestorOf(QApplication.focusWidget() or begun):
            break
    press(begun, "Esc")
    assert guide(begun).isHidden()
    begun.open(chat)
    begun.perform("sample")
    assert guide(begun).isHidden()
    assert Preferences(tmp_path / "settings.json", preferences.app).settings.guided
    begun.perform("guide")
    assert guide(begun).step == 1


def test_another_library_has_no_guide(begun: Window, chat: Path) -> None:
    begun.open(chat)
    assert guide(begun).isHidden()


@pytest.fixture
def windows(preferences: Preferences) -> Iterator[Windows]:
    windows = Windows(preferences)
    yield windows
    for window in list(windows.all):
        window.close()


def news(windows: Windows) -> News:
    found = windows.first().findChild(News)
    assert isinstance(found, News)
    return found


def test_a_first_start_has_no_news(windows: Windows, preferences: Preferences) -> None:
    assert news(windows).isHidden()
    assert preferences.settings.version == __version__


def test_a_first_start_on_a_library_has_no_news(
    windows: Windows, preferences: Preferences, tmp_path: Path
) -> None:
    path = tmp_path / "chat.curator"
    Library(path, make=True).close()
    window = windows.first(path)
    line = window.findChild(News)
    assert isinstance(line, News)
    assert window.library == path
    assert line.isHidden()
    assert preferences.settings.version == __version__


def test_what_is_new_is_offered_once_after_an_upgrade(
    windows: Windows, preferences: Preferences
) -> None:
    preferences.change(version="0.9")
    line = news(windows)
    assert line.sentence == f"Curator is {__version__} now."
    line.take.setFocus()
    QTest.keyClick(line.take, Qt.Key.Key_Return)
    helped = windows.all[0].findChild(HelpOverlay)
    assert isinstance(helped, HelpOverlay)
    assert helped.text.toPlainText().startswith(f"What is new in {__version__}")
    assert news(windows).isHidden()


def test_the_page_of_what_is_new_is_that_of_this_version() -> None:
    (page,) = (page for page in pages() if page.name == NEWS)
    assert page.title.endswith(__version__)
