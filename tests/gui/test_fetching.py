"""Pictures are fetched in the window only after it was said who will know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.overlays.fetch_pictures import FetchPictures, seen_by
from curator.gui.reading.pane import ReadingPane
from curator.gui.sift.posts_pane import PostsPane
from curator.library import PostId, Query
from curator.settings import Settings
from tests.conftest import held
from tests.serving import Answers

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

SLOW = 20_000


@pytest.fixture
def asking(qtbot: QtBot) -> FetchPictures:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    return FetchPictures(window, local=True, pause=0)


@pytest.fixture
def lacking(path: Path, server: str) -> Iterator[Desk]:
    """Return a desk on two posts whose pictures are not here; one is nowhere any more."""
    held(path, f"{server}/one.png", f"{server}/gone.png", avatar=f"{server}/ann.png")
    desk = Desk(path, Settings())
    yield desk
    desk.close()


def asked(asking: FetchPictures, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: asking.sentences[0][-1] != "…", timeout=SLOW)
    return " ".join(asking.sentences)


def test_the_servers_are_named_and_nothing_is_sent(
    asking: FetchPictures, lacking: Desk, qtbot: QtBot
) -> None:
    asking.open_on(lacking)
    words = asked(asking, qtbot)
    assert "Fetch 3 pictures?" in words
    assert "127.0.0.1" in words
    asking.leave.click()
    assert asking.isHidden()
    assert Answers.asked == {}


def test_what_came_is_seen_and_what_failed_is_listed(
    asking: FetchPictures, lacking: Desk, qtbot: QtBot
) -> None:
    posts_pane, reading = PostsPane(lacking), ReadingPane(lacking)
    for pane in (posts_pane, reading):
        qtbot.addWidget(pane)
    lacking.choose(posts_pane.view.current_id())
    asking.open_on(lacking)
    asked(asking, qtbot)
    with qtbot.waitSignal(asking.failed, timeout=SLOW) as told:
        asking.go.click()
    assert "2 of 3 pictures fetched." in told.args[0]
    assert "gone.png\tIt is not there any more." in told.args[1]
    author = posts_pane.posts.row(0).post.author
    assert author.avatar is not None
    assert author.avatar.hash
    reading.catch_up()
    assert reading.post.pictures.items[0].fetch.isHidden()


def test_the_failures_of_the_last_time_can_be_copied(
    asking: FetchPictures, lacking: Desk, qtbot: QtBot
) -> None:
    asking.open_on(lacking)
    asked(asking, qtbot)
    with qtbot.waitSignal(asking.failed, timeout=SLOW):
        asking.go.click()
    asking.open_on(lacking)
    assert "Fetch 1 picture?" in asked(asking, qtbot)
    asking.copy.click()
    assert "gone.png" in QGuiApplication.clipboard().text()


def test_one_post_asks_for_its_own_pictures_only(
    asking: FetchPictures, lacking: Desk, qtbot: QtBot
) -> None:
    reading = ReadingPane(lacking)
    qtbot.addWidget(reading)
    first, _ = map(PostId, lacking.library.posts.find(Query()))
    lacking.choose(first)
    reading.catch_up()
    asking_for: list[bool] = []
    reading.post.pictures.wanted.connect(lambda: asking_for.append(True))
    reading.post.pictures.items[0].fetch.click()
    assert asking_for
    asking.open_on(lacking, [first])
    assert "Fetch 2 pictures?" in asked(asking, qtbot)


def test_a_library_with_all_its_pictures_has_nothing_to_fetch(
    asking: FetchPictures, desk: Desk, qtbot: QtBot
) -> None:
    asking.open_on(desk)
    assert "No picture is missing." in asked(asking, qtbot)
    assert asking.go.isHidden()


def test_many_servers_are_counted() -> None:
    words = seen_by([(f"s{n}.example", 2) for n in range(9)])
    assert words.endswith("5 more servers (10) will see your address.")
