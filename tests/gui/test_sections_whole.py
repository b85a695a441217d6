"""Sections of a story, sorted, split, joined, taken out and copied whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.gui.desk.desk import Desk
from curator.gui.story.workspace import StoryWorkspace
from curator.library import PostId
from curator.model import Block, Divider, Heading, Passage, Quote
from curator.settings import Settings
from tests.conftest import post, take_in

START = datetime(2026, 5, 14, 18, tzinfo=UTC)

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
    """Return a story of two sections; the quotes of the first stand in no order."""
    said = [
        ("first", 3, 0, ""), ("second", 9, 1, ""), ("answer to first", 1, 2, "0"),
        ("last", 4, 3, ""),
    ]  # fmt: skip
    posts = [
        post(n, words, at=START + timedelta(minutes=at), likes=likes, reply_to=to)
        for n, (words, likes, at, to) in enumerate(said)
    ]
    ids = take_in(desk.library, posts)
    one, two, three, four = (Quote(desk.library.posts.row(PostId(i)).post) for i in sorted(ids))
    blocks: list[Block] = [
        Heading("One"), four, Divider(), two, three, one, Heading("Two"), Passage("Words of mine"),
    ]  # fmt: skip

    def act() -> None:
        made = desk.library.stories.new("A recap")
        desk.library.stories.add(made, blocks)

    desk.edit("Begin", act)
    desk.open_story(desk.library.stories.all()[-1].id)
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


def words(desk: Desk) -> list[str]:
    return [
        b.post.text if isinstance(b, Quote) else "---" if isinstance(b, Divider) else b.text  # type: ignore[union-attr]
        for b in desk.blocks()
    ]


@pytest.mark.parametrize(
    ("order", "first", "rest"),
    [
        ("sort_time", "first", ["second", "answer to first", "last"]),
        ("sort_likes", "second", ["last", "first", "answer to first"]),
        ("sort_conversation", "first", ["answer to first", "second", "last"]),
    ],
)
def test_a_section_is_sorted_as_one_step(
    story: StoryWorkspace, desk: Desk, order: str, first: str, rest: list[str]
) -> None:
    before = words(desk)
    story.canvas.choose(desk.blocks()[2].id)
    story.perform(order)
    assert words(desk) == ["One", first, "---", *rest, "Two", "Words of mine"]
    desk.history.undo()
    assert words(desk) == before


def test_a_section_is_split_at_the_caret(story: StoryWorkspace, desk: Desk) -> None:
    block = desk.blocks()[-1].id
    story.canvas.write(block)
    field = story.canvas.column.frame(7).field
    assert field is not None
    cursor = field.textCursor()
    cursor.setPosition(5, QTextCursor.MoveMode.MoveAnchor)
    field.setTextCursor(cursor)
    story.perform("split_section")
    assert words(desk)[-3:] == ["Words", "", "of mine"]
    assert isinstance(desk.blocks()[-2], Heading)
    desk.history.undo()
    assert words(desk)[-1] == "Words of mine"


def test_a_section_begins_at_a_chosen_block(story: StoryWorkspace, desk: Desk) -> None:
    story.canvas.choose(desk.blocks()[3].id)
    story.perform("split_section")
    assert words(desk)[2:5] == ["---", "", "second"]


def test_a_section_is_joined_to_the_one_above(story: StoryWorkspace, desk: Desk) -> None:
    story.canvas.choose(desk.blocks()[-1].id)
    story.perform("join_section")
    assert words(desk)[-2:] == ["first", "Words of mine"]


def test_a_section_goes_whole_and_comes_back(story: StoryWorkspace, desk: Desk) -> None:
    before = desk.blocks()
    story.canvas.choose(desk.blocks()[1].id)
    story.perform("remove_section")
    assert words(desk) == ["Two", "Words of mine"]
    desk.history.undo()
    assert desk.blocks() == before


def test_a_section_is_copied_to_another_story(story: StoryWorkspace, desk: Desk) -> None:
    before = desk.blocks()
    story.parts.copy(before[1].id, None)
    (other,) = [each for each in desk.library.stories.all() if each.id != desk.story]
    assert other.title == "One"
    copied = desk.library.stories.blocks(other.id)
    assert [type(block) for block in copied] == [type(block) for block in before[:6]]
    assert desk.blocks() == before
