"""Several windows on one library stay in step, and never trip over one another."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.gui.canvas.text_edit import Field
from curator.gui.desk.desk import Desk
from curator.gui.overlays.open_offer import OpenOffer
from curator.gui.sift.workspace import SiftWorkspace
from curator.gui.story.workspace import StoryWorkspace
from curator.gui.window.preferences import Preferences
from curator.gui.window.status_bar import StatusBar
from curator.gui.window.window import Window
from curator.gui.window.windows import Windows
from curator.library import BlockId, Library, PostId
from curator.model import Passage
from curator.settings import Settings
from tests.conftest import post, take_in

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pair(preferences: Preferences, chat: Path) -> Iterator[tuple[Window, Window]]:
    """Return two windows on one library, the second asked for in the first."""
    windows = Windows(preferences)
    first = windows.first()
    first.open(chat)
    assert first.perform("new_window")
    second = windows.all[1]
    yield first, second
    for window in list(windows.all):
        window.close()


def sift(window: Window) -> SiftWorkspace:
    found = window.findChild(SiftWorkspace)
    assert isinstance(found, SiftWorkspace)
    return found


def said(window: Window) -> str:
    foot = window.findChild(StatusBar)
    assert isinstance(foot, StatusBar)
    return foot.sentence


def marks(window: Window) -> list[str | None]:
    posts = sift(window).posts_pane.posts
    return [posts.row(number).mark for number in range(len(posts.ids))]


def go(window: Window, post: int) -> None:
    sift(window).posts_pane.view.choose_post(PostId(post))


@pytest.mark.qt_log_ignore(r"raise\(\)")  # there is no screen
def test_a_file_that_the_system_hands_over_is_opened(
    preferences: Preferences, chat: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.curator"
    Library(other, make=True).close()
    windows = Windows(preferences)
    windows.first()
    windows.open_file(chat)
    assert [each.library for each in windows.all] == [chat]
    windows.open_file(chat)
    assert [each.library for each in windows.all] == [chat]
    windows.open_file(other)
    assert [each.library for each in windows.all] == [chat, other]
    for window in list(windows.all):
        window.close()


HANDED = """
import sys
from PySide6.QtGui import QFileOpenEvent
from curator.gui.window.application import Application
app, told = Application(sys.argv[:1]), []
app.file_opened.connect(told.append)
app.sendEvent(app, QFileOpenEvent("/tmp/a chat.curator"))
print(told)
"""


def test_the_program_hears_of_files_as_macos_tells_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HANDED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['/tmp/a chat.curator']"


def test_a_new_window_shows_the_same_library(pair: tuple[Window, Window]) -> None:
    first, second = pair
    assert second.windowTitle() == first.windowTitle()
    assert len(sift(second).posts_pane.posts.ids) == 5


def test_a_star_in_one_is_seen_in_the_other(qtbot: QtBot, pair: tuple[Window, Window]) -> None:
    first, second = pair
    go(first, 2)
    go(second, 4)
    first.perform("star")
    qtbot.waitUntil(lambda: marks(second)[1] == "star", timeout=1_000)
    assert sift(second).posts_pane.view.current_id() == 4


def test_undo_in_the_other_takes_it_back(qtbot: QtBot, pair: tuple[Window, Window]) -> None:
    first, second = pair
    go(first, 2)
    first.perform("star")
    qtbot.waitUntil(lambda: marks(second)[1] == "star", timeout=1_000)
    assert second.perform("undo")
    assert said(second) == "Undone: Star: @ann, 20:02"
    qtbot.waitUntil(lambda: marks(first)[1] is None, timeout=1_000)


def test_text_size_chosen_in_one_is_not_undone_by_the_other(
    preferences: Preferences, pair: tuple[Window, Window]
) -> None:
    first, second = pair
    first.perform("larger")
    second.perform("compact")
    assert (preferences.settings.zoom, preferences.settings.compact) == (110, True)
    assert sift(first).posts_pane.view.rows.compact


def test_a_closed_window_leaves_the_other_alone(pair: tuple[Window, Window]) -> None:
    first, second = pair
    second.perform("close_window")
    go(first, 1)
    first.perform("star")
    assert marks(first)[0] == "star"


def test_a_hidden_window_does_not_look_but_catches_up(
    qtbot: QtBot, pair: tuple[Window, Window], chat: Path
) -> None:
    _, second = pair
    second.hide()
    with Library(chat) as library, library.edit("Star"):
        library.marks.star([3])
    second.show()
    qtbot.waitUntil(lambda: marks(second)[2] == "star", timeout=1_000)


def test_another_program_on_the_file_is_followed(qtbot: QtBot, window: Window, chat: Path) -> None:
    window.open(chat)
    script = (
        "import sys; from pathlib import Path; from curator.library import Library\n"
        "with Library(Path(sys.argv[1])) as library, library.edit('Star'):"
        " library.marks.star([5])"
    )
    subprocess.run([sys.executable, "-c", script, str(chat)], check=True, cwd=ROOT)
    qtbot.waitUntil(lambda: marks(window)[4] == "star", timeout=1_000)


def test_an_import_elsewhere_is_offered_and_moves_nothing(
    qtbot: QtBot, window: Window, chat: Path
) -> None:
    window.open(chat)
    go(window, 3)
    with Library(chat) as library:
        take_in(library, [post(0, "earlier", at=post(1).at), post(99)], "b.jsonl")
    qtbot.waitUntil(lambda: sift(window).posts_pane.posts.waiting() == 2, timeout=1_000)
    assert sift(window).posts_pane.view.current_id() == 3
    assert len(sift(window).posts_pane.posts.ids) == 5


def test_the_zone_is_shared(qtbot: QtBot, window: Window, chat: Path) -> None:
    window.open(chat)
    with Library(chat) as library:
        library.remember("zone", "Asia/Tokyo")
    qtbot.waitUntil(
        lambda: str(sift(window).posts_pane.view.rows.clock.zone) == "Asia/Tokyo", timeout=1_000
    )


def test_two_writers_wait_for_one_another(chat: Path) -> None:
    def write(mark: str) -> None:
        with Library(chat) as library:
            for n in range(30):
                with library.edit(f"{mark} {n}"):
                    library.marks.tag([1 + n % 5], f"{mark} {n}")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Library(chat) as library:
        assert len(library.marks.tags()) == 60
        while (step := library.next_undo) and step.archive is None:
            library.undo()
        assert library.marks.tags() == []


def test_a_busy_library_is_told_in_a_sentence(chat: Path) -> None:
    with ExitStack() as stack:
        other = stack.enter_context(Library(chat))
        desk = Desk(chat, Settings())
        stack.callback(desk.close)
        desk.library._run("PRAGMA busy_timeout = 10")  # noqa: SLF001  ten seconds are long
        failures: list[object] = []
        desk.failed.connect(failures.append)
        with other.transaction():
            assert not desk.decide([1], "star")
        assert "is being written by another program" in str(failures[0])
        assert desk.decide([1], "star")


def test_another_library_that_is_dropped_is_offered(
    qtbot: QtBot, window: Window, preferences: Preferences, chat: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.curator"
    with Library(other, make=True) as library:
        take_in(library, [post(1)])
    window.open(chat)
    window._edge.dropped.emit([other])  # noqa: SLF001  as the drag ends
    offer = window.findChild(OpenOffer)
    assert isinstance(offer, OpenOffer)
    assert offer.sentence == "Open \u2068other.curator\u2069?"
    assert QApplication.focusWidget() is offer.open_here
    with qtbot.waitSignal(window.another_wanted) as asked:
        offer.open_beside.click()
    assert asked.args == [other]
    window._edge.dropped.emit([other])  # noqa: SLF001
    offer.open_here.click()
    assert "other" in window.windowTitle()
    assert preferences.recent[0] == other


def test_the_same_library_dropped_again_changes_nothing(window: Window, chat: Path) -> None:
    window.open(chat)
    window._edge.dropped.emit([chat])  # noqa: SLF001
    offer = window.findChild(OpenOffer)
    assert isinstance(offer, OpenOffer)
    assert not offer.isVisible()


@pytest.fixture
def writing(pair: tuple[Window, Window], qtbot: QtBot) -> tuple[Window, Window, Field]:
    """Write a passage in the first window, and show the story in the second too."""
    first, second = pair
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    first.perform("story")
    first.perform("new_story")
    first.perform("new_text")
    field = QApplication.focusWidget()
    assert isinstance(field, Field)
    QTest.keyClicks(field, "Dear all")
    second.perform("story")
    first.activateWindow()
    qtbot.waitUntil(lambda: field.hasFocus() and len(texts(second)) == 1)
    return first, second, field


def texts(window: Window) -> list[str]:
    story = window.findChild(StoryWorkspace)
    assert isinstance(story, StoryWorkspace)
    return [block.text for block in story.blocks if isinstance(block, Passage)]


def test_what_is_being_written_is_not_disturbed_by_the_other_window(
    qtbot: QtBot, writing: tuple[Window, Window, Field], chat: Path
) -> None:
    first, _, field = writing
    QTest.keyClicks(field, ", wel")
    with Library(chat) as library, library.edit("Begin it"):
        story = library.stories.all()[0].id
        library.stories.add(story, [Passage("From elsewhere")], BlockId(0))
    qtbot.waitUntil(lambda: len(texts(first)) == 2, timeout=1_000)
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "come")
    field.save()
    with Library(chat) as library:
        passages = [b.text for b in library.stories.blocks(story) if isinstance(b, Passage)]
    assert passages == ["From elsewhere", "Dear all, welcome"]


def test_words_are_seen_in_the_other_window(
    qtbot: QtBot, writing: tuple[Window, Window, Field]
) -> None:
    _, second, field = writing
    QTest.keyClicks(field, " and one")
    field.save()
    qtbot.waitUntil(lambda: texts(second) == ["Dear all and one"], timeout=1_000)
    assert field.hasFocus()
