"""A list of ids brings no posts, but finds those that are here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pytestqt.qtbot import QtBot

from curator.cli import main
from curator.gui.desk.desk import Desk
from curator.gui.importing.page import ImportPage
from curator.library import Library
from tests.conftest import found, post, take_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

SLOW = 20_000
FIRST = 511_575_170_872_246_349


@pytest.fixture
def chat(path: Path) -> Path:
    """Return a library with three posts whose ids can be on a list, and one that has none."""
    with Library(path, make=True) as library:
        said = [replace(post(n), key=str(FIRST + n)) for n in range(3)]
        take_in(library, [*said, post(9)])
    return path


@pytest.fixture
def ids(tmp_path: Path) -> Path:
    """Return a list of five ids, of which two are here."""
    path = tmp_path / "best of.txt"
    path.write_text("".join(f"{FIRST + n}\n" for n in (0, 2, 7, 8, 9)))
    return path


def dropped(desk: Desk, ids: Path, qtbot: QtBot) -> ImportPage:
    page = ImportPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.begin([ids])
    qtbot.waitUntil(page.preview.star.isVisible, timeout=SLOW)
    return page


def test_the_posts_of_a_dropped_list_can_be_starred(desk: Desk, ids: Path, qtbot: QtBot) -> None:
    page = dropped(desk, ids, qtbot)
    assert "lists 5 ids of posts" in page.preview.sentence.text()
    assert "3 of them are not here." in page.preview.sentence.text()
    assert page.preview.star.text() == "Star the 2 of 5 posts that are here"
    with qtbot.waitSignal(page.finished):
        page.preview.star.click()
    assert found(desk.library, "is:starred") == [str(FIRST), str(FIRST + 2)]
    desk.history.undo()
    assert found(desk.library, "is:starred") == []


def test_the_posts_of_a_dropped_list_can_be_shown(desk: Desk, ids: Path, qtbot: QtBot) -> None:
    page = dropped(desk, ids, qtbot)
    with qtbot.waitSignal(page.searched) as shown:
        page.preview.show_them.click()
    assert shown.args == ['list:"best of"']
    assert found(desk.library, shown.args[0]) == [str(FIRST), str(FIRST + 2)]
    assert found(desk.library, "list:other") == []


def test_the_command_stars_and_tags_what_is_on_a_list(chat: Path, ids: Path) -> None:
    said = CliRunner().invoke(main, ["star", str(chat), "--ids", str(ids)])
    assert "3 of 5 ids are not here." in said.output
    assert "Star 2 posts" in said.output
    CliRunner().invoke(main, ["tag", str(chat), "best", "--ids", str(ids)])
    with Library(chat) as library:
        assert found(library, "is:starred tag:best") == [str(FIRST), str(FIRST + 2)]


def test_what_is_no_list_is_refused_in_a_sentence(chat: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("These are words.\n")
    said = CliRunner().invoke(main, ["reject", str(chat), "--ids", str(words)])
    assert said.exit_code
    assert "words.txt is no list of the ids of posts." in said.output
