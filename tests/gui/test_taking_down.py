"""A person is taken down in the window: out of the stories, and out of the saved files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator import work
from curator.gui.desk.desk import Desk
from curator.gui.people.quoted_in import PersonStories
from curator.library import Library, PersonId, StoryId
from curator.model import Heading, Quote
from curator.settings import Settings
from curator.writers import text
from tests.conftest import post, take_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # there is no screen

SLOW = 20_000


def published(path: Path) -> Path:
    """Make a library whose story quotes Ann and Ben, and was saved as a text."""
    said = [post(1, "A hammer", "ann"), post(2, "A saw", "ben")]
    with Library(path, make=True) as library:
        take_in(library, said)
        with library.edit("Make a story"):
            library.stories.add(library.stories.new("Tools"), [Heading("Q1"), *map(Quote, said)])
    file = path.with_name("tools.txt")
    work.finish(work.export_story(path, StoryId(1), text, file))
    return file


def taken_down(desk: Desk, qtbot: QtBot, handle: str) -> PersonStories:
    person = desk.library.marks.person_called("test", handle)
    assert person is not None
    stories = PersonStories(desk)
    qtbot.addWidget(stories)
    stories.show_person(desk.library.people.person(PersonId(person)))
    stories.show()
    stories.take.click()
    qtbot.waitUntil(stories.files.isVisible, timeout=SLOW)
    return stories


def test_what_was_kept_of_them_beside_is_deleted_at_a_press(path: Path, qtbot: QtBot) -> None:
    published(path)
    desk = Desk(path, Settings())
    stories = taken_down(desk, qtbot, "ann")
    assert stories.forget_states.text() == "Delete 1 saved version"
    stories.forget_states.click()
    assert desk.library.versions.all(StoryId(1)) == []
    assert stories.files.text().endswith("Deleted, because they showed them: 1 saved version.")
    assert stories.forget_states.isHidden()
    desk.close()


def test_the_saved_file_is_written_anew(path: Path, qtbot: QtBot) -> None:
    file = published(path)
    desk = Desk(path, Settings())
    assert "A hammer" in file.read_text("utf-8")
    stories = taken_down(desk, qtbot, "ann")
    rewritten, *rest = stories.files.text().splitlines()
    assert rewritten == f"{file} was rewritten."
    assert rest[0].startswith("In the library they are still shown by 1 saved version; ")
    assert rest[1].startswith("The library keeps their ")
    assert "A hammer" not in file.read_text("utf-8")
    assert "A saw" in file.read_text("utf-8")
    desk.close()


def test_a_file_changed_by_hand_is_named_and_left(path: Path, qtbot: QtBot) -> None:
    file = published(path)
    file.write_text("Mine: A hammer", "utf-8")
    desk = Desk(path, Settings())
    stories = taken_down(desk, qtbot, "ann")
    assert "was changed since it was saved here," in stories.files.text()
    assert file.read_text("utf-8") == "Mine: A hammer"
    desk.close()
