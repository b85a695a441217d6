"""A watched folder brings new posts to the window, and moves nothing there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.importing.watch_folder import WatchFolder
from curator.gui.sidebar.pane import Sidebar
from curator.gui.sift.posts_pane import PostsPane
from tests.conftest import SAMPLES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

SLOW = 20_000
LINES = (SAMPLES / "twarc" / "owlchat.json").read_text("utf-8").splitlines(keepends=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "captures"
    folder.mkdir()
    return folder


def test_new_posts_wait_at_the_head_of_the_list(desk: Desk, folder: Path, qtbot: QtBot) -> None:
    posts_pane = PostsPane(desk)
    qtbot.addWidget(posts_pane)
    before = list(posts_pane.posts.ids)
    watching = WatchFolder(desk, every=20, soon=10)
    watching.watch(folder)
    (folder / "owlchat.jsonl").write_text("".join(LINES[:4]), "utf-8")
    qtbot.waitUntil(lambda: "new post" in posts_pane.head.new, timeout=SLOW)
    assert list(posts_pane.posts.ids) == before
    posts_pane.show_new()
    assert len(posts_pane.posts.ids) > len(before)


def test_watching_goes_on_when_the_library_is_opened_again(
    desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    WatchFolder(desk).watch(folder)
    again = WatchFolder(desk, every=20, soon=10)
    assert again.paths == [folder]
    (folder / "owlchat.jsonl").write_text("".join(LINES[:4]), "utf-8")
    qtbot.waitUntil(lambda: desk.library.posts.counts().all > 5, timeout=SLOW)


def test_what_is_watched_stands_in_the_sidebar_until_it_is_stopped(
    desk: Desk, folder: Path, qtbot: QtBot
) -> None:
    sidebar = Sidebar(desk)
    qtbot.addWidget(sidebar)
    watching = WatchFolder(desk)
    watching.watch(folder)
    sidebar.catch_up()
    assert any("captures" in name for name in sidebar.names)
    watching.stop()
    sidebar.catch_up()
    assert not any("captures" in name for name in sidebar.names)
    assert not WatchFolder(desk).paths
