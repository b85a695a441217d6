"""What the Story workspace says of what was done, and of how many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.library import ARCHIVE, CHATS, PostId
from curator.model import Author, Block, Heading, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

kept: list[QWidget] = []
"""The windows of a test, which live as long as it runs."""


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = Desk(path, Settings(), make=True)
    yield desk
    kept.clear()
    desk.close()


@pytest.fixture
def story(qtbot: QtBot, desk: Desk) -> StoryWorkspace:
    """Return a story of a heading, a quote and a thread of two posts; five people spoke."""
    names = ("ann", "bo", "bo", "cleo", "dora", "eli")
    posts = [post(n, f"Post {n} about seeds", author=Author(name)) for n, name in enumerate(names)]
    found = [desk.library.posts.row(each).post for each in take_in(desk.library, posts)]
    blocks: list[Block] = [Heading("One"), Quote(found[0]), Quote(found[1], rest=(found[2],))]

    def act() -> None:
        desk.library.stories.add(desk.library.stories.new("A recap"), blocks)

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[0].id)
    window = QWidget()
    kept.append(window)
    qtbot.addWidget(window)
    story = StoryWorkspace(desk)
    story.setParent(window)
    window.resize(1440, 826)
    story.resize(1440, 826)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    story.start()
    return story


def choose(story: StoryWorkspace, number: int) -> None:
    story.canvas.choose(story.blocks[number].id)


def heard(desk: Desk, story: StoryWorkspace, number: int, command: str) -> list[str]:
    """Return what is said when a command is given on a block."""
    said: list[str] = []
    desk.reported.connect(said.append)
    choose(story, number)
    story.perform(command)
    desk.reported.disconnect(said.append)
    return said


@pytest.mark.parametrize(
    ("number", "command", "words"),
    [
        (1, "pull_quote", "Done: Make a pull quote"),
        (1, "small_quote", "Done: Show a quote small"),
        (0, "smaller_heading", "Done: Set a heading smaller"),
        (2, "take_apart", "Done: Take apart"),
        (1, "duplicate_block", "Done: Duplicate 1 block"),
        (1, "star", "1 post is starred."),
        (2, "star", "2 posts are starred."),
        (2, "reject", "2 posts are rejected."),
    ],
)
def test_a_command_on_a_block_says_what_it_did(
    desk: Desk, story: StoryWorkspace, number: int, command: str, words: str
) -> None:
    assert heard(desk, story, number, command) == [words]


def test_the_voices_are_never_more_than_the_people(desk: Desk, story: StoryWorkspace) -> None:
    line = story.outline.lines["voices"]
    assert line.spoken == "Voices: 2 of 5"
    at = int(desk.library.posts.row(PostId(1)).post.at.timestamp() * 1000)
    desk.library.chats.keep([(1, at, at + 1)])  # a chat of one post, and two are quoted beside it
    desk.notify(CHATS | ARCHIVE)
    assert line.spoken == "Voices: 2 of 5"
    choose(story, 2)
    story.perform("remove_block")
    assert line.spoken == "Voices: 1 of 1"


def test_the_shelf_names_how_many_posts_it_inserts(desk: Desk, story: StoryWorkspace) -> None:
    desk.decide(range(1, 4), "star")
    story.shelf.show_source()
    story.shelf.view.selectAll()
    names = {button.accessibleName() for button in story.shelf.findChildren(QWidget)}
    assert {"Insert here (3)", "At the end (3)"} <= names
